"""Days on which a status is said to hold, put into the intervals that they fit."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from comity.dates import DateBasis
from comity.fuse.marks import Hold, Interval
from comity.fuse.moments import Moment, before


def attested_in(found: list[Interval], holds: Sequence[Hold]) -> list[Interval]:
    """Each day to the interval that it fits, or else to one of its own between its neighbours."""
    days: dict[int, list[Hold]] = defaultdict(list)
    gaps: dict[int, list[Hold]] = defaultdict(list)
    for hold in sorted(holds, key=lambda hold: (hold.day or dt.date.min, hold.claim)):
        place = place_of(hold, found)
        if place is None:
            gaps[_gap_of(hold, found)].append(hold)
        else:
            days[place].append(hold)
    result: list[Interval] = []
    for place in range(len(found) + 1):
        if place in gaps:
            result.append(_between(found, place, gaps[place]))
        if place < len(found):
            result.append(held(found[place], days[place]))
    return result


def place_of(hold: Hold, found: Sequence[Interval]) -> int | None:
    """Which interval the day fits: the last that had surely begun, or the first that can."""
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


def held(interval: Interval, holds: Sequence[Hold]) -> Interval:
    """The interval with these days among its attestations, resting on their claims too."""
    days = {hold.day for hold in holds if hold.day} | set(interval.attested)
    support = interval.support | {hold.claim for hold in holds}
    return replace(interval, attested=tuple(sorted(days)), support=support)


def _between(found: Sequence[Interval], place: int, holds: Sequence[Hold]) -> Interval:
    """An interval known by attestations alone, after the one before and before the next."""
    alone = held(Interval(rule="attestation"), holds)
    earlier = found[place - 1].end if place else None
    later = found[place].start if place < len(found) else None
    neighbours = [*found[max(place - 1, 0) : place + 1]]
    clashing = frozenset().union(*(interval.support for interval in neighbours))
    if earlier and earlier.earliest:
        alone = replace(alone, start=Moment(earlier.earliest, basis=DateBasis.INFERRED))
    if later and later.latest:
        alone = replace(alone, end=before(later.latest))
    return replace(alone, puzzle=alone.support | clashing) if clashing else alone
