"""A row and its cells: what one means, or an error that says where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from comity.errors import ComityError, SourceError

_Value = TypeVar("_Value")


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
