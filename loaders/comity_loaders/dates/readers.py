"""What a date expression means, one function a kind: a match of its pattern to a reading.

The patterns, with the groups that are read here, are in `comity_loaders.dates.phrases`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from comity.dates import PartialDate
from comity.errors import DateError
from comity_loaders.dates import anchor as at
from comity_loaders.dates.anchor import NOTHING, Anchor, Reading
from comity_loaders.dates.calendarwords import month_number, number_value, weekday_number

_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "coming": 1, "next": 1}


def calendar_day(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Thursday, October 8, 2020", "28 November", "May 3 this year"."""
    groups = match.groupdict()
    month, day = month_number(match["month"]), int(match["day"])
    on = weekday_number(groups["weekday"]) if groups.get("weekday") else None
    try:
        if groups["rel"] or groups["year"]:
            return _in_year(_year_of(groups, anchor), month, day, on, groups["rel"])
        return at.day_named(anchor, month, day, on)
    except DateError:
        return NOTHING


def _in_year(year: int | None, month: int, day: int | None, on: int | None, rel: str) -> Reading:
    if year is None:
        return NOTHING
    date = PartialDate.of(year, month, day)
    if on is not None and date.earliest and date.earliest.weekday() != on:
        return NOTHING  # "Thursday, October 9, 2020" contradicts itself
    return at.both(date) if rel else Reading(date, date, date)


def _year_of(groups: dict[str, str], anchor: Anchor) -> int | None:
    if groups["year"]:
        return int(groups["year"])
    date = at.year(anchor, _STEP[groups["rel"]]).past
    return date.year if date else None


def calendar_days(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "July 9-11, 2024", "from 9 to 11 July"; its last day is as its words say it."""
    month, year = month_number(match["month"]), int(match["year"]) if match["year"] else None
    try:
        first, last = (PartialDate.of(year, month, int(match[key])) for key in ("day", "last"))
    except DateError:
        return NOTHING
    if first.edtf >= last.edtf:
        return NOTHING
    if year:
        return Reading(first, first, first, last)
    return replace(at.day_named(anchor, month, int(match["day"]), None), last=last)


def month_year(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "May 1992", "in July last year"."""
    groups = match.groupdict()
    year = _year_of(groups, anchor)
    return _in_year(year, month_number(match["month"]), None, None, groups["rel"])


def months(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "May-June 2004"."""
    first, last = (
        PartialDate.of(int(match["year"]), month_number(match[key])) for key in ("month", "last")
    )
    return Reading(first, first, first, last) if first.edtf < last.edtf else NOTHING


def numbers(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "2020-10-08", "08.10.2020": with dots it is the day that comes first, everywhere."""
    date = _day_or_none(int(match["year"]), int(match["month"]), int(match["day"]))
    return Reading(date, date, date)


def slashes(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "12/05/1998": a date only where no other order gives another."""
    year, one, two = (int(match[key]) for key in ("year", "one", "two"))
    days = {_day_or_none(year, one, two), _day_or_none(year, two, one)} - {None}
    date = days.pop() if len(days) == 1 else None
    return Reading(date, date, date)


def _day_or_none(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate.of(year, month, day)
    except DateError:
        return None


def year(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "1993", and "the spring of 1993"."""
    date = PartialDate(match["year"])
    return Reading(date, date, date)


def named_year(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "the year 1993", and "the spring of 1993": of which hemisphere is not said."""
    return year(match, anchor)


def years(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "1941-1945"."""
    first, last = PartialDate(match["year"]), PartialDate(match["last"])
    return Reading(first, first, first, last) if first.edtf < last.edtf else NOTHING


def short_years(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "2014–24"; "2004-05" may be a month as well, so nothing."""
    first, last = PartialDate(match["year"]), PartialDate(match["year"][:2] + match["last"])
    certain = int(match["last"]) > 12 and first.edtf < last.edtf
    return Reading(first, first, first, last) if certain else NOTHING


def decade(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "the 1990s"; "the 1900s" may be ten years or a hundred, so a hundred."""
    digits = match["decade"]
    date = PartialDate(digits[:2] + "XX" if digits.endswith("00") else digits[:3] + "X")
    return Reading(date, date, date)


def weekday(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Wednesday", "last Wednesday"."""
    number, step = weekday_number(match["name"]), (match["step"] or "").lower()
    if match["feast"]:
        return NOTHING
    if step in ("last", "next"):
        return at.weekday_of(anchor, number, _STEP[step])
    reading = at.weekday(anchor, number)
    if step.endswith("past"):
        return at.both(reading.past)
    return at.both(reading.future) if step.endswith("coming") else reading


def near_day(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Today", "this morning", "the day after tomorrow"."""
    word = match["word"].lower()
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(" ".join(word.split()), 0)
    more = {"before": -1, "after": 1}.get((match["side"] or "").lower(), 0)
    return at.shifted(anchor, days + more)


def period(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Last year", "earlier this week", "the end of the month"."""
    groups = match.groupdict()
    count = {"week": at.week, "month": at.month, "year": at.year}[match["unit"].lower()]
    return count(anchor, _STEP[(groups.get("step") or "this").lower().split()[-1]])


def ago(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Three days ago", "74 years ago today"."""
    unit = match["unit"].lower().rstrip("s")
    if match["hedge"] or unit == "decade":
        return NOTHING
    count = number_value(match["number"])
    return at.ago(anchor, count, unit, to_the_day=bool(match["today"]))


def month(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "July"."""
    return at.month_named(anchor, month_number(match["month"]))


def qualified_month(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Last July"."""
    step = _STEP[match["step"].lower().split()[-1]]
    return at.month_of(anchor, month_number(match["month"]), step)


def nothing(_: re.Match[str], __: Anchor) -> Reading:
    """A day of the story ("a year later"), or a winter, which lies in two years."""
    return NOTHING
