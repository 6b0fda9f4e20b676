"""Where in a plot each number is drawn: across in per cent, which fits a phone, up in pixels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.report.chart import Axis, Tick
from comity.serve.pages.numbers import COUNTED, Series, Step, months

HEIGHT = 220
"""Pixels of a plot of steps, above its axis."""
ROW = 56
"""Pixels of a row of a plot by month."""
_ROOM = 12
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle.

    Args:
        x: its left side, in per cent.
        width: in per cent.
        y: its upper side, in pixels.
        height: in pixels.
        looks: the class it is drawn by.
        title: what it says.
        link: where it leads; empty where nowhere.
    """

    x: str
    width: str
    y: str
    height: str
    looks: str
    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A line of the scale: its height in pixels, and the number beside it."""

    y: str
    label: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes with a scale.

    Args:
        boxes: in the order of drawing.
        levels: of the scale.
        name: of what; empty of a plot that has one part.
        total: how many there are altogether.
    """

    boxes: tuple[Box, ...]
    levels: tuple[Level, ...]
    name: str = ""
    total: int = 0


def scale(most: int) -> list[int]:
    """Round numbers from nothing to at least `most`, five steps or fewer."""
    step = next((step for step in _STEPS if most <= 5 * step), -(-most // 5))
    return list(range(0, step * max(-(-most // step), 1) + 1, step))


def drawn_steps(steps: Sequence[Step], axis: Axis) -> Drawn:
    """Steps, one upon the other from what is surest to what is only possible."""
    marks = scale(max((step.most for step in steps), default=1))
    each = (HEIGHT - _ROOM) / marks[-1]
    boxes = [box for step in steps for box in _stacked(step, axis, each)]
    levels = tuple(Level(_px(HEIGHT - mark * each), str(mark)) for mark in marks)
    return Drawn(tuple(boxes), levels)


def _stacked(step: Step, axis: Axis, each: float) -> Iterable[Box]:
    low = axis.place(step.start) if step.start else 0.0
    high = axis.place(step.end) if step.end else 100.0
    title, up = step_title(step), 0
    for word in COUNTED:
        count = step.counts.get(word, 0)
        if count and high > low:
            up += count
            y, height = _px(HEIGHT - up * each), _px(count * each)
            # What is certain of a single day of many years is a line that can be seen.
            width = max(high - low, 0.25 if word == "certain" else 0)
            yield Box(f"{low:g}%", f"{width:g}%", y, height, word, title)


def step_title(step: Step) -> str:
    """What a step says."""
    counts = ", ".join(f"{step.counts[w]} {w}" for w in COUNTED if step.counts.get(w))
    since = f"from {step.start}" if step.start else "at first"
    until = f" to before {step.end}" if step.end else ""
    return f"{since}{until}: {counts or 'none known'}"


def month_axis(several: Sequence[Series]) -> Axis | None:
    """The axis from the first to the last month that has a number; None where none has."""
    known = months(several)
    return Axis(_first(known[0]), _after(known[-1])) if known else None


def drawn_months(series: Series, axis: Axis, most: int, links: Mapping[str, str]) -> Drawn:
    """The bars of a series.

    Args:
        series: the numbers.
        axis: of all rows of the plot.
        most: the highest number of all rows.
        links: where the bars of months lead.
    """
    each = (ROW - _ROOM) / max(most, 1)
    boxes = tuple(
        _bar(month, count, axis, each, links.get(month, ""))
        for month, count in series.by_month.items()
    )
    levels = (Level(_px(ROW), "0"), Level(_px(ROW - most * each), str(most)))
    return Drawn(boxes, levels, series.name, series.total)


def _bar(month: str, count: int, axis: Axis, each: float, link: str) -> Box:
    low, high = axis.place(_first(month)), axis.place(_after(month))
    width = max(high - low - 0.05, 0.4)
    y, height = _px(ROW - count * each), _px(count * each)
    return Box(f"{low:g}%", f"{width:g}%", y, height, "count", f"{month}: {count}", link)


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """The marks of an axis, without those whose words would stand over its edges."""
    return tuple(tick for tick in axis.ticks if 2 <= float(tick.x.rstrip("%")) <= 98)


def _first(month: str) -> dt.date:
    year, number = map(int, month.split("-"))
    return dt.date(year, number, 1)


def _after(month: str) -> dt.date:
    """The first day of the next month; of the calendar's last month, its last day."""
    year, number = map(int, month.split("-"))
    if month == f"{dt.date.max:%Y-%m}":
        return dt.date.max
    return dt.date(year + number // 12, number % 12 + 1, 1)


def _px(value: float) -> str:
    return f"{round(value, 2):g}"
