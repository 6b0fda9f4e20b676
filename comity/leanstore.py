"""A store of one graph for rdflib, which validation reads thousands of times.

rdflib's own memory store keeps of each triple in which of many graphs it lies; a fifth of the time
of a validation went into that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import Graph
from rdflib.store import Store
from rdflib.term import Node

Triple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]
_Index = dict[Node, dict[Node, dict[Node, None]]]


def lean_graph() -> Graph:
    """An empty graph in a lean store."""
    return Graph(store=LeanStore(), bind_namespaces="none")


class LeanStore(Store):
    """The triples of one graph, by subject and by predicate."""

    # The contexts that rdflib names (ARG002) are all the one graph.
    # pySHACL wants a store that could hold several graphs, though it asks for one only.
    context_aware = graph_aware = True

    def __init__(self) -> None:
        super().__init__()
        self._by_subject: _Index = {}
        self._by_predicate: _Index = {}
        self._size = 0

    def add(self, triple: Triple, context: Any = None, quoted: bool = False) -> None:  # noqa: ARG002
        """One more triple."""
        subject, predicate, value = triple
        values = self._by_subject.setdefault(subject, {}).setdefault(predicate, {})
        if value not in values:
            values[value] = None
            self._by_predicate.setdefault(predicate, {}).setdefault(value, {})[subject] = None
            self._size += 1

    def remove(self, triple: Pattern, context: Any = None) -> None:  # noqa: ARG002
        """Without the triples that match."""
        for (subject, predicate, value), _ in list(self.triples(triple)):
            del self._by_subject[subject][predicate][value]
            del self._by_predicate[predicate][value][subject]
            self._size -= 1

    def add_graph(self, graph: Any) -> None:
        """Nothing: there is one."""

    def triples(
        self,
        triple_pattern: Pattern,
        context: Any = None,  # noqa: ARG002
    ) -> Iterator[tuple[Triple, Iterator[None]]]:
        """The triples that match, each with no contexts."""
        subject, predicate, value = triple_pattern
        if subject is not None:
            found = self._of_subject(subject, predicate, value)
        else:
            found = self._of_predicate(predicate, value)
        none: Iterator[None] = iter(())
        return ((triple, none) for triple in found)

    def __len__(self, context: Any = None) -> int:
        return self._size

    def _of_subject(
        self, subject: Node, predicate: Node | None, value: Node | None
    ) -> Iterator[Triple]:
        known = self._by_subject.get(subject, {})
        for verb in known if predicate is None else (predicate,):
            values = known.get(verb, {})
            for one in values if value is None else (value,):
                if value is None or one in values:
                    yield subject, verb, one

    def _of_predicate(self, predicate: Node | None, value: Node | None) -> Iterator[Triple]:
        for verb in self._by_predicate if predicate is None else (predicate,):
            known = self._by_predicate.get(verb, {})
            for one in known if value is None else (value,):
                for subject in known.get(one, ()):
                    yield subject, verb, one
