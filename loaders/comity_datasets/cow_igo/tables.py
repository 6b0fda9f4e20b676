"""Files of the data, known by their columns, as a table an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from comity.errors import SourceError
from comity.model import Metadata
from comity_datasets.cow_igo.bodies import Body
from comity_datasets.cow_igo.codes import ABSENT, NAME, Series
from comity_datasets.cow_igo.igo_year import IgoYear, is_igo_year
from comity_datasets.cow_igo.runs import runs_of
from comity_datasets.cow_igo.state_year import StateYear, is_state_year
from comity_datasets.rows.csvfiles import csv_head, csv_rows
from comity_datasets.said import Table, table

OUTLET = "Correlates of War IGO"


class CowIgo:
    """State-year and IGO-year data."""

    name = NAME

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns is IGO-year or state-year data."""
        return is_igo_year(columns) or is_state_year(columns)

    def needs(self, columns: Sequence[str]) -> list[str]:
        """The columns that a file lacks to be one of the two, whichever lacks fewer."""
        igo = [name for name in ("ioname", "year") if name not in columns]
        state = [name for name in ("ccode", "state", "year") if name not in columns]
        return min(igo, state, key=len) or ["the columns of states or organisations"]

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table an organisation, in the order in which the file first names them."""
        columns = csv_head(path)
        read = IgoYear(columns) if is_igo_year(columns) else StateYear(columns)
        for row in csv_rows(path):
            try:
                if isinstance(row, SourceError):
                    raise row
                yield from read.take(row)
            except SourceError as error:
                yield error
        for body, series in read.bodies():
            yield _table(path, body, series, read.state_year, given)


def _table(
    path: Path, body: Body, series: Iterable[Series], state_year: bool, given: Metadata
) -> Table:
    runs = (run for one in series for run in runs_of(one, body, state_year))
    lines = [run.line() for run in runs if run.code != ABSENT]
    title = body.name.words[0]
    if f"({body.short})" not in title:
        title = f"{title} ({body.short})"
    head = title, "state | years | code | rows"
    return table(NAME, f"{path.stem}-{body.short}", head, lines, OUTLET, given)
