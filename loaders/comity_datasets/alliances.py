"""Members of formal alliances, to the day: the Correlates of War's data and those of ATOP.

Codebooks: https://correlatesofwar.org/data-sets/formal-alliances/ (version 4.1, by member) and
http://www.atopdata.org/ (version 5.1, member level). Neither file names the alliances, which are
known by their numbers, so each is known within its data set only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.dates import PartialDate
from comity.errors import SourceError
from comity.model import Kind, Metadata, Predicate
from comity_datasets.claims import check_order
from comity_datasets.dates import external, of_parts
from comity_datasets.grouping import Groups, grouped_tables
from comity_datasets.naming import cow_state
from comity_datasets.rows.cells import Row, in_column, whole
from comity_datasets.rows.csvfiles import csv_head
from comity_datasets.said import Line, Name, Said, Table


@dataclass(frozen=True, slots=True)
class _Source:
    """How one of the two data sets writes a membership.

    Args:
        name: its short name.
        outlet: its full name.
        alliance: the column of the alliance's number.
        state: the column of the state's number.
        start, end: the columns of year, month and day.
        censored: columns that say that the start, or the end, is not in the data.
    """

    name: str
    outlet: str
    alliance: str
    state: str
    start: tuple[str, str, str]
    end: tuple[str, str, str]
    censored: tuple[str, str] = ("", "")

    @property
    def columns(self) -> set[str]:
        """The columns by which its files are known."""
        return {self.alliance, self.state, self.start[0], self.end[0]}


COW = _Source(
    "cow-alliance",
    "Correlates of War Formal Alliances",
    "version4id",
    "ccode",
    ("mem_st_year", "mem_st_month", "mem_st_day"),
    ("mem_end_year", "mem_end_month", "mem_end_day"),
    ("left_censor", "right_censor"),
)
ATOP = _Source(
    "atop",
    "Alliance Treaty Obligations and Provisions",
    "atopid",
    "member",
    ("yrent", "moent", "dayent"),
    ("yrexit", "moexit", "dayexit"),
)


class Alliances:
    """A data set of alliance members."""

    def __init__(self, source: _Source) -> None:
        self.source, self.name = source, source.name

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns is one of it."""
        return self.source.columns <= set(columns)

    def needs(self, columns: Sequence[str]) -> list[str]:
        """The columns that a file lacks to be one of it."""
        return sorted(self.source.columns - set(columns))

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table an alliance."""
        groups = Groups(self.source.name, self.source.outlet, " | ".join(csv_head(path)))
        yield from grouped_tables(path, groups, self._placed, given)

    def _placed(self, row: Row) -> tuple[str, str, Line]:
        """The alliance of a row, its headline, and the row."""
        number = row.cell(self.source.alliance)
        if not number:
            raise SourceError(
                "it names no alliance", where=f"{row.where}, column {self.source.alliance}"
            )
        title = f"Alliance {number} ({self.source.outlet})"
        return number, title, Line(f"row {row.number} | {row.text}", (self._said(row, title),))

    def _said(self, row: Row, title: str) -> Said:
        left, right = (row.cell(column) == "1" for column in self.source.censored)
        since = _date(row, self.source.start)
        until = None if right else _date(row, self.source.end)
        check_order(row.where, self.source.end[0], since, until)
        year = (since or until or PartialDate("1900")).year or 1900
        state = cow_state(row.read(self.source.state, whole), year, (row.cell("state_name"),))
        when = since if left else None
        return Said(
            predicate=Predicate.MEMBER,
            subject=state,
            object=Name(Kind.TREATY, (title,)),
            rule=f"{self.source.name}/member",
            when=external(when),
            since=None if left else external(since),
            until=external(until),
        )


def _date(row: Row, columns: Sequence[str]) -> PartialDate | None:
    made: Callable[..., PartialDate | None] = of_parts
    return in_column(row.where, columns[0], made, *(row.cell(column) for column in columns))
