"""Parts of speech and lemmas: what is looked up is what the model's own components give."""

from __future__ import annotations

import pytest
from reading import MODEL, needs_model
from spacy.tokens import Doc

pytestmark = needs_model

TEXTS = (
    "",
    "There are six members, and there's no seventh.\n\n“I don't know,” she said; it had been so.",
    "Let's go: they're gonna leave, ain't they? Y'all got ta see what he'd done, but she would.",
    "The ministers met the envoys that Chad had sent.\n\n- Lesotho does what others did\n- He was.",
    "NO MEMBER WAS LEAVING 12 March 1994 —  said the U.N. 's envoy \t (aged 61) on Tuesday...",
)
GIVEN: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]


def _own(text: str) -> Doc:
    """The text as the model's own components read it behind its parser."""
    language = MODEL.language
    doc = language.make_doc(text)
    for name in ("tok2vec", "tagger", "comity_sentence_starts", "parser"):
        doc = language.get_pipe(name)(doc)
    return language.get_pipe("lemmatizer")(language.get_pipe("attribute_ruler")(doc))


@pytest.mark.parametrize("text", TEXTS)
def test_forms_are_those_of_the_models_own_components(text: str) -> None:
    assert MODEL.language(text).to_array(GIVEN).tolist() == _own(text).to_array(GIVEN).tolist()


def test_a_form_seen_before_is_given_again_and_known_by_its_word_tag_and_dependency() -> None:
    read = [[(t.pos_, t.lemma_) for t in MODEL.language(text)] for text in (*TEXTS, *TEXTS)]

    assert read[: len(TEXTS)] == read[len(TEXTS) :]


def test_the_models_own_components_do_not_run() -> None:
    assert not {"attribute_ruler", "lemmatizer"} & set(MODEL.language.pipe_names)
