"""What a push would change: graph by graph, from the build, the ledger and the store's counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from comity.exchange.client import Client
from comity.exchange.ledger import Entry, Ledger
from comity.manifest import FILE, Graph, digest_of
from comity.opened import Build
from comity.turtle import triples_of


class Why(StrEnum):
    """Why a graph is sent."""

    NEW = "new"
    CHANGED = "changed"
    UNSURE = "not known to be whole"  # it is there, and no entry of the ledger says what it holds
    DAMAGED = "changed in the store"


@dataclass(frozen=True, slots=True)
class Sending:
    """A graph to be sent.

    Args:
        graph: the graph.
        why: the reason.
        there: how many triples the store has of it now.
    """

    graph: Graph
    why: Why
    there: int = 0

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON report."""
        graph = self.graph
        return {
            "graph": graph.iri,
            "file": graph.file,
            "why": self.why.value,
            "triples": graph.triples,
            "triples_there": self.there,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push would change.

    Args:
        send: the graphs to be sent, in order; the manifest is the last.
        same: the graphs that are there as they are here.
        gone: the names of graphs that comity sent once and that the build has no more.
        entries: what the ledger says.
    """

    send: tuple[Sending, ...]
    same: tuple[Graph, ...]
    gone: tuple[str, ...]
    entries: Mapping[str, Entry]

    @property
    def triples(self) -> int:
        """How many triples are to be sent."""
        return sum(sending.graph.triples for sending in self.send)


def graphs_of(build: Build) -> list[Graph]:
    """The graphs of a build in the order of sending: reference, articles, facts, manifest.

    The manifest is a graph like others, under the name that it gives itself; it is the last, so
    that the build that a store names is one that it holds.
    """
    manifest, terms = build.manifest, build.terms
    first, last = terms.reference_graph.value, terms.facts_graph.value
    order = {first: 0, last: 2}
    own = Graph(
        manifest_of(manifest.base), FILE, digest_of(build.data), len(triples_of(build.data))
    )
    return [*sorted(manifest.graphs, key=lambda g: (order.get(g.iri, 1), g.iri)), own]


def manifest_of(base: str) -> str:
    """The name of the graph of a build's manifest."""
    return f"{base}graph/manifest"


def plan(build: Build, client: Client, ledger: Ledger) -> Plan:
    """What a push of a build would change in a store; nothing is changed.

    Raises:
        StoreError: where the store cannot say what it holds.
    """
    entries, graphs = ledger.read(), graphs_of(build)
    counts = client.count(graph.iri for graph in graphs)
    sendings = [
        Sending(g, why, counts.get(g.iri, 0)) for g, why in _reasons(graphs, entries, counts)
    ]
    sent = {sending.graph.iri for sending in sendings}
    return Plan(
        send=tuple(sendings),
        same=tuple(graph for graph in graphs if graph.iri not in sent),
        gone=tuple(sorted(entries.keys() - {graph.iri for graph in graphs})),
        entries=entries,
    )


def _reasons(
    graphs: Iterable[Graph], entries: Mapping[str, Entry], counts: Mapping[str, int]
) -> Iterable[tuple[Graph, Why]]:
    for graph in graphs:
        entry, there = entries.get(graph.iri), counts.get(graph.iri, 0)
        if entry is None:
            yield graph, Why.UNSURE if there else Why.NEW
        elif entry.sha256 != graph.sha256:
            yield graph, Why.CHANGED
        elif entry.content.triples != there:
            yield graph, Why.DAMAGED
