"""Sources that a text names: agencies, papers, broadcasters, platforms, "Russian media".

The list is `words/chains.yaml`; a capitalised name beside a word such as "news agency" is one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comity.model import Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of, begins
from comity_loaders.names.mentions import Use


@dataclass(frozen=True, slots=True)
class Source:
    """A place where a text names a source.

    Args:
        span: its place, with the noun beside it.
        name: what to call it.
    """

    span: Span
    name: str


def find_sources(document: Document) -> tuple[Source, ...]:
    """Every source named, in order of place, the longest where they overlap."""
    text = document.text
    found: list[Source] = []
    for source in sorted((*_national(document), *_named(text), *_described(text)), key=_longest):
        if not any(source.span.overlaps(other.span) for other in found):
            found.append(source)
    return tuple(sorted(found, key=lambda source: source.span))


def _longest(source: Source) -> tuple[int, Span]:
    return source.span.start - source.span.end, source.span


def _named(text: str) -> Iterator[Source]:
    for pattern in (_known(), _shown_before(), _shown_behind(), _titled()):
        for match in pattern.finditer(text):
            name = " ".join(match["name"].split()).removesuffix("'")
            if name not in list_of("no_names"):
                yield Source(Span(match.start(), match.end()), name)


def _described(text: str) -> Iterator[Source]:
    for match in _descriptive().finditer(text):
        yield Source(Span(match.start(), match.end()), " ".join(match["name"].split()))


def _national(document: Document) -> Iterator[Source]:
    """Such as "Georgian television", "Russian state media"."""
    for mention in document.mentions:
        if mention.use is Use.DEMONYM:
            match = _medium().match(document.text, mention.span.end)
            if match:
                span = Span(mention.span.start, match.end())
                yield Source(span, " ".join(span.of(document.text).split()))


def list_of(name: str) -> list[str]:
    """One list of `chains.yaml`."""
    found: list[str] = wordlists.load("chains.yaml")[name]
    return found


def is_descriptive(name: str) -> bool:
    """Whether it is no name: "Georgian television", "State media"."""
    if name in list_of("outlets") or f"The {name}" in list_of("outlets"):
        return False
    last = name.lower()
    return any(last.endswith(words_) for words_ in list_of("demonym_media"))


def _begins(name: str) -> str:
    """A guard: the first word of a phrase of that list stands here."""
    return begins(re.split(r"\W", phrase)[0] for phrase in list_of(name))


@cache
def _known() -> re.Pattern[str]:
    nouns = any_of(list_of("nouns"))
    return re.compile(
        rf"(?:\b[Tt]he\s+)?(?<![\w.-]){_begins('outlets')}(?P<name>{any_of(list_of('outlets'))})"
        rf"(?![\w-])(?!'s?\s+[A-Z])"
        rf"(?:\s+(?:(?:[a-z-]+\s+){{0,2}}?(?i:{nouns}))\b)?"
    )


@cache
def _shown_behind() -> re.Pattern[str]:
    """Such as "the Example news agency"."""
    return re.compile(
        r"(?:\b[Tt]he\s+)?(?P<name>(?!The\b)[A-Z][\w&'-]*(?:\s+[A-Z][\w&'-]*){0,3}(?:\s+\([A-Z][^)]{2,40}\))?)"
        rf"(?<!'s)\s+(?:[a-z-]+\s+)?(?:{any_of(list_of('nouns'))})\b"
    )


@cache
def _shown_before() -> re.Pattern[str]:
    """Such as "the news agency Example", "the daily Example"."""
    return re.compile(
        rf"\b(?:[Tt]he|[Aa]|[Ii]ts)\s+(?:[\w-]+\s+){{0,2}}?(?:{any_of(list_of('nouns'))}),?\s+"
        r"(?P<name>[A-Z][\w&'-]*(?:\s+(?:[A-Z\d][\w&'-]*|de|la|della)){0,3})"
    )


@cache
def _titled() -> re.Pattern[str]:
    """Such as "the Bergen Herald": the last word is a paper's."""
    return re.compile(
        r"\b[Tt]he\s+(?P<name>(?!The\b)[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*)?"
        rf"\s+(?:{any_of(list_of('titles'))}))(?![\w-])(?!\s+[A-Z])"
    )


@cache
def _descriptive() -> re.Pattern[str]:
    names, first = any_of(list_of("descriptive")), _begins("descriptive")
    return re.compile(rf"\b(?:[Tt]he\s+)?{first}(?P<name>(?i:{names}))\b")


@cache
def _medium() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{any_of(list_of('demonym_media'))})\b")
