"""The reference graph: states, organisations, treaties and schemes, as curated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from comity import resources
from comity.curated import curated
from comity.errors import GazetteerError
from comity.terms import HOME, Terms
from comity.turtle import turtle

_Node = NamedNode | BlankNode | Literal | Triple


def reference_turtle(terms: Terms, extra: Iterable[Path] = ()) -> bytes:
    """The whole reference graph as one file, its entities below the base of the build.

    Args:
        terms: the IRIs of the build.
        extra: files of further entities, Turtle or YAML, written with comity's own base.

    Raises:
        GazetteerError: where a file cannot be read, or has a blank node, which has no name.
    """
    return _written(terms, tuple(extra))


@lru_cache(maxsize=2)  # like the gazetteer: a process takes a file to stay as it is
def _written(terms: Terms, extra: tuple[Path, ...]) -> bytes:
    ontology = resources.ontology()
    folders = (ontology / "reference", ontology / "schemes")
    files = [file for folder in folders for file in sorted(folder.glob("*.ttl"))]
    triples = [triple for file in (*files, *extra) for triple in _read(file)]
    return turtle((_below(triple, terms) for triple in triples), terms)


def _read(file: Path) -> Iterator[Triple]:
    for triple in curated(file):
        if any(isinstance(node, BlankNode) for node in triple):
            raise GazetteerError(
                "reference data has no blank nodes", where=str(file), hint="name the node by an IRI"
            )
        yield triple


def _below(triple: Triple, terms: Terms) -> Triple:
    if terms.base == HOME:
        return triple
    subject, predicate, value = triple
    return Triple(_moved(subject, terms), predicate, _moved(value, terms))


def _moved(node: _Node, terms: Terms) -> Any:
    key = Terms().key(node) if isinstance(node, NamedNode) else None
    return node if key is None else terms.id(key)
