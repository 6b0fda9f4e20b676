"""As-of spans: what the bounds, attestations and days without say of every day, worked out once.

Time is cut where the answer can change. Each span has one answer for all its days, apart from those
that a source speaks of itself, which it lists. So a query finds the span that a day lies in, and
needs no algebra of its own.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pyoxigraph import NamedNode

from comity.fuse.days import Days, day_before
from comity.fuse.emit import Facts
from comity.fuse.marks import Interval
from comity.fuse.story import SETTLED, Answer, Story
from comity.terms import concept

_RANK = {answer: rank for rank, answer in enumerate(Answer)}


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
        return _spans([Story(interval) for interval in several])
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
    return _spans([Story(interval, tuple(taken), unbroken=True)])


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


def _spans(stories: Sequence[Story]) -> list[Span]:
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


def _span(first: dt.date | None, after: dt.date | None, stories: Sequence[Story]) -> Span:
    answers = [story.usual(first or day_before(after) or dt.date.max) for story in stories]
    most = max(answers, key=_RANK.__getitem__)
    places = (place for place, answer in enumerate(answers) if answer is most)
    return Span(most, first, after, frozenset(places))


def _with_days(span: Span, held: Sequence[tuple[dt.date, int]], outs: Sequence[dt.date]) -> Span:
    """The span with the days on which it is not as usual."""
    if span.answer in SETTLED:
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
