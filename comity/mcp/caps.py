"""How much one call may give: an agent's window is small, and what is left out is said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Caps:
    """How much one call may give.

    Args:
        rows: rows, unless the call says how many.
        most: rows, whatever the call says.
        passages: passages of one row, of those that support it and of those that contradict it.
        size: characters of the rows as JSON; the first row comes whole, however long.
        text: code points of an article's text, unless the call says how many.
    """

    rows: int = 50
    most: int = 500
    passages: int = 5
    size: int = 60_000
    text: int = 8_000


def fitting(rows: Sequence[Mapping[str, Any]], size: int) -> int:
    """How many of these rows, from the first on, have no more than `size` characters as JSON."""
    return max(sum(1 for _ in _within(rows, size)), min(len(rows), 1))


def _within(rows: Sequence[Mapping[str, Any]], size: int) -> Iterator[None]:
    for row in rows:
        size -= len(json.dumps(row, ensure_ascii=False))
        if size < 0:
            return
        yield
