"""Dates in running text: where they stand and what they mean.

A news text says "on Wednesday", "in July", "November 28" or "since 1993". `find_dates` finds such
words and gives what is certain about them, as precisely as they are and not more: a year stays a
year, a day without a year stays without one unless the article's day tells which.

Why not `dateutil` or `dateparser`: they answer with a full day, and fill what the text left out
with today's. `dateutil.parser.parse("May 1992")` gives the day of the month on which it is run,
and precision that was never there cannot be taken back.
"""

from __future__ import annotations

import re
from dataclasses import replace

from comity.dates import DateBasis, PartialDate, When
from comity.errors import DateError
from comity.model import Span
from comity_loaders.dates.anchor import NOTHING, Anchor, Reading
from comity_loaders.dates.calendarwords import GAP
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.dates.phrases import Phrase, phrases
from comity_loaders.dates.ties import Tied, tied
from comity_loaders.dates.yearstold import placed

_OPENS_RANGE = frozenset({"from", "starting from", "as from", "with effect from"})
_TO = re.compile(rf"{GAP}(?:to|until|till|through|up{GAP}to){GAP}", re.IGNORECASE)
_AND = re.compile(rf"{GAP}and{GAP}", re.IGNORECASE)
_DASH = re.compile(rf"{GAP}?[–-]{GAP}?")
_LIST = re.compile(rf"(?:,{GAP}|,?{GAP}(?:and|or){GAP})(?:(?:in|on){GAP})?")


def find_dates(text: str, span: Span, anchor: When | None = None) -> tuple[FoundDate, ...]:
    """The dates in one sentence, in order; those that nothing certain can be said of as well.

    Args:
        text: the article's text.
        span: the sentence's place.
        anchor: the article's day, that "on Wednesday" counts from; None where it is not known.
    """
    found: list[Tied] = []
    for phrase in phrases(text, span.start, span.end, Anchor.of(anchor)):
        _take(text, span, phrase, found)
    return tuple(_found_date(text, tie) for tie in found)


def _take(text: str, span: Span, phrase: Phrase, found: list[Tied]) -> None:
    """Add the phrase to what was found, or to the range or list that it continues, or leave it."""
    last = found[-1] if found else None
    between = text[last.end : phrase.start] if last else ""
    if last and _closes(last, between):
        found[-1] = replace(last, kind=DateKind.RANGE, phrase=_dated(last, phrase), other=phrase)
        return
    listed = last is not None and last.other is None and bool(_LIST.fullmatch(between))
    tie = tied(text, span, phrase)
    if last and listed and phrase.lone and last.phrase.lone and not (tie and tie.word):
        found.append(Tied(phrase.start, last.word, last.kind, phrase))
    elif tie:
        if last and listed:
            found[-1] = replace(last, phrase=_dated(last, phrase))
        found.append(replace(tie, phrase=placed(text, tie)))


def _closes(opened: Tied, between: str) -> bool:
    """Whether the words after a date make the next one the other end of a range."""
    if opened.other or opened.phrase.reading.last:
        return False
    if opened.word == "between":
        return bool(_AND.fullmatch(between))
    if opened.word in _OPENS_RANGE:
        return bool(_TO.fullmatch(between))
    return not opened.phrase.lone and bool(_DASH.fullmatch(between))


def _dated(tie: Tied, later: Phrase) -> Phrase:
    """The first date of two, with the second's year where only that has one.

    In "between May and July 2004" the year is said once, and so in "on 3 May and 9 July 2004".
    """
    floating, sure = tie.phrase.reading.stated, later.reading.stated
    if not floating or floating.year or not sure or sure.year is None or sure.month is None:
        return tie.phrase
    back = floating.edtf[5:] > sure.edtf[5:]
    try:
        date = floating.with_year(sure.year - back)
    except DateError:
        return replace(tie.phrase, reading=NOTHING)
    return replace(tie.phrase, reading=Reading(date, date, date))


def _found_date(text: str, tie: Tied) -> FoundDate:
    span = Span(tie.start, tie.end)
    reading, words = tie.phrase.reading, span.of(text)
    end = (tie.other.reading.past or tie.other.reading.stated) if tie.other else reading.last
    if tie.other and not _in_order(reading.past, end):
        reading, end = NOTHING, None
    return FoundDate(
        span=span,
        kind=tie.kind,
        stated=_when(reading.stated, reading, words),
        past=_when(reading.past, reading, words),
        future=_when(reading.future, reading, words),
        end=_when(end, reading if not tie.other else tie.other.reading, words),
        words=words,
    )


def _in_order(first: PartialDate | None, last: PartialDate | None) -> bool:
    if first is None or last is None or first.earliest is None or last.latest is None:
        return first is not None and last is not None
    return first.earliest <= last.latest


def _when(date: PartialDate | None, reading: Reading, words: str) -> When | None:
    if date is None:
        return None
    stated = date in (reading.stated, reading.last)
    return When(date, DateBasis.STATED if stated else DateBasis.RELATIVE, words)
