"""How a status stood over time, as stretches of days that have one word.

The words are those of the as-of spans that fusion writes, which the stored queries answer from.
Where a build has none, as of the track of engagement, they are worked out in the same way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from comity.fuse import asof
from comity.fuse.marks import Interval
from comity.fuse.moments import Moment
from comity.report.nodes import Node

DRAWN = ("certain", "presumed", "possible", "disputed")
"""What is drawn; on other days the status did not hold, or is presumed not to have."""


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

    @property
    def windows(self) -> tuple[tuple[str, dt.date | None, dt.date | None], ...]:
        """The days among which it began (`start`), and among which it ended (`end`)."""
        return (
            ("start", self.start_earliest, self.start_latest),
            ("end", self.end_earliest, self.end_latest),
        )

    @property
    def interval(self) -> Interval:
        """The same for fusion."""
        return Interval(
            start=Moment(self.start_earliest, self.start_latest),
            end=Moment(self.end_earliest, self.end_latest),
            attested=self.attested,
            not_held=self.not_held,
            start_disputed=self.start_disputed,
            end_disputed=self.end_disputed,
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one word.

    Args:
        start: the first of them; None where it reaches back without a bound.
        end: the day after the last; None where it goes on without a bound.
        word: how the status stood.
        edge: `start` or `end` where the status begins or ends somewhere in it; else empty.
        rests_on: the keys of the intervals that it follows from, where a build says so.
        held: days of it on which the status certainly held, whatever the word.
        not_held: days of it on which it certainly did not.
    """

    start: dt.date | None
    end: dt.date | None
    word: str
    edge: str = ""
    rests_on: tuple[str, ...] = ()
    held: tuple[dt.date, ...] = ()
    not_held: tuple[dt.date, ...] = ()

    def has(self, day: dt.date) -> bool:
        """Whether a day is one of these."""
        return (not self.start or self.start <= day) and (not self.end or day < self.end)

    def on(self, day: dt.date) -> str:
        """How the status stood on one of these days, of which a source may speak itself."""
        if day in self.held:
            return "certain"
        return "no" if day in self.not_held else self.word


def written(spans: Iterable[Node]) -> list[Stretch]:
    """The as-of spans of a status, as a build has them, in order."""
    found = (
        Stretch(
            span.day("spanFrom"),
            span.day("spanUntil"),
            span.one("answer"),
            rests_on=tuple(span.all("restsOn")),
            held=span.days("heldOn"),
            not_held=span.days("notHeldOn"),
        )
        for span in spans
    )
    return sorted(found, key=lambda stretch: stretch.start or dt.date.min)


def worked_out(several: Sequence[Bounds]) -> list[Stretch]:
    """The as-of spans of a status that was held in these bounds; none where no day is known."""
    if not any(bounds.days for bounds in several):
        return []
    spans = asof.membership_spans([bounds.interval for bounds in several])
    return [
        Stretch(s.first, s.after, s.answer.value, held=s.held, not_held=s.not_held) for s in spans
    ]


def word_on(spans: Iterable[Stretch], day: dt.date) -> str:
    """How a status stood on a day; `unknown` where nothing bears on it."""
    return next((span.on(day) for span in spans if span.has(day)), "unknown")


def stretches(spans: Iterable[Stretch], several: Sequence[Bounds]) -> list[Stretch]:
    """What is to be drawn, in order: spans, cut where the status may have begun or ended."""
    return [
        piece
        for span in spans
        if span.word in DRAWN
        for piece in (_cut(span, several) if span.word == "possible" else [span])
    ]


def _cut(span: Stretch, several: Sequence[Bounds]) -> Iterator[Stretch]:
    windows = [window for bounds in several for window in bounds.windows]
    edges = {day for _, *days in windows for day in days if day and _inside(day, span)}
    for start, end in pairwise([span.start, *sorted(edges), span.end]):
        yield replace(span, start=start, end=end, edge=_edge(start, end, windows))


def _inside(day: dt.date, span: Stretch) -> bool:
    return (not span.start or span.start < day) and (not span.end or day < span.end)


def _edge(
    start: dt.date | None,
    end: dt.date | None,
    windows: Iterable[tuple[str, dt.date | None, dt.date | None]],
) -> str:
    """Whether the status begins or ends somewhere in these days, which no window cuts."""
    if not start or not end:
        return ""
    inside = (w for w, first, last in windows if first and last and first <= start and end <= last)
    return next(inside, "")
