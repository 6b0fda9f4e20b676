"""Shapes in; conformant, or a report out.

The shapes (`ontology/shapes/`) are SHACL core, and pySHACL runs them, over asserted data with
what the data refers to mixed in: the class hierarchy, the concepts, and the states, bodies and
territories of the reference. Not all of the reference, which is many times the size of an
article's graph, but what shapes can ask of what is referred to, and of what that refers to. It is
there to be looked at: only shapes that concern the data itself are run. What core cannot say is
said beside it in SHACL-SPARQL, of which `comity.constraints` runs the queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from comity import resources
from comity.background import Background, Mixture, as_rdflib, read
from comity.constraints import Break, Constraint, breaks, constraints
from comity.findings import Finding, Report
from comity.leanstore import lean_graph
from comity.results import finding_of, path_names
from comity.terms import HOME

if TYPE_CHECKING:
    from pyshacl import ShapesGraph

_HEADING = {RDF.type, SH.targetClass, SH.name}
_DEMANDS = (SH.minCount, SH.hasValue, SH.equals)
"""The constraints of ours that a node can break which has no value at all."""


def validate(
    data: Graph | Iterable[ox.Triple], *, base: str = HOME, reference: tuple[Path, ...] = ()
) -> Report:
    """Whether the data conforms to comity's shapes.

    Args:
        data: one graph, which is not changed, or its triples.
        base: the base of the data's IRIs, below which the reference's are taken to be too.
        reference: Turtle files with entities beside those of comity's own reference.

    Raises:
        GazetteerError: where a reference file is not Turtle.
    """
    return load(base, *reference).validate(data)


def load(base: str = HOME, *reference: Path) -> Shapes:
    """The shapes and all they need, read once for a base and its reference files.

    Raises:
        GazetteerError: where a reference file is not Turtle.
    """
    return _load(base, reference)


@lru_cache(maxsize=4)
def _load(base: str, reference: tuple[Path, ...]) -> Shapes:
    folder = resources.ontology()
    shapes = lean_graph()
    for triple in read(*sorted((folder / "shapes").glob("*.ttl"))):
        shapes.add(as_rdflib(triple))
    own = sorted([*(folder / "schemes").glob("*.ttl"), *(folder / "reference").glob("*.ttl")])
    hierarchy = (
        t for t in read(folder / "comity.ttl") if t.predicate.value == str(RDFS.subClassOf)
    )
    background = Background(hierarchy, read(*own, *reference), base, _asked(shapes))
    return Shapes(shapes, background, constraints(folder / "shapes" / "sparql"))


def _asked(shapes: Graph) -> set[Node]:
    """The properties that shapes can miss in what data refers to, or look for beyond it."""
    missed = {s for demand in _DEMANDS for s in shapes.subjects(demand)}
    paths = {path for shape in missed for path in shapes.objects(shape, SH.path)}
    return {RDF.type, *paths, *shapes.objects(None, RDF.first)}


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a shape is aimed at, and on what it has nothing to say."""

    shape: URIRef
    classes: frozenset[Node]
    users: frozenset[Node]
    path: Node | None
    demands: bool

    @classmethod
    def of(cls, shape: URIRef, shapes: Graph) -> _Aim:
        path = shapes.value(shape, SH.path)
        users = {*shapes.objects(shape, SH.targetSubjectsOf)}
        return cls(
            shape=shape,
            classes=frozenset(shapes.objects(shape, SH.targetClass)),
            users=frozenset(users | {*shapes.objects(shape, SH.targetObjectsOf)}),
            path=path if isinstance(path, URIRef) else None,
            demands=any((shape, demand, None) in shapes for demand in _DEMANDS),
        )

    def concerns(self, predicates: set[Node], classes: set[Node]) -> bool:
        """Whether data with these predicates and classes can break the shape."""
        aimed = self.classes & classes or self.users & predicates
        return bool(aimed) and (self.demands or self.path is None or self.path in predicates)


class Shapes:
    """Shapes, parsed once and used for many graphs.

    Attributes:
        graph: the shapes as triples, property shapes aimed at the classes of their node shapes.
        background: what data refers to.
        queries: what the shapes cannot say.
    """

    def __init__(
        self, shapes: Graph, background: Background, queries: tuple[Constraint, ...] = ()
    ) -> None:
        _aim_property_shapes(shapes)
        self.background, self.queries = background, queries
        self.graph = shapes
        targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        aimed = {URIRef(str(node)) for target in targets for node in shapes.subjects(target)}
        self._aims = [_Aim.of(node, shapes) for node in sorted(aimed)]

    @cached_property
    def _shapes(self) -> ShapesGraph:
        # Its import takes a good part of a second, which most commands need not wait for.
        from pyshacl import ShapesGraph

        shapes = ShapesGraph(self.graph)
        # Once for all: else the first graph's shapes are the only ones that it knows by name.
        len(shapes.shapes)
        return shapes

    def validate(self, data: Graph | Iterable[ox.Triple]) -> Report:
        """Whether the data conforms; a graph is not changed."""
        triples = _as_triples(data) if isinstance(data, Graph) else list(data)
        mixture = self._mix(triples)
        shapes = sorted(self.concerned(mixture.predicates, mixture.classes))
        found = sorted(self._run(mixture.graph, shapes)) if shapes else []
        return Report(tuple(sorted([*found, *self._disagree(triples, mixture, found)])))

    def concerned(self, predicates: set[Node], classes: set[Node]) -> set[URIRef]:
        """The shapes that data with these predicates and classes can break."""
        above = self.background.superclasses(classes)
        return {a.shape for a in self._aims if a.concerns(predicates, above)}

    def _disagree(
        self, triples: list[ox.Triple], mixture: Mixture, found: list[Finding]
    ) -> Iterator[Finding]:
        """What breaks a query; a node with a simpler fault is told that one first."""
        faulty = {finding.node for finding in found}
        queries = [q for q in self.queries if URIRef(q.property) in mixture.predicates]
        found_broken = breaks(triples, queries) if queries else ()
        return (broken(one) for one in found_broken if one.node not in faulty)

    def _mix(self, data: Iterable[ox.Triple]) -> Mixture:
        mixture = Mixture()
        mixture.add(map(as_rdflib, data))
        mixture.surround(self.background)
        return mixture

    def _run(self, graph: Graph, shapes: list[URIRef]) -> Iterator[Finding]:
        from pyshacl import Validator
        from pyshacl.graph_abstraction import DataGraph

        # pyshacl.validate would parse the shapes anew for each graph, which takes it longer than
        # the validation: its Validator gets them as they were parsed at first.
        options = {"use_shapes": shapes, "advanced": False, "inference": "none"}
        validator = Validator(DataGraph.from_rdflib(graph), shacl_graph=Graph(), options=options)
        validator.shacl_graph = self._shapes
        _, report, _ = validator.run()  # type: ignore[no-untyped-call]  # pySHACL has no hints
        names = path_names(report)
        for result in report.objects(None, SH.result):
            yield finding_of(report, result, names)


def broken(one: Break) -> Finding:
    """What breaks a query, as a finding."""
    return Finding(
        node=one.node,
        shape=one.constraint.shape,
        constraint=str(SH.SPARQLConstraintComponent),
        path=one.path,
        value=one.value,
        message=one.constraint.message,
        severity=one.constraint.severity,
    )


def _as_triples(graph: Graph) -> list[ox.Triple]:
    text = graph.serialize(format="nt", encoding="utf-8")
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]


def _aim_property_shapes(shapes: Graph) -> None:
    """Aim each property shape at the classes of the node shapes that name it.

    That means the same. But pySHACL runs a property shape with targets once, for all nodes, and
    one without once a node, which takes four times as long.
    """
    for node_shape in list(shapes.subjects(RDF.type, SH.NodeShape)):
        named = list(shapes.objects(node_shape, SH.property))
        for property_shape in named:
            shapes.remove((node_shape, SH.property, property_shape))
            for target in shapes.objects(node_shape, SH.targetClass):
                shapes.add((property_shape, SH.targetClass, target))
        ignored = shapes.value(node_shape, SH.ignoredProperties)
        if ignored:
            paths = [shapes.value(property_shape, SH.path) for property_shape in named]
            Collection(shapes, ignored, [path for path in paths if isinstance(path, URIRef)])
        if set(shapes.predicates(node_shape)) <= _HEADING:
            shapes.remove((node_shape, SH.targetClass, None))
