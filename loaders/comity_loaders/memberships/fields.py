"""Members and signatories in a field of a reference page: "Parties: Chad, Togo".

The label tells what the states are, and of what body. What stands behind the label must be a list
of states and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comity.dates import When
from comity.model import Claim, Predicate, Span
from comity_loaders.document import Document
from comity_loaders.memberships.labels import Label, label_at, label_of_name, label_of_year
from comity_loaders.memberships.listed import Listed, listed
from comity_loaders.memberships.sections import FILE, bare, lines, section_at
from comity_loaders.sentences import patterns

_SEPARATOR = re.compile(
    r"(?P<label>[^\n:|–—(]{3,90}?)\s*(?:\((?P<n>\d+|\w+)(?: in all| total)?\))?[*_\s]*"
    r"(?::|\||\s[-–—](?=\s)|(?<=[a-z])[–—])[*_\s|]*(?:\((?P<m>\d+)(?: total)?\):?\s*)?"
)
_COUNTED = re.compile(
    r"\s*(?P<n>\d+) (?:member )?(?:states|countries|nations|members|economies)"
    r"(?:\s*[(:–—-]|,? (?=incl)|,? namely)\s*"
)
"""What counts the states of a field before it names them: "8 countries (Bhutan, India"."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d(?!\d)")
_ALONE = re.compile(
    r"[\s#*=_|•>\d.-]*(?P<label>[^\n:|–—(]{3,90}?)\s*(?:\((?P<n>\d+)\))?[\s:*_=#|–—-]*"
    r"(?:(?<=[:|–—-] )(?P<m>\d{1,3})\W*)?"
)


_FAR = 20
"""So many lines above a year may stand what the years are of."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Field:
    """A label and what stands behind it.

    Args:
        label: what it tells.
        listed: of whom.
        span: its place.
        named: whether the label is no more than a body's name.
    """

    label: Label
    listed: Listed
    span: Span
    named: bool = False


def fields(document: Document) -> Iterator[Claim]:
    """What the fields of a page tell of states."""
    for field in document.once(_found):
        signed = field.label.predicate is Predicate.SIGNED
        day = _signing_day(document, field.span) if signed else None
        yield from listing(field.label, field.listed, field.span, "membership/field", day)


def listing(
    label: Label, states: Listed, place: Span, rule: str, day: When | None = None
) -> Iterator[Claim]:
    """What is claimed of the states that a label announces.

    Args:
        label: what it tells of them.
        states: they, with their dates.
        place: the words.
        rule: by which rule.
        day: the day of all, where neither label nor list gives one.
    """
    member = label.predicate is Predicate.MEMBER
    if member and len(states.states) > 1:
        yield _roster(label, states, place, rule)
    for state in states.states:
        when = states.dates.get(state, None if member else label.when or day)
        predicate = Predicate.JOINED if member and when else label.predicate
        alone = not member or len(states.states) == 1 or state in states.dates
        if alone and (not member or state not in states.gone):
            yield Claim(
                predicate=predicate,
                subject=state,
                object=label.body,
                passage=place,
                rule=rule,
                when=when,
            )


def _roster(label: Label, states: Listed, place: Span, rule: str) -> Claim:
    members = tuple(state for state in states.states if state not in states.gone)
    some = states.some or label.part
    return Claim(
        predicate=Predicate.ROSTER,
        subject=label.body,
        passage=place,
        rule=rule,
        members=members,
        complete=not some and label.said in (None, len(members)),
    )


def announced(document: Document, line: Span) -> Label | None:
    """What a line that is a label and no more says of the states listed below it."""
    parts = _ALONE.fullmatch(line.of(document.text))
    if parts is None:
        return None
    return label_at(
        document, Span(line.start, line.start + parts.end("label")), [parts["n"], parts["m"]]
    )


def in_field(document: Document, place: Span) -> bool:
    """Whether a place lies in a field that tells its states by itself."""
    return any(field.span.contains(place) for field in document.once(_found))


def _found(document: Document) -> list[_Field]:
    found, all_lines = list[_Field](), list(lines(document))
    for at, line in enumerate(all_lines):
        field = _field(document, line, all_lines[max(at - _FAR, 0) : at])
        found += [field] if field else []
    named = [field for field in found if field.named]
    # One line that opens with a body's name may be of anything; several tell who is in them.
    return found if len(named) >= _LEAST else [field for field in found if field not in named]


def _field(document: Document, line: Span, above: Sequence[Span]) -> _Field | None:
    text = document.text[line.start : line.end]
    lead = _lead(text)
    parts = _SEPARATOR.match(text, lead)
    if parts is None:
        return None
    counted = _COUNTED.match(text, parts.end())
    counts = [parts["n"], parts["m"], counted["n"] if counted else None]
    place = Span(line.start + lead, line.start + parts.end("label"))
    label = label_at(document, place, counts)
    label = label or label_of_year(document, place, above, parts["n"] or "")
    named = label_of_name(document, place, counts) if label is None else None
    label = label or named
    start, end = (counted or parts).end(), len(text.rstrip(" .)")) if counted else len(text)
    if label is None or start >= end:
        return None
    states = listed(document, Span(line.start + start, line.start + end), label.predicate)
    if named and len(states.states) <= _LEAST:
        return None
    return _Field(label, states, line, bool(named)) if states.states else None


def _lead(text: str) -> int:
    """How many code points of a line stand before its label: a bullet, and no year."""
    lead = len(text) - len(bare(text + "x")) + 1
    year = _YEAR.search(text, 0, lead)
    return year.start() if year else lead


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
    day = dates[0].past if len(dates) == 1 else None
    return None if day and day.date.edtf.startswith("X") else day
