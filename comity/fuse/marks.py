"""What claims say of one status, and the intervals that fusion makes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from comity.dates import DateBasis
from comity.fuse.moments import Moment


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim's word on a start or an end.

    Args:
        claim: the claim's key.
        event: the predicate that marks it, such as `joined`; None of a plain "since" or "until".
        moment: when; None where nothing says.
        reported: the day of the article, by which it had happened.
        again: whether it can only follow an earlier interval, as a readmission does.
    """

    claim: str
    event: str | None
    moment: Moment | None = None
    reported: dt.date | None = None
    again: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether both bounds are known."""
        return self.moment is not None and self.moment.is_bounded


@dataclass(frozen=True, slots=True)
class Hold:
    """One claim that a status holds: on a day, or, without one, at a time unknown."""

    claim: str
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Out:
    """A day on which a status certainly does not hold.

    Args:
        day: the day.
        claims: what says so.
        basis: how the day is known.
        stated: whether it is said outright, and not only read from a list.
    """

    day: dt.date
    claims: frozenset[str]
    basis: DateBasis
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Marks:
    """All that the claims say of one status of one membership or office.

    Args:
        starts: that it began.
        ends: that it ended.
        holds: that it held.
        weak: events that begin it only where nothing in `starts` has a date, as ratification.
        closers: events that another status begins with, which end this one if it was there.
        exact: whether a closer's earliest day bounds the end too.
        stays: denials that it had ended: it held, if it had begun.
        outs: days on which it did not hold.
    """

    starts: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()
    holds: tuple[Hold, ...] = ()
    weak: tuple[Mark, ...] = ()
    closers: tuple[Mark, ...] = ()
    exact: bool = False
    stays: tuple[Hold, ...] = ()
    outs: tuple[Out, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A status held from `start` until `end`, the first day without it.

    Args:
        start: when it began; None where no claim says that it did.
        end: when it ended; None where no claim says that it did.
        attested: the days on which it is said to hold, in order.
        support: claims that it rests on.
        start_claims: those of them that date its start.
        end_claims: those of them that date its end.
        start_disputed: whether the dates given of its start are incompatible.
        end_disputed: whether those of its end are.
        end_presumed: whether only lists without the member tell that it ended.
        not_held: days within its bounds on which it did not hold; see `comity:notHeldOn`.
        against: claims that contradict it.
        puzzle: claims that hold together only if the status was interrupted.
        rule: the name of the rule that gave it its shape.
    """

    start: Moment | None = None
    end: Moment | None = None
    start_event: str | None = None
    end_event: str | None = None
    attested: tuple[dt.date, ...] = ()
    support: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    start_claims: frozenset[str] = frozenset()
    end_claims: frozenset[str] = frozenset()
    start_disputed: bool = False
    end_disputed: bool = False
    end_presumed: bool = False
    not_held: tuple[dt.date, ...] = ()
    puzzle: frozenset[str] = frozenset()
    rule: str = "dated-events"

    def contradicted(self, claims: frozenset[str]) -> Interval:
        """The same, with claims that speak against it."""
        return replace(self, against=self.against | claims)

    @property
    def is_open(self) -> bool:
        """Whether nothing bounds its end."""
        return self.end is None or self.end.latest is None

    @property
    def signs(self) -> list[dt.date]:
        """The days by which it is known to have begun, or until which it is known to last."""
        begun = self.start.latest if self.start else None
        over = self.end.earliest if self.end else None
        return [*self.attested, *(day for day in (begun, over) if day)]

    def can_hold_on(self, day: dt.date) -> bool:
        """Whether the bounds let it hold on that day."""
        earliest = self.start.earliest if self.start else None
        begun = earliest is None or earliest <= day
        latest = self.end.latest if self.end else None
        return begun and (latest is None or day < latest)

    def holds_on(self, day: dt.date) -> bool:
        """Whether a source says so of that day, or it lies in the certain core."""
        begun = self.start.latest if self.start else None
        over = self.end.earliest if self.end else None
        core = begun is not None and over is not None and begun <= day < over
        return core or day in self.attested

    def begun_before(self, day: dt.date) -> bool:
        """Whether it had certainly begun before that day."""
        latest = self.start.latest if self.start else None
        begun = latest is not None and latest < day
        return begun or (bool(self.attested) and self.attested[0] < day)
