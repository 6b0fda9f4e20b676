"""One article's graph held against the shapes: comity's way, and pySHACL's as its manual has it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib

from bench.graphs import TERMS, readings
from bench.rows import Row, median, medians
from comity import resources, validate
from comity.background import as_rdflib
from comity.graph import article_graph

_RUNS = 3


def measure(samples: Sequence[Sequence[ox.Triple]], *, generated: int = 4) -> Iterator[Row]:
    """Medians over articles: the samples' graphs as they are read, and some generated ones.

    pySHACL gets the graph, the shapes, and the ontology with the reference to mix in, parsed
    before: it still reads the shapes anew for each article, as it does when called so.
    """
    made = [article_graph(read, TERMS) for read in islice(readings(), generated)]
    for what, articles in (("a sample", samples), ("a generated one", made)):
        if articles:
            yield _row(what, articles)


def _row(what: str, articles: Sequence[Sequence[ox.Triple]]) -> Row:
    shapes, theirs = validate.load(), _PySHACL()
    pairs = [(_seconds(shapes, article), theirs.seconds(article)) for article in articles]
    ours, other = medians(pairs)
    size = int(statistics.median(len(article) for article in articles))
    name = f"validate an article, {what} ({size} triples)"
    return Row(name, ours * 1000, "ms", other * 1000, "pySHACL", limit=30)


def _seconds(shapes: validate.Shapes, article: Sequence[ox.Triple]) -> float:
    return median(lambda: shapes.validate(article), _RUNS)


class _PySHACL:
    """pySHACL with all that it needs in memory."""

    def __init__(self) -> None:
        folder = resources.ontology()
        self.shapes = _parsed(sorted((folder / "shapes").glob("*.ttl")))
        files = sorted([*(folder / "schemes").glob("*.ttl"), *(folder / "reference").glob("*.ttl")])
        self.background = _parsed([folder / "comity.ttl", *files])

    def seconds(self, article: Sequence[ox.Triple]) -> float:
        data = rdflib.Graph()
        for triple in article:
            data.add(as_rdflib(triple))
        return median(lambda: self._validate(data), 1)

    def _validate(self, data: rdflib.Graph) -> None:
        pyshacl.validate(data, shacl_graph=self.shapes, ont_graph=self.background)


def _parsed(files: Sequence[Path]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph
