"""What an interval of membership or tenure says of any one day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import StrEnum
from operator import itemgetter

from comity.fuse.days import Days, day_after, day_before, joined, within
from comity.fuse.marks import Interval
from comity.fuse.moments import Moment


class Answer(StrEnum):
    """What is known of a status on a day; of several intervals' answers, the last of these counts.

    The concepts of the scheme `answer`.
    """

    UNKNOWN = "unknown"
    NO = "no"
    PRESUMED_NOT = "presumed-not"
    POSSIBLE = "possible"
    PRESUMED = "presumed"
    CERTAIN = "certain"
    DISPUTED = "disputed"


SETTLED = frozenset({Answer.CERTAIN, Answer.DISPUTED})
"""The answers that no single day of a span can differ from."""

HELD = SETTLED | {Answer.POSSIBLE, Answer.PRESUMED}
"""The answers that somebody held a status, or may have."""


def certain_bounds(interval: Interval) -> tuple[dt.date | None, dt.date | None]:
    """The latest start and the earliest end; None where one is not known."""
    begun = interval.start.latest if interval.start else None
    return begun, interval.end.earliest if interval.end else None


def certain_days(interval: Interval) -> Days | None:
    """The days between the latest start and the earliest end; None where there are none."""
    first, after = certain_bounds(interval)
    return (first, after) if first and after and first < after else None


class Story:
    """What one interval says of any day.

    Args:
        interval: the interval.
        taken: days that are another's.
        unbroken: whether it held all the time from its start to its end.
    """

    def __init__(
        self, interval: Interval, taken: tuple[Days, ...] = (), unbroken: bool = False
    ) -> None:
        self.start_earliest = interval.start.earliest if interval.start else None
        self.end_latest = interval.end.latest if interval.end else None
        self.stated_end = None if interval.end_presumed else self.end_latest
        self.has_end = interval.end is not None and interval.end != Moment()
        self.core = certain_days(interval)
        self.attested, self.unbroken = interval.attested, unbroken
        self.disputes = _disputes(interval)
        self.held = {*self.attested, *self._edges(interval)}
        self.not_held = frozenset(interval.not_held)
        self.outs = joined({*((day, day_after(day)) for day in interval.not_held), *taken})
        self.over, self.begun = self._limits(interval)

    def turns(self) -> set[dt.date]:
        """The days from which its answer can be another than on the day before."""
        known = {self.start_earliest, self.end_latest, self.over, self.begun, *(self.core or ())}
        for first, after in (*self.outs, *self.disputes):
            known |= {first, after, *self._neighbours(first, after)}
        for day in (*self.attested[:1], *self.attested[-1:], *filter(self._is_out, self.held)):
            known |= {day, day_after(day)}
        return {day for day in known if day}

    def usual(self, day: dt.date) -> Answer:
        """The answer for a day, apart from what a source says of that very day."""
        out, certain = self._is_out(day), self.core is not None and within([self.core], day)
        if within(self.disputes, day) or (out and (certain or day in self.held)):
            return Answer.DISPUTED
        if certain:
            return Answer.CERTAIN
        if self._is_outside(day) or (out and day not in self.not_held):
            return Answer.NO
        if self.over and self.over <= day:
            return Answer.NO if self.unbroken else Answer.PRESUMED_NOT
        if self.unbroken and self.begun and day < self.begun:
            return Answer.NO
        return Answer.PRESUMED if self._is_presumed(day) else Answer.POSSIBLE

    def _edges(self, interval: Interval) -> Iterator[dt.date]:
        """The day on which it began, if that is known, and the last day before it ended."""
        begun, over = certain_bounds(interval)
        first, last = self.start_earliest, day_before(self.stated_end)
        if first and (begun == first or first == last) and not self._is_outside(first):
            yield first
        if last and (over == self.stated_end or first == last) and not self._is_outside(last):
            yield last

    def _limits(self, interval: Interval) -> tuple[dt.date | None, dt.date | None]:
        """When it was over, and until when it had not begun, as far as days without it tell.

        The one is the first day without it that comes after all that is known of it; the other
        follows the last that comes before.
        """
        begun, over = certain_bounds(interval)
        last = max(interval.signs, default=None if self.unbroken else dt.date.min)
        first = self.attested[0] if self.attested else day_before(over)
        if last is None or (self.unbroken and not (self.attested or begun)):
            later: list[dt.date] = []
        else:
            later = [max(out, last) for out, after in self.outs if last < after]
        earlier = [after for out, after in self.outs if first and out <= first]
        return min(later, default=None), max(earlier, default=None)

    def _is_outside(self, day: dt.date) -> bool:
        early = self.start_earliest is not None and day < self.start_earliest
        return early or (self.stated_end is not None and self.stated_end <= day)

    def _is_out(self, day: dt.date) -> bool:
        place = bisect_right(self.outs, day, key=itemgetter(0))
        return place > 0 and day < self.outs[place - 1][1]

    def _is_presumed(self, day: dt.date) -> bool:
        """Between two attestations, or after the last if no end is known, and no day without."""
        days = self.attested
        place = bisect_right(days, day)
        if not place or (self.has_end and place == len(days) and day != days[-1]):
            return False
        earlier = days[place - 1]
        later = earlier if earlier == day else days[place] if place < len(days) else None
        out = bisect_right(self.outs, day, key=itemgetter(0))
        if out and self.outs[out - 1][1] > earlier:
            return False
        return out == len(self.outs) or (later is not None and later < self.outs[out][0])

    def _neighbours(self, first: dt.date, after: dt.date) -> list[dt.date]:
        """Where the attestations before and after some days stop, or start, to join up."""
        before, later = bisect_left(self.attested, first), bisect_left(self.attested, after)
        ends = [day_after(day) for day in self.attested[max(before - 1, 0) : before]]
        return [*ends, *self.attested[later : later + 1]]


def _disputes(interval: Interval) -> list[Days]:
    """The days between the dates that are in dispute."""
    sides = ((interval.start, interval.start_disputed), (interval.end, interval.end_disputed))
    return [
        (moment.earliest, moment.latest)
        for moment, disputed in sides
        if disputed and moment and moment.earliest and moment.latest
    ]
