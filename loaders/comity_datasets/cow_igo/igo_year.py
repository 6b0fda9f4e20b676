"""IGO-year data: a row an organisation and year, a column a state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.errors import SourceError
from comity_datasets.cow_igo.bodies import Body, body_name
from comity_datasets.cow_igo.codes import GRID_END, Record, Series, codes_in
from comity_datasets.dates import MISSING
from comity_datasets.naming import states
from comity_datasets.rows.cells import Row, whole


def is_igo_year(columns: Sequence[str]) -> bool:
    """Whether a file with these columns is IGO-year data."""
    return {"ioname", "year"} <= set(columns) and bool(set(columns) & set(states()["columns"]))


class IgoYear:
    """Takes in rows of IGO-year data."""

    state_year = False

    def __init__(self, columns: Sequence[str]) -> None:
        numbers = states()["columns"]
        self._columns = [name for name in columns if name in numbers]
        self._numbers = [numbers[name] for name in self._columns]
        self._bodies: dict[str, tuple[Body, list[Record]]] = {}

    def take(self, row: Row) -> Iterator[SourceError]:
        """Take in one row; cells that are no codes are errors, one by one."""
        short, year = row.cell("ioname"), row.read("year", whole)
        if not short:
            raise SourceError("it names no organisation", where=f"{row.where}, column ioname")
        words = tuple(w for w in (row.cell("longorgname"), row.cell("orgname"), short) if w)
        body, records = self._bodies.setdefault(short, (Body(short, body_name(short, words)), []))
        body.began, body.ended = (_year(row, name) for name in ("sdate", "deaddate"))
        said = row.cell("imputed", "imputation")
        imputed = year < GRID_END and said not in {"0", "0.0"}
        errors: list[SourceError] = []
        records.append(Record(year, row.number, imputed, codes_in(row, self._columns, errors)))
        yield from errors

    def bodies(self) -> Iterator[tuple[Body, Iterator[Series]]]:
        """The organisations, each with the codes of its states."""
        for body, records in self._bodies.values():
            rows = sorted(records)
            yield body, ((number, at, rows) for at, number in enumerate(self._numbers))


def _year(row: Row, column: str) -> int | None:
    return None if row.cell(column).lower() in MISSING else row.read(column, whole)
