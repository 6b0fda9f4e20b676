"""Parties to treaties as the many packages have them: manytreaties, manyenviron and the like.

https://globalgov.github.io/manytreaties/: one row a state and treaty, with the state's signature,
ratification, entry into force and end, in messydates' form. The treaty's own signature and entry
into force are claims about the treaty.
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
from comity_datasets.rows import Row, csv_head
from comity_datasets.said import Line, Name, Said, Table

_SIGNED = ("statesignature",)
_RATIFIED = ("stateratification", "staterat", "rat")
_FORCE = ("stateforce", "stateforce2")
_END = ("stateend", "statewithdrawal")


class ManyTreaties:
    """Rows of states and treaties."""

    name = "manytreaties"
    outlet = "manytreaties"
    _columns = {"stateid", "treatyid", "title"}

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns is one of it."""
        return not self.needs(columns)

    def needs(self, columns: Sequence[str]) -> list[str]:
        """The columns that a file lacks to be one of it."""
        return sorted(self._columns - set(columns))

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table a treaty."""
        groups = Groups(self.name, self.outlet, " | ".join(csv_head(path)))
        yield from grouped_tables(path, groups, self._placed, given)

    def _placed(self, row: Row) -> tuple[str, str, Line]:
        title, treaty = row.cell("title"), row.cell("manyid", "treatyid") or row.cell("treatyid")
        if not title or not treaty:
            raise SourceError("it names no treaty", where=f"{row.where}, column title")
        said = tuple(self._said(row, Name(Kind.TREATY, (title,))))
        silent = "" if said else "it has no date that says what the state did"
        return treaty, f"{title} ({treaty})", Line(f"row {row.number} | {row.text}", said, silent)

    def _said(self, row: Row, treaty: Name) -> Iterator[Said]:
        code = row.cell("stateid")
        if not code:
            raise SourceError("it names no state", where=f"{row.where}, column stateid")
        state = iso_state(code.upper(), (row.cell("statename"),))
        acts = ((Predicate.SIGNED, _SIGNED), (Predicate.RATIFIED, _RATIFIED))
        for predicate, columns in acts:
            if column := _said_in(row, columns):
                when = external(row.read(column, messy))
                yield self._claim(predicate, state, treaty, when=when)
        force, end = _said_in(row, _FORCE), _said_in(row, _END)
        since, until = (row.read(column, messy) if column else None for column in (force, end))
        check_order(row.where, end, since, until)
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
