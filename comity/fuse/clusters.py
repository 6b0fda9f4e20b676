"""Putting together what is the same: exact groups, and groups with parts unknown."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Part = Hashable | None
T = TypeVar("T")


def unions(pairs: Iterable[tuple[str, str]], members: Iterable[str]) -> list[list[str]]:
    """The members in groups joined by the pairs; groups and members in order."""
    parent = {member: member for member in members}

    def find(member: str) -> str:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        parent[second] = first
    groups: dict[str, list[str]] = {}
    for member in sorted(parent):
        groups.setdefault(find(member), []).append(member)
    return list(groups.values())


def settle(
    keys: Iterable[Sequence[Part]],
    missing: int,
    agree: Callable[[Part, Part], bool] = lambda one, other: one == other,
) -> dict[tuple[Part, ...], tuple[Part, ...]]:
    """Which fully known key each partly known one stands for; itself where that is not certain.

    A key joins another only where every part that both know agrees, the other knows all that it
    knows, no more than `missing` parts are unknown in it alone, and no second key would do as
    well. So nothing is put together by a third that fits both.
    """
    distinct = {tuple(key) for key in keys}
    heads: list[tuple[Part, ...]] = []
    settled: dict[tuple[Part, ...], tuple[Part, ...]] = {}
    for key in sorted(distinct, key=lambda key: (key.count(None), repr(key))):
        fits = [head for head in heads if _fits(key, head, missing, agree)]
        settled[key] = fits[0] if len(fits) == 1 else key
        if not fits:
            heads.append(key)
    return settled


def _fits(
    key: tuple[Part, ...],
    head: tuple[Part, ...],
    missing: int,
    agree: Callable[[Part, Part], bool],
) -> bool:
    pairs = list(zip(key, head, strict=True))
    unknown = sum(one is None and other is not None for one, other in pairs)
    return unknown <= missing and all(
        one is None or (other is not None and agree(one, other)) for one, other in pairs
    )
