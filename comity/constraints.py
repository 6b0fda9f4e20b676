"""The constraints that SHACL core cannot say: SHACL-SPARQL, run by Oxigraph.

`ontology/shapes/sparql/` says that a quote is as long as its offsets tell, that bounds are those
of their EDTF string, that all that a claim points at lies in its article. Any SHACL processor runs
these shapes, once for each node. Here a query is run once for all nodes, in a fraction of a
millisecond: each shape aims at the subjects of a property, and its query joins `$this` with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from rdflib import SH, Graph
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Constraint:
    """A shape with one query, which gives every node that breaks it.

    Args:
        shape: the shape's IRI.
        property: the IRI of the property whose subjects it checks.
        message: what to do.
        severity: the local name of SHACL's severity.
        select: the query; its rows are `this`, and `path` and `value` where there are such.
    """

    shape: str
    property: str
    message: str
    severity: str
    select: str


@dataclass(frozen=True, slots=True)
class Break:
    """A node that breaks a constraint; path and value are empty where the query names none."""

    constraint: Constraint
    node: str
    path: str
    value: str


def constraints(folder: Path) -> tuple[Constraint, ...]:
    """The SHACL-SPARQL shapes of a folder, ordered by name."""
    graph = Graph()
    for file in sorted(folder.glob("*.ttl")):
        graph.parse(file)
    found = (_constraint(graph, shape) for shape in graph.subjects(SH.sparql))
    return tuple(sorted(found, key=lambda constraint: constraint.shape))


def breaks(triples: Iterable[ox.Triple], checked: Iterable[Constraint]) -> Iterator[Break]:
    """Whatever breaks one of the constraints, each once."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    for constraint in checked:
        rows = cast(ox.QuerySolutions, store.query(constraint.select))
        found = {tuple(_text(row, name) for name in ("this", "path", "value")) for row in rows}
        for node, path, value in sorted(found):
            yield Break(constraint, node, path, value)


def breaks_by_graph(
    store: ox.Store, checked: Iterable[Constraint]
) -> Iterator[tuple[ox.NamedNode, Break]]:
    """Whatever breaks one of the constraints, each once, with the named graph that it lies in."""
    for constraint in checked:
        rows = cast(ox.QuerySolutions, store.query(in_graphs(constraint.select)))
        names = ("this", "path", "value")
        found = {(row["g"], tuple(_text(row, name) for name in names)) for row in rows}
        for graph, (node, path, value) in sorted(found, key=lambda one: (one[0].value, one[1])):
            yield graph, Break(constraint, node, path, value)


def in_graphs(select: str) -> str:
    """A query asked of each named graph for itself; its rows have `g` too."""
    head, _, body = select.partition("WHERE {")
    inner, _, _ = body.rpartition("}")
    head = head.replace("SELECT", "SELECT ?g", 1)
    return f"{head}WHERE {{ GRAPH ?g {{{inner}}} }}"


def named_in(select: str) -> set[str]:
    """The IRIs that a query names by prefixes."""
    prefixes = dict(re.findall(r"PREFIX (\w*): <([^>]*)>", select))
    names = re.findall(r"(?<![\w?$<])(\w+):(\w+)", select)
    return {prefixes[prefix] + local for prefix, local in names if prefix in prefixes}


def _constraint(graph: Graph, shape: Node) -> Constraint:
    query = graph.value(shape, SH.sparql)
    prologue = _prologue(graph, graph.value(query, SH.prefixes))
    return Constraint(
        shape=str(shape),
        property=str(graph.value(shape, SH.targetSubjectsOf)),
        message=str(graph.value(shape, SH.message)),
        severity=str(graph.value(shape, SH.severity)).removeprefix(str(SH)),
        select=prologue + str(graph.value(query, SH.select)),
    )


def _prologue(graph: Graph, prefixes: Node | None) -> str:
    declared = sorted(
        (str(graph.value(one, SH.prefix)), str(graph.value(one, SH.namespace)))
        for one in graph.objects(prefixes, SH.declare)
    )
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in declared)


def _text(row: ox.QuerySolution, name: str) -> str:
    try:
        node = row[name]
    except KeyError:
        return ""
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node or "")
