"""As-of spans: what the bounds, attestations and days without say of every day, worked out once.

Time is cut where the answer can change. Each span has one answer for all its days, apart from those
that a source speaks of itself, which it lists. So a query finds the span that a day lies in, and
needs no algebra of its own.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from operator import itemgetter

from pyoxigraph import NamedNode

from comity.fuse.emit import Facts
from comity.fuse.marks import Interval
from comity.fuse.moments import Moment
from comity.terms import concept

Days = tuple[dt.date, dt.date]
"""Days from the first, up to the second, which is not one of them."""

_ONE_DAY = dt.timedelta(days=1)


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


_RANK = {answer: rank for rank, answer in enumerate(Answer)}
_SETTLED = {Answer.CERTAIN, Answer.DISPUTED}
HELD = frozenset({Answer.POSSIBLE, Answer.PRESUMED, *_SETTLED})
"""The answers that somebody held a status, or may have."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days one after the other with one answer.

    Args:
        answer: for all of them but those of `held` and `not_held`.
        first: the first day; None where there is none.
        after: the day after the last; None where there is no last.
        rests_on: the numbers of the intervals that it follows from, from 0.
        held: days of it on which the status certainly held.
        not_held: days of it on which it certainly did not.
    """

    answer: Answer
    first: dt.date | None = None
    after: dt.date | None = None
    rests_on: frozenset[int] = frozenset()
    held: tuple[dt.date, ...] = ()
    not_held: tuple[dt.date, ...] = ()


def membership_spans(several: Sequence[Interval], outs: Iterable[dt.date] = ()) -> list[Span]:
    """The spans of one status of a membership, in order, from the first of days to the last.

    Args:
        several: the intervals of the status.
        outs: where there are none: days on which it is known not to hold.
    """
    if several:
        return _spans([_Story(interval) for interval in several])
    days = tuple(sorted(set(outs)))
    if not days:
        return [Span(Answer.UNKNOWN)]
    return [Span(Answer.UNKNOWN, after=days[0]), Span(Answer.PRESUMED_NOT, days[0], not_held=days)]


def tenure_spans(interval: Interval, taken: Sequence[Days] = ()) -> list[Span]:
    """The spans of one tenure, in order, from the first of days to the last.

    A tenure is not interrupted: before another's time that comes before all that is known of it,
    it had not begun, and after one that comes later it was over.

    Args:
        interval: when it was held.
        taken: days that are certainly another's, in an office that one person holds at a time.
    """
    return _spans([_Story(interval, tuple(taken), unbroken=True)])


def certain_bounds(interval: Interval) -> tuple[dt.date | None, dt.date | None]:
    """The latest start and the earliest end; None where one is not known."""
    begun = interval.start.latest if interval.start else None
    return begun, interval.end.earliest if interval.end else None


def certain_days(interval: Interval) -> Days | None:
    """The days between the latest start and the earliest end; None where there are none."""
    first, after = certain_bounds(interval)
    return (first, after) if first and after and first < after else None


def add_spans(
    key: str,
    spans: Iterable[Span],
    intervals: Sequence[NamedNode],
    facts: Facts,
    status: str | None = None,
) -> list[NamedNode]:
    """The nodes of spans, described among the facts.

    Args:
        key: of what they are spans of.
        spans: in order.
        intervals: the facts that they may rest on, in the order of the spans' numbers.
        facts: what to add them to.
        status: the concept of the scheme `status`, of a membership's.
    """
    stem = f"{key}/as-of/{status}" if status else f"{key}/as-of"
    return [
        facts.describe(
            f"{stem}/{number}",
            "AsOfSpan",
            spanStatus=status and concept("status", status),
            answer=concept("answer", span.answer),
            restsOn=[intervals[place] for place in sorted(span.rests_on)],
            spanFrom=span.first,
            spanUntil=span.after,
            heldOn=span.held,
            notHeldOn=span.not_held,
        )
        for number, span in enumerate(spans, start=1)
    ]


class _Story:
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
        self.outs = _joined({*((day, _next(day)) for day in interval.not_held), *taken})
        self.over, self.begun = self._limits(interval)

    def turns(self) -> set[dt.date]:
        """The days from which its answer can be another than on the day before."""
        known = {self.start_earliest, self.end_latest, self.over, self.begun, *(self.core or ())}
        for first, after in (*self.outs, *self.disputes):
            known |= {first, after, *self._neighbours(first, after)}
        for day in (*self.attested[:1], *self.attested[-1:], *filter(self._is_out, self.held)):
            known |= {day, _next(day)}
        return {day for day in known if day}

    def usual(self, day: dt.date) -> Answer:
        """The answer for a day, apart from what a source says of that very day."""
        out, certain = self._is_out(day), self.core is not None and _within([self.core], day)
        if _within(self.disputes, day) or (out and (certain or day in self.held)):
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
        first, last = self.start_earliest, _before(self.stated_end)
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
        first = self.attested[0] if self.attested else _before(over)
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
        ends = [_next(day) for day in self.attested[max(before - 1, 0) : before]]
        return [*ends, *self.attested[later : later + 1]]


def _spans(stories: Sequence[_Story]) -> list[Span]:
    """Time cut wherever an answer can change, equal neighbours joined, days of their own listed."""
    turns: list[dt.date | None] = [None, *sorted(set().union(*(s.turns() for s in stories))), None]
    found: list[Span] = []
    for first, after in pairwise(turns):
        span = _span(first, after, stories)
        last = found[-1] if found else None
        if last and (last.answer, last.rests_on) == (span.answer, span.rests_on):
            found[-1] = replace(last, after=after)
        else:
            found.append(span)
    held = sorted({(day, place) for place, story in enumerate(stories) for day in story.held})
    outs = sorted(set().union(*(story.not_held for story in stories)))
    return [_with_days(span, held, outs) for span in found]


def _span(first: dt.date | None, after: dt.date | None, stories: Sequence[_Story]) -> Span:
    answers = [story.usual(first or _before(after) or dt.date.max) for story in stories]
    most = max(answers, key=_RANK.__getitem__)
    places = (place for place, answer in enumerate(answers) if answer is most)
    return Span(most, first, after, frozenset(places))


def _with_days(span: Span, held: Sequence[tuple[dt.date, int]], outs: Sequence[dt.date]) -> Span:
    """The span with the days on which it is not as usual."""
    if span.answer in _SETTLED:
        return span
    mine = held[_place_of(span, [day for day, _ in held])]
    days = outs[_place_of(span, outs)] if span.answer is not Answer.NO else ()
    return replace(
        span,
        rests_on=span.rests_on.union(place for _, place in mine),
        held=tuple(sorted({day for day, _ in mine})),
        not_held=tuple(days),
    )


def _place_of(span: Span, days: Sequence[dt.date]) -> slice:
    """Where those of the days, which are in order, stand that lie in the span."""
    start = bisect_left(days, span.first) if span.first else 0
    return slice(start, bisect_left(days, span.after) if span.after else len(days))


def _disputes(interval: Interval) -> list[Days]:
    """The days between the dates that are in dispute."""
    sides = ((interval.start, interval.start_disputed), (interval.end, interval.end_disputed))
    return [
        (moment.earliest, moment.latest)
        for moment, disputed in sides
        if disputed and moment and moment.earliest and moment.latest
    ]


def _joined(several: Iterable[Days]) -> list[Days]:
    """The same days, in order; runs that overlap are one."""
    runs: list[Days] = []
    for first, after in sorted(several):
        if runs and first < runs[-1][1]:
            runs[-1] = runs[-1][0], max(after, runs[-1][1])
        else:
            runs.append((first, after))
    return runs


def _within(several: Iterable[Days], day: dt.date) -> bool:
    return any(first <= day < after for first, after in several)


def _next(day: dt.date) -> dt.date:
    return day + _ONE_DAY if day < dt.date.max else day


def _before(day: dt.date | None) -> dt.date | None:
    return day - _ONE_DAY if day and day > dt.date.min else None
