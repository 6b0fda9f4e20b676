"""Uncertain instants: the bounds of a date, and what fusion does with several of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from comity.dates import DateBasis

_TRUST = [*DateBasis]  # the order in which a basis is preferred: stated first


@dataclass(frozen=True, slots=True)
class Moment:
    """A day between two bounds; a missing bound is open.

    Args:
        earliest: the first day that it can be.
        latest: the last day that it can be.
        edtf: the EDTF string whose bounds these are; None where fusion moved a bound.
        basis: how the date is known.
    """

    earliest: dt.date | None = None
    latest: dt.date | None = None
    edtf: str | None = None
    basis: DateBasis | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether both bounds are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def day(self) -> dt.date | None:
        """The one day that it can be, if it is known to the day."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """What moments are sorted by; open bounds lie outside all others."""
        return self.earliest or dt.date.min, self.latest or dt.date.max, self.edtf or ""

    def covers(self, other: Moment) -> bool:
        """Whether `other` says nothing else, only more precisely or just as precisely."""
        return self.order[0] <= other.order[0] and other.order[1] <= self.order[1]

    def no_later_than(self, other: Moment | None) -> Moment:
        """This moment, given that it comes no later than `other` does."""
        if other is None or other.latest is None:
            return self
        if self.latest is not None and self.latest <= other.latest:
            return self
        return replace(self, latest=other.latest, edtf=None, basis=DateBasis.INFERRED)

    def no_earlier_than(self, other: Moment | None) -> Moment:
        """This moment, given that it comes no earlier than `other` does; an open bound stays so."""
        if other is None or other.earliest is None:
            return self
        if self.earliest is None or self.earliest >= other.earliest:
            return self
        return replace(self, earliest=other.earliest, edtf=None, basis=DateBasis.INFERRED)


def before(day: dt.date | None) -> Moment:
    """Some time up to `day`, as what a report of that day tells is past."""
    return Moment(latest=day, basis=DateBasis.INFERRED if day else None)


def hull(moments: Iterable[Moment]) -> Moment:
    """The narrowest bounds around all of them, which lie on both sides."""
    several = sorted(set(moments), key=lambda moment: moment.order)
    if len(several) == 1:
        return several[0]
    latest = max(moment.order[1] for moment in several)
    return Moment(several[0].earliest, latest, basis=DateBasis.INFERRED)


def narrowest(moments: Iterable[Moment]) -> list[Moment]:
    """Of moments with both bounds, those that no other says more precisely; in order.

    One is left where all are compatible; of two that say the same, the better known basis.
    """
    best: dict[tuple[object, object], Moment] = {}
    for moment in sorted(moments, key=_preference):
        best.setdefault((moment.earliest, moment.latest), moment)
    kept: list[Moment] = []
    for moment in sorted(best.values(), key=lambda m: (m.order[0], -m.order[1].toordinal())):
        while kept and kept[-1].covers(moment):
            kept.pop()
        kept.append(moment)
    return kept


def best(moments: Iterable[Moment]) -> Moment | None:
    """Of moments that say the same, the one whose date is known best; None of none."""
    return min(moments, key=_preference, default=None)


def compatible(one: Moment | None, other: Moment | None) -> bool:
    """Whether two dates can be of the same thing: one covers the other, or one is not given.

    Without a year, only the very same date is: nothing says that the years are the same.
    """
    if one is None or other is None or one.edtf == other.edtf is not None:
        return True
    if not (one.is_bounded and other.is_bounded):
        return False
    return one.covers(other) or other.covers(one)


def _preference(moment: Moment) -> tuple[int, str]:
    trust = _TRUST.index(moment.basis) if moment.basis else len(_TRUST)
    return trust, moment.edtf or "~"
