"""Literals that a store would keep otherwise than they are written.

Oxigraph keeps "01"^^xsd:integer as 1 and "1"^^xsd:int as an xsd:integer. What a shape says of the
words of a literal, or how many values a node has, would then be judged wrongly. Such literals, and
those whose words do not fit their datatype, go into the store under a datatype of their own and
come out as they were written.
"""

from __future__ import annotations

import re
import warnings

import pyoxigraph as ox
from rdflib import XSD, Literal, URIRef

WRITTEN = "urn:comity:as-written:"
"""Before the datatype of a literal that the store would change."""

UNFIT = "urn:comity:unfit:"
"""Before the datatype of a literal that is no value of its datatype."""

_PLAIN = {
    str(XSD.string),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString",
}
_KEPT = {
    str(XSD.integer): re.compile(r"0|-?[1-9][0-9]{0,17}"),
    str(XSD.date): re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"),
    str(XSD.boolean): re.compile("true|false"),
}
"""Words that are surely kept, so that nothing need be tried."""

_WITH_VALUES = {
    str(XSD[name])
    for name in ("integer", "float", "decimal", "boolean", "date", "time", "dateTime")
}


_BOOLEANS = ("true", "false", "1", "0")


class Keeper:
    """Terms as a store keeps them whole; what it found out of a literal it remembers."""

    def __init__(self) -> None:
        self._kept: dict[ox.Literal, ox.Literal] = {}
        self._trial = ox.Store()

    def keep(self, literal: ox.Literal) -> ox.Literal:
        """The literal as it goes into the store."""
        datatype = literal.datatype.value
        if datatype in _PLAIN:
            return literal
        plain = _KEPT.get(datatype)
        if plain and plain.fullmatch(literal.value):
            return literal
        found = self._kept.get(literal)
        if found is None:
            found = self._kept[literal] = self._tried(literal, datatype)
        return found

    def _tried(self, literal: ox.Literal, datatype: str) -> ox.Literal:
        if not fits(literal.value, datatype):
            return ox.Literal(literal.value, datatype=ox.NamedNode(UNFIT + datatype))
        node = ox.NamedNode("urn:comity:trial")
        self._trial.add(ox.Quad(node, node, literal))
        back = next(iter(self._trial)).object
        self._trial.clear()
        if back == literal:
            return literal
        return ox.Literal(literal.value, datatype=ox.NamedNode(WRITTEN + datatype))


def fits(words: str, datatype: str) -> bool:
    """Whether the words are a value of the datatype, as pySHACL judges it."""
    literal = as_it_stands(words, datatype)
    if literal.ill_typed or (literal.datatype == XSD.boolean and words not in _BOOLEANS):
        return False
    return datatype not in _WITH_VALUES or literal.value is not None


def as_it_stands(words: str, datatype: str) -> Literal:
    """A literal for rdflib, which would like to warn of words that do not fit the datatype."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Literal(words, datatype=URIRef(datatype), normalize=False)


def as_written(datatype: str) -> str:
    """The datatype that a literal was written with."""
    return datatype.removeprefix(WRITTEN).removeprefix(UNFIT)
