"""Days, and runs of days one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

Days = tuple[dt.date, dt.date]
"""Days from the first, up to the second, which is not one of them."""

_ONE_DAY = dt.timedelta(days=1)


def joined(several: Iterable[Days]) -> list[Days]:
    """The same days, in order; runs that overlap are one."""
    runs: list[Days] = []
    for first, after in sorted(several):
        if runs and first < runs[-1][1]:
            runs[-1] = runs[-1][0], max(after, runs[-1][1])
        else:
            runs.append((first, after))
    return runs


def within(several: Iterable[Days], day: dt.date) -> bool:
    """Whether a day is one of them."""
    return any(first <= day < after for first, after in several)


def day_after(day: dt.date) -> dt.date:
    """The next day; the last day of the calendar, of itself."""
    return day + _ONE_DAY if day < dt.date.max else day


def day_before(day: dt.date | None) -> dt.date | None:
    """The day before; None of no day, and of the first day of the calendar."""
    return day - _ONE_DAY if day and day > dt.date.min else None
