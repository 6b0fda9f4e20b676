"""Shapes in; conformant, or a report out.

The shapes (`ontology/shapes/`) are SHACL core, and pySHACL runs them, over asserted data with
what the data refers to mixed in: the class hierarchy, the concepts, and the states, bodies and
territories of the reference. Not all of the reference, which is many times the size of an
article's graph, but the descriptions of what is referred to, and what those refer to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from comity import resources
from comity.errors import GazetteerError, NotConformantError
from comity.terms import HOME
from comity.turtle import triples_of

if TYPE_CHECKING:
    from pyshacl import ShapesGraph

_Triple = tuple[Node, Node, Node]
_PLAIN = {str(XSD.string), str(RDF.langString)}
_HEADING = {RDF.type, SH.targetClass, SH.name}
_REFERENCE = re.compile(r".+[/#]id/((?:state|territory|org|organ|treaty)/.+)")
_DEMANDS = (SH.minCount, SH.hasValue, SH.equals)
"""The constraints of ours that a node can break which has no value at all."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place where the data does not conform.

    Args:
        node: the IRI of what is wrong.
        shape: the IRI of the shape that it breaks, one for each property or rule.
        constraint: the IRI of SHACL's constraint component: `sh:MinCountConstraintComponent`.
        path: the IRI of the property that is wrong; empty where the node itself is.
        value: the value that is wrong; empty where one is missing.
        message: what to do.
        severity: `Violation`, `Warning` or `Info`.
    """

    node: str
    shape: str
    constraint: str
    path: str
    value: str
    message: str
    severity: str

    def __str__(self) -> str:
        path = f" {self.path}" if self.path else ""
        value = f" {self.value!r}" if self.value else ""
        return f"{self.severity}: {self.node}{path}{value}: {self.message} [{self.shape}]"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found, ordered by node and shape; the same data gives the same report."""

    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether no shape of severity violation is broken."""
        return not any(finding.severity == "Violation" for finding in self.findings)

    @property
    def text(self) -> str:
        """The report for people to read, a line a finding."""
        head = "Conforms." if self.conforms else "Does not conform."
        return "\n".join([head, *map(str, self.findings)])

    def check(self, where: str) -> None:
        """Nothing, where the data conforms.

        Raises:
            NotConformantError: otherwise, with the report.
        """
        if not self.conforms:
            what = f"the data does not conform to the shapes: {len(self.findings)} findings"
            first = self.findings[0].message
            raise NotConformantError(what, where=where, hint=first, report=self.text)


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
    shapes = Graph()
    for triple in _read(*sorted((folder / "shapes").glob("*.ttl"))):
        shapes.add(_rdflib(triple))
    own = sorted([*(folder / "schemes").glob("*.ttl"), *(folder / "reference").glob("*.ttl")])
    hierarchy = (
        t for t in _read(folder / "comity.ttl") if t.predicate.value == str(RDFS.subClassOf)
    )
    return Shapes(shapes, Background(hierarchy, _read(*own, *reference), base))


class Background:
    """What data refers to and does not describe itself: classes, concepts, the reference.

    Args:
        hierarchy: `rdfs:subClassOf` triples.
        descriptions: the triples of concepts and reference entities.
        base: the base of the data's IRIs.
    """

    def __init__(
        self, hierarchy: Iterable[ox.Triple], descriptions: Iterable[ox.Triple], base: str
    ) -> None:
        self.base = base
        self.hierarchy = [_rdflib(t) for t in hierarchy if isinstance(t.object, ox.NamedNode)]
        self._descriptions: dict[Node, list[ox.Triple]] = defaultdict(list)
        for triple in descriptions:
            self._descriptions[_based(_node(triple.subject), base)].append(triple)

    def around(self, nodes: Iterable[Node]) -> Iterator[_Triple]:
        """The descriptions of these nodes, and of the nodes that those refer to."""
        todo = list(nodes)
        seen = set(todo)
        while todo:
            for triple in self._descriptions.get(todo.pop(), ()):
                subject, predicate, value = _rdflib(triple)
                value = _based(value, self.base)
                yield _based(subject, self.base), predicate, value
                if value not in seen:
                    seen.add(value)
                    todo.append(value)

    def superclasses(self, classes: set[Node]) -> set[Node]:
        """These classes and all above them."""
        size = 0
        while size != len(classes):
            size = len(classes)
            classes = classes | {high for low, _, high in self.hierarchy if low in classes}
        return classes


@dataclass(slots=True)
class _Mixture:
    """Data and the background it refers to, and what is needed to choose the shapes."""

    graph: Graph = field(default_factory=lambda: Graph(bind_namespaces="none"))
    predicates: set[Node] = field(default_factory=set)
    classes: set[Node] = field(default_factory=set)
    objects: set[Node] = field(default_factory=set)

    def add(self, triples: Iterable[_Triple]) -> None:
        for triple in triples:
            self.graph.add(triple)
            self.predicates.add(triple[1])
            if triple[1] == RDF.type:
                self.classes.add(triple[2])
            elif isinstance(triple[2], URIRef):
                self.objects.add(triple[2])

    def refers_to(self) -> Iterator[Node]:
        return (node for node in self.objects if (node, None, None) not in self.graph)


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
    """Shapes, parsed once and used for many graphs."""

    def __init__(self, shapes: Graph, background: Background) -> None:
        # Its import takes a good part of a second, which most commands need not wait for.
        from pyshacl import ShapesGraph

        _aim_property_shapes(shapes)
        self._background = background
        self._shapes: ShapesGraph = ShapesGraph(shapes)
        # Once for all: else the first graph's shapes are the only ones that it knows by name.
        len(self._shapes.shapes)
        targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        aimed = {URIRef(str(node)) for target in targets for node in shapes.subjects(target)}
        self._aims = [_Aim.of(node, shapes) for node in sorted(aimed)]

    @property
    def graph(self) -> Graph:
        """The shapes as triples, property shapes aimed at the classes of their node shapes."""
        graph: Graph = self._shapes.graph
        return graph

    def validate(self, data: Graph | Iterable[ox.Triple]) -> Report:
        """Whether the data conforms; a graph is not changed."""
        mixture = self._mix(data)
        classes = self._background.superclasses(mixture.classes)
        shapes = [a.shape for a in self._aims if a.concerns(mixture.predicates, classes)]
        return Report(tuple(sorted(self._run(mixture.graph, shapes)))) if shapes else Report()

    def _mix(self, data: Graph | Iterable[ox.Triple]) -> _Mixture:
        mixture = _Mixture()
        mixture.add(data if isinstance(data, Graph) else map(_rdflib, data))
        mixture.add(list(self._background.around(mixture.refers_to())))
        mixture.add(self._background.hierarchy)
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
        for result in report.subjects(RDF.type, SH.ValidationResult):
            yield _finding(report, result)


def _finding(report: Graph, result: Node) -> Finding:
    def text(predicate: URIRef) -> str:
        value = report.value(result, predicate)
        return "" if value is None or isinstance(value, BNode) else str(value)

    return Finding(
        node=text(SH.focusNode),
        shape=text(SH.sourceShape),
        constraint=text(SH.sourceConstraintComponent),
        path=text(SH.resultPath),
        value=text(SH.value),
        message=text(SH.resultMessage),
        severity=text(SH.resultSeverity).removeprefix(str(SH)),
    )


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


def _read(*files: Path) -> Iterator[ox.Triple]:
    for file in files:
        try:
            yield from triples_of(file.read_bytes())
        except (OSError, SyntaxError) as error:
            raise GazetteerError(str(error), where=str(file), hint="mend the Turtle") from error


def _rdflib(triple: ox.Triple) -> _Triple:
    return _node(triple.subject), _node(triple.predicate), _node(triple.object)


def _node(node: object) -> Node:
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.Literal):
        datatype = None if node.datatype.value in _PLAIN else URIRef(node.datatype.value)
        return Literal(node.value, lang=node.language, datatype=datatype, normalize=False)
    return BNode(str(node))


def _based(node: Node, base: str) -> Node:
    """The node; if it is an entity of the reference, with its IRI below `base`."""
    entity = _REFERENCE.fullmatch(node) if isinstance(node, URIRef) else None
    return URIRef(f"{base}id/{entity[1]}") if entity else node
