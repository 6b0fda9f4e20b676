"""What the label of a field tells of states: "Signatories (1992):", "Parties to the treaty".

The same label may stand before its states or above them. It tells of what body, if it names one;
else the part of the page does in which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from comity.dates import PartialDate, When
from comity.model import Entity, Kind, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.language.numberwords import number
from comity_loaders.memberships.lastbody import topic
from comity_loaders.memberships.sections import FILE, bare, section_at
from comity_loaders.sentences import patterns

_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_DATED = re.compile(
    r"[^\w\n]*(?:\w+ )?(?:\w+ )?\(?(?:1[89]|20)\d\d\b|[^\n]{0,40}\((?:1[89]|20)\d\d\)"
)
_BODIES = (Kind.ORGANISATION, Kind.TREATY)


@dataclass(frozen=True, slots=True)
class Label:
    """What a label tells of the states behind it or below it.

    Args:
        predicate: what they are or did.
        body: of what body.
        said: how many there are, by its own words.
        when: when, by its own words.
        part: whether it says that there are others.
    """

    predicate: Predicate
    body: Entity
    said: int | None
    when: When | None = None
    part: bool = False


def label_at(document: Document, place: Span, counts: Sequence[str | None] = ()) -> Label | None:
    """What a label tells; None where it tells nothing of a membership.

    Args:
        document: where it stands.
        place: the label.
        counts: the numbers in brackets behind it.
    """
    words, named = _masked(document, place)
    predicate = next((p for p, shape in _labels() if shape.fullmatch(words)), None)
    gone = predicate in (Predicate.LEFT, Predicate.MEMBERSHIP_SUSPENDED)
    body = (named or body_at(document, place.start, gone=gone)) if predicate else None
    if predicate is None or body is None:
        return None
    years = [n for n in counts if n and _YEAR.fullmatch(n)]
    said = [n for n in counts if n and n not in years] + re.findall(r"\b\d{1,3}\b", words)
    when = When(PartialDate(years[0]), words=years[0]) if years else _when(document, place)
    part = bool(patterns.expression(FILE, "part").search(words))
    return Label(predicate, body, number(said[0]) if said else None, when, part)


def label_of_name(document: Document, place: Span, counts: Sequence[str | None]) -> Label | None:
    """What a label tells that is a body's name alone: "Baltic Assembly (1991)", its members."""
    words, body = _masked(document, place)
    section = section_at(document, place.start)
    if words.removeprefix("The ") != "<B>" or body is None or (section and section.planned):
        return None
    said = [n for n in counts if n and not _YEAR.fullmatch(n)]
    return Label(Predicate.MEMBER, body, number(said[0]) if said else None, None, not said)


def label_of_year(
    document: Document, place: Span, above: Sequence[Span], remark: str
) -> Label | None:
    """What a label tells that is a date alone: below "EU enlargement", who joined then.

    Args:
        document: where it stands.
        place: the label.
        above: the lines before it.
        remark: what stands in brackets behind it.
    """
    words = place.of(document.text).strip(" *_")
    dates = [d.past for d in document.dates if place.contains(d.span) and d.words == words]
    when = When(PartialDate(words), words=words) if _YEAR.fullmatch(words) else None
    when = when or (dates[0] if dates else None)
    head = next(
        (line for line in reversed(above) if not _DATED.match(line.of(document.text))), None
    )
    grows = patterns.expression(FILE, "growth").search(head.of(document.text)) if head else None
    body = body_at(document, place.start) if when and grows else None
    founds = remark.lower().startswith("found")
    return (
        Label(Predicate.FOUNDED if founds else Predicate.JOINED, body, None, when) if body else None
    )


def _when(document: Document, place: Span) -> When | None:
    dates = [d.past for d in document.dates if place.contains(d.span) and d.past]
    return dates[0] if len(dates) == 1 else None


def _masked(document: Document, place: Span) -> tuple[str, Entity | None]:
    """A label with a mark for the body in it and its date left out, and the body."""
    text = place.of(document.text)
    dates = [d.span for d in document.dates if place.contains(d.span)]
    bodies = [m for m in document.mentions if place.contains(m.span) and m.can_be(*_BODIES)]
    body = bodies[0] if len(bodies) == 1 and bodies[0].entity else None
    pieces = [(span, "") for span in dates] + ([(body.span, "<B>")] if body else [])
    for span, mark in sorted(pieces, reverse=True):
        text = text[: span.start - place.start] + mark + text[span.end - place.start :]
    return " ".join(bare(text).split()), body.entity if body else None


def body_at(document: Document, at: int, *, gone: bool = False) -> Entity | None:
    """The body that a field at a place is about, where its label names none.

    Args:
        document: where it stands.
        at: the place.
        gone: whether it tells of those who are no members now, as its own heading may say.
    """
    section = section_at(document, at)
    if section and section.planned:
        return topic(document) if gone and section.body is None else None
    if section is None or (section.titled and section.body is None):
        return topic(document)
    return section.body


@cache
def _labels() -> tuple[tuple[Predicate, re.Pattern[str]], ...]:
    return tuple(
        (
            Predicate(name),
            re.compile(f"(?i){patterns.expression(FILE, 'labels', name).pattern}"),
        )
        for name in wordlists.load(FILE)["labels"]
    )
