"""Literals as comity writes them, of what a store gives back by value only.

Oxigraph and Virtuoso keep 1 of "1.00", and Oxigraph an integer of what is said to be none that is
negative. The ontology says which type each property has, and comity writes decimals with two
places. Whether the restored graph is the one that was sent, the hash of its file tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox

from comity import resources
from comity.terms import name

_RANGE = name("rdfs", "range")
_DECIMAL = name("xsd", "decimal")
_INTEGER = name("xsd", "integer")
_KINDS = {_DECIMAL, name("xsd", "nonNegativeInteger")}


def restored(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The triples, those with a number written as the ontology and comity would."""
    kinds = _kinds()
    for triple in triples:
        kind, value = kinds.get(triple.predicate), triple.object
        if kind is None or not isinstance(value, ox.Literal):
            yield triple
            continue
        yield ox.Triple(triple.subject, triple.predicate, _restored(value, kind))


def _restored(value: ox.Literal, kind: ox.NamedNode) -> ox.Literal:
    if kind != _DECIMAL:
        return ox.Literal(value.value, datatype=kind) if value.datatype == _INTEGER else value
    whole, _, places = value.value.partition(".")
    return ox.Literal(f"{whole}.{places.ljust(2, '0')}", datatype=value.datatype)


@lru_cache(maxsize=1)
def _kinds() -> dict[ox.NamedNode, ox.NamedNode]:
    """The type of each property whose values a store may write otherwise."""
    file = resources.ontology() / "comity.ttl"
    quads = ox.parse(path=file, format=ox.RdfFormat.TURTLE)
    return {
        quad.subject: quad.object
        for quad in quads
        if quad.predicate == _RANGE
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.object in _KINDS
    }
