"""RDF/XML: one graph a file, and what XML cannot hold.

XML 1.0 has no way to write most control characters, not even as references, and a predicate must
end in a name; what cannot be written is handed back, never dropped in silence. Carriage returns
are written as references: a parser of XML would take them for line ends (section 2.11), and a
quote must keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from comity.terms import PREFIXES
from comity.turtle import in_order

_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCES = {"\r": "&#13;"}
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def rdfxml(triples: Iterable[ox.Triple]) -> tuple[bytes, list[ox.Triple]]:
    """A graph as RDF/XML, and its triples that XML cannot hold."""
    ordered = in_order(triples)
    held = [triple for triple in ordered if _fits(triple)]
    body = [_described(subject, group) for subject, group in groupby(held, key=lambda t: t.subject)]
    used = {"rdf"} | {prefix for text in body for prefix in re.findall(r"</?(\w+):", text)}
    spaces = "".join(
        f"\n    xmlns:{prefix}={quoteattr(PREFIXES[prefix])}"
        for prefix in sorted(used & {*PREFIXES})
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    text = head + "".join(body) + "</rdf:RDF>\n"
    return text.encode(), [triple for triple in ordered if not _fits(triple)]


def _fits(triple: ox.Triple) -> bool:
    values = (str(getattr(node, "value", "")) for node in triple)
    return _NAME.search(triple.predicate.value) is not None and not any(
        _FORBIDDEN.search(value) for value in values
    )


def _described(subject: object, triples: Iterable[ox.Triple]) -> str:
    lines = "".join(_property(triple) for triple in triples)
    return f"  <rdf:Description {_node('about', subject)}>\n{lines}  </rdf:Description>\n"


def _property(triple: ox.Triple) -> str:
    tag, space = _tag(triple.predicate.value)
    value = triple.object
    if not isinstance(value, ox.Literal):
        return f"    <{tag}{space} {_node('resource', value)}/>\n"
    text = escape(value.value, _REFERENCES)
    return f"    <{tag}{space}{_kind(value)}>{text}</{tag}>\n"


def _kind(literal: ox.Literal) -> str:
    if literal.language:
        return f" xml:lang={quoteattr(literal.language)}"
    datatype = literal.datatype.value
    return "" if datatype in (_STRING, _LANGUAGE) else f" rdf:datatype={quoteattr(datatype)}"


def _tag(iri: str) -> tuple[str, str]:
    """The element of a predicate, and the declaration of its namespace if it has no prefix."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and _NAME.fullmatch(iri, len(space)):
            return f"{prefix}:{iri[len(space) :]}", ""
    match = _NAME.search(iri)
    start = match.start() if match else len(iri)
    return f"ns:{iri[start:]}", f" xmlns:ns={quoteattr(iri[:start])}"


def _node(attribute: str, node: object) -> str:
    if isinstance(node, ox.BlankNode):
        return f'rdf:nodeID="{node.value}"' if attribute else ""
    value = quoteattr(str(getattr(node, "value", node)))
    return f"rdf:{attribute}={value}"
