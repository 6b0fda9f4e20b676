"""JSON-LD 1.1 with a context: comity's own terms by their bare names, IRIs below the base.

The context says of each property which type its values have, as the ontology does; a value of
another type is written in full. Every file has the part of the context that it uses, so that
nothing is fetched to read it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from comity import resources
from comity.terms import PREFIXES, TYPE, Terms
from comity.turtle import in_order

MEDIA = "application/ld+json"
_VOCABULARY = PREFIXES["comity"]
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_PATH = re.compile(r"[a-z0-9-]+(/[A-Za-z0-9-]+)*", re.ASCII)
_XSD = PREFIXES["xsd"]
_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}")


def context(terms: Terms, used: Iterable[str] | None = None) -> dict[str, Any]:
    """The context: prefixes, and the type of each property's values.

    Args:
        terms: gives the base.
        used: the properties, as keys; all of the ontology, unless given.
    """
    types = _types()
    keys = sorted(types if used is None else used)
    typed = {key: {"@type": types[key]} for key in keys if key in types}
    prefixes = {key.partition(":")[0] for key in keys if ":" in key} & {*PREFIXES}
    prefixes |= {"xsd"} if any(kind["@type"] != "@id" for kind in typed.values()) else set()
    return {
        "@version": 1.1,
        "@base": terms.base,
        "@vocab": _VOCABULARY,
        **{prefix: PREFIXES[prefix] for prefix in sorted(prefixes)},
        **{key: {"@id": _id(key), **kind} for key, kind in typed.items()},
    }


def document(triples: Iterable[ox.Triple], terms: Terms, name: str = "") -> bytes:
    """A graph as JSON-LD, a line a subject."""
    writer = _Writer(terms)
    nodes = [
        json.dumps(writer.subject(subject, list(group)), ensure_ascii=False)
        for subject, group in groupby(in_order(triples), key=lambda triple: triple.subject)
    ]
    head = {"@context": context(terms, writer.used), **({"@id": name} if name else {})}
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{opening}, "@graph": [\n{_lines(nodes)}\n]}}\n'.encode()


def context_file(terms: Terms) -> bytes:
    """The whole context, as a file of its own."""
    return (json.dumps({"@context": context(terms)}, indent=1) + "\n").encode()


def _lines(nodes: Iterable[str]) -> str:
    return ",\n".join(nodes)


class _Writer:
    """Writes nodes, and remembers which properties that took."""

    def __init__(self, terms: Terms) -> None:
        self.base, self.used = terms.base, set[str]()

    def subject(self, subject: object, triples: list[ox.Triple]) -> dict[str, Any]:
        node: dict[str, Any] = {"@id": self.iri(subject)}
        for predicate, group in groupby(triples, key=lambda triple: triple.predicate):
            if predicate == TYPE:
                key, values = "@type", [_class(triple.object) for triple in group]
            else:
                key = _key(predicate.value)
                self.used.add(key)
                values = [self.value(triple.object, _types().get(key)) for triple in group]
            node[key] = values[0] if len(values) == 1 else values
        return node

    def value(self, value: object, kind: str | None) -> Any:
        if not isinstance(value, ox.Literal):
            return self.iri(value) if kind == "@id" else {"@id": self.iri(value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if kind is None and datatype == f"{_XSD}string":
            return value.value
        if kind and kind != "@id" and f"{_XSD}{kind.removeprefix('xsd:')}" == datatype:
            return _native(value.value, kind)
        return {"@value": value.value, "@type": datatype}

    def iri(self, node: object) -> str:
        if isinstance(node, ox.BlankNode):
            return f"_:{node.value}"
        iri = str(getattr(node, "value", node))
        below = iri.startswith(self.base) and _PATH.fullmatch(iri, len(self.base))
        return iri[len(self.base) :] if below else iri


def _native(text: str, kind: str) -> str | int | bool:
    """A boolean or an integer as JSON's own, where that is written the same way."""
    if kind == "xsd:boolean" and text in ("true", "false"):
        return text == "true"
    return int(text) if kind == "xsd:integer" and _INTEGER.fullmatch(text) else text


def _class(node: object) -> str:
    iri = str(getattr(node, "value", node)) if not isinstance(node, ox.BlankNode) else str(node)
    own = iri.startswith(_VOCABULARY) and _LOCAL.fullmatch(iri, len(_VOCABULARY))
    return iri[len(_VOCABULARY) :] if own else iri


def _key(iri: str) -> str:
    """A property as a key: a bare name, a prefixed one, or the IRI."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
            local = iri[len(space) :]
            return local if prefix == "comity" and local not in PREFIXES else f"{prefix}:{local}"
    return iri


def _id(key: str) -> str:
    prefix, colon, local = key.rpartition(":")
    return PREFIXES[prefix] + local if colon else _VOCABULARY + key


@cache
def _types() -> Mapping[str, str]:
    """The type of the values of each property of the ontology: `@id`, or a datatype."""
    path = resources.ontology() / "comity.ttl"
    triples = [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    ranges = {t.subject: t.object for t in triples if t.predicate.value.endswith("#range")}
    found: dict[str, str] = {}
    for triple in triples:
        kind = str(getattr(triple.object, "value", "")).rpartition("#")[2]
        if triple.predicate == TYPE and isinstance(triple.subject, ox.NamedNode):
            datatype = str(getattr(ranges.get(triple.subject), "value", ""))
            if kind == "ObjectProperty":
                found[_key(triple.subject.value)] = "@id"
            elif kind == "DatatypeProperty" and datatype.startswith(_XSD):
                found[_key(triple.subject.value)] = f"xsd:{datatype[len(_XSD) :]}"
    return {key: kind for key, kind in found.items() if kind != "xsd:string"}
