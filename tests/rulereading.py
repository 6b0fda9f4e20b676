"""What the tests of rules share: texts read with and without a language model."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from comity.dates import DateBasis, PartialDate, When
from comity.gazetteer import Gazetteer
from comity.model import Article, Claim, Predicate, Reading
from comity_loaders.document import Document
from comity_loaders.language import nlp
from comity_loaders.parsing import read
from comity_loaders.reading import reader
from comity_loaders.rules import Rule
from comity_loaders.text import TextLoader

SHARED = Path(__file__).parents[2] / "shared" / "articles"
BOTH = pytest.mark.parametrize("parse", [True, False], ids=["parsed", "unparsed"])
TODAY = When(PartialDate("2024-06-14"), DateBasis.METADATA)


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def document(text: str, *, parse: bool = True, place: str | None = None) -> Document:
    language = nlp.load() if parse else nlp.without_model()
    return read(Article(text, "test", published=TODAY, place=place), gazetteer(), language)


def claims(rule: Rule, text: str, *, parse: bool = True, place: str | None = None) -> list[Claim]:
    """What a rule claims of a text."""
    return [f for f in rule(document(text, parse=parse, place=place)) if isinstance(f, Claim)]


def of(found: list[Claim], predicate: Predicate) -> list[Claim]:
    return [claim for claim in found if claim.predicate is predicate]


def names(claim: Claim) -> list[str | None]:
    return [
        claim.subject.name if claim.subject else None,
        claim.object.name if claim.object else None,
    ]


@cache
def shared_reading(start: str) -> Reading:
    """A reading of one of the articles beside the repository."""
    paths = sorted(SHARED.glob(f"{start}*.txt"))
    if not paths:
        pytest.skip("the articles are not beside the repository")
    from comity.model import Metadata

    (article,) = TextLoader().articles(paths[0], Metadata())
    return reader(gazetteer())(article)
