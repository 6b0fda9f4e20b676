"""What a shape says, as far as it is understood."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from comity.check.conditions import Unknown, whole
from comity.shaclpaths import Path, path_of

_ABOUT = {
    RDF.type, RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, RDFS.subClassOf, SH.name,
    SH.description, SH.message, SH.severity, SH.order, SH.group, SH.defaultValue, SH.path,
    SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.deactivated,
    SH.ignoredProperties, SH.declare,
}  # fmt: skip
"""What says nothing of the data."""

_NESTED = {SH.node, SH["and"], SH["or"], SH.xone, SH["not"], SH.hasValue, SH.property, SH.closed}
_COUNTED = {SH.minCount, SH.maxCount}
_COMPARED = {SH.equals, SH.disjoint, SH.uniqueLang, SH.lessThan, SH.lessThanOrEquals}
_DEPTH = 12


class Said:
    """The statements of a graph of shapes.

    Args:
        shapes: the graph.
        parameters: of the constraints on one value that are understood.
    """

    def __init__(self, shapes: Graph, parameters: Iterable[Node]) -> None:
        self._shapes = shapes
        self._known = {*parameters, *_NESTED, *_COUNTED, *_COMPARED, *_ABOUT}
        self._own = _declared(shapes)

    def path(self, shape: Node) -> Path:
        """The path of a property shape.

        Raises:
            Unknown: where it has none, several, or one that is not compiled.
        """
        paths = list(self._shapes.objects(shape, SH.path))
        path = path_of(self._shapes, paths[0]) if len(paths) == 1 else None
        if path is None:
            raise Unknown(shape)
        return path

    def count(self, shape: Node, name: URIRef) -> int | None:
        """The number that a shape gives; None where it gives none.

        Raises:
            Unknown: where it gives several, or what is no number.
        """
        found = list(self._shapes.objects(shape, name))
        if len(found) > 1:
            raise Unknown(name)
        return whole(found[0]) if found else None

    def check_node(self, shape: Node, depth: int = 0) -> None:
        """That all that a node shape says is understood.

        Raises:
            Unknown: where something is not.
        """
        self.check(shape, depth)
        if self._has(shape, _COUNTED) or self.compares(shape):
            raise Unknown(shape)

    def check(self, shape: Node, depth: int) -> None:
        """That all that a shape says is understood, at that depth within others.

        Raises:
            Unknown: where something is not.
        """
        if depth > _DEPTH:
            raise Unknown(shape)
        for predicate in set(self._shapes.predicates(shape)):
            is_shacl = str(predicate).startswith(str(SH))
            if (is_shacl and predicate not in self._known) or predicate in self._own:
                raise Unknown(predicate)

    def compares(self, shape: Node) -> bool:
        """Whether a shape compares values with each other, or with another property's."""
        return self._has(shape, _COMPARED)

    def is_off(self, shape: Node) -> bool:
        """Whether a shape is deactivated."""
        return self.is_true(shape, SH.deactivated)

    def is_closed(self, shape: Node) -> bool:
        """Whether a shape allows the properties alone that it names."""
        return self.is_true(shape, SH.closed)

    def is_true(self, shape: Node, name: URIRef) -> bool:
        """Whether a shape has `true` there."""
        value = self._shapes.value(shape, name)
        return isinstance(value, Literal) and value.value is True

    def _has(self, shape: Node, names: Iterable[Node]) -> bool:
        return any((shape, name, None) in self._shapes for name in names)


def _declared(shapes: Graph) -> set[Node]:
    """The parameters of constraint components that the graph itself declares."""
    components = shapes.subjects(RDF.type, SH.ConstraintComponent)
    parameters = [p for c in components for p in shapes.objects(c, SH.parameter)]
    return {path for p in parameters for path in shapes.objects(p, SH.path)}
