"""What a measurement gives: one row of the table, and how a table is written."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.markdown import Markdown

HEAD = ("what", "comity", "other", "ratio", "expected", "met")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured, beside the same of another tool.

    Args:
        what: the thing.
        ours: comity's figure.
        unit: the unit of both.
        theirs: the other's figure; None where there is none to compare with.
        other: the other tool.
        least: the least times as fast (or small) that comity is expected to be.
        most: the most of the other's figure that comity is expected to need.
        limit: the most of the unit that comity is expected to need.
        note: what else to know of the other's figure, such as ">".
    """

    what: str
    ours: float
    unit: str
    theirs: float | None = None
    other: str = ""
    least: float | None = None
    most: float | None = None
    limit: float | None = None
    note: str = ""

    @property
    def met(self) -> str:
        """Whether it is as expected; empty where nothing is."""
        tests: list[bool] = []
        if self.limit is not None:
            tests.append(self.ours <= self.limit)
        if self.theirs is not None and self.least is not None:
            tests.append(self.theirs / self.ours >= self.least)
        if self.theirs is not None and self.most is not None:
            tests.append(self.ours / self.theirs <= self.most)
        return ("yes" if all(tests) else "NO") if tests else ""

    def cells(self) -> tuple[str, ...]:
        """The row as text: the ratio is comity's figure divided by the other's."""
        theirs = "" if self.theirs is None else f"{self.note}{_figure(self.theirs)} {self.unit}"
        ratio = "" if not self.theirs else f"{_below(self.note)}{self.ours / self.theirs:.3g}"
        return (
            self.what,
            f"{_figure(self.ours)} {self.unit}",
            f"{theirs} ({self.other})" if theirs else "",
            ratio,
            self._expected(),
            self.met,
        )

    def _expected(self) -> str:
        parts = []
        if self.limit is not None:
            parts.append(f"≤ {_figure(self.limit)} {self.unit}")
        if self.least is not None:
            parts.append(f"≤ 1/{self.least:g}")
        if self.most is not None:
            parts.append(f"≤ {self.most:g}")
        return ", ".join(parts)


def markdown(rows: Iterable[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = [HEAD, tuple("---" for _ in HEAD), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def show(title: str, rows: Iterable[Row], *, plain: bool) -> None:
    """Print a table: Markdown as it is, or drawn for a terminal."""
    text = f"## {title}\n\n{markdown(rows)}\n"
    Console(soft_wrap=plain).print(text if plain else Markdown(text), markup=False)


def median(action: Callable[[], object], runs: int) -> float:
    """The median of the seconds of the processor that an action takes, after one run to warm up."""
    action()
    return statistics.median(seconds(action) for _ in range(runs))


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes once, in seconds of the processor, which others do not disturb."""
    gc.collect()
    start = time.process_time()
    action()
    return time.process_time() - start


def medians(pairs: Iterable[tuple[float, float]]) -> Iterator[float]:
    """The median of the first figures, and that of the second ones."""
    return (statistics.median(figures) for figures in zip(*pairs, strict=True))


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _below(note: str) -> str:
    return "<" if note == ">" else ""
