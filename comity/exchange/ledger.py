"""The ledger: what has arrived in a store, written down in the store, in a graph of comity's own.

It says of each graph that was sent, read back and found equal: the hash of its Turtle file, its
number of triples, and the hash of its content (`comity.exchange.content`). A graph is struck out
before it is touched and entered again once it is known to be whole, so that whatever stops a push,
what the ledger says is so. The other graph of comity's own is where graphs arrive before they are
moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from comity.exchange.client import Client
from comity.exchange.content import Content
from comity.terms import name

_FILE, _CONTENT = name("schema", "sha256"), name("dcterms", "identifier")
_TRIPLES = name("void", "triples")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger says of one graph.

    Args:
        sha256: the hash of the Turtle file that was sent.
        content: what the graph then held.
    """

    sha256: str
    content: Content

    def triples(self, graph: str) -> list[Triple]:
        """The entry as it stands in the store."""
        node = NamedNode(graph)
        return [
            Triple(node, _FILE, Literal(self.sha256)),
            Triple(node, _CONTENT, Literal(self.content.sha256)),
            Triple(node, _TRIPLES, Literal(self.content.triples)),
        ]


class Ledger:
    """The ledger of one base in one store.

    Args:
        client: the store.
        base: the base of the data's IRIs: builds of different bases do not meet.
    """

    def __init__(self, client: Client, base: str) -> None:
        self.client, self.graph = client, f"{base}graph/pushed"
        self.incoming = f"{base}graph/incoming"

    def read(self) -> dict[str, Entry]:
        """The entry of each graph; one that is not whole is none.

        Raises:
            StoreError: where the store cannot say.
        """
        return self.client.again(self._read)

    def _read(self) -> dict[str, Entry]:
        found: dict[str, dict[NamedNode, str]] = defaultdict(dict)
        for triple in self.client.triples(self.graph):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
                found[triple.subject.value][triple.predicate] = triple.object.value
        return {
            graph: Entry(said[_FILE], Content(int(said[_TRIPLES]), said[_CONTENT]))
            for graph, said in found.items()
            if {_FILE, _CONTENT, _TRIPLES} <= said.keys()
        }

    def strike(self, graphs: Iterable[str]) -> None:
        """Forget these graphs: what they hold is not known from now on."""
        gone = [
            f"DELETE WHERE {{ GRAPH <{self.graph}> {{ <{graph}> ?p ?o }} }}" for graph in graphs
        ]
        if gone:
            self.client.again(lambda: self.client.update(";\n".join(gone)))

    def entering(self, graph: str, entry: Entry) -> str:
        """The update that writes down what a graph, struck out before, now holds."""
        lines = "\n".join(f"{triple} ." for triple in entry.triples(graph))
        return f"INSERT DATA {{ GRAPH <{self.graph}> {{\n{lines}\n}} }}"
