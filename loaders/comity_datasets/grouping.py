"""Rows gathered by what they are about: an article each for an alliance, a state, a body.

All that is said of one thing stands in one article, since what has no entry in the reference is
known within its article only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comity.errors import SourceError
from comity.model import Metadata
from comity_datasets.rows.cells import Row
from comity_datasets.rows.csvfiles import csv_rows
from comity_datasets.said import Line, Table, table

Placed = tuple[str, str, Line]
"""The key of a group, the headline of its article, and a line of it."""


@dataclass
class Groups:
    """Lines by group, in the order in which the groups first come.

    Args:
        dataset: the data set's short name.
        outlet: its full name.
        columns: what stands in a row, for people to read.
        url: where the data set is from.
    """

    dataset: str
    outlet: str
    columns: str
    url: str | None = None
    groups: dict[str, tuple[str, list[Line]]] = field(default_factory=dict)

    def add(self, key: str, title: str, line: Line) -> None:
        """Take in a line."""
        self.groups.setdefault(key, (title, []))[1].append(line)

    def tables(self, stem: str, given: Metadata) -> Iterator[Table]:
        """An article a group; its stem is the file's with the group's key."""
        for key, (title, lines) in self.groups.items():
            head = title, self.columns
            yield table(self.dataset, f"{stem}-{key}", head, lines, self.outlet, given, self.url)


def grouped_tables(
    path: Path, groups: Groups, placed: Callable[[Row], Placed], given: Metadata
) -> Iterator[Table | SourceError]:
    """The tables of a CSV file, and an error for each row that has no place in them."""
    for row in csv_rows(path):
        try:
            if isinstance(row, SourceError):
                raise row
            key, title, line = placed(row)
            groups.add(key, title, line)
            if line.fault:
                yield line.fault
        except SourceError as error:
            yield error
    yield from groups.tables(stem_of(path), given)


def stem_of(path: Path) -> str:
    """The file's name without its endings."""
    return path.name.partition(".")[0]
