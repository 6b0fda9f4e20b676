"""Parties to treaties as the many packages have them: manytreaties, manyenviron and the like.

https://globalgov.github.io/manytreaties/: one row a state and treaty, with the state's signature,
ratification, entry into force and end, in messydates' form. The treaty's own signature and entry
into force are claims about the treaty. Tables of organisations have a begin and an end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from comity.dates import When
from comity.errors import SourceError
from comity.model import Kind, Metadata, Predicate
from comity_datasets.claims import check_order
from comity_datasets.dates import MISSING, external, messy
from comity_datasets.grouping import Groups, grouped_tables
from comity_datasets.naming import iso_state
from comity_datasets.rows.cells import Row
from comity_datasets.rows.csvfiles import csv_head
from comity_datasets.said import Line, Name, Said, Table

_SIGNED = ("statesignature",)
_RATIFIED = ("stateratification", "staterat", "rat")
_FORCE = ("stateforce", "stateforce2")
_SILENT = {
    Kind.TREATY: "it has no date that says what the state did",
    Kind.ORGANISATION: "its status is none that comity takes from a table",
}
_STATUSES = {"member", "observer", "associate", "partner", "candidate"}
"""What a state can be in an organisation, in tables that say so."""
_END = ("stateend", "statewithdrawal")


class ManyTreaties:
    """Rows of states and treaties."""

    name = "manytreaties"
    outlet = "manytreaties"
    _columns = {"stateid", "title"}
    _bodies = {"treatyid": Kind.TREATY, "organisationid": Kind.ORGANISATION}

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns is one of it."""
        return not self.needs(columns)

    def needs(self, columns: Sequence[str]) -> list[str]:
        """The columns that a file lacks to be one of it."""
        missing = sorted(self._columns - set(columns))
        return missing if set(self._bodies) & set(columns) else [*missing, "treatyid"]

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table a treaty."""
        groups = Groups(self.name, self.outlet, " | ".join(csv_head(path)))
        yield from grouped_tables(path, groups, self._placed, given)

    def _placed(self, row: Row) -> tuple[str, str, Line]:
        title = row.cell("title")
        body = row.cell("manyid") or row.cell("treatyid", "organisationid")
        if not title or not body:
            raise SourceError("it names no treaty", where=f"{row.where}, column title")
        kind = next(kind for column, kind in self._bodies.items() if column in row.cells)
        named = Name(kind, (title,))
        fault = self._disorder(row) if kind is Kind.TREATY else None
        found = (
            self._said(row, named, fault is None)
            if kind is Kind.TREATY
            else self._belongs(row, named)
        )
        said = tuple(found)
        silent = "" if said else _SILENT[kind]
        line = Line(f"row {row.number} | {row.text}", said, silent, fault)
        return body, f"{title} ({body})", line

    def _disorder(self, row: Row) -> SourceError | None:
        """That a state is out before it was in: the rest of such a row is read all the same."""
        force, end = _said_in(row, _FORCE), _said_in(row, _END)
        since, until = (row.read(column, messy) if column else None for column in (force, end))
        try:
            check_order(row.where, end, since, until)
        except SourceError as error:
            return error
        return None

    def _belongs(self, row: Row, body: Name) -> Iterator[Said]:
        """The membership in an organisation, of which there is a begin and an end."""
        status = row.cell("status").lower() or "member"
        if status not in _STATUSES:
            return
        since, until = row.read("begin", messy), row.read("end", messy)
        check_order(row.where, "end", since, until)
        dates = external(since), external(until)
        yield self._claim(Predicate(status), self._state(row), body, None, *dates)

    def _state(self, row: Row) -> Name:
        code = row.cell("stateid")
        if not code:
            raise SourceError("it names no state", where=f"{row.where}, column stateid")
        return iso_state(code.upper(), (row.cell("statename"),))

    def _said(self, row: Row, treaty: Name, in_order: bool) -> Iterator[Said]:
        state = self._state(row)
        acts = ((Predicate.SIGNED, _SIGNED), (Predicate.RATIFIED, _RATIFIED))
        for predicate, columns in acts:
            if column := _said_in(row, columns):
                when = external(row.read(column, messy))
                yield self._claim(predicate, state, treaty, when=when)
        force, end = _said_in(row, _FORCE), _said_in(row, _END)
        since, until = (
            row.read(column, messy) if column and in_order else None for column in (force, end)
        )
        if force or until:
            yield self._claim(
                Predicate.MEMBER, state, treaty, None, external(since), external(until)
            )
        entered = row.read("force", messy)
        if entered:
            yield self._claim(Predicate.ENTERED_INTO_FORCE, treaty, None, when=external(entered))

    def _claim(
        self,
        predicate: Predicate,
        subject: Name,
        treaty: Name | None,
        when: When | None = None,
        since: When | None = None,
        until: When | None = None,
    ) -> Said:
        return Said(
            predicate=predicate,
            subject=subject,
            object=treaty,
            rule=f"{self.name}/{predicate}",
            when=when,
            since=since,
            until=until,
        )


def _said_in(row: Row, columns: Sequence[str]) -> str:
    """The first of these columns that says something; empty where none does."""
    return next((name for name in columns if row.cell(name).lower() not in MISSING), "")
