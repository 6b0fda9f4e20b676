"""From what claims say of one status to its intervals, in order.

One algorithm for memberships and tenures. Dated starts and ends are paired first, then days on
which the status is said to hold are put into the interval they fit, then what has no date joins
if there is only one interval it can belong to. Nothing depends on the order of the claims.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from comity.dates import DateBasis
from comity.fuse.marks import Hold, Interval, Mark, Marks, Out
from comity.fuse.moments import Moment, before, hull, narrowest


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Marks of one event whose dates are compatible; the moment is the most precise of them."""

    moment: Moment
    marks: tuple[Mark, ...] = field(compare=False)

    @property
    def claims(self) -> frozenset[str]:
        return frozenset(mark.claim for mark in self.marks)

    @property
    def event(self) -> str | None:
        """The event that most precise marks name; the first by name of several."""
        names = {
            m.event for m in self.marks if m.event and m.moment and self.moment.covers(m.moment)
        }
        return min(names or {m.event for m in self.marks if m.event}, default=None)

    @property
    def again(self) -> bool:
        return any(mark.again for mark in self.marks)


def intervals(marks: Marks) -> list[Interval]:
    """The intervals of one status, in order; what cannot be placed is left out."""
    starts = _clusters([*marks.starts, *_if_needed(marks)])
    found = _paired(starts, _clusters(marks.ends))
    found = _attested(found, [hold for hold in marks.holds if hold.day])
    found = _with_undated(found, marks)
    found = _staying(found, marks.stays)
    if found:
        found[-1] = _out(_closed(found[-1], marks), marks.outs)
    return [_orderly(with_outs(interval, marks.outs)) for interval in found]


def _if_needed(marks: Marks) -> tuple[Mark, ...]:
    return () if any(mark.is_dated for mark in marks.starts) else marks.weak


def _clusters(marks: Iterable[Mark]) -> list[_Cluster]:
    """Dated marks by their most precise dates; a vaguer mark is with each date that it covers."""
    dated = [(mark.moment, mark) for mark in marks if mark.moment and mark.is_dated]
    moments = narrowest(moment for moment, _ in dated)
    starts, ends = [m.order[0] for m in moments], [m.order[1] for m in moments]
    covered: list[list[Mark]] = [[] for _ in moments]
    for moment, mark in dated:  # both bounds of the narrowest rise, so it covers a run of them
        for place in range(
            bisect_left(starts, moment.order[0]), bisect_right(ends, moment.order[1])
        ):
            covered[place].append(mark)
    return [_Cluster(m, tuple(marks)) for m, marks in zip(moments, covered, strict=True)]


def _paired(starts: Sequence[_Cluster], ends: Sequence[_Cluster]) -> list[Interval]:
    """Starts and ends in turn, as their dates allow; two of a kind in a row are in dispute."""
    starts, ends = list(starts), list(ends)
    done: list[Interval] = []
    running: Interval | None = None
    fresh_end = False  # whether the last interval done was ended by an end, with nothing since
    while starts or ends:
        if _end_comes_next(running, starts, ends):
            end = ends.pop(0)
            if running is None and fresh_end:
                done[-1] = _other_end(done[-1], end)
            else:
                done.append(_ended(running or Interval(), end))
            running, fresh_end = None, True
            continue
        start = starts.pop(0)
        if running is not None and start.again:
            done.append(_ended_before(running, start))
            running = None
        running = _other_start(running, start) if running else _started(start)
        fresh_end = False
    return [*done, running] if running else done


def _end_comes_next(
    running: Interval | None, starts: Sequence[_Cluster], ends: Sequence[_Cluster]
) -> bool:
    if not starts or not ends:
        return bool(ends)
    start, end = starts[0].moment, ends[0].moment
    if running is not None:
        return end.order[0] <= start.order[1]
    return start.order[0] >= end.order[1]


def _started(start: _Cluster) -> Interval:
    claims = start.claims
    return Interval(
        start=start.moment, start_event=start.event, support=claims, start_claims=claims
    )


def _ended(interval: Interval, end: _Cluster) -> Interval:
    return replace(
        interval,
        end=end.moment,
        end_event=end.event,
        support=interval.support | end.claims,
        end_claims=end.claims,
    )


def _ended_before(interval: Interval, start: _Cluster) -> Interval:
    """Who is admitted again was out before, whenever that was."""
    support = interval.support | start.claims
    return replace(interval, end=before(start.moment.latest), support=support, rule="readmission")


def _other_start(interval: Interval, start: _Cluster) -> Interval:
    moments = [moment for moment in (interval.start, start.moment) if moment]
    return replace(
        interval,
        start=hull(moments),
        start_claims=interval.start_claims | start.claims,
        start_disputed=True,
        support=interval.support | start.claims,
        rule="hull-of-disputed-dates",
    )


def _other_end(interval: Interval, end: _Cluster) -> Interval:
    moments = [moment for moment in (interval.end, end.moment) if moment]
    return replace(
        interval,
        end=hull(moments),
        end_claims=interval.end_claims | end.claims,
        end_disputed=True,
        support=interval.support | end.claims,
        rule="hull-of-disputed-dates",
    )


def _attested(found: list[Interval], holds: Sequence[Hold]) -> list[Interval]:
    """Each day to the interval that it fits, or else to one of its own between its neighbours."""
    days: dict[int, list[Hold]] = defaultdict(list)
    gaps: dict[int, list[Hold]] = defaultdict(list)
    for hold in sorted(holds, key=lambda hold: (hold.day or dt.date.min, hold.claim)):
        place = _place_of(hold, found)
        if place is None:
            gaps[_gap_of(hold, found)].append(hold)
        else:
            days[place].append(hold)
    result: list[Interval] = []
    for place in range(len(found) + 1):
        if place in gaps:
            result.append(_between(found, place, gaps[place]))
        if place < len(found):
            result.append(_held(found[place], days[place]))
    return result


def _place_of(hold: Hold, found: Sequence[Interval]) -> int | None:
    day = hold.day or dt.date.min
    fits = [place for place, interval in enumerate(found) if interval.can_hold_on(day)]
    certain = [place for place in fits if found[place].begun_before(day)]
    return certain[-1] if certain else fits[0] if fits else None


def _gap_of(hold: Hold, found: Sequence[Interval]) -> int:
    """How many intervals were over by then."""
    day = hold.day or dt.date.min
    return sum(
        i.end is not None and i.end.latest is not None and i.end.latest <= day for i in found
    )


def _held(interval: Interval, holds: Sequence[Hold]) -> Interval:
    days = {hold.day for hold in holds if hold.day} | set(interval.attested)
    support = interval.support | {hold.claim for hold in holds}
    return replace(interval, attested=tuple(sorted(days)), support=support)


def _between(found: Sequence[Interval], place: int, holds: Sequence[Hold]) -> Interval:
    """An interval known by attestations alone, after the one before and before the next."""
    alone = _held(Interval(rule="attestation"), holds)
    earlier = found[place - 1].end if place else None
    later = found[place].start if place < len(found) else None
    neighbours = [*found[max(place - 1, 0) : place + 1]]
    clashing = frozenset().union(*(interval.support for interval in neighbours))
    if earlier and earlier.earliest:
        alone = replace(alone, start=Moment(earlier.earliest, basis=DateBasis.INFERRED))
    if later and later.latest:
        alone = replace(alone, end=before(later.latest))
    return replace(alone, puzzle=alone.support | clashing) if clashing else alone


def _with_undated(found: list[Interval], marks: Marks) -> list[Interval]:
    """What has no date joins the only interval, or makes one; among several it has no place."""
    starts = [mark for mark in marks.starts + marks.weak if not mark.is_dated]
    ends = [mark for mark in marks.ends if not mark.is_dated]
    holds = [hold for hold in marks.holds if hold.day is None]
    if len(found) > 1 or not (found or starts or ends or holds):
        return found
    only = found[0] if found else Interval(rule="undated")
    only = _held(only, holds)
    if starts:
        only = _undated_start(only, starts)
    return [_undated_end(only, ends) if ends else only]


def _undated_start(interval: Interval, marks: Sequence[Mark]) -> Interval:
    interval = replace(interval, support=interval.support | {mark.claim for mark in marks})
    if interval.start is not None:
        return interval
    start = before(min((m.reported for m in marks if m.reported), default=None))
    return replace(interval, start=start, start_event=_event(marks))


def _undated_end(interval: Interval, marks: Sequence[Mark]) -> Interval:
    """An end told without a date, unless it may be the end of an interval that we do not know."""
    if interval.end is not None:
        return replace(interval, support=interval.support | {mark.claim for mark in marks})
    told = min((mark.reported for mark in marks if mark.reported), default=None)
    claims = frozenset(mark.claim for mark in marks)
    if told is not None and interval.start and interval.start.order[0] >= told:
        return interval
    if told is not None and interval.attested and interval.attested[-1] >= told:
        return replace(interval, puzzle=interval.puzzle | interval.support | claims)
    support = interval.support | claims
    return replace(interval, end=before(told), end_event=_event(marks), support=support)


def _event(marks: Iterable[Mark]) -> str | None:
    return min((mark.event for mark in marks if mark.event), default=None)


def _staying(found: list[Interval], stays: Iterable[Hold]) -> list[Interval]:
    """Who has not left is still in, where it is known to have been in; else it says nothing."""
    for hold in stays:
        place = _place_of(hold, found) if hold.day else None
        if place is None or hold.day is None:
            continue
        if found[place].begun_before(hold.day) or hold.day in found[place].attested:
            found[place] = _held(found[place], [hold])
    return found


def _closed(interval: Interval, marks: Marks) -> Interval:
    """Ended by the first event after it with which another status begins."""
    if interval.end is not None:
        return interval
    for closer in _clusters(marks.closers):
        if _can_close(interval, closer.moment):
            earliest = closer.moment.earliest if marks.exact else None
            end = closer.moment if marks.exact else before(closer.moment.latest)
            support = interval.support | closer.claims
            end = replace(end, earliest=earliest)
            return replace(interval, end=end, end_event=closer.event, support=support)
    return interval


def _out(interval: Interval, outs: Iterable[Out]) -> Interval:
    """Over by the first day without it after it had begun, if it is never said to hold again."""
    last = interval.attested[-1] if interval.attested else dt.date.min
    after = sorted(
        (out for out in outs if interval.begun_before(out.day) and last < out.day),
        key=lambda out: (out.day, not out.stated, sorted(out.claims)),
    )
    if not after or not interval.is_open:
        return interval
    first = after[0]
    claims = frozenset().union(*(out.claims for out in after if out.day == first.day or out.stated))
    end, support = Moment(latest=first.day, basis=first.basis), interval.support | claims
    if any(out.stated for out in after):
        return replace(interval, end=end, support=support, rule="denied-later")
    return replace(
        interval,
        end=end,
        support=support,
        end_presumed=True,
        rule="absent-from-complete-roster",
    )


def with_outs(interval: Interval, outs: Iterable[Out]) -> Interval:
    """With the days on which it did not hold though its bounds allow it; colliding claims shown."""
    stated = replace(interval, end=None) if interval.end_presumed else interval
    within = [out for out in outs if stated.can_hold_on(out.day)]
    colliding = (out.claims for out in within if interval.holds_on(out.day))
    days = tuple(sorted({out.day for out in within}))
    return replace(interval, not_held=days).contradicted(frozenset().union(*colliding))


def _can_close(interval: Interval, moment: Moment) -> bool:
    """Whether the event certainly came after the start, and after the last attestation."""
    earliest, latest = moment.order[:2]
    attested = interval.attested[-1] if interval.attested else dt.date.min
    return interval.begun_before(earliest) and attested < latest


def _orderly(interval: Interval) -> Interval:
    """With bounds in order: nothing ends before it starts."""
    start, end = interval.start, interval.end
    return replace(
        interval,
        start=start and start.no_later_than(end),
        end=end and end.no_earlier_than(start),
    )
