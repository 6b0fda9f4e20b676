"""Tables of dates, outlets and addresses: one CSV file for many articles.

A `metadata.csv` speaks of the files of its folder and below, by their paths from there. A table
that is given by name speaks first, then the nearest that has a row for a file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comity.dates import DateBasis
from comity.errors import MetadataError
from comity.given import KEYS, metadata_of
from comity.model import Metadata

FILE = "metadata.csv"
"""The name of a table that is found by itself."""
_COLUMN = "file"
_COLUMNS = (_COLUMN, *KEYS)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    Args:
        where: its table and number, as spreadsheets count: the heads of the columns are row 1.
        file: the path of the file that it speaks of, with slashes.
        metadata: what it says; nothing where it is wrong.
        fault: what is wrong with it; None where nothing is.
    """

    where: str
    file: str
    metadata: Metadata = field(default_factory=Metadata)
    fault: MetadataError | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of metadata.

    Args:
        path: the CSV file.
        rows: by the paths of the files that they speak of.
    """

    path: Path
    rows: dict[str, Row]

    @classmethod
    def read(cls, path: Path) -> Table:
        """The table that a file holds.

        Raises:
            MetadataError: where it cannot be read, or its columns are not the agreed ones.
        """
        rows: dict[str, Row] = {}
        for row in _rows(path, _records(path)):
            known = rows.get(row.file)
            fault = _fault(f"{row.file!r} has a row already: {known.where}", row) if known else None
            rows[row.file] = Row(row.where, row.file, fault=fault) if fault else row
        return cls(path, rows)

    def row(self, file: Path, name: str) -> Row | None:
        """The row of a file, by its path from the table's folder, or by the name it goes by."""
        folder, file = self.path.parent.absolute(), file.absolute()
        below = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else name
        return self.rows.get(below) or self.rows.get(name)

    def strays(self, names: Iterable[str]) -> Iterator[Row]:
        """The rows whose file is neither there nor among these names, with that as their fault."""
        known = set(names)
        for row in self.rows.values():
            if row.file not in known and not (self.path.parent / row.file).is_file():
                yield Row(
                    row.where,
                    row.file,
                    fault=row.fault or _fault(f"there is no file {row.file!r}", row),
                )


class Tables:
    """The tables that speak of some files, each read once.

    Args:
        given: the table given by name, if one is.
    """

    def __init__(self, given: Path | None = None) -> None:
        self._given = [Table.read(given)] if given else []
        self._found: dict[Path, Table | None] = {}

    @property
    def read(self) -> list[Table]:
        """Those read so far."""
        return [*self._given, *(table for table in self._found.values() if table)]

    def row(self, file: Path, name: str) -> Row | None:
        """What is said of a file.

        Args:
            file: the file.
            name: the name it goes by: its path below the folder in which it was looked for.
        """
        folders = [*file.parents][: name.count("/") + 1]
        tables = [*self._given, *(table for folder in folders if (table := self._beside(folder)))]
        return next((row for table in tables if (row := table.row(file, name))), None)

    def _beside(self, folder: Path) -> Table | None:
        if folder not in self._found:
            path = folder / FILE
            self._found[folder] = Table.read(path) if path.is_file() else None
        return self._found[folder]


def _records(path: Path) -> list[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)  # some spreadsheets write others than commas
        return list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except OSError as error:
        raise MetadataError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise MetadataError(
            f"byte {error.start} is not UTF-8", where=str(path), hint="save it as UTF-8"
        ) from error
    except csv.Error as error:
        raise MetadataError(
            f"it is no CSV: {error}", where=str(path), hint=f"begin it with {','.join(_COLUMNS)}"
        ) from error


def _rows(path: Path, records: list[list[str]]) -> Iterator[Row]:
    heads = [head.strip().lower() for head in records[0]] if records else []
    unknown = [head for head in heads if head not in _COLUMNS]
    if unknown or _COLUMN not in heads or len(set(heads)) < len(heads):
        raise MetadataError(
            f"its columns are {', '.join(heads) or 'none'}",
            where=f"{path}, row 1",
            hint=f"name them {', '.join(_COLUMNS)}; only {_COLUMN} must be there",
        )
    for number, record in enumerate(records[1:], start=2):
        if any(value.strip() for value in record):
            yield _row(f"{path}, row {number}", heads, record)


def _row(where: str, heads: list[str], record: list[str]) -> Row:
    values = {head: value.strip() for head, value in zip(heads, record, strict=False)}
    file = values.get(_COLUMN, "").replace("\\", "/").removeprefix("./")
    row = Row(where, file)
    if len(record) > len(heads):
        return Row(where, file, fault=_fault(f"it has {len(record)} values", row))
    if not file:
        return Row(where, file, fault=_fault("it names no file", row))
    try:
        said = metadata_of({k: v for k, v in values.items() if v}, where, DateBasis.EXTERNAL)
    except MetadataError as error:
        return Row(where, file, fault=error)
    return Row(where, file, said)


def _fault(what: str, row: Row) -> MetadataError:
    return MetadataError(
        what, where=f"{row.where}, column {_COLUMN}", hint="correct the row, or remove it"
    )
