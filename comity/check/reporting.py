"""pySHACL's report on the nodes that may be wrong, read from the store as it asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from rdflib import RDF, SH, BNode, Graph, Literal
from rdflib.term import IdentifiedNode, Node

from comity.errors import SourceError
from comity.findings import Finding
from comity.results import finding_of, path_names
from comity.shaclpaths import path_of

if TYPE_CHECKING:
    from pyshacl import ShapesGraph

Focus = Mapping[Node, Iterable[Node] | None]
"""The nodes that each shape is asked of; None for all that it aims at."""


def prepared(shapes: Graph) -> ShapesGraph:
    """Shapes, parsed for pySHACL.

    Raises:
        SourceError: where they are not well formed.
    """
    from pyshacl import ShapesGraph
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError

    found = ShapesGraph(shapes)
    try:
        len(found.shapes)
    except (ShapeLoadError, ReportableRuntimeError) as error:
        raise unusable(error) from error
    return found


class IncomparableError(SourceError):
    """Values that a shape compares, and that have no order."""


def report(shapes: ShapesGraph, data: Graph, focus: Focus, where: str) -> Iterator[Finding]:
    """What pySHACL finds.

    Args:
        shapes: the shapes, prepared.
        data: what they are asked of.
        focus: which nodes of it.
        where: the file of the data, for errors.

    Raises:
        IncomparableError: where values have no order.
        SourceError: where a shape cannot be used.
    """
    from pyshacl import Validator
    from pyshacl.errors import ReportableRuntimeError, ValidationFailure
    from pyshacl.graph_abstraction import DataGraph

    graph = DataGraph.from_rdflib(data)
    validator = Validator(graph, shacl_graph=Graph(), options={"advanced": False})
    executor, results = validator.make_executor(), []
    try:
        for node, nodes in focus.items():
            shape = shapes.lookup_shape_from_node(node)
            several = None if nodes is None else cast("list[IdentifiedNode | Literal]", [*nodes])
            results.extend(shape.validate(executor, graph, focus=several)[1])
        made, _ = Validator.create_validation_report(shapes, not results, results)
    except (ReportableRuntimeError, ValidationFailure) as error:
        raise unusable(error) from error
    except TypeError as error:  # rdflib's, of a value that is none of its datatype
        raise IncomparableError(
            f"values that a shape compares have no order: {error}",
            where=where,
            hint='look for values that are none of their datatype, as "odd"^^xsd:integer',
        ) from error
    names = {**names_of(shapes.graph), **path_names(made)}
    for result in made.objects(None, SH.result):
        yield finding_of(made, result, names, "_:{}")


def unusable(error: Exception) -> SourceError:
    """What to say of shapes that pySHACL refuses."""
    what = " ".join(str(getattr(error, "message", error)).split())
    return SourceError(f"the shapes cannot be used: {what}", hint="mend the shapes")


def names_of(shapes: Graph) -> dict[Node, str]:
    """What shapes without an IRI are called: by the shape that they are part of, and their path."""
    named: dict[Node, str] = {}
    for shape in {s for s in shapes.subjects() if isinstance(s, BNode)}:
        name = _name(shapes, shape, named, frozenset())
        if name:
            named[shape] = name
    return named


def _name(shapes: Graph, node: Node, named: dict[Node, str], seen: frozenset[Node]) -> str:
    """A shape's own name, or that of its owner with what it says of it."""
    if not isinstance(node, BNode) or node in seen:
        return "" if isinstance(node, BNode) else str(node)
    if node in named:
        return named[node]
    owners = sorted(shapes.subject_predicates(node), key=lambda pair: str(pair[1]))
    for owner, predicate in owners:
        above = _name(shapes, owner, named, seen | {node})
        if above:
            part = _part(shapes, node, predicate)
            return f"{above}/{part}" if part else above
    return ""


def _part(shapes: Graph, node: Node, predicate: Node) -> str:
    path = shapes.value(node, SH.path)
    found = path_of(shapes, path) if path is not None else None
    if found:
        return found.text.rpartition("/")[2].rpartition("#")[2].strip("<>") or found.text
    is_list = str(predicate).startswith(str(RDF))
    return "" if is_list else str(predicate).removeprefix(str(SH))
