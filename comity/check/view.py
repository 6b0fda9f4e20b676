"""One graph of an Oxigraph store as rdflib sees it, read as it is asked for.

pySHACL looks at the few nodes that it is asked to report on; copying a million triples for it would
take longer than everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal
from rdflib.store import Store
from rdflib.term import Node

from comity.background import as_rdflib_node
from comity.check.literals import Keeper, as_it_stands, as_written

Triple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]


def view(store: ox.Store, graph: ox.NamedNode, keeper: Keeper) -> Graph:
    """A graph of the store, to be read only."""
    behind = GraphView(store, graph, keeper)
    behind.seen_as = Graph(store=behind, bind_namespaces="none")
    return behind.seen_as


class GraphView(Store):
    """A graph of an Oxigraph store, behind rdflib's own interface.

    Attributes:
        seen_as: the graph that all triples are said to lie in.
    """

    seen_as: Graph

    context_aware = graph_aware = True  # see `LeanStore`

    def __init__(self, store: ox.Store, graph: ox.NamedNode, keeper: Keeper) -> None:
        super().__init__()
        self._store, self._graph, self._keeper = store, graph, keeper

    def add_graph(self, graph: Any) -> None:
        """Nothing: there is one."""

    def triples(
        self,
        triple_pattern: Pattern,
        context: Any = None,  # noqa: ARG002  # rdflib's name for the one graph
    ) -> Iterator[tuple[Triple, Iterator[Graph]]]:
        """The triples that match, each in the one graph."""
        subject, predicate, value = map(self._asked, triple_pattern)
        if isinstance(subject, ox.Literal):
            return
        for quad in self._store.quads_for_pattern(subject, predicate, value, self._graph):
            triple = (node(quad.subject), node(quad.predicate), node(quad.object))
            yield triple, iter((self.seen_as,))

    def __len__(self, context: Any = None) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        """How many triples; counted once, as pySHACL asks anew for each finding."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, self._graph))

    def _asked(self, term: Node | None) -> Any:
        return None if term is None else stored(term, self._keeper)


def stored(term: Node, keeper: Keeper) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A term of rdflib's as the store keeps it."""
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return keeper.keep(ox.Literal(str(term), datatype=datatype))
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else ox.NamedNode(str(term))


def node(term: object) -> Node:
    """A term of the store as it was written, for rdflib."""
    if isinstance(term, ox.Literal):
        return _literal(term)
    return BNode(term.value) if isinstance(term, ox.BlankNode) else as_rdflib_node(term)


@lru_cache(maxsize=65536)
def _literal(term: ox.Literal) -> Node:
    datatype = term.datatype.value
    if as_written(datatype) == datatype:
        return as_rdflib_node(term)
    return as_it_stands(term.value, as_written(datatype))
