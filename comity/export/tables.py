"""Tables: CSV a table, and a description of them all, as W3C's CSV on the Web has it.

What stands in them is data, `tables.yaml`. A text that a spreadsheet would run has an apostrophe
before it, as in every CSV that comity writes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO, Any

import pyoxigraph as ox
import yaml

from comity import lookups
from comity.dataset import Dataset
from comity.described import Described, Node, tail_of, text_of
from comity.export.parts import Part
from comity.export.shelf import Shelf
from comity.show.cells import csv_cell

FORM = "csv"
MEDIA = "text/csv"
DESCRIPTION = f"{FORM}/csv-metadata.json"
"""Where CSV on the Web looks for the description of a table (section 5.3)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its values are found, and what they are.

    Args:
        name: its title.
        about: what it holds.
        path: of properties; empty for the thing itself.
        type: a datatype of XML Schema.
        concept: whether only the last part of an IRI is written.
        label: whether what a thing is called is written.
        separator: what stands between values; empty where there is at most one.
        references: the table of which it names a row.
    """

    name: str
    about: str
    path: str = ""
    type: str = "string"
    concept: bool = False
    label: bool = False
    separator: str = ""
    references: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        name: of its file.
        title: for people.
        about: what its rows are.
        scope: `article`, where each article's graph gives rows by itself, else what graphs do.
        rows: the classes whose things are rows.
        key: the columns that tell rows apart.
        columns: in order.
    """

    name: str
    title: str
    about: str
    scope: str
    rows: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[Table, ...]:
    """All tables, in the order of the file."""
    text = files(__package__).joinpath("tables.yaml").read_text(encoding="utf-8")
    return tuple(_table(name, given) for name, given in yaml.safe_load(text).items())


class Tables:
    """The tables of an export in the making."""

    def __init__(self, data: Dataset, shelf: Shelf) -> None:
        self.data, self.shelf = data, shelf
        self._open = ExitStack()
        self._facts: list[ox.Triple] = []
        self._reference: list[ox.Triple] = []
        self._writers = {table.name: self._writer(table) for table in tables()}

    def add(self, part: Part) -> None:
        """Write the rows of an article's graph; keep the other graphs for the end."""
        if part.name == self.data.terms.reference_graph.value:
            self._reference += part.triples
        elif part.name == self.data.terms.facts_graph.value:
            self._facts += part.triples
        else:
            self._write("article", Described(part.triples))
            if not self.data.build and not part.name:
                self._facts += part.triples  # a file that names no graphs

    def finish(self) -> None:
        """Write the rows of the facts, and the description."""
        self._write("reference", Described(self._reference or self._facts))
        self._write("facts", Described(self._facts))
        self._open.close()
        text = json.dumps(description(), ensure_ascii=False, indent=1) + "\n"
        self.shelf.put(DESCRIPTION, text.encode(), "application/csvm+json", FORM)

    def close(self) -> None:
        """Let go of what is held open, on whatever way the export ends."""
        self._open.close()

    def _writer(self, table: Table) -> Any:
        path = f"{FORM}/{table.name}.csv"
        stream = self._open.enter_context(self.shelf.file(path, MEDIA, FORM, about=table.about))
        writer = csv.writer(_Encoded(stream), lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        return writer

    def _write(self, scope: str, described: Described) -> None:
        for table in tables():
            if table.scope == scope:
                self._writers[table.name].writerows(self._rows(table, described))

    def _rows(self, table: Table, described: Described) -> Iterator[list[Any]]:
        if not table.rows:
            yield from _evidence(described)
            return
        subjects = described.of(*table.rows)
        labels = self._labels(table, described, subjects)
        for subject in subjects:
            yield [_cell(column, table, described, subject, labels) for column in table.columns]

    def _labels(
        self, table: Table, described: Described, subjects: Sequence[Node]
    ) -> Mapping[Any, str]:
        """What the things are called that the table's columns of labels name."""
        paths = [column.path for column in table.columns if column.label]
        named = (node for path in paths for s in subjects for node in described.values(s, path))
        nodes = [node for node in dict.fromkeys(named) if isinstance(node, ox.NamedNode)]
        return lookups.labels(self.data.store(), nodes) if nodes else {}


def description() -> dict[str, Any]:
    """The tables as W3C's Metadata Vocabulary for Tabular Data has them."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ",", "quoteChar": '"'},
        "rdfs:comment": "A text that a spreadsheet would run has an apostrophe before it.",
        "tables": [_described(table) for table in tables()],
    }


def _described(table: Table) -> dict[str, Any]:
    links = [column for column in table.columns if column.references]
    keys = [
        {
            "columnReference": column.name,
            "reference": {
                "resource": f"{column.references}.csv",
                "columnReference": next(t.key[0] for t in tables() if t.name == column.references),
            },
        }
        for column in links
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.about,
        "tableSchema": {
            "columns": [_column(column, table) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _column(column: Column, table: Table) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.about,
        "datatype": column.type,
        **({"separator": column.separator} if column.separator else {}),
        **({"required": True} if column.name in table.key else {}),
    }


def _table(name: str, given: dict[str, Any]) -> Table:
    columns = tuple(Column(**column) for column in given.pop("columns"))
    rows, key = tuple(given.pop("rows")), tuple(given.pop("key"))
    return Table(name=name, rows=rows, key=key, columns=columns, **given)


def _cell(
    column: Column, table: Table, described: Described, subject: Node, labels: Mapping[Any, str]
) -> Any:
    if column.path == "rdf:type":
        return next(c for c in table.rows if c in described.classes(subject))
    nodes = described.values(subject, column.path) if column.path else [subject]
    if column.label:
        words = [labels.get(node, text_of(node)) for node in nodes]
    else:
        words = [tail_of(node) if column.concept else text_of(node) for node in nodes]
    if column.separator:
        return csv_cell(column.separator.join(sorted(words)))
    word = words[0] if words else ""
    return csv_cell(word) if column.type == "string" else word


def _evidence(described: Described) -> Iterator[list[str]]:
    for subject in described.subjects():
        for stance, path in (("supports", "supportedBy"), ("contradicts", "contradictedBy")):
            for claim in described.values(subject, path):
                yield [text_of(subject), text_of(claim), stance]


class _Encoded:
    """Text as bytes of UTF-8, for the writer of CSV."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        return self.stream.write(text.encode())
