"""Where a shape looks: the nodes that its targets find, and how many those are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node

from comity.check.conditions import Conditions, Unknown, in_graph

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
"""The properties by which a shape says where it looks."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a shape looks: a pattern that binds ?this, and how many nodes that finds."""

    text: str
    size: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """How often a property is used, and how many instances a class has, by IRI."""

    properties: Mapping[str, int]
    classes: Mapping[str, int]


def has_target(graph: Graph, shape: Node) -> bool:
    """Whether a shape says where it looks."""
    return _is_class(graph, shape) or any((shape, name, None) in graph for name in TARGETS)


def targets(
    shape: Node, conditions: Conditions, sizes: Sizes, new: Callable[[], str]
) -> list[Target]:
    """The targets of a shape that find anything, in order of their text.

    Args:
        shape: the shape.
        conditions: what knows its graph.
        sizes: of the data.
        new: gives a variable that no query has yet.

    Raises:
        Unknown: where a target is not compiled.
    """
    graph = conditions.shapes
    if (shape, SH.targetNode, None) in graph or (shape, SH.target, None) in graph:
        raise Unknown(SH.targetNode)
    found = [*_instances(shape, conditions, sizes), *_users(shape, conditions, sizes, new)]
    return sorted((one for one in found if one.size), key=lambda one: one.text)


def _instances(shape: Node, conditions: Conditions, sizes: Sizes) -> list[Target]:
    high = list(conditions.shapes.objects(shape, SH.targetClass))
    if _is_class(conditions.shapes, shape):
        high.append(shape)
    return [
        Target(
            in_graph(f"?this <{RDF.type}> {conditions.term(one)}"), sizes.classes.get(str(one), 0)
        )
        for one in {one for each in high for one in conditions.classes(each)}
    ]


def _users(
    shape: Node, conditions: Conditions, sizes: Sizes, new: Callable[[], str]
) -> list[Target]:
    forms = {
        SH.targetSubjectsOf: f"?this {{}} {new()}",
        SH.targetObjectsOf: f"{new()} {{}} ?this",
    }
    return [
        Target(in_graph(form.format(conditions.term(one))), sizes.properties.get(str(one), 0))
        for name, form in forms.items()
        for one in conditions.shapes.objects(shape, name)
    ]


def _is_class(graph: Graph, shape: Node) -> bool:
    """Whether a shape is a class too, and so aims at its own instances."""
    classes = {RDFS.Class, *graph.subjects(RDFS.subClassOf, RDFS.Class)}
    return bool(classes & set(graph.objects(shape, RDF.type)))
