"""Lanes of a timeline: where on its axis each stretch of days is drawn, in per cent.

Everything is in per cent of the lane's width, so that a drawing fits a phone as well as a sheet of
paper, and its lines and hatching keep their size.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from comity.report.timeline import Bounds, Stretch, stretches

_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Months between two ticks."""
_MOST_TICKS = 8
_LEAST_SPAN = 730
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis: its place in per cent, and what stands beside it."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch as it is drawn.

    Args:
        x: where it begins, in per cent.
        width: in per cent.
        looks: the classes it is drawn by: its word, and the edge that it fades at.
        title: what it says.
        open: `left`, `right` or both where it goes on beyond the axis.
        rests_on: the keys of the intervals that it follows from, where a build says so.
    """

    x: str
    width: str
    looks: str
    title: str
    open: tuple[str, ...]
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A single day: `attested`, `not-held`, or the `start` or `end` of an exact date."""

    x: str
    what: str
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The drawing of one status."""

    bars: tuple[Bar, ...]
    signs: tuple[Sign, ...]

    @property
    def words(self) -> str:
        """What it shows, for who cannot see it."""
        return "; ".join(bar.title for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of a timeline, from the left to the right edge."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, days: Iterable[dt.date]) -> Axis | None:
        """The axis on which all these days have a place, with room at both ends."""
        known = sorted(days)
        if not known:
            return None
        low, high = known[0].toordinal(), known[-1].toordinal()
        room = max((high - low) // 20, (_LEAST_SPAN - (high - low)) // 2, 60)
        edges = max(low - room, 1), min(high + room, dt.date.max.toordinal())
        return cls(*(dt.date.fromordinal(edge) for edge in edges))

    def place(self, day: dt.date) -> float:
        """Where a day lies, in per cent; days beyond an edge lie on it."""
        share = (day - self.first) / (self.last - self.first)
        return round(100 * min(max(share, 0.0), 1.0), 3)

    def x(self, day: dt.date) -> str:
        """The same as an attribute."""
        return f"{self.place(day):g}%"

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Round months or years, a handful of them."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((step for step in _STEPS if months / step <= _MOST_TICKS), _STEPS[-1])
        return tuple(Tick(self.x(day), _tick_label(day, step)) for day in self._days(step))

    def _days(self, step: int) -> Iterator[dt.date]:
        first = self.first.year * 12 + self.first.month - 1
        month = -(-first // step) * step
        while month <= self.last.year * 12 + self.last.month - 1:
            if month >= 12 and self.first <= (day := dt.date(month // 12, month % 12 + 1, 1)):
                yield day
            month += step

    def lane(self, spans: Iterable[Stretch], several: Sequence[Bounds]) -> Lane:
        """The drawing of a status.

        Args:
            spans: how it stood, in order.
            several: the bounds of the intervals in which it was held.
        """
        bars = tuple(self._bar(stretch) for stretch in stretches(spans, several))
        signs = (sign for bounds in several for sign in self._signs(bounds))
        return Lane(bars, tuple(dict.fromkeys(signs)))

    def _bar(self, stretch: Stretch) -> Bar:
        low = self.place(stretch.start or self.first)
        high = self.place(stretch.end or self.last)
        ends = (("left", stretch.start), ("right", stretch.end))
        looks = f"{stretch.word} {stretch.edge}".strip()
        beyond = tuple(side for side, day in ends if day is None)
        title = _title(stretch)
        return Bar(f"{low:g}%", f"{high - low:g}%", looks, title, beyond, stretch.rests_on)

    def _signs(self, bounds: Bounds) -> Iterator[Sign]:
        for what, one, two in bounds.windows:
            if one and one == two:
                yield Sign(self.x(one), what, f"{'began' if what == 'start' else 'ended'} {one}")
        for day in bounds.attested:
            yield Sign(self.x(day), "attested", f"said to hold on {day}")
        for day in bounds.not_held:
            yield Sign(self.x(day), "not-held", f"did not hold on {day}")


def _tick_label(day: dt.date, step: int) -> str:
    return str(day.year) if step >= 12 or day.month == 1 else f"{_MONTHS[day.month - 1]} {day.year}"


def _title(stretch: Stretch) -> str:
    edge = {"start": ", it began in between", "end": ", it ended in between"}.get(stretch.edge, "")
    if stretch.start and stretch.end:
        return f"{stretch.word} {stretch.start} to before {stretch.end}{edge}"
    if stretch.start:
        return f"{stretch.word} from {stretch.start}, no end known"
    return f"{stretch.word} before {stretch.end}, no start known" if stretch.end else stretch.word
