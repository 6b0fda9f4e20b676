"""Triples in an order of their own, and as Turtle: the same triples give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from comity.terms import PREFIXES, TYPE, Terms, name

Node = NamedNode | Literal
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)
_PATH = re.compile(r"[a-z0-9-]+(/[A-Za-z0-9-]+)*", re.ASCII)  # a relative IRI that means itself
_BARE = {
    name("xsd", "boolean"): re.compile("true|false"),
    name("xsd", "integer"): re.compile(r"\d+"),
}


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Each triple once, by subject, then `a` first, then predicate and object."""
    return sorted(set(triples), key=_place_in_file)


def turtle(triples: Iterable[Triple], terms: Terms) -> bytes:
    """The triples as Turtle in UTF-8, a paragraph a subject; IRIs below the base are relative."""
    writer = _Writer(terms.base)
    paragraphs = [
        writer.paragraph(subject, list(group))
        for subject, group in groupby(in_order(triples), key=lambda triple: triple.subject)
    ]
    return "\n".join([writer.head(), *paragraphs]).encode()


def triples_of(data: bytes) -> list[Triple]:
    """The triples of Turtle.

    Raises:
        SyntaxError: where it is none, with the line.
    """
    return [quad.triple for quad in parse(data, format=RdfFormat.TURTLE)]


class _Writer:
    """Writes nodes, and remembers which prefixes that took."""

    def __init__(self, base: str) -> None:
        self.base, self.used = base, set[str]()

    def head(self) -> str:
        lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(self.used)]
        return "".join([f"@base <{self.base}> .\n", *lines])

    def paragraph(self, subject: object, triples: list[Triple]) -> str:
        lines = [
            f"{self.verb(predicate)} {', '.join(self.node(t.object) for t in group)}"
            for predicate, group in groupby(triples, key=lambda triple: triple.predicate)
        ]
        return f"{self.node(subject)} " + " ;\n    ".join(lines) + " .\n"

    def verb(self, predicate: NamedNode) -> str:
        return "a" if predicate == TYPE else self.node(predicate)

    def node(self, node: object) -> str:
        if isinstance(node, NamedNode):
            return self.iri(node.value)
        return self.literal(node) if isinstance(node, Literal) else str(node)

    def iri(self, iri: str) -> str:
        if iri.startswith(self.base) and _PATH.fullmatch(iri, len(self.base)):
            return f"<{iri[len(self.base) :]}>"
        for prefix, space in PREFIXES.items():
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(space) :]}"
        return f"<{iri}>"

    def literal(self, literal: Literal) -> str:
        bare = _BARE.get(literal.datatype)
        if bare and bare.fullmatch(literal.value):
            return literal.value
        words, marked, datatype = str(literal).rpartition("^^")
        if marked and datatype == str(literal.datatype):
            return f"{words}^^{self.iri(literal.datatype.value)}"
        return str(literal)


def _place_in_file(triple: Triple) -> tuple[str, bool, str, str]:
    subject, predicate, value = (_text(node) for node in triple)
    return subject, predicate != TYPE.value, predicate, value


def _text(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)
