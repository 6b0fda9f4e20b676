"""What the years told before a date, in its paragraph, say of it."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.errors import DateError
from comity_loaders.dates.anchor import NOTHING, Reading
from comity_loaders.dates.calendarwords import GAP
from comity_loaders.dates.founddates import DateKind
from comity_loaders.dates.phrases import Phrase
from comity_loaders.dates.storydates import STEPS, of_story
from comity_loaders.dates.ties import Tied

_PARAGRAPH = re.compile(r"[.!?:…][\"”’»)\]]*[^\S\r\n]*\r?\n|\r?\n[^\S\r\n]*\r?\n")
_THAT_YEAR = re.compile(
    rf",?{GAP}(?:(?:of|in){GAP})?(?:the{GAP})?(?P<which>that|same|following|next|previous|preceding)"
    rf"(?:{GAP}same)?{GAP}year\b"
)
_YEAR = re.compile(
    rf",?{GAP}(?:(?:of|in){GAP})?(?:the{GAP})?(?P<which>that|same|following|next|previous|preceding)"
    rf"(?:{GAP}same)?{GAP}year\b"
)
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z\"“])")
_YEAR = re.compile(r"(?<![\w.,/-])(?:1[6-9]|20)\d\d(?![\w%]|,\d\d\d|\.\d)")


def placed(text: str, tie: Tied) -> Phrase:
    """The phrase without a reading that the years told before it in its paragraph contradict.

    "In 2003 Turkey asked for consultations. On 16 February ..." tells of a February of 2003. And
    where a date only says which noun is meant, as in "the September 11 attacks", nothing tells.
    """
    phrase, stated = tie.phrase, tie.phrase.reading.stated
    if phrase.reading == NOTHING:
        before = _paragraph_before(text, phrase.start)
        return replace(phrase, reading=of_story(text, phrase, before))
    if stated is not None and stated.year is None and (told := _year_told(text, phrase)):
        return replace(phrase, reading=told)
    if stated is None or stated.year is not None or phrase.reading.past == stated:
        return phrase
    if tie.kind is DateKind.MODIFIER:
        return replace(phrase, reading=Reading(stated, stated, stated))
    years = [int(year[0]) for year in _YEAR.finditer(_paragraph_before(text, phrase.start))]
    past, future = (
        date if not years or (date and date.year == years[-1]) else stated
        for date in (phrase.reading.past, phrase.reading.future)
    )
    return replace(phrase, reading=Reading(stated, past, future))


def _year_told(text: str, phrase: Phrase) -> Reading | None:
    """Of "23 October of that year": in the last year told before in the paragraph."""
    said = _THAT_YEAR.match(text, phrase.end)
    years = _YEAR.findall(_paragraph_before(text, phrase.start)) if said else []
    stated = phrase.reading.stated
    if not said or not years or stated is None:
        return None
    step = STEPS.get(said["which"].lower(), 0)
    try:
        date = stated.with_year(int(years[-1]) + step)
    except DateError:
        return NOTHING
    return Reading(date, date, date)


def _paragraph_before(text: str, end: int) -> str:
    start = max(0, end - 2000)
    ends = [match.end() for match in _PARAGRAPH.finditer(text, start, end)]
    return text[ends[-1] if ends else start : end]
