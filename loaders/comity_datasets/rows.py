"""Files of rows: CSV of any dialect and JSON Lines, packed or not, read row by row.

A row that is wrong is an error with its number and the column, and the others are read.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import Any, TypeVar

from comity.errors import ComityError, SourceError

_Value = TypeVar("_Value")

MAX_BYTES = 2_000_000_000
"""The most that is read of a file, unpacked."""
MAX_JSON = 200_000_000
"""The largest JSON file, which must be read whole."""
_LONGEST = 4_000_000
"""The longest line."""
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Args:
        number: its place in the file; the head is row 1.
        text: as it stands there, without the line end.
        cells: what stands in each column, by the column's name in lower case.
        where: the file and the row, for errors.
    """

    number: int
    text: str
    cells: Mapping[str, str]
    where: str

    def cell(self, *columns: str) -> str:
        """What stands in the first of these columns that the file has; empty where none is."""
        return next((self.cells[name].strip() for name in columns if name in self.cells), "")

    def read(self, column: str, made: Callable[[str], _Value]) -> _Value:
        """What a cell means.

        Raises:
            SourceError: where it means nothing, with row, column and cell.
        """
        return in_column(self.where, column, made, self.cell(column))


def in_column(where: str, column: str, made: Callable[..., _Value], *cells: str) -> _Value:
    """What cells mean.

    Raises:
        SourceError: where they mean nothing, with the row, the column and the cells.
    """
    try:
        return made(*cells)
    except (ComityError, ValueError) as error:
        what = error.what if isinstance(error, ComityError) else str(error)
        hint = error.hint if isinstance(error, ComityError) else ""
        raise SourceError(
            f"{what} (it says {', '.join(map(repr, cells))})",
            where=f"{where}, column {column}",
            hint=hint or "correct the cell",
        ) from error


def whole(text: str) -> int:
    """The whole number that a cell holds, also where a program has written it as 1.0.

    Raises:
        ValueError: where it is none.
    """
    plain = text.strip()
    number = float(plain) if re.fullmatch(r"-?\d+(\.0*)?", plain) else None
    if number is None:
        raise ValueError("it is no whole number")
    return int(number)


def csv_head(path: Path) -> list[str]:
    """The names of a CSV file's columns, in lower case; none where it has no first line."""
    first = next(_lines(path), "")
    return _names(first, _delimiter(first)) if first else []


def csv_rows(path: Path) -> Iterator[Row | SourceError]:
    """The rows of a CSV file below its head.

    Raises:
        SourceError: where it cannot be read, or not further, or has no row.
    """
    lines = _Kept(_lines(path))
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


def json_lines(path: Path) -> Iterator[tuple[int, str, dict[str, Any]] | SourceError]:
    """The objects of a file with one a line: the line's number, the line, and what it says."""
    for number, line in enumerate(_lines(path), start=1):
        where = f"{path}, line {number}"
        if not line.strip():
            continue
        try:
            content = json.loads(line)
            if not isinstance(content, dict):
                raise ValueError("it is no JSON object")
            _check_characters(line, where)
        except (ValueError, RecursionError) as error:
            what = f"it is not JSON: {error}"
            yield SourceError(what, where=where, hint="write one object a line")
        except SourceError as error:
            yield error
        else:
            yield number, line.strip(), content


def json_file(path: Path) -> Any:
    """What a JSON file holds.

    Raises:
        SourceError: where it cannot be read, is too large, or no JSON.
    """
    try:
        if path.stat().st_size > MAX_JSON:
            raise SourceError(
                f"more than {MAX_JSON:,} bytes of JSON are too much to be read at once",
                where=str(path),
                hint="split it, or export CSV or JSON Lines",
            )
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(f"it cannot be read: {error.strerror}", where=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"it is not JSON: {error}", where=str(path), hint="is it whole?"
        ) from error


def compact(value: object) -> str:
    """A JSON value on one line, as it came."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def opening(path: Path, size: int = 65_536) -> str:
    """The first bytes of a file as text, whatever is wrong with it; empty where it is not there."""
    try:
        with _opened(path) as file:
            return file.read(size).decode("utf-8-sig", "replace")
    except (OSError, EOFError, zlib.error):
        return ""


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
        _check_characters(text, where)
    except SourceError as error:
        return error
    return Row(number, text, dict(zip(names, cells, strict=True)), where)


def _check_characters(text: str, where: str) -> None:
    if unfit := _UNFIT.search(text):
        raise SourceError(
            f"it holds the control character U+{ord(unfit[0]):04X}",
            where=where,
            hint="take the character out",
        )


def _delimiter(head: str) -> str:
    """What stands between the columns: whatever of the usual four stands there most."""
    return max(",;\t|", key=head.count)


def _names(head: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in cells]


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file with their ends, in UTF-8.

    Raises:
        SourceError: where it cannot be read, or not further.
    """
    number, total = 0, 0
    try:
        with _opened(path) as file:
            while line := file.readline(_LONGEST + 1):
                number, total = number + 1, total + len(line)
                where = f"{path}, line {number}"
                if len(line) > _LONGEST or total > MAX_BYTES:
                    raise SourceError(
                        f"a line of more than {_LONGEST:,} bytes, or a file of more than "
                        f"{MAX_BYTES:,}, is too much to read",
                        where=where,
                        hint="split it",
                    )
                yield _text(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, where)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(
            f"it cannot be read after line {number}: {reason}", where=str(path), hint="is it whole?"
        ) from error


def _text(line: bytes, where: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte {error.start} of it (0x{line[error.start]:02x}) is not UTF-8",
            where=where,
            hint="convert the file to UTF-8 first, e.g. iconv -f WINDOWS-1252 -t UTF-8",
        ) from error


def _opened(path: Path) -> BufferedIOBase:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")
