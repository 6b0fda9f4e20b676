"""Files of CSV in any dialect, read row by row.

A row that is wrong is an error with its number and the column, and the others are read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from comity.errors import SourceError
from comity_datasets.rows.cells import Row
from comity_datasets.rows.lines import check_characters, lines_of


def csv_head(path: Path) -> list[str]:
    """The names of a CSV file's columns, in lower case; none where it has no first line."""
    first = next(lines_of(path), "")
    return _names(first, _delimiter(first)) if first else []


def csv_rows(path: Path) -> Iterator[Row | SourceError]:
    """The rows of a CSV file below its head.

    Raises:
        SourceError: where it cannot be read, or not further, or has no row.
    """
    lines = _Kept(lines_of(path))
    first = next(lines, "")
    delimiter = _delimiter(first)
    names = _names(first, delimiter)
    lines.kept.clear()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 1
    for cells in _parsed(reader):
        number += 1
        text = "".join(lines.kept).rstrip("\r\n")
        lines.kept.clear()
        where = f"{path}, row {number}"
        if isinstance(cells, csv.Error):
            yield SourceError(f"it is not CSV: {cells}", where=where, hint="mend the row")
        elif cells:  # a blank line has none
            yield _row(number, text, names, cells, where)
    if number == 1:
        raise SourceError("it has no rows", where=str(path), hint="take it out")


class _Kept:
    """Lines that are kept as they are handed out."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.kept: list[str] = []

    def __iter__(self) -> _Kept:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.kept.append(line)
        return line


def _parsed(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """The rows of a reader, and an error in the place of what is no row."""
    while True:
        try:
            yield next(reader)
        except csv.Error as error:
            yield error
        except StopIteration:
            return


def _row(
    number: int, text: str, names: list[str], cells: list[str], where: str
) -> Row | SourceError:
    if len(cells) != len(names):
        return SourceError(
            f"it has {len(cells)} cells, and the head {len(names)}",
            where=where,
            hint="is a comma or a quotation mark missing?",
        )
    try:
        check_characters(text, where)
    except SourceError as error:
        return error
    return Row(number, text, dict(zip(names, cells, strict=True)), where)


def _delimiter(head: str) -> str:
    """What stands between the columns: whatever of the usual four stands there most."""
    return max(",;\t|", key=head.count)


def _names(head: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in cells]
