"""What goes on behind a claim with the verb left out: further states, dates and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.dates import When
from comity.model import Claim, Predicate
from comity_loaders.dates.founddates import DateKind
from comity_loaders.memberships.finds import WORDS, Find, masked_with_standins
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked, Slot

_BEHIND = re.compile(r"(?:,? (?:early |late |back )*<D\d+>)?")

_REPEATED = re.compile(r"\b(?:twice|again|once more|two times|a second time)\b")
_REPEATABLE = {
    Predicate.APPLIED,
    Predicate.LEFT,
    Predicate.READMITTED,
    Predicate.MEMBERSHIP_SUSPENDED,
}
"""What a state may do more than once."""
_PERSONS = "continuation_persons"
_BY_PERSONS = {Predicate.FOUNDED, Predicate.SIGNED}


def continued(found: Find, claims: list[Claim]) -> Iterator[Claim]:
    """Further states or bodies with dates of their own, the verb left out."""
    at = _BEHIND.match(found.masked.text, found.match.end()).end()  # type: ignore[union-attr]  # it matches nothing too
    yield from going_on(found.masked, at, claims)
    yield from _by_persons(found, claims)


def _by_persons(found: Find, claims: list[Claim]) -> Iterator[Claim]:
    """The states of further persons: "signed by A of Peru, B of Chad and C of Mali"."""
    first = next((c for c in claims if c.is_asserted and c.predicate in _BY_PERSONS), None)
    # Not in a clause: there the second of them may be left out as an aside.
    masked, pattern = masked_with_standins(found.sentence), patterns.expression(WORDS, _PERSONS)
    own = found.group("s")
    names = [n for n, slot in masked.slots.items() if own and slot.span == own.span]
    at = masked.text.index(f"<{names[0]}>") + len(names[0]) + 2 if names else 0
    while first and (match := pattern.match(masked.text, at)):
        who = masked.slot(match, "s")
        for entity in who.entities if who else ():
            yield replace(first, subject=entity)
        at = match.end()


def going_on(masked: Masked, at: int, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Further claims from a place in a masked text on: "…, Greece in 1981, and Spain in 1986".

    Args:
        masked: the masked sentence.
        at: the place behind the date of the first claims.
        claims: what was claimed with the verb.
    """
    first = next((c for c in claims if (c.when or c.since) and c.is_asserted), None)
    if first is None:
        return
    if first.predicate is Predicate.FOUNDED:  # who follows founders joins what they founded
        first = replace(first, predicate=Predicate.JOINED)
    yield from _listed(masked, at, first)
    yield from _again(masked, at, [c for c in claims if c.when == first.when])
    pattern = patterns.expression(WORDS, "continuation")
    states = tuple(dict.fromkeys(c.subject for c in claims if c.subject))
    while match := pattern.match(masked.text, at):
        who, what = masked.slot(match, "s"), masked.slot(match, "b")
        date = masked.slot(match, "d")
        subjects = who.entities if who else states
        for subject in subjects:
            for claim in _dated(first, date):
                yield from _one_more(replace(claim, subject=subject), what)
        at = match.end()


def _dated(first: Claim, date: Slot | None) -> Iterator[Claim]:
    """The first claim with another date; of a status that lasts, with another beginning."""
    found = date.date if date else None
    if date is None or found is None:
        return
    if first.when:
        day = _in_same_year(date, first)
        yield from (replace(first, when=day),) if day else ()
    elif found.kind is DateKind.SINCE and found.when:
        yield replace(first, since=found.when)


def _listed(masked: Masked, at: int, first: Claim) -> Iterator[Claim]:
    """Further states, each with its own date: "followed by Peru (1964), Chad (1969)"."""
    match = patterns.expression(WORDS, "continuation_listed").match(masked.text, at)
    slot = masked.slot(match, "s") if match else None
    for mention, date in slot.own if slot else ():
        if mention.entity and date.past:
            yield replace(first, subject=mention.entity, when=date.past)


def _again(masked: Masked, at: int, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The same once more: "applied twice, in 1961 and in 1967", "in 2000 and again in 2006"."""
    match = patterns.expression(WORDS, "continuation_again").match(masked.text, at)
    slot = masked.slot(match, "d") if match else None
    told = match and (_REPEATED.search(masked.text[:at]) or _REPEATED.search(match[0]))
    day = slot.date.past if slot and slot.date and told else None
    for claim in claims if day else ():
        if claim.predicate in _REPEATABLE:
            yield replace(claim, when=day)


def _in_same_year(date: Slot, first: Claim) -> When | None:
    """What a date means: without a year, of the year told before: "in May 2015 and in July"."""
    day = date.date.past if date.date else None
    year = first.when.date.year if first.when else None
    if day is None or year is None or not day.date.edtf.startswith("XXXX"):
        return day
    return replace(day, date=day.date.with_year(year))


def in_more_bodies(found: Find, claims: list[Claim]) -> Iterator[Claim]:
    """The same status in further bodies: "a member of <B0>, and a member state of <B1>"."""
    at, pattern = found.match.end(), patterns.expression(WORDS, "more_bodies")
    states = [c for c in claims if c.predicate is Predicate.MEMBER and c.object == claims[0].object]
    while states and (match := pattern.match(found.masked.text, at)):
        body = found.masked.slot(match, "b")
        for claim in states:
            yield from _one_more(replace(claim, when=None, since=None), body)
        at = match.end()


def _one_more(claim: Claim, body: Slot | None) -> Iterator[Claim]:
    if body is None:
        yield claim
    else:
        yield from (replace(claim, object=entity) for entity in body.entities)
