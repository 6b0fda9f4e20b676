"""The data sets that are known, and which of them a file is of, by what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from comity.errors import SourceError
from comity.model import Metadata
from comity_datasets.alliances import ATOP, COW, Alliances
from comity_datasets.cow_igo.tables import CowIgo
from comity_datasets.followthemoney import FollowTheMoney
from comity_datasets.leaders import Archigos, Reign
from comity_datasets.manytreaties import ManyTreaties
from comity_datasets.popolo import Popolo
from comity_datasets.rows.csvfiles import csv_head
from comity_datasets.rows.lines import opening
from comity_datasets.said import Table
from comity_datasets.wikidata import Wikidata

Read = Callable[[Path, Metadata], Iterator[Table | SourceError]]


class _Tabled(Protocol):
    """A data set in CSV."""

    @property
    def name(self) -> str:
        """Its short name."""

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether a file with these columns is one of it."""

    def needs(self, columns: Sequence[str]) -> list[str]:
        """The columns that a file lacks to be one of it."""

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """The articles of a file."""


_TABLES: tuple[_Tabled, ...] = (
    CowIgo(),
    Alliances(COW),
    Alliances(ATOP),
    ManyTreaties(),
    Reign(),
    Archigos(),
    Wikidata(),
)
"""Data sets in CSV, as their columns are tried."""
_JSON = (FollowTheMoney(), Popolo(), Wikidata())

_LINES = (".jsonl", ".ndjson", ".ijson", ".jsonl.gz", ".ndjson.gz", ".json")
_SEPARATED = (".csv", ".tsv", ".tab", ".csv.gz")
SUFFIXES = (*_LINES, *_SEPARATED)
"""The endings of files that may be of a data set."""


def reading_of(path: Path) -> Read:
    """How a file is read.

    Raises:
        SourceError: where it is of no data set; the nearest is named, with what it lacks.
    """
    if path.name.lower().endswith(_SEPARATED):
        columns = csv_head(path)
        found = next((one.tables for one in _TABLES if one.fits(columns)), None)
        return found or _unfit(path, columns)
    first = opening(path)
    known = next((one.tables for one in _JSON if one.fits_json(first)), None)
    if known is None:
        raise SourceError(
            "it is of no data set that comity knows",
            where=str(path),
            hint="JSON can be FollowTheMoney, Popolo or the result of a query to Wikidata",
        )
    return known


def recognises(path: Path) -> bool:
    """Whether a file is of a data set."""
    try:
        return bool(reading_of(path))
    except SourceError:
        return False


def _unfit(path: Path, columns: Sequence[str]) -> Read:
    nearest = min(_TABLES, key=lambda one: (len(one.needs(columns)), one.name))
    shown = ", ".join(columns[:12]) or "none"
    raise SourceError(
        f"its columns are those of no data set that comity knows: {shown}",
        where=f"{path}, row 1",
        hint=f"{nearest.name} would be nearest, and also needs {', '.join(nearest.needs(columns))}",
    )
