"""Days on which a status is said, or presumed, not to hold, told to its intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from comity.fuse.marks import Interval, Out
from comity.fuse.moments import Moment


def over_by_absence(interval: Interval, outs: Iterable[Out]) -> Interval:
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
