"""Triples in an order of their own, and as Turtle: the same triples give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """All that a Turtle file says of one subject.

    Args:
        subject: its IRI.
        text: the paragraph; no line of it is empty.
        triples: how many triples it has.
    """

    subject: str
    text: str
    triples: int


def turtle(triples: Iterable[Triple], terms: Terms) -> bytes:
    """The triples as Turtle in UTF-8, a paragraph a subject; IRIs below the base are relative."""
    writer = _Writer(terms.base)
    written = [paragraph.text for paragraph in writer.paragraphs(triples)]
    return "\n".join([writer.head(writer.used), *written]).encode()


def paragraphs(
    triples: Iterable[Triple], terms: Terms, prefixes: Collection[str]
) -> Iterator[Paragraph]:
    """The triples, a paragraph a subject, in order; of all prefixes only these are used."""
    return _Writer(terms.base, prefixes).paragraphs(triples)


def document(written: Iterable[Paragraph], terms: Terms, prefixes: Collection[str]) -> bytes:
    """Paragraphs as a file."""
    head = _Writer(terms.base).head(prefixes)
    return "\n".join([head, *(paragraph.text for paragraph in written)]).encode()


def in_graph(data: bytes, iri: str) -> bytes:
    """A file as it is written here, as a part of TriG: its triples, in one graph."""
    head, _, rest = data.partition(b"\n\n")
    return b"%s\n\n<%s> {\n%s}\n" % (head, iri.encode(), rest)


def difference(old: bytes, new: bytes) -> tuple[set[Triple], set[Triple]]:
    """The triples that only the old one, and those that only the new one of two files has.

    Both as they are written here. Only the paragraphs that differ are parsed, which is most of
    the time the smallest part of them.
    """
    (old_head, _, old_rest), (new_head, _, new_rest) = (
        data.partition(b"\n\n") for data in (old, new)
    )
    had, has = (set(rest.rstrip(b"\n").split(b"\n\n")) for rest in (old_rest, new_rest))
    gone = set(triples_of(b"\n\n".join([old_head, *(had - has)])))
    come = set(triples_of(b"\n\n".join([new_head, *(has - had)])))
    return gone - come, come - gone


def triples_of(data: bytes) -> list[Triple]:
    """The triples of Turtle.

    Raises:
        SyntaxError: where it is none, with the line.
    """
    return [quad.triple for quad in parse(data, format=RdfFormat.TURTLE)]


class _Writer:
    """Writes nodes, and remembers which prefixes that took."""

    def __init__(self, base: str, prefixes: Collection[str] = PREFIXES) -> None:
        self.base, self.used = base, set[str]()
        self.spaces = {prefix: PREFIXES[prefix] for prefix in prefixes}

    def head(self, prefixes: Iterable[str]) -> str:
        lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(prefixes)]
        return "".join([f"@base <{self.base}> .\n", *lines])

    def paragraphs(self, triples: Iterable[Triple]) -> Iterator[Paragraph]:
        for subject, group in groupby(in_order(triples), key=lambda triple: triple.subject):
            several = list(group)
            yield Paragraph(_text(subject), self.paragraph(subject, several), len(several))

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
        for prefix, space in self.spaces.items():
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
