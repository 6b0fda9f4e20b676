"""Codes of membership in cells, and rows of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from comity.errors import SourceError
from comity.model import Predicate
from comity_datasets.rows.cells import Row, whole

NAME = "cow-igo"
"""The data set's short name."""

GRID_END = 1965
"""The year before which a row may have been filled in instead of looked up."""

NONE, ABSENT, UNKNOWN = 0, -1, -9
_SHIFT = 16
"""What is added to a code, of which some are negative, to make it a byte."""
HELD = {1: Predicate.MEMBER, 2: Predicate.ASSOCIATE, 3: Predicate.OBSERVER}
"""The codes of a status that is held."""
WORDS = {
    1: "full membership",
    2: "associate membership",
    3: "observer",
    0: "no membership",
    -9: "missing data",
}
_QUICK = {str(code): code for code in (*WORDS, ABSENT)}
"""Codes as nearly all cells have them: a table has millions."""


class Record(NamedTuple):
    """A row: its year and number, whether it was filled in, and a code a column.

    Codes are bytes above `_SHIFT`: whole tables are kept until the last row is read, as nothing
    says that they are sorted.
    """

    year: int
    row: int
    imputed: bool
    codes: bytes

    def code(self, column: int) -> int:
        """The code in a column."""
        return self.codes[column] - _SHIFT


Series = tuple[int, int, list[Record]]
"""The number of a state, the column of its codes, and the rows in which they stand, by year."""


def codes_in(row: Row, columns: Sequence[str], errors: list[SourceError]) -> bytes:
    """The codes in these columns; for what is none, an error is added, and missing data stands."""
    found = bytearray()
    for column in columns:
        code = _QUICK.get(row.cells[column])
        if code is None:
            try:
                code = _code(row, column)
            except SourceError as error:
                errors.append(error)
                code = UNKNOWN
        found.append(code + _SHIFT)
    return bytes(found)


def _code(row: Row, column: str) -> int:
    """A cell's code; a blank one, as in tables made anew by other programs, says "no such state".

    Raises:
        SourceError: where it is none of the codebook's.
    """
    if row.cell(column) in {"", "NA", "."}:
        return ABSENT
    number = row.read(column, whole)
    if number not in WORDS and number != ABSENT:
        raise SourceError(
            f"{number} is no code of membership",
            where=f"{row.where}, column {column}",
            hint="the codebook has 0, 1, 2, 3, -9 and -1",
        )
    return number
