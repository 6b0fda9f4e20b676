"""Validating many files at once: queries find what may be wrong, pySHACL reports on just that.

The report of a file is what pySHACL says of it alone: a finding that several shapes tell in the
same words is told once, and nothing else differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import pyoxigraph as ox
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from comity.background import as_rdflib_node
from comity.check.compiler import Compiler
from comity.check.conditions import Conditions, Unknown
from comity.check.graphs import Batch, FileGraph, Refused, batches
from comity.check.reporting import IncomparableError, prepared, report
from comity.check.targets import TARGETS, has_target
from comity.check.view import node, view
from comity.findings import Finding, Report

if TYPE_CHECKING:
    from pyshacl import ShapesGraph

Pairs = Iterable[tuple[Node, Node]]


class Surroundings(Protocol):
    """What shapes need beside the data, and what they cannot say."""

    @property
    def known(self) -> frozenset[ox.NamedNode]:
        """What there is to add to graphs that refer to it."""

    @property
    def computed(self) -> frozenset[ox.NamedNode]:
        """The properties that are looked at beside the shapes."""

    @property
    def hierarchy(self) -> Pairs:
        """`rdfs:subClassOf`, from the lower to the higher class."""

    def around(self, graph: FileGraph) -> Iterable[ox.Triple]:
        """What a graph refers to and does not describe."""

    def concerned(self, graph: FileGraph, shapes: Iterable[Node]) -> set[Node]:
        """Those of the shapes that the graph's own data can break."""

    def broken(self, batch: Batch) -> Iterator[tuple[ox.NamedNode, Finding]]:
        """What is found beside the shapes, by graph."""


class Nothing:
    """No surroundings: the data stands for itself."""

    known: frozenset[ox.NamedNode] = frozenset()
    computed: frozenset[ox.NamedNode] = frozenset()
    hierarchy: Pairs = ()

    def around(self, graph: FileGraph) -> Iterable[ox.Triple]:  # noqa: ARG002  # of the protocol
        """See `Surroundings`."""
        return ()

    def concerned(self, graph: FileGraph, shapes: Iterable[Node]) -> set[Node]:  # noqa: ARG002
        """See `Surroundings`."""
        return set(shapes)

    def broken(self, batch: Batch) -> Iterator[tuple[ox.NamedNode, Finding]]:  # noqa: ARG002
        """See `Surroundings`."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at.

    Args:
        graph: the file and its graph's name in the batch.
        report: what was found, blank nodes called as the batch calls them.
        batch: what it was read into.
    """

    graph: FileGraph
    report: Report
    batch: Batch

    @property
    def file(self) -> Path:
        """The file."""
        return self.graph.file


@dataclass
class Checker:
    """Shapes, ready for files.

    Args:
        shapes: the shapes graph.
        surroundings: what they need beside the data.
    """

    shapes: Graph
    surroundings: Surroundings = field(default_factory=Nothing)

    @cached_property
    def prepared(self) -> ShapesGraph:
        """The shapes as pySHACL reads them.

        Raises:
            SourceError: where they are not well formed.
        """
        return prepared(self.shapes)

    @cached_property
    def roots(self) -> list[Node]:
        """The shapes that say where they look."""
        said = {shape for target in TARGETS for shape in self.shapes.subjects(target)}
        kinds = (SH.NodeShape, SH.PropertyShape)
        typed = {shape for kind in kinds for shape in self.shapes.subjects(RDF.type, kind)}
        typed |= {*self.shapes.subjects(SH.property), *self.shapes.subjects(SH.node)}
        aimed = said | {shape for shape in typed if has_target(self.shapes, shape)}
        return sorted(aimed, key=str)

    def check(self, files: Iterable[Path], refused: Refused | None = None) -> Iterator[Checked]:
        """The files, each with its report, in their order.

        Args:
            files: the files.
            refused: hears of each file that is not Turtle, or has values without an order where
                a shape compares them; it is then left out.

        Raises:
            SourceError: where there is such a file, and nobody wants to hear of it, or the shapes
                are none.
        """
        surroundings = self.surroundings
        for batch in batches(files, surroundings.known, surroundings.computed, refused):
            for graph, found in self._batch(batch, refused):
                yield Checked(graph, Report(tuple(sorted(found))), batch)

    def _batch(
        self, batch: Batch, refused: Refused | None
    ) -> Iterator[tuple[FileGraph, set[Finding]]]:
        for graph in batch.graphs:
            batch.surround(graph, self.surroundings.around(graph))
        suspects, beside = self._suspects(batch), defaultdict(list)
        for name, finding in self.surroundings.broken(batch):
            beside[name].append(finding)
        for graph in batch.graphs:
            focus = suspects.get(graph.name, {})
            concerned = self._concerned(graph) if focus else ()
            focus = {shape: nodes for shape, nodes in focus.items() if shape in concerned}
            data = view(batch.store, graph.name, batch.keeper)
            try:
                found = set(report(self.prepared, data, focus, str(graph.file))) if focus else set()
            except IncomparableError as error:
                if refused is None:
                    raise
                refused(graph.file, error)
                continue
            faulty = {finding.node for finding in found}
            # A node with a simpler fault is told that one first.
            yield graph, found | {one for one in beside[graph.name] if one.node not in faulty}

    def _concerned(self, graph: FileGraph) -> set[Node]:
        return self.surroundings.concerned(graph, self.roots)

    def _suspects(self, batch: Batch) -> dict[ox.NamedNode, dict[Node, set[Node] | None]]:
        """What may be wrong: by graph and shape the nodes; None for all, where nobody knows."""
        own = ((as_rdflib_node(low), as_rdflib_node(high)) for low, high in batch.subclasses)
        hierarchy = {*self.surroundings.hierarchy, *own}
        sizes = batch.sizes()
        compiler = Compiler(Conditions(self.shapes, hierarchy, batch.keeper, sizes.classes), sizes)
        concerned = set().union(*(self._concerned(graph) for graph in batch.graphs))
        found: dict[ox.NamedNode, dict[Node, set[Node] | None]] = defaultdict(dict)
        for shape in concerned:
            try:
                queries = compiler.queries(shape)
            except Unknown:
                for graph in batch.graphs:
                    found[graph.name][shape] = None
                continue
            for name, suspect in _rows(batch.store, queries):
                nodes = found[name].setdefault(shape, set())
                cast(set[Node], nodes).add(suspect)
        return found


def _rows(store: ox.Store, queries: Iterable[str]) -> Iterator[tuple[ox.NamedNode, Node]]:
    for query in queries:
        for row in cast(ox.QuerySolutions, store.query(query)):
            yield cast(ox.NamedNode, row["g"]), node(row["this"])
