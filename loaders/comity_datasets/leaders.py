"""Leaders of states: Archigos, to the day, and REIGN, month by month.

Codebooks: https://www.rochester.edu/college/faculty/hgoemans/data.htm (Archigos 4.1) and
https://oefdatascience.github.io/REIGN.github.io/ (REIGN). Neither says which office a leader
holds, only that they lead: the title is "leader", which fusion knows to stand for any office that
leads a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from comity.dates import PartialDate
from comity.errors import SourceError
from comity.model import Kind, Metadata
from comity_datasets.claims import check_order, holds
from comity_datasets.dates import of_text
from comity_datasets.grouping import Groups, grouped_tables, stem_of
from comity_datasets.naming import cow_state
from comity_datasets.rows.cells import Row, whole
from comity_datasets.rows.csvfiles import csv_head, csv_rows
from comity_datasets.said import Line, Name, Table

TITLE = "leader"
_GOES_ON = {"still in office", "(n_year)"}
"""How Archigos says that its end date is only the last day of the data, or of a leader-year."""


class Archigos:
    """Archigos: a row a leader's time in office."""

    name = "archigos"
    outlet = "Archigos"
    _columns = {"leader", "startdate", "enddate"}

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns is one of it."""
        return not self.needs(columns)

    def needs(self, columns: Sequence[str]) -> list[str]:
        """The columns that a file lacks to be one of it."""
        coded = set() if {"ccode", "gwcode"} & set(columns) else {"ccode"}
        return sorted((self._columns | coded) - set(columns))

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table a state."""
        groups = Groups(self.name, self.outlet, " | ".join(csv_head(path)))
        yield from grouped_tables(path, groups, self._placed, given)

    def _placed(self, row: Row) -> tuple[str, str, Line]:
        column = "gwcode" if "gwcode" in row.cells else "ccode"
        number = row.read(column, whole)
        if not row.cell("leader"):
            raise SourceError("it names no leader", where=f"{row.where}, column leader")
        since, until = row.read("startdate", of_text), row.read("enddate", of_text)
        check_order(row.where, "enddate", since, until)
        state = cow_state(number, (since and since.year) or 1900, (row.cell("idacr"),))
        called = full_name(row.cell("leader"), row.cell("dbpediauri", "dbpedia.uri"))
        leader = Name(Kind.PERSON, (called,))
        last = until if row.cell("exit").lower() in _GOES_ON else None  # where the data end
        ends = _listed(None if last else until)
        said = holds(f"{self.name}/leader", leader, TITLE, state, _listed(since), ends, when=last)
        line = Line(f"row {row.number} | {row.text}", tuple(said))
        return str(number), f"Leaders of {state.words[0]}, number {number} (Archigos)", line


class _Month(NamedTuple):
    """A row of REIGN: a month in which somebody led a state; rows sort by month."""

    edtf: str
    row: int
    leader: str
    country: str

    @property
    def date(self) -> PartialDate:
        """The month."""
        return PartialDate(self.edtf)


class Reign:
    """REIGN: a row a leader and month; a run of months is a line."""

    name = "reign"
    outlet = "REIGN"
    _columns = {"ccode", "leader", "year", "month"}

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns is one of it."""
        return not self.needs(columns)

    def needs(self, columns: Sequence[str]) -> list[str]:
        """The columns that a file lacks to be one of it."""
        return sorted(self._columns - set(columns))

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table a state."""
        groups = Groups(self.name, self.outlet, "leader | months | rows")
        months: dict[int, list[_Month]] = {}
        for row in csv_rows(path):
            try:
                if isinstance(row, SourceError):
                    raise row
                months.setdefault(row.read("ccode", whole), []).append(_month(row))
            except SourceError as error:
                yield error
        for number, unsorted in months.items():
            self._add(number, sorted(unsorted), groups)
        yield from groups.tables(stem_of(path), given)

    def _add(self, number: int, months: list[_Month], groups: Groups) -> None:
        """Take in a line for each leader of a state; who led before the first one is not known."""
        country = months[0].country or cow_state(number, 2000).words[0]
        title = f"Leaders of {country}, number {number} (REIGN)"
        runs = [list(run) for _, run in groupby(months, lambda month: month.leader)]
        for place, run in enumerate(runs):
            after = runs[place + 1][0] if place + 1 < len(runs) else None
            state = cow_state(number, run[0].date.year or 1900, (country,))
            groups.add(str(number), title, self._line(state, run, place == 0, after))

    def _line(self, state: Name, run: list[_Month], opens: bool, after: _Month | None) -> Line:
        first, last = run[0], run[-1]
        said = holds(
            f"{self.name}/leader",
            Name(Kind.PERSON, (first.leader,)),
            TITLE,
            state,
            _listed(None if opens else first.date),
            _listed(_end(last.date, after.date) if after else None),
            when=first.date if opens else None,
        )
        text = f"{first.leader} | {first.date}/{last.date} | rows {first.row}-{last.row}"
        return Line(text, tuple(said))


def full_name(leader: str, uri: str) -> str:
    """A leader's name in full, where the row has the DBpedia page of somebody so called.

    Archigos has surnames alone, by which fusion takes nobody for anybody. In version 4.1 the
    addresses went through a mail filter, which writes "-5F" for "_".

    Args:
        leader: the name in the row.
        uri: the address of the page; empty where there is none.
    """
    _, found, rest = uri.replace("dbpedia.org_resource_", "dbpedia.org/resource/").partition(
        "dbpedia.org/resource/"
    )
    page, filtered = rest.partition("&")[0], "&" in rest
    page = re.sub(r"-([0-9A-F]{2})", r"%\1", page) if filtered else page
    name = unquote(page).replace("_", " ").partition(" (")[0].strip()
    return name if found and leader.casefold() in name.casefold() else leader


def _listed(date: PartialDate | None) -> list[PartialDate]:
    return [date] if date else []


def _month(row: Row) -> _Month:
    """The month of a row.

    Raises:
        SourceError: where it is none, or has no leader.
    """
    year = row.read("year", whole)
    date = row.read("month", lambda text: PartialDate.of(year, whole(text)))
    leader = row.cell("leader")
    if not leader:
        raise SourceError("it names no leader", where=f"{row.where}, column leader")
    return _Month(date.edtf, row.number, leader, row.cell("country"))


def _end(last: PartialDate, after: PartialDate) -> PartialDate:
    """Between the last month of one leader and the first of the next, both included."""
    return PartialDate.between(min(last, after, key=str), max(last, after, key=str))
