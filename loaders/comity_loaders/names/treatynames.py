"""Treaties that the reference does not know, known within an article by their names.

"The Lusaka Protocol" and "the Convention on Road Traffic" are names by their nouns and capitals;
"the Trade Agreement" and "the Convention" are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from comity.model import Span
from comity_loaders import wordlists

_ASSEMBLY = re.compile(
    r"(?:The )?(?:National|Constitutional|Constituent|Republican|Democratic|Labou?r|Annual)\s+"
    r"(?:Party\s+)?(?:National\s+)?Convention\b"
)
"""Conventions that are gatherings."""
_DAYS = (
    "January|February|April|June|July|August|September|October|November|December"
    "|Mon(?:day)?|Tues?(?:day)?|Wed(?:nesday)?|Thurs?(?:day)?|Fri(?:day)?|Satur(?:day)?|Sunday"
    "|(?:March|May|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\\.?[ \\n]+\\d"
)
"""Words of a date, which no treaty's name has behind "on"."""
_GAP = r"(?: +| *\n(?! *\n) *)"
"""No name goes on behind an empty line."""
_LONGEST = 24
"""More words than any name of a treaty has."""
_LABEL = 3
"""So many long words a label may have: "Signatories: Lusaka Protocol"."""
_STATE = r"(?:(?:[A-Z]\.){2,}[-–])?"
"""A state with points, tied to the word behind it: "U.S.-Canada"."""
_AT = re.compile(rf"{_GAP}(?:in|at){_GAP}$")


def find_treaty_names(
    text: str, treaties: Sequence[Span], bodies: Sequence[Span], cities: Sequence[Span] = ()
) -> list[Span]:
    """The places in a plain text where a treaty is named that the reference lacks.

    Args:
        text: the text.
        treaties: the places where treaties of the reference are named.
        bodies: the places where organisations and their organs are.
        cities: the places where cities are named, as far as they are known.
    """
    found: list[Span] = []
    named = (_without_owner(text, span, bodies) for span in _noun_first(text))
    first = {_without_city(text, span, cities) for span in named}
    last = set(_noun_last(text))
    for span in sorted(first | last, key=lambda s: (s.start, -s.end)):
        # The protocol to a convention is another treaty than the convention.
        known = [t for t in treaties if t.overlaps(span)]
        known = [t for t in known if t.start == span.start or not span.contains(t)]
        within = [b for b in bodies if b.overlaps(span)]
        if span in first:
            within = [b for b in within if not span.contains(b)]
        if not known and not within and not any(span.overlaps(other) for other in found):
            found.append(span)
    return found


def _without_owner(text: str, treaty: Span, bodies: Sequence[Span]) -> Span:
    """A treaty's name without the body whose treaty it is: "the AU's Charter on Democracy"."""
    for body in bodies:
        owner = re.compile(r"(?:'s?)? ").match(text, body.end)
        if treaty.start < body.end < treaty.end and owner and "'" in text[body.start : owner.end()]:
            return Span(owner.end(), treaty.end)
    return treaty


def _without_city(text: str, treaty: Span, cities: Sequence[Span]) -> Span:
    """A treaty's name without where it is signed: "the Treaty on Fishing in Lima"."""
    for city in cities:
        before = _AT.search(text[treaty.start : city.start])
        if before and city.end == treaty.end:
            return Span(treaty.start, treaty.start + before.start())
    return treaty


def _noun_first(text: str) -> Iterator[Span]:
    for match in _first().finditer(text):
        if _ASSEMBLY.match(match[0]):
            continue
        words = re.finditer(r"[^ \n]+", match[0])
        own = next(word for word in words if word[0] not in _words()["openings"])
        yield Span(match.start() + own.start(), match.end())


def _noun_last(text: str) -> Iterator[Span]:
    generic = set(_words()["generic"])
    for match in _last().finditer(text):
        words = [(m.start(), m[0]) for m in re.finditer(r"[^ \n]+", match["own"])]
        own = next((at for at, word in words if word not in generic), None)
        if own is not None and not _is_of_headline(text, match):
            yield Span(match.start() + own, match.end())


def _is_of_headline(text: str, match: re.Match[str]) -> bool:
    """Whether it is named only in a line all of capitals: "Speakers Deplore Test-Ban Treaty"."""
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    line = text[start : end if end >= 0 else len(text)].strip()
    long = re.findall(r"\b[^\W\d_]{5,}", line)
    shouted = not line.endswith(".") and len(long) > _LABEL and all(w[0].isupper() for w in long)
    return shouted and text.count(match[0]) == 1


def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = wordlists.load("names.yaml")["treaty_names"]
    return words


@cache
def _first() -> re.Pattern[str]:
    """Such as "Optional Protocol to the Convention on Road Traffic"."""
    lists = _words()
    nouns, small, links = ("|".join(lists[key]) for key in ("nouns", "small", "links"))
    word = rf"(?!(?:{_DAYS})\b)(?:[a-z]'|{_STATE})[A-Z][\w'-]*"
    return re.compile(
        rf"\b(?:{word}{_GAP}){{0,4}}?(?:{nouns})(?:{_GAP}[IVX]+)?{_GAP}(?:{links})"
        rf"(?:{_GAP}(?:{small}))*{_GAP}{word}"
        rf"(?:(?:{_GAP}(?:{small})){{0,3}}{_GAP}{word}|,{_GAP}{word}(?=[^.;\n]{{1,60}} and [A-Z]))"
        rf"{{0,{_LONGEST}}}"
    )


@cache
def _last() -> re.Pattern[str]:
    """Such as "Lusaka Protocol"."""
    nouns = "|".join(_words()["nouns"])
    word = rf"{_STATE}[A-Z][\w'-]*"
    return re.compile(
        rf"\b(?P<own>{word}(?:{_GAP}{word}){{0,3}}){_GAP}(?:{nouns})\b"
        r"(?! +(?:of|on|for|to|against|[A-Z])|-)"
    )
