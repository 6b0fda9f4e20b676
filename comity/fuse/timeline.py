"""From what claims say of one status to its intervals, in order.

One algorithm for memberships and tenures. Dated starts and ends are paired first, then days on
which the status is said to hold are put into the interval they fit, then what has no date joins
if there is only one interval it can belong to. Nothing depends on the order of the claims.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.fuse.absences import over_by_absence, with_outs
from comity.fuse.attesting import attested_in, held, place_of
from comity.fuse.marks import Hold, Interval, Mark, Marks
from comity.fuse.moments import Moment, before
from comity.fuse.pairing import clustered, paired


def intervals(marks: Marks) -> list[Interval]:
    """The intervals of one status, in order; what cannot be placed is left out."""
    starts = clustered([*marks.starts, *_if_needed(marks)])
    found = paired(starts, clustered(marks.ends))
    found = attested_in(found, [hold for hold in marks.holds if hold.day])
    found = _with_undated(found, marks)
    found = _staying(found, marks.stays)
    if found:
        found[-1] = over_by_absence(_closed(found[-1], marks), marks.outs)
    return [_orderly(with_outs(interval, marks.outs)) for interval in found]


def _if_needed(marks: Marks) -> tuple[Mark, ...]:
    return () if any(mark.is_dated for mark in marks.starts) else marks.weak


def _with_undated(found: list[Interval], marks: Marks) -> list[Interval]:
    """What has no date joins the only interval, or makes one; among several it has no place."""
    starts = [mark for mark in marks.starts + marks.weak if not mark.is_dated]
    ends = [mark for mark in marks.ends if not mark.is_dated]
    holds = [hold for hold in marks.holds if hold.day is None]
    if len(found) > 1 or not (found or starts or ends or holds):
        return found
    only = found[0] if found else Interval(rule="undated")
    only = held(only, holds)
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
        place = place_of(hold, found) if hold.day else None
        if place is None or hold.day is None:
            continue
        if found[place].begun_before(hold.day) or hold.day in found[place].attested:
            found[place] = held(found[place], [hold])
    return found


def _closed(interval: Interval, marks: Marks) -> Interval:
    """Ended by the first event after it with which another status begins."""
    if interval.end is not None:
        return interval
    for closer in clustered(marks.closers):
        if _can_close(interval, closer.moment):
            earliest = closer.moment.earliest if marks.exact else None
            end = closer.moment if marks.exact else before(closer.moment.latest)
            support = interval.support | closer.claims
            end = replace(end, earliest=earliest)
            return replace(interval, end=end, end_event=closer.event, support=support)
    return interval


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
