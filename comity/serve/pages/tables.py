"""The answer of a stored query as a table: what a person wants to see of it, with links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from comity.answers import Answer, Row
from comity.serve.pages.passages import Cited, Mark, Shown, key_of
from comity.serve.snapshot import Opened
from comity.show import answers as show
from comity.storedquery import StoredQuery


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: its name, and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, and the key of the thing that it is; empty of what is no thing."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its values, and the passages that it rests on."""

    cells: tuple[Cell, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A sentence of what is known nearby, and the passages that it rests on."""

    says: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What is told of the same words: rows, and the passages below them."""

    lines: tuple[Line, ...]
    passages: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer, or one page of it.

    Args:
        headings: of its columns.
        lines: its rows.
        passages: the words that they, and what is known nearby, rest on.
        note: why there are no rows, or what was assumed.
        total: how many rows there are on all pages.
        is_said: whether the rows tell who said what, so that their words come first.
        nearby: what is known beside an answer that says nothing.
    """

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    passages: tuple[Shown, ...]
    note: str
    total: int
    is_said: bool = False
    nearby: tuple[Beside, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The rows with their passages, those that rest on the same words together."""
        by_number = {passage.number: passage for passage in self.passages}
        found = []
        for marks, lines in groupby(self.lines, key=lambda line: line.marks):
            # Words that were shown already are only named by their numbers.
            new = (by_number.pop(mark.number, None) for mark in marks)
            found.append(Group(tuple(lines), tuple(passage for passage in new if passage)))
        return tuple(found)


def table(opened: Opened, query: StoredQuery, found: Answer) -> Table:
    """An answer as a table.

    Args:
        opened: what was asked.
        query: the stored query that was asked.
        found: what it answered.
    """
    columns = show.shown(found)
    meanings = {column.name: column.meaning for column in query.columns}
    cited = Cited(opened)
    lines = tuple(
        Line(_cells(opened, found, row, columns), cited.marks(row.evidence)) for row in found.rows
    )
    headings = tuple(Heading(c.replace("_", " "), meanings.get(c, "")) for c in columns)
    is_said = query.name.startswith("statements/")
    nearby = tuple(Beside(one.says, cited.marks(one.evidence)) for one in found.nearby)
    return Table(headings, lines, cited.shown(), found.note, found.total, is_said, nearby)


def _cells(opened: Opened, found: Answer, row: Row, columns: Sequence[str]) -> tuple[Cell, ...]:
    texts = show.cells(found, row, columns)
    return tuple(
        Cell(text, _key(opened, row, column)) for column, text in zip(columns, texts, strict=True)
    )


def _key(opened: Opened, row: Row, column: str) -> str:
    """The key of the thing in a column, if it is one of the build's own."""
    if f"{column}_label" not in row.values:
        return ""
    key = key_of(opened, str(row.values[column]))
    return "" if "://" in key else key
