"""Whole numbers as a text writes them: "27", "twenty-seven", "six"."""

from __future__ import annotations

import re
from functools import cache

from comity_loaders import wordlists

_HIGHEST = 400
"""More members than any body has; a larger number counts something else."""


def number(words: str) -> int | None:
    """The number that `words` are, from 1 to 400; None where they are none."""
    value = _value(words.lower().replace(",", "").strip())
    return value if value and value <= _HIGHEST else None


def _value(words: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,3}", words):
        return int(words)
    parts = [part for part in re.split(r"[\s-]+", words) if part != "and"]
    values = [_words().get(part) for part in parts]
    if not values or None in values or len(values) > 2:
        return None
    if len(values) == 2 and not (values[0] in range(20, 100, 10) and values[1] in range(1, 10)):
        return None
    return sum(value or 0 for value in values)


@cache
def _words() -> dict[str, int]:
    lists = wordlists.load("numbers.yaml")
    return dict(lists["tens"]) | {word: value for value, word in enumerate(lists["units"])}
