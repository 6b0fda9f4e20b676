"""State-year data: a row a state and year, a column an organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.errors import SourceError
from comity_datasets.cow_igo.bodies import Body, body_name
from comity_datasets.cow_igo.codes import GRID_END, Record, Series, codes_in
from comity_datasets.rows.cells import Row, whole

_BESIDE = {"ccode", "year", "state", "country", "version", "stateabb", "statenme"}
"""Columns of state-year data that are no organisations."""


def is_state_year(columns: Sequence[str]) -> bool:
    """Whether a file with these columns is state-year data."""
    known = {"ccode", "year"} <= set(columns) and bool({"state", "stateabb"} & set(columns))
    return known and "leader" not in columns and bool(set(columns) - _BESIDE)


class StateYear:
    """Takes in rows of state-year data, which do not say which years were filled in."""

    state_year = True

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = [name for name in columns if name not in _BESIDE and name]
        self._states: dict[int, list[Record]] = {}

    def take(self, row: Row) -> Iterator[SourceError]:
        """Take in one row; cells that are no codes are errors, one by one."""
        number, year = row.read("ccode", whole), row.read("year", whole)
        errors: list[SourceError] = []
        codes = codes_in(row, self._columns, errors)
        record = Record(year, row.number, year < GRID_END, codes)
        self._states.setdefault(number, []).append(record)
        yield from errors

    def bodies(self) -> Iterator[tuple[Body, Iterator[Series]]]:
        """The organisations, each with the codes of its states."""
        rows = {number: sorted(records) for number, records in self._states.items()}
        for at, short in enumerate(self._columns):
            body = Body(short, body_name(short, (short,)))
            yield body, ((number, at, records) for number, records in rows.items())
