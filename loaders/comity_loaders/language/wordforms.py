"""Part of speech and lemma of each token, looked up rather than worked out each time.

The model has rules for both: 179 patterns that it matches against every token, and endings that it
cuts. Nearly all of them look at one token, at its word, tag and dependency; what they give such a
token once, they give it always. So the model's own components are asked once for each, and only
the few patterns of several tokens ("there is", "gon na") are matched in each text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

WORD_FORMS = "comity_word_forms"
"""The name of this component."""
RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
"""The model's own components, which are asked and need not run."""
_KEY: list[int | str] = ["ORTH", "TAG", "DEP"]
_FORM: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_Key = tuple[int, ...]
_Pattern = dict[str, Any]


@Language.factory(WORD_FORMS)
class WordForms:
    """A component that sets what the model's rules give to each token.

    Args:
        nlp: the pipeline, with the model's own components, disabled.
        name: the name of this component in it.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        patterns: list[_Pattern] = cast(AttributeRuler, nlp.get_pipe(RULER)).patterns
        self._alone = _ruler(nlp.vocab, [p for p in patterns if _is_of_one(p)])
        self._together = _ruler(nlp.vocab, [p for p in patterns if not _is_of_one(p)])
        self._lemmatizer = nlp.get_pipe(LEMMATIZER)
        self._forms: dict[_Key, list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The text, with parts of speech, morphology and lemmas."""
        if not len(doc):
            return doc
        keys = [tuple(key) for key in doc.to_array(_KEY).tolist()]
        if unknown := [key for key in dict.fromkeys(keys) if key not in self._forms]:
            self._forms.update(zip(unknown, self._asked(doc.vocab, unknown), strict=True))
        return self._together(_set(doc, _FORM, [self._forms[key] for key in keys]))

    def _asked(self, vocab: Vocab, keys: Sequence[_Key]) -> list[list[int]]:
        """What the model's components give to these tokens, side by side in a text of their own."""
        doc = Doc(vocab, words=[vocab.strings[key[0]] for key in keys])
        doc = self._alone(_set(doc, _KEY[1:], [key[1:] for key in keys]))
        forms: list[list[int]] = self._lemmatizer(doc).to_array(_FORM).tolist()
        return forms


def _set(doc: Doc, attributes: list[int | str], rows: Sequence[Sequence[int]]) -> Doc:
    """The text, with a row of attributes for each of its tokens."""
    array: Any = np.array(rows, dtype=np.uint64)
    return doc.from_array(attributes, array)


def _ruler(vocab: Vocab, patterns: Sequence[_Pattern]) -> AttributeRuler:
    ruler = AttributeRuler(vocab)
    ruler.add_patterns(patterns)
    return ruler


def _is_of_one(pattern: _Pattern) -> bool:
    return all(len(tokens) == 1 for tokens in pattern["patterns"])
