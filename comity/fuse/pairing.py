"""Dated starts and ends of one status, paired in turn as their dates allow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from comity.fuse.marks import Interval, Mark
from comity.fuse.moments import Moment, before, hull, narrowest


@dataclass(frozen=True, slots=True)
class Cluster:
    """Marks of one event whose dates are compatible; the moment is the most precise of them."""

    moment: Moment
    marks: tuple[Mark, ...] = field(compare=False)

    @property
    def claims(self) -> frozenset[str]:
        """The claims that its marks rest on."""
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
        """Whether a mark says that it was not the first time."""
        return any(mark.again for mark in self.marks)


def clustered(marks: Iterable[Mark]) -> list[Cluster]:
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
    return [Cluster(m, tuple(marks)) for m, marks in zip(moments, covered, strict=True)]


def paired(starts: Sequence[Cluster], ends: Sequence[Cluster]) -> list[Interval]:
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
    running: Interval | None, starts: Sequence[Cluster], ends: Sequence[Cluster]
) -> bool:
    if not starts or not ends:
        return bool(ends)
    start, end = starts[0].moment, ends[0].moment
    if running is not None:
        return end.order[0] <= start.order[1]
    return start.order[0] >= end.order[1]


def _started(start: Cluster) -> Interval:
    claims = start.claims
    return Interval(
        start=start.moment, start_event=start.event, support=claims, start_claims=claims
    )


def _ended(interval: Interval, end: Cluster) -> Interval:
    return replace(
        interval,
        end=end.moment,
        end_event=end.event,
        support=interval.support | end.claims,
        end_claims=end.claims,
    )


def _ended_before(interval: Interval, start: Cluster) -> Interval:
    """Who is admitted again was out before, whenever that was."""
    support = interval.support | start.claims
    return replace(interval, end=before(start.moment.latest), support=support, rule="readmission")


def _other_start(interval: Interval, start: Cluster) -> Interval:
    moments = [moment for moment in (interval.start, start.moment) if moment]
    return replace(
        interval,
        start=hull(moments),
        start_claims=interval.start_claims | start.claims,
        start_disputed=True,
        support=interval.support | start.claims,
        rule="hull-of-disputed-dates",
    )


def _other_end(interval: Interval, end: Cluster) -> Interval:
    moments = [moment for moment in (interval.end, end.moment) if moment]
    return replace(
        interval,
        end=hull(moments),
        end_claims=interval.end_claims | end.claims,
        end_disputed=True,
        support=interval.support | end.claims,
        rule="hull-of-disputed-dates",
    )
