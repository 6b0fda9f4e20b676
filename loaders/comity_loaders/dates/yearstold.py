"""What the years told before a date, in its paragraph, say of it."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.dates import PartialDate
from comity.errors import DateError
from comity_loaders.dates.anchor import NOTHING, Reading
from comity_loaders.dates.calendarwords import (
    GAP,
    LONG_MONTH,
    NUMBER,
    WORDS,
    any_of,
    month_number,
    number_value,
)
from comity_loaders.dates.founddates import DateKind
from comity_loaders.dates.phrases import Phrase
from comity_loaders.dates.ties import Tied

_PARAGRAPH = re.compile(r"[.!?:…][\"”’»)\]]*[^\S\r\n]*\r?\n|\r?\n[^\S\r\n]*\r?\n")
_THAT_YEAR = re.compile(
    rf",?{GAP}(?:(?:of|in){GAP})?(?:the{GAP})?(?P<which>that|same|following|next|previous|preceding)"
    rf"{GAP}year\b"
)
_ALONE = r"(?=\s*(?:[,.;:)]|$|and\b|but\b))"
"""Where nothing follows that it would be after: "two years after", not "after the war"."""
_OF_STORY = re.compile(
    rf"(?:the{GAP})?(?:very{GAP})?(?P<which>that|same|following|next|previous|preceding)"
    rf"(?:{GAP}same)?{GAP}(?P<unit>year|month)"
    rf"|(?:(?P<count>{NUMBER})(?:{GAP}|-)|the{GAP})(?P<counted>year|decade|month)s?{GAP}"
    rf"(?P<order>later|afterwards?|thereafter|earlier|on|(?:after|before){_ALONE})",
    re.IGNORECASE,
)
_LENGTHS = {"year": 12, "decade": 120, "month": 1}
"""In months."""
_ABOUT = re.compile(rf"(?i:\b{any_of(WORDS['hedges'])}){GAP}$")
_BACK = {"earlier", "before"}
_MONTH_YEAR = re.compile(rf"(?P<month>{LONG_MONTH}),?{GAP}(?P<year>(?:1[6-9]|20)\d\d)\b")
_STEPS = {"following": 1, "next": 1, "previous": -1, "preceding": -1}
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z\"“])")
_YEAR = re.compile(r"(?<![\w.,/-])(?:1[6-9]|20)\d\d(?![\w%]|,\d\d\d|\.\d)")


def placed(text: str, tie: Tied) -> Phrase:
    """The phrase without a reading that the years told before it in its paragraph contradict.

    "In 2003 Turkey asked for consultations. On 16 February ..." tells of a February of 2003. And
    where a date only says which noun is meant, as in "the September 11 attacks", nothing tells.
    """
    phrase, stated = tie.phrase, tie.phrase.reading.stated
    if phrase.reading == NOTHING:
        return replace(phrase, reading=_of_story(text, phrase))
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
    step = _STEPS.get(said["which"].lower(), 0)
    try:
        date = stated.with_year(int(years[-1]) + step)
    except DateError:
        return NOTHING
    return Reading(date, date, date)


def _of_story(text: str, phrase: Phrase) -> Reading:
    """Of "a year later": counted from the year or month told in its sentence or the one before."""
    said = _OF_STORY.match(text, phrase.start)
    if (
        said is None
        or said.end() != phrase.end
        or _ABOUT.search(text, max(phrase.start - 20, 0), phrase.start)
    ):
        return NOTHING
    unit = (said["unit"] or said["counted"]).lower()
    told = _last_month(text, phrase.start) if unit == "month" else _last_year(text, phrase.start)
    if told is None or _is_told_on(text, phrase.start):
        return NOTHING
    if said["counted"]:
        back = said["order"].lower() in _BACK
        count = number_value(said["count"]) if said["count"] else 1
        step = count * _LENGTHS[unit] * (-1 if back else 1)
    else:
        step = _STEPS.get(said["which"].lower(), 0) * _LENGTHS[unit]
    date = _moved(told, step)
    return Reading(None, date, date)


def _is_told_on(text: str, end: int) -> bool:
    """Whether the story has gone on since the last year told: "a year later, and the same year"."""
    said = _paragraph_before(text, end)
    last = max((year.end() for year in _YEAR.finditer(said)), default=0)
    return any(match["counted"] for match in _OF_STORY.finditer(said, last))


def _moved(told: PartialDate, months: int) -> PartialDate:
    """A year or month, so many months later."""
    year, month = told.year or 0, told.month
    if month is None:
        return PartialDate(f"{year + months // 12:04}")
    count = year * 12 + month - 1 + months
    return PartialDate(f"{count // 12:04}-{count % 12 + 1:02}")


def _last_month(text: str, end: int) -> PartialDate | None:
    """The month told with the last year before a place, where that has one."""
    year = _last_year(text, end)
    if year is None:
        return None
    *_, last = [None, *_MONTH_YEAR.finditer(_paragraph_before(text, end))]
    told = last is not None and int(last["year"]) == year.year
    return (
        PartialDate(f"{last['year']}-{month_number(last['month']):02}") if told and last else None
    )


def _last_year(text: str, end: int) -> PartialDate | None:
    """The last year told in the sentence so far, or the only one in the sentence before."""
    *before, own = _SENTENCE.split(_paragraph_before(text, end))
    years = _YEAR.findall(own)
    if years:
        return PartialDate(years[-1])
    years = _YEAR.findall(before[-1]) if before else []
    return PartialDate(years[0]) if len(set(years)) == 1 else None


def _paragraph_before(text: str, end: int) -> str:
    start = max(0, end - 2000)
    ends = [match.end() for match in _PARAGRAPH.finditer(text, start, end)]
    return text[ends[-1] if ends else start : end]
