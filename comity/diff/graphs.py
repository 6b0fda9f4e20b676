"""Graphs that differ between two datasets, and the triples by which they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from comity.dataset import Dataset
from comity.remote import RemoteData
from comity.terms import name

Progress = Callable[[int, int, str], None]
_NUMBERS = {
    name("xsd", local)
    for local in ("decimal", "integer", "nonNegativeInteger", "positiveInteger", "int", "long")
}


@dataclass(frozen=True, slots=True)
class GraphChange:
    """A graph that is in one dataset only, or not the same in both.

    Args:
        name: its IRI; "" of what lies in no named graph.
        change: `added`, `removed` or `changed`.
        gone: the triples that only the first has.
        come: the triples that only the second has.
    """

    name: str
    change: str
    gone: frozenset[ox.Triple]
    come: frozenset[ox.Triple]


def changes(a: Dataset, b: Dataset, progress: Progress) -> Iterator[GraphChange]:
    """The graphs that differ, by name; only those whose hashes differ are read."""
    by_value = isinstance(a, RemoteData) or isinstance(b, RemoteData)
    names = sorted({*a.names, *b.names})
    for number, graph in enumerate(names):
        progress(number, len(names), graph.rpartition("/")[2])
        if _same_digest(a, b, graph):
            continue
        had, has = (_triples(data, graph, by_value) for data in (a, b))
        if had != has:
            change = "changed" if had and has else "added" if has else "removed"
            yield GraphChange(graph, change, had - has, has - had)


def _same_digest(a: Dataset, b: Dataset, graph: str) -> bool:
    if graph not in a.names or graph not in b.names:
        return False
    digest = a.digest(graph)
    return digest is not None and digest == b.digest(graph)


def _triples(data: Dataset, graph: str, by_value: bool) -> frozenset[ox.Triple]:
    if graph not in data.names:
        return frozenset()
    triples = data.triples(graph)
    if any(isinstance(node, ox.BlankNode) for triple in triples for node in triple):
        triples = _canonical(triples)
    return frozenset(map(_with_value, triples) if by_value else triples)


def _canonical(triples: list[ox.Triple]) -> list[ox.Triple]:
    """The same, each blank node under the name that the canonical form of the graph gives it."""
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in dataset]


def _with_value(triple: ox.Triple) -> ox.Triple:
    """The same with a number as its value: Oxigraph keeps neither 1.00 nor the kind of integer."""
    value = triple.object
    if not isinstance(value, ox.Literal) or value.datatype not in _NUMBERS:
        return triple
    try:
        number = format(Decimal(value.value).normalize(), "f")
    except InvalidOperation:
        return triple
    plain = ox.Literal(number, datatype=name("xsd", "decimal"))
    return ox.Triple(triple.subject, triple.predicate, plain)
