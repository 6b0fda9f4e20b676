"""comity's own shapes with all that they need: the classes, the concepts, the reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, URIRef
from rdflib.term import Node

from comity.background import Triple, as_rdflib_node
from comity.check.engine import Checker, Pairs
from comity.check.graphs import Batch, FileGraph
from comity.check.literals import Keeper
from comity.check.view import stored
from comity.constraints import breaks_by_graph, named_in
from comity.findings import Finding
from comity.terms import HOME
from comity.validate import Shapes, broken, load


def own_checker(base: str = HOME, *reference: Path) -> Checker:
    """What validates comity's own data.

    Args:
        base: the base of the data's IRIs.
        reference: Turtle files with entities beside those of comity's own reference.

    Raises:
        GazetteerError: where a reference file is not Turtle.
    """
    shapes = load(base, *reference)
    return Checker(shapes.graph, Own(shapes))


class Own:
    """What comity's shapes need beside the data."""

    def __init__(self, shapes: Shapes) -> None:
        self.hierarchy: Pairs
        self._shapes, self._background = shapes, shapes.background
        self._keeper = Keeper()
        self._stored: dict[Triple, ox.Triple] = {}
        self.hierarchy = [(low, high) for low, _, high in self._background.hierarchy]

    @cached_property
    def known(self) -> frozenset[ox.NamedNode]:
        """What the reference and the concepts describe."""
        nodes = self._background.described
        return frozenset(ox.NamedNode(str(node)) for node in nodes if isinstance(node, URIRef))

    @cached_property
    def computed(self) -> frozenset[ox.NamedNode]:
        """The properties that queries beside the shapes look at."""
        named = (named_in(query.select) for query in self._shapes.queries)
        return frozenset(ox.NamedNode(iri) for iris in named for iri in iris)

    def around(self, graph: FileGraph) -> Iterator[ox.Triple]:
        """See `Surroundings`."""
        classes = {as_rdflib_node(one) for one in graph.classes}
        for triple in self._background.around(map(as_rdflib_node, graph.objects - graph.subjects)):
            yield self._triple(triple)
            if triple[1] == RDF.type:
                classes.add(triple[2])
        for triple in self._background.above(classes):
            yield self._triple(triple)

    def concerned(self, graph: FileGraph, shapes: Iterable[Node]) -> set[Node]:
        """See `Surroundings`."""
        predicates = {as_rdflib_node(one) for one in graph.predicates}
        classes = {as_rdflib_node(one) for one in graph.classes}
        return set(shapes) & self._shapes.concerned(predicates, classes)

    def broken(self, batch: Batch) -> Iterator[tuple[ox.NamedNode, Finding]]:
        """See `Surroundings`."""
        for name, one in breaks_by_graph(batch.plain, self._shapes.queries):
            yield name, broken(one)

    def _triple(self, triple: Triple) -> ox.Triple:
        known = self._stored.get(triple)
        if known is None:
            terms = [stored(term, self._keeper) for term in triple]
            known = self._stored[triple] = ox.Triple(*terms)  # type: ignore[arg-type]  # no literal
        return known
