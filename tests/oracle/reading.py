"""Small words for reading nodes of facts."""

from __future__ import annotations

from collections.abc import Iterable

from comity.terms import HOME
from tests.oracle.known import Cell, Node


def one(node: Node, name: str) -> Cell:
    """The value of a property that has one, or None."""
    values = node.get(name, ())
    assert len(values) <= 1, (name, values)
    return values[0] if values else None


def text(node: Node, name: str) -> str | None:
    value = one(node, name)
    return None if value is None else str(value)


def iris(node: Node, *names: str) -> list[str]:
    """The values of some properties."""
    return [str(value) for name in names for value in node.get(name, ())]


def concept(node: Node, name: str) -> str | None:
    """The last part of a concept."""
    value = text(node, name)
    if value is None:
        return None
    assert value.startswith(f"{HOME}concept/"), value
    return value.rpartition("/")[2]


def or_none(values: Iterable[str]) -> list[str | None]:
    """The values, or one None: what an optional part of a question gives."""
    return [*values] or [None]
