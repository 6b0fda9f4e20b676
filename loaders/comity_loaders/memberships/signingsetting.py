"""Where and when an agreement is signed, by what stands around the verb."""

from __future__ import annotations

import re

from comity.model import Span
from comity_loaders.dates.founddates import FoundDate
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance, mentions, verbs
from comity_loaders.memberships import signingwords as around
from comity_loaders.memberships.agreements import Agreement
from comity_loaders.sentences.masking import Masked


def date_around(masked: Masked, verb: re.Match[str], agreement: Agreement) -> FoundDate | None:
    """A date right before the verb, right behind the agreement, or at the sentence's head."""
    before = masked.text[: verb.start()]
    behind = around.DATE_BEHIND.match(masked.text[agreement.end :])
    is_anniversary = around.ANNIVERSARY.search(before)
    clause = clause_before(masked, verb.start())
    opening = around.DATE_FIRST.search(before) or around.DATE_OPENS.search(clause)
    ahead = None if is_anniversary else opening
    when = around.DATE_WHEN.search(before)
    if when:
        return masked.slots[when["date"]].date
    found = around.DATE_BEFORE.search(before) or behind or ahead
    date = masked.slots[found["date"]].date if found else None
    return date if date and date.kind in meetingstance.DATED else None


def seat(sentence: Sentence, masked: Masked, verb: re.Match[str]) -> mentions.MeetingMention | None:
    """The meeting at which it is signed: told of before, or behind "at"."""
    at = masked.place(*verb.span()).start
    found = [*mentions.find(sentence), *verbs.find(sentence)]
    text = sentence.document.text[sentence.span.start :]
    seats = [
        m
        for m in found
        if m.place and not m.is_planned and (m.span.start < at or _is_at(text, sentence, m.span))
    ]
    return seats[-1] if len({one.place for one in seats}) == 1 else None


def _is_at(text: str, sentence: Sentence, meeting: Span) -> bool:
    """Whether "at" or "during" stands before a meeting."""
    return bool(around.AT.search(text[: meeting.start - sentence.span.start]))


def clause_before(masked: Masked, end: int) -> str:
    """The words of the clause before an offset."""
    return meetingstance.BOUNDARY.split(masked.text[:end])[-1]
