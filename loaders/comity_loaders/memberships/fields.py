"""Members and signatories in a field of a reference page: "Parties: Chad, Togo".

The label tells what the states are, and of what body if it names one; else the part of the page
does in which the field stands. What stands behind the label must be a list of states and nothing
more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comity.dates import When
from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.language.numberwords import number
from comity_loaders.memberships.lastbody import topic
from comity_loaders.memberships.sections import FILE, bare, lines, section_at
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.sentences import patterns

_SEPARATOR = re.compile(
    r"(?P<label>[^\n:|–—(]{3,90}?)\s*(?:\((?P<n>\d+|\w+)(?: in all| total)?\))?[*_\s]*"
    r"(?::|\||\s[-–—](?=\s)|(?<=[a-z)])[–—])[*_\s|]*(?:\((?P<m>\d+)(?: total)?\):?\s*)?"
)
_COUNTED = re.compile(
    r"\s*(?P<n>\d+) (?:member )?(?:states|countries|nations|members|economies)\s*[(:–—-]\s*"
)
"""What counts the states of a field before it names them: "8 countries (Bhutan, India"."""
_ALONE = re.compile(
    r"[\s#*=_|•>\d.-]*(?P<label>[^\n:|–—(]{3,90}?)\s*(?:\((?P<n>\d+)\))?[\s:*_=#|–—-]*"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OPEN = re.compile(r"(?:,|;|\band)\s*$")
_BODIES = (Kind.ORGANISATION, Kind.TREATY)
_STATES = (Kind.STATE, Kind.TERRITORY)
_WHOLE = 0.8
"""So much of a list must be known states; a name or two may be unknown."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A label and what stands behind it.

    Args:
        predicate: what the label tells of states.
        body: of what body.
        said: how many states there are, by its own words.
        states: who they are.
        span: its place.
    """

    predicate: Predicate
    body: Entity
    said: int | None
    states: tuple[Entity, ...]
    span: Span


def fields(document: Document) -> Iterator[Claim]:
    """What the fields of a page tell of states."""
    for field in document.once(_found):
        if field.predicate is Predicate.MEMBER and len(field.states) > 1:
            yield Claim(
                predicate=Predicate.ROSTER,
                subject=field.body,
                passage=field.span,
                rule="membership/field",
                members=field.states,
                complete=field.said in (None, len(field.states)),
            )
            continue
        signed = field.predicate is Predicate.SIGNED
        day = _signing_day(document, field.span) if signed else None
        for state in field.states:
            yield Claim(
                predicate=field.predicate,
                subject=state,
                object=field.body,
                passage=field.span,
                rule="membership/field",
                when=day,
            )


def announced(document: Document, line: Span) -> tuple[Predicate, Entity, int | None] | None:
    """What a line that is a label and no more says of the states listed below it.

    Returns:
        What they are, of what body, and how many by its own words; None for any other line.
    """
    text = line.of(document.text)
    parts = _ALONE.fullmatch(text)
    if parts is None:
        return None
    label, named = _label(document, line.start, line.start + parts.end("label"))
    predicate = next((p for p, shape in _labels() if shape.fullmatch(label)), None)
    body = (named or _body(document, line.start)) if predicate else None
    count = parts["n"] or next(iter(re.findall(r"\d+", label)), "")
    return (predicate, body, number(count)) if predicate and body else None


def in_field(document: Document, place: Span) -> bool:
    """Whether a place lies in a field that tells its states by itself."""
    return any(field.span.contains(place) for field in document.once(_found))


def _found(document: Document) -> list[_Field]:
    return [field for line in lines(document) if (field := _field(document, line))]


def _field(document: Document, line: Span) -> _Field | None:
    text = document.text[line.start : line.end]
    lead = len(text) - len(bare(text + "x")) + 1
    parts = _SEPARATOR.match(text, lead)
    if parts is None:
        return None
    label, named = _label(document, line.start + lead, line.start + parts.end("label"))
    predicate = next((p for p, shape in _labels() if shape.fullmatch(label)), None)
    counted = _COUNTED.match(text, parts.end())
    start, end = (counted or parts).end(), len(text.rstrip(" .)")) if counted else len(text)
    states = _listed(document, line.start + start, line.start + end) if predicate else ()
    if predicate is None or not states:
        return None
    body = named or _body(document, line.start)
    said = counted["n"] if counted else ""
    count = parts["n"] or parts["m"] or said or next(iter(re.findall(r"\d+", label)), "")
    return _Field(predicate, body, number(count), states, line) if body else None


def _label(document: Document, start: int, end: int) -> tuple[str, Entity | None]:
    """A label with a mark for the body in it, and the body."""
    named = [m for m in document.mentions if start <= m.span.start and m.span.end <= end]
    bodies = [m for m in named if m.entity and m.can_be(*_BODIES)]
    text = document.text
    if len(bodies) != 1:
        return bare(text[start:end]), None
    place = bodies[0].span
    return bare(f"{text[start : place.start]}<B>{text[place.end : end]}"), bodies[0].entity


def _body(document: Document, at: int) -> Entity | None:
    """The body that a field is about, where its label names none."""
    section = section_at(document, at)
    if section and section.planned:
        return None
    if section is None or (section.titled and section.body is None):
        return topic(document)
    return section.body


def _listed(document: Document, start: int, end: int) -> tuple[Entity, ...]:
    """The states of a stretch that lists states and nothing else."""
    text = document.text
    named = [m for m in document.mentions if start <= m.span.start and m.span.end <= end]
    stop = next(
        (
            match.start()
            for match in patterns.expression(FILE, "end").finditer(text, start, end)
            if not any(m.span.contains(Span(match.start(), match.start() + 1)) for m in named)
        ),
        end,
    )
    listed = [m for m in named if m.span.end <= stop and not _is_bracketed(text, start, m)]
    states = [m for m in listed if m.can_be(*_STATES)]
    known = [m.entity for m in states if m.entity and m.use in (Use.NAME, Use.CAPITAL)]
    if not known or any(m.use is Use.DEMONYM for m in states):
        return ()
    return tuple(dict.fromkeys(known)) if _is_whole(text, start, stop, listed) else ()


def _is_bracketed(text: str, start: int, mention: Mention) -> bool:
    before = text[start : mention.span.start]
    return before.count("(") > before.count(")")


def _is_whole(text: str, start: int, stop: int, listed: list[Mention]) -> bool:
    """Whether names of states and bodies and what joins them are all, but for a name or two."""
    rest, at = "", start
    for mention in listed:
        rest += text[at : mention.span.start] + "\n"
        at = mention.span.end
    rest = _BRACKETED.sub(" ", rest + text[at:stop])
    pieces = [piece for piece in re.split(r"[\n,;]", rest) if _other(piece)]
    unknown = sum(not re.search(r"\b(?!of\b|the\b|and\b|[A-Z])[a-z]\w*", p) for p in pieces)
    return unknown == len(pieces) and len(listed) >= _WHOLE * (len(listed) + unknown)


def _other(piece: str) -> bool:
    return not patterns.expression(FILE, "glue").fullmatch(piece)


def _signing_day(document: Document, field: Span) -> When | None:
    """The day of signature that another field of the same part of the page gives."""
    section = section_at(document, field.start)
    days = [
        day
        for line in lines(document)
        if section_at(document, line.start) == section
        for day in [_day_of(document, line)]
        if day
    ]
    return days[0] if len(set(days)) == 1 else None


def _day_of(document: Document, line: Span) -> When | None:
    text = document.text[line.start : line.end]
    lead = len(text) - len(bare(text + "x")) + 1
    parts = _SEPARATOR.match(text, lead)
    shape = patterns.expression(FILE, "signed-on")
    if parts is None or not re.fullmatch(f"(?i){shape.pattern}", bare(parts["label"])):
        return None
    dates = [d for d in document.dates if Span(line.start + parts.end(), line.end).contains(d.span)]
    return dates[0].past if len(dates) == 1 else None


@cache
def _labels() -> tuple[tuple[Predicate, re.Pattern[str]], ...]:
    return tuple(
        (
            Predicate(name),
            re.compile(f"(?i){patterns.expression(FILE, 'labels', name).pattern}"),
        )
        for name in wordlists.load(FILE)["labels"]
    )
