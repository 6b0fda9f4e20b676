"""Where a world's choices come from: from hypothesis, which shrinks them, or from a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Chance(Protocol):
    """Makes choices."""

    def one_of(self, options: Sequence[T]) -> T: ...

    def count(self, low: int, high: int) -> int: ...


@dataclass(frozen=True)
class Drawn:
    """Choices that hypothesis draws: it shrinks towards the first option and the lowest number."""

    draw: st.DrawFn

    def one_of(self, options: Sequence[T]) -> T:
        return options[self.draw(st.integers(0, len(options) - 1))]

    def count(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))


@dataclass(frozen=True)
class Seeded:
    """Choices that one seed makes the same each time, as fast as a large world needs."""

    random: random.Random

    @classmethod
    def of(cls, seed: int) -> Seeded:
        return cls(random.Random(seed))  # noqa: S311  # no secret

    def one_of(self, options: Sequence[T]) -> T:
        return options[self.random.randrange(len(options))]

    def count(self, low: int, high: int) -> int:
        return self.random.randint(low, high)


def several(chance: Chance, options: Sequence[T], low: int, high: int) -> list[T]:
    """So many of the options, each once, in their order."""
    wanted = min(chance.count(low, high), len(options))
    places = list(range(len(options)))
    chosen: set[int] = set()
    while len(chosen) < wanted:
        chosen.add(places.pop(chance.count(0, len(places) - 1)))
    return [option for place, option in enumerate(options) if place in chosen]


def maybe(chance: Chance, options: Sequence[T], one_in: int = 2) -> T | None:
    """One of the options, or, once in so many times, none."""
    return None if chance.count(1, one_in) == 1 else chance.one_of(options)
