"""Documents for the loaders' tests: a text, read with the gazetteer, with or without a model."""

from __future__ import annotations

from functools import cache

import pytest

from comity.dates import PartialDate, When
from comity.gazetteer import Gazetteer
from comity.model import Article
from comity_loaders.document import Document, Sentence
from comity_loaders.language import nlp
from comity_loaders.parsing import read

MODEL = nlp.load()
needs_model = pytest.mark.skipif(not MODEL.parses, reason="no English model is installed")


@cache
def gazetteer() -> Gazetteer:
    """comity's own names."""
    return Gazetteer.load()


@cache
def blank() -> nlp.Nlp:
    """A pipeline without a model."""
    return nlp.without_model()


def document(text: str, published: str | None = None, pipeline: nlp.Nlp = MODEL) -> Document:
    """A text as rules get it."""
    day = When(PartialDate(published)) if published else None
    return read(Article(text, "example", published=day), gazetteer(), pipeline)


def last_sentence(text: str, pipeline: nlp.Nlp = MODEL) -> Sentence:
    """The last sentence of a text."""
    return document(text, pipeline=pipeline).sentences[-1]
