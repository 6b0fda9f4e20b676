"""What the field's formats share: the facts are gathered once, and what has no place is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from comity.dataset import Dataset
from comity.described import Described, text_of
from comity.export.holdings import Holdings
from comity.export.parts import Part
from comity.export.records import Article
from comity.export.shelf import Shelf
from comity.show.lines import csv_text


@dataclass
class Left:
    """What a format has no place for: facts, each with the reason."""

    form: str
    rows: list[tuple[str, str]] = field(default_factory=list)

    def out(self, iri: str, why: str) -> None:
        """Leave a fact out."""
        self.rows.append((iri, why))

    def put(self, shelf: Shelf) -> None:
        """Write down what was left out; nothing where nothing was."""
        if self.rows:
            text = csv_text(["fact", "why"], sorted(self.rows))
            about = "The facts that this format has no place for, and why."
            shelf.put(
                f"{self.form}/left-out.csv", text.encode(), "text/csv", self.form, about=about
            )


class _Gathered:
    """What the formats of the field are made of, gathered once for all of them."""

    def __init__(self, data: Dataset) -> None:
        self.data, self.names = data, set[str]()
        self._graphs = (data.terms.facts_graph.value, data.terms.reference_graph.value)
        self._kept: list[ox.Triple] = []
        self._articles: dict[str, Article] = {}

    def add(self, part: Part) -> None:
        """Keep the facts, the reference, and where each article is from."""
        if part.name in self.names:
            return
        self.names.add(part.name)
        if part.name in self._graphs or not part.name:
            self._kept += part.triples
        if part.name not in self._graphs:
            self._articles |= {a.iri: a for a in _articles(Described(part.triples))}

    @cached_property
    def holdings(self) -> Holdings:
        """All of it."""
        return Holdings(self.data, Described(self._kept), self._articles)


class FieldSink:
    """A format that is made of the facts at the end; see `Sink`."""

    form = ""

    def __init__(self, data: Dataset, shelf: Shelf) -> None:
        self.data, self.shelf, self.left = data, shelf, Left(self.form)
        self._gathered: _Gathered = shelf.shared.setdefault("field", _Gathered(data))

    def add(self, part: Part) -> None:
        """See `Sink.add`."""
        self._gathered.add(part)

    def finish(self) -> None:
        """Write the format, and what it had no place for."""
        self.write(self._gathered.holdings)
        self.left.put(self.shelf)

    def close(self) -> None:
        """See `Sink.close`."""

    def write(self, holdings: Holdings) -> None:
        """Write the format."""
        raise NotImplementedError


def _articles(described: Described) -> Iterator[Article]:
    for node in described.of("Article"):
        said = (
            described.one(node, path)
            for path in ("dcterms:title", "publishedEdtf", "outlet/rdfs:label", "schema:url")
        )
        yield Article(text_of(node), *said)
