"""What may have been so on a day, by trying every world: days are small integers.

A world is the set of days on which someone was a member. Each interval stands for a run of days
between a start and an end that its bounds allow, and the member may have been in on other days
inside its outer bounds; so attestations, which are of single days, need not join up. A complete
roster without the member takes its own day out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

FIRST, LAST = 0, 9


@dataclass(frozen=True)
class Bounds:
    """One interval of the status `member`; None is an open bound, `end` the first day without."""

    start_earliest: int | None = None
    start_latest: int | None = None
    end_earliest: int | None = None
    end_latest: int | None = None
    attested: tuple[int, ...] = ()

    def runs(self) -> Iterator[tuple[int, int]]:
        first, after = FIRST - 1, LAST + 2
        low, high = self.start_earliest, self.start_latest
        starts = range(first if low is None else low, (after - 1 if high is None else high) + 1)
        low, high = self.end_earliest, self.end_latest
        ends = range(first if low is None else low, (after if high is None else high) + 1)
        return ((start, end) for start, end in product(starts, ends) if start < end)

    def outer(self) -> set[int]:
        first = FIRST - 1 if self.start_earliest is None else self.start_earliest
        after = LAST + 2 if self.end_latest is None else self.end_latest
        return set(range(first, after))


@dataclass(frozen=True)
class Case:
    """The intervals of one membership, and the days of complete rosters without the member."""

    intervals: tuple[Bounds, ...]
    absent: tuple[int, ...] = ()


def possible_answers(case: Case, day: int) -> set[bool]:
    """Whether the member was in on `day`, in each of the worlds; empty where there is no world."""
    answers: set[bool] = set()
    out = set(case.absent)
    attested = {day for bounds in case.intervals for day in bounds.attested}
    may = set().union(*(bounds.outer() for bounds in case.intervals)) - out
    for bounds in case.intervals:
        if not set(bounds.attested) <= bounds.outer():
            return set()
    if not attested <= may:
        return set()
    for runs in product(*(tuple(bounds.runs()) for bounds in case.intervals)):
        core = {day for start, end in runs for day in range(start, end)}
        if core & out:
            continue
        if day in core | attested:
            answers.add(True)
        else:
            answers.add(False)
            if day in may:
                answers.add(True)
    return answers


def possible_holders(tenures: Sequence[Bounds], day: int) -> list[set[bool]]:
    """Whether each of several held an office on `day`, in each of the worlds; of none, no worlds.

    Here a world has one run of days for each tenure, in which all its attestations lie, and no day
    that is two people's.
    """
    found: list[set[bool]] = [set() for _ in tenures]
    each = [
        [run for run in set(bounds.runs()) if all(run[0] <= a < run[1] for a in bounds.attested)]
        for bounds in tenures
    ]
    for world in product(*each):
        ordered = sorted(world)
        if all(one[1] <= other[0] for one, other in pairwise(ordered)):
            for answers, (start, end) in zip(found, world, strict=True):
                answers.add(start <= day < end)
    return found
