"""How a status stood over time, as stretches of days that have one word.

The words and the rules are those of the stored query `membership/status-on`; a test holds the two
together. What is drawn is `certain`, `presumed`, `possible` and `disputed`; on other days the
status did not hold, or is presumed not to have.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from comity.report.nodes import Node

DAY = dt.timedelta(days=1)
DRAWN = ("certain", "presumed", "possible", "disputed")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of the time of an interval or a tenure; an end is the first day without it.

    Args:
        start_earliest: before this day it did not hold.
        start_latest: by this day it had begun.
        end_earliest: until this day it held.
        end_latest: from this day on it did not hold.
        attested: days on which a source says that it held.
        not_held: days within its bounds on which it did not hold.
        start_disputed: whether sources give incompatible dates of its start.
        end_disputed: whether they do of its end.
    """

    start_earliest: dt.date | None = None
    start_latest: dt.date | None = None
    end_earliest: dt.date | None = None
    end_latest: dt.date | None = None
    attested: tuple[dt.date, ...] = ()
    not_held: tuple[dt.date, ...] = ()
    start_disputed: bool = False
    end_disputed: bool = False

    @classmethod
    def of(cls, node: Node) -> Bounds:
        """Those of an interval or a tenure of a build."""
        return cls(
            node.day("startEarliest"),
            node.day("startLatest"),
            node.day("endEarliest"),
            node.day("endLatest"),
            node.days("attestedOn"),
            node.days("notHeldOn"),
            node.one("startDisputed") == "true",
            node.one("endDisputed") == "true",
        )

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Every day that it names."""
        ends = (self.start_earliest, self.start_latest, self.end_earliest, self.end_latest)
        return tuple(sorted({*(day for day in ends if day), *self.attested, *self.not_held}))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one word.

    Args:
        start: the first of them; None where it reaches back without a bound.
        end: the day after the last; None where it goes on without a bound.
        word: how the status stood.
        edge: `start` or `end` where the status begins or ends somewhere in it; else empty.
    """

    start: dt.date | None
    end: dt.date | None
    word: str
    edge: str = ""


def stretches(bounds: Bounds) -> list[Stretch]:
    """The stretches to be drawn, in order; none where no day is known."""
    pieces = (
        Stretch(start, end, word_on(bounds, _a_day(start, end)), _edge(bounds, start, end))
        for start, end in _ranges(bounds)
    )
    together = groupby(pieces, key=lambda piece: (piece.word, piece.edge))
    found = [(word, edge, list(several)) for (word, edge), several in together]
    return [Stretch(p[0].start, p[-1].end, word, e) for word, e, p in found if word in DRAWN]


def word_on(bounds: Bounds, day: dt.date) -> str:
    """How the status stood on a day, as the stored queries say it."""
    if _is_disputed(bounds, day):
        return "disputed"
    if _is_certain(bounds, day):
        return "disputed" if day in bounds.not_held else "certain"
    if day in bounds.not_held or (bounds.start_earliest and day < bounds.start_earliest):
        return "no"
    if _is_presumed_over(bounds, day):
        return "presumed-not"
    if bounds.end_latest and bounds.end_latest <= day:
        return "no"
    return "presumed" if _is_presumed(bounds, day) else "possible"


def _within(first: dt.date | None, day: dt.date, last: dt.date | None) -> bool:
    return first is not None and last is not None and first <= day < last


def _is_disputed(bounds: Bounds, day: dt.date) -> bool:
    start = bounds.start_disputed and _within(bounds.start_earliest, day, bounds.start_latest)
    return start or (bounds.end_disputed and _within(bounds.end_earliest, day, bounds.end_latest))


def _is_certain(bounds: Bounds, day: dt.date) -> bool:
    begun = bounds.start_earliest == bounds.start_latest == day
    return begun or day in bounds.attested or _within(bounds.start_latest, day, bounds.end_earliest)


def _is_presumed_over(bounds: Bounds, day: dt.date) -> bool:
    """Whether it was found not to hold before, and nothing later says that it did."""
    signs = [*bounds.attested, bounds.start_latest, bounds.end_earliest]
    last = max((sign for sign in signs if sign), default=dt.date.min)
    return any(out < day and last <= out for out in bounds.not_held)


def _is_presumed(bounds: Bounds, day: dt.date) -> bool:
    """Whether it held before, and later or for all that is known, and never not in between."""
    before = [held for held in bounds.attested if held < day]
    after = [held for held in bounds.attested if held > day]
    goes_on = not (bounds.end_earliest or bounds.end_latest)
    if not before or not (after or goes_on):
        return False
    first, last = before[-1], min(after, default=dt.date.max)
    return not any(first <= out <= last for out in bounds.not_held)


def _ranges(bounds: Bounds) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    """Ranges of days between which something changes, the first and the last open."""
    days = bounds.days
    if not days:
        return
    single = {*bounds.attested, *bounds.not_held, *_exact(bounds)}
    places = sorted({*days, *(day + DAY for day in single if day < dt.date.max)})
    yield None, places[0]
    yield from pairwise(places)
    yield places[-1], None


def _exact(bounds: Bounds) -> Iterable[dt.date]:
    exact = bounds.start_earliest == bounds.start_latest
    return [bounds.start_earliest] if exact and bounds.start_earliest else []


def _a_day(start: dt.date | None, end: dt.date | None) -> dt.date:
    if start:
        return start
    return end - DAY if end and end > dt.date.min else dt.date.min


def _edge(bounds: Bounds, start: dt.date | None, end: dt.date | None) -> str:
    """Whether the status begins or ends somewhere in this range."""
    day = _a_day(start, end)
    if _within(bounds.start_earliest, day, bounds.start_latest):
        return "start"
    return "end" if _within(bounds.end_earliest, day, bounds.end_latest) and start else ""
