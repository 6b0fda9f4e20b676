"""Days, weeks, months and years counted from the day of an article.

Every function answers as precisely as the words are, and not more: "earlier this week" is a month
where the week lies in one, and nothing where it does not.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from comity.dates import PartialDate, When

_DAY = dt.timedelta(days=1)
_YEAR = dt.timedelta(366)
_WEEK = dt.timedelta(days=7)
_NEWSPAPERS = range(1600, 2101)  # the years in which articles can have been written


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date expression means, each part None where it means nothing certain.

    Args:
        stated: by its own words, such as `XXXX-11-28` for "November 28".
        past: in a sentence about what has happened.
        future: in a sentence about what is to come.
        last: the other end, of a range that is one expression ("July 9-11, 2024").
    """

    stated: PartialDate | None = None
    past: PartialDate | None = None
    future: PartialDate | None = None
    last: PartialDate | None = None


NOTHING = Reading()
"""A date stood there, and nothing certain can be said about it."""


def both(date: PartialDate | None) -> Reading:
    """The reading of a relative date that does not depend on the sentence's tense."""
    return Reading(past=date, future=date)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The time that relative dates count from: a day, or a year only, or nothing."""

    day: dt.date | None = None
    year: int | None = None

    @classmethod
    def of(cls, when: When | None) -> Anchor:
        """The anchor that an article's date gives."""
        if when is None or when.date.year not in _NEWSPAPERS:
            return cls()
        return cls(when.date.earliest if when.date.is_day else None, when.date.year)


def shifted(anchor: Anchor, days: int) -> Reading:
    """So many days from the anchor."""
    if anchor.day is None:
        return NOTHING
    return both(PartialDate.of_day(anchor.day + days * _DAY))


def weekday(anchor: Anchor, number: int) -> Reading:
    """The last such weekday up to the anchor, and the next from it on; its own day is both."""
    if anchor.day is None:
        return NOTHING
    back = anchor.day - (anchor.day.weekday() - number) % 7 * _DAY
    ahead = anchor.day + (number - anchor.day.weekday()) % 7 * _DAY
    return Reading(past=PartialDate.of_day(back), future=PartialDate.of_day(ahead))


def weekday_of(anchor: Anchor, number: int, step: int) -> Reading:
    """The day of "last Monday" (`step` -1) or "next Monday" (1).

    Speakers differ on whether it is the nearest one or the one in the neighbouring week; where the
    two are not the same day, their common month is all that is certain.
    """
    if anchor.day is None:
        return NOTHING
    away = (number - anchor.day.weekday()) * step
    nearest = anchor.day + step * ((away - 1) % 7 + 1) * _DAY
    monday = anchor.day - anchor.day.weekday() * _DAY + step * _WEEK
    return both(_common(nearest, monday + number * _DAY))


def week(anchor: Anchor, step: int) -> Reading:
    """The month, or else the year, in which this week (0), the last (-1) or the next (1) lies."""
    if anchor.day is None:
        return NOTHING
    monday = anchor.day - anchor.day.weekday() * _DAY + step * _WEEK
    return both(_common(monday, monday + 6 * _DAY))


def month(anchor: Anchor, step: int) -> Reading:
    """So many calendar months from the anchor's."""
    if anchor.day is None:
        return NOTHING
    return both(_month_away(anchor.day, step))


def year(anchor: Anchor, step: int) -> Reading:
    """So many calendar years from the anchor's."""
    return both(PartialDate.of(anchor.year + step)) if anchor.year is not None else NOTHING


def month_named(anchor: Anchor, number: int) -> Reading:
    """The last July up to the anchor's month, and the next from it on; its own month is both."""
    stated = PartialDate.of(None, number)
    if anchor.day is None:
        return Reading(stated, stated, stated)
    behind, ahead = anchor.day.month < number, anchor.day.month > number
    return Reading(
        stated,
        PartialDate.of(anchor.day.year - behind, number),
        PartialDate.of(anchor.day.year + ahead, number),
    )


def month_of(anchor: Anchor, number: int, step: int) -> Reading:
    """The month of "last July" (`step` -1), "next July" (1), "this July" (0).

    The anchor's own month is neither the last one nor the next one of its name.
    """
    if anchor.day is None:
        stated = PartialDate.of(None, number)
        return Reading(stated, stated, stated)
    turned = (step < 0 and anchor.day.month <= number) or (step > 0 and anchor.day.month >= number)
    date = PartialDate.of(anchor.day.year + step * turned, number)
    return both(date)


def day_named(anchor: Anchor, number: int, day: int, on: int | None) -> Reading:
    """The last 28 November up to the anchor, and the next from it on.

    Args:
        anchor: the article's day.
        number: the month, 1 to 12.
        day: the day of the month.
        on: the weekday that the words give with it, 0 to 6; a year in which it does not fall on
            that weekday is not the one that is meant.
    """
    stated = PartialDate.of(None, number, day)
    if anchor.day is None:
        return Reading(stated, stated, stated)
    years = [anchor.day.year + step for step in (-1, 0, 1)]
    # No 29 February of two years ago is the last one that anybody means.
    days = [d for year in years if (d := _day(year, number, day)) and abs(d - anchor.day) <= _YEAR]
    past = max((one for one in days if one <= anchor.day), default=None)
    future = min((one for one in days if one >= anchor.day), default=None)
    return Reading(stated, _on(past, on, stated), _on(future, on, stated))


def ago(anchor: Anchor, count: int, unit: str, *, to_the_day: bool) -> Reading:
    """The date of "three days ago", "two months ago", "seventy-four years ago today".

    Args:
        anchor: the article's day.
        count: how many.
        unit: day, week, month or year.
        to_the_day: whether the words say that it is so many to the day.
    """
    if anchor.day is None:
        return NOTHING
    if unit == "day":
        return shifted(anchor, -count)
    if unit == "week":
        near = anchor.day - count * _WEEK
        return shifted(anchor, -7 * count) if to_the_day else both(_common(near, near, 3))
    if unit == "month":
        return both(_common_year(anchor.day, count))
    same = _day(anchor.day.year - count, anchor.day.month, anchor.day.day) if to_the_day else None
    return both(PartialDate.of_day(same)) if same else year(anchor, -count)


def _common(first: dt.date, second: dt.date, margin: int = 0) -> PartialDate | None:
    """The finest date that both days, and so many days around them, lie in."""
    low, high = min(first, second) - margin * _DAY, max(first, second) + margin * _DAY
    if low == high:
        return PartialDate.of_day(low)
    if (low.year, low.month) == (high.year, high.month):
        return PartialDate.of(low.year, low.month)
    return PartialDate.of(low.year) if low.year == high.year else None


def _common_year(day: dt.date, months: int) -> PartialDate | None:
    """The year of so many months ago, where a month more or less does not change it."""
    dates = [_month_away(day, -months + slack) for slack in (-1, 0, 1)]
    return PartialDate.of(dates[1].year) if len({date.year for date in dates}) == 1 else None


def _month_away(day: dt.date, step: int) -> PartialDate:
    years, months = divmod(day.year * 12 + day.month - 1 + step, 12)
    return PartialDate.of(years, months + 1)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # 29 February, in most years
        return None


def _on(day: dt.date | None, weekday: int | None, otherwise: PartialDate) -> PartialDate:
    if day is None or weekday not in (None, day.weekday()):
        return otherwise
    return PartialDate.of_day(day)
