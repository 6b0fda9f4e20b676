"""The states that a stretch lists and says nothing else of, with their dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from comity.dates import When
from comity.model import Entity, Kind, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.memberships.eventdates import is_after
from comity_loaders.memberships.remarked import is_called_gone
from comity_loaders.memberships.sections import FILE
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.sentences import patterns
from comity_loaders.sentences.owndates import own_dates

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SOME = re.compile(r"(?i)\b(?:incl\w*|such as|others?|among|e\.g|etc|more)\b|\.\.\.|…")
_STATES = (Kind.STATE, Kind.TERRITORY)
_WHOLE = 0.8
"""So much of a list must be known states; a name or two may be unknown."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The states of a list.

    Args:
        states: who they are, each once.
        dates: what dates brackets give some of them.
        some: whether the list says that there are others.
        gone: those that brackets call former.
    """

    states: tuple[Entity, ...] = ()
    dates: Mapping[Entity, When] = field(default_factory=dict)
    some: bool = False
    gone: frozenset[Entity] = frozenset()


def listed(
    document: Document, place: Span, told: Predicate = Predicate.MEMBER, *, least: int = 2
) -> Listed:
    """The states of a stretch that lists states and nothing else.

    Args:
        document: where it stands.
        place: the stretch.
        told: what is told of the states, by which the dates in brackets are understood.
        least: how many of them must have a date, for "and" to give theirs to others.
    """
    text, start = document.text, place.start
    named = [m for m in document.mentions if place.contains(m.span)]
    stop = _stop(document, place, named)
    listed = [m for m in named if m.span.end <= stop and not _is_bracketed(text, start, m)]
    states = [m for m in listed if m.can_be(*_STATES)]
    known = [m for m in states if m.entity and m.use in (Use.NAME, Use.CAPITAL)]
    if not known or any(m.use is Use.DEMONYM for m in states):
        return Listed()
    if not _is_whole(text, start, stop, listed):
        return Listed()
    return Listed(
        tuple(dict.fromkeys(m.entity for m in known if m.entity)),
        _dates(document, known, Span(start, stop), told, least),
        bool(_SOME.search(text, start, stop)),
        frozenset(m.entity for m in known if m.entity and is_called_gone(text, m)),
    )


def _stop(document: Document, place: Span, named: Sequence[Mention]) -> int:
    """Where the list ends on its line, be it before the line does."""
    ends = patterns.expression(FILE, "end").finditer(document.text, place.start, place.end)
    return next(
        (
            match.start()
            for match in ends
            if not any(m.span.contains(Span(match.start(), match.start() + 1)) for m in named)
        ),
        place.end,
    )


def _dates(
    document: Document, named: Sequence[Mention], place: Span, told: Predicate, least: int
) -> dict[Entity, When]:
    words = wordlists.load(FILE)["bracket_words"].get(told)
    opens = re.compile(rf"[*¹²³_]*\s*\(\s*(?:(?:{words or 'in'})\s+)?(?:(?:since|in|from|on)\s+)?")
    dates = [d for d in document.dates if place.contains(d.span)]
    own = own_dates(document.text, named, dates, opens, least=least)
    return {
        m.entity: d.past
        for m, d in own.items()
        if m.entity and d.past and _is_past(document, d.past)
    }


def _is_past(document: Document, day: When) -> bool:
    return not is_after(document, day)


def _is_bracketed(text: str, start: int, mention: Mention) -> bool:
    before = text[start : mention.span.start]
    return before.count("(") > before.count(")")


def _is_whole(text: str, start: int, stop: int, listed: Sequence[Mention]) -> bool:
    """Whether names of states and bodies and what joins them are all, but for a name or two."""
    rest, at = "", start
    for mention in listed:
        rest += text[at : mention.span.start] + "\n"
        at = mention.span.end
    rest = _BRACKETED.sub(" ", rest + text[at:stop])
    pieces = [piece for piece in re.split(r"[\n,;|]", rest) if _other(piece)]
    unknown = sum(not re.search(r"\b(?!of\b|the\b|and\b|[A-Z])[a-z]\w*", p) for p in pieces)
    return unknown == len(pieces) and len(listed) >= _WHOLE * (len(listed) + unknown)


def _other(piece: str) -> bool:
    return not patterns.expression(FILE, "glue").fullmatch(piece)
