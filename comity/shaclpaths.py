"""SHACL's property paths as those of SPARQL."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

_REPEATED = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Path:
    """A path.

    Args:
        text: the path in SPARQL.
        is_step: whether it is one property, forwards or backwards.
        is_repeated: whether it may go on and on, or stay where it is.
    """

    text: str
    is_step: bool = False
    is_repeated: bool = False


def path_of(graph: Graph, node: Node, depth: int = 0) -> Path | None:
    """The path that a node of a shapes graph describes; None where it describes none."""
    if isinstance(node, URIRef):
        return Path(f"<{node}>", is_step=True)
    if not isinstance(node, BNode) or depth > _DEPTH:
        return None
    if (node, RDF.first, None) in graph:
        return _joined(graph, node, "/", depth)
    inverse = graph.value(node, SH.inversePath)
    if inverse is not None:
        path = path_of(graph, inverse, depth + 1)
        return path and Path(f"^{_grouped(path)}", path.is_step, path.is_repeated)
    choice = graph.value(node, SH.alternativePath)
    if choice is not None:
        return _joined(graph, choice, "|", depth)
    return _repeated(graph, node, depth)


def _joined(graph: Graph, items: Node, mark: str, depth: int) -> Path | None:
    found = [path_of(graph, item, depth + 1) for item in graph.items(items)]
    paths = [path for path in found if path]
    if len(paths) < len(found) or not paths:
        return None
    text = mark.join(map(_grouped, paths))
    return Path(text, is_repeated=any(path.is_repeated for path in paths))


def _repeated(graph: Graph, node: Node, depth: int) -> Path | None:
    for predicate, mark in _REPEATED.items():
        inner = graph.value(node, predicate)
        path = path_of(graph, inner, depth + 1) if inner is not None else None
        if path:
            return Path(f"{_grouped(path)}{mark}", is_repeated=True)
    return None


def _grouped(path: Path) -> str:
    return path.text if path.text.startswith("<") and path.is_step else f"({path.text})"
