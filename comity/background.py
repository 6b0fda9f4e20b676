"""What data refers to and does not describe itself, as validation needs it beside the data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from comity.curated import curated
from comity.leanstore import lean_graph

Triple = tuple[Node, Node, Node]
_PLAIN = {str(XSD.string), str(RDF.langString)}
_REFERENCE = re.compile(r".+[/#]id/((?:state|territory|org|organ|treaty)/.+)")


class Background:
    """What data refers to and does not describe itself: classes, concepts, the reference.

    Args:
        hierarchy: `rdfs:subClassOf` triples.
        descriptions: the triples of concepts and reference entities.
        base: the base of the data's IRIs.
        asked: the properties that shapes can ask for; the rest of a description is left out.
    """

    def __init__(
        self,
        hierarchy: Iterable[ox.Triple],
        descriptions: Iterable[ox.Triple],
        base: str,
        asked: set[Node],
    ) -> None:
        self.base = base
        self.hierarchy = [as_rdflib(t) for t in hierarchy if isinstance(t.object, ox.NamedNode)]
        self._descriptions: dict[Node, list[ox.Triple]] = defaultdict(list)
        self._converted: dict[Node, tuple[Triple, ...]] = {}
        for triple in descriptions:
            if as_rdflib_node(triple.predicate) in asked:
                self._descriptions[_based(as_rdflib_node(triple.subject), base)].append(triple)

    @property
    def described(self) -> Iterable[Node]:
        """What it describes."""
        return self._descriptions.keys()

    def around(self, nodes: Iterable[Node]) -> Iterator[Triple]:
        """The descriptions of these nodes, and of the nodes that those refer to."""
        todo = list(nodes)
        seen = set(todo)
        while todo:
            for triple in self._of(todo.pop()):
                yield triple
                if triple[2] not in seen:
                    seen.add(triple[2])
                    todo.append(triple[2])

    def _of(self, node: Node) -> tuple[Triple, ...]:
        """The description of one node, which many graphs may refer to."""
        if node not in self._converted:
            triples = map(as_rdflib, self._descriptions.get(node, ()))
            based = ((_based(s, self.base), p, _based(o, self.base)) for s, p, o in triples)
            self._converted[node] = tuple(based)
        return self._converted[node]

    def above(self, classes: set[Node]) -> Iterator[Triple]:
        """The part of the hierarchy that lies above these classes."""
        reached = self.superclasses(classes)
        return (triple for triple in self.hierarchy if triple[0] in reached)

    def superclasses(self, classes: set[Node]) -> set[Node]:
        """These classes and all above them."""
        size = 0
        while size != len(classes):
            size = len(classes)
            classes = classes | {high for low, _, high in self.hierarchy if low in classes}
        return classes


@dataclass(slots=True)
class Mixture:
    """Data with the background it refers to.

    Attributes:
        graph: all of it.
        predicates: those that the data uses.
        classes: those that the data has instances of.
        objects: the IRIs that the data refers to, classes left out.
    """

    graph: Graph = field(default_factory=lean_graph)
    predicates: set[Node] = field(default_factory=set)
    classes: set[Node] = field(default_factory=set)
    objects: set[Node] = field(default_factory=set)

    def add(self, triples: Iterable[Triple]) -> None:
        """Data."""
        for triple in triples:
            self.graph.add(triple)
            self.predicates.add(triple[1])
            if triple[1] == RDF.type:
                self.classes.add(triple[2])
            elif isinstance(triple[2], URIRef):
                self.objects.add(triple[2])

    def surround(self, background: Background) -> None:
        """What the data refers to and does not describe, which is not itself validated."""
        classes = set(self.classes)
        for triple in background.around(self.refers_to()):
            self.graph.add(triple)
            if triple[1] == RDF.type:
                classes.add(triple[2])
        for triple in background.above(classes):
            self.graph.add(triple)

    def refers_to(self) -> list[Node]:
        """What is an object of the data, and not described in it."""
        return [node for node in self.objects if (node, None, None) not in self.graph]


def read(*files: Path) -> Iterator[ox.Triple]:
    """The triples of files of comity's own, or of further reference data.

    Raises:
        GazetteerError: where one of them cannot be read.
    """
    for file in files:
        yield from curated(file)


def as_rdflib(triple: ox.Triple) -> Triple:
    """A triple of pyoxigraph as rdflib's; what is written stays as it is written."""
    terms = (triple.subject, triple.predicate, triple.object)
    subject, predicate, value = map(as_rdflib_node, terms)
    return subject, predicate, value


@lru_cache(maxsize=4096)
def _iri(value: str) -> URIRef:
    # rdflib looks at every character of an IRI for those that none may have.
    return URIRef(value)


def as_rdflib_node(node: object) -> Node:
    """A term of pyoxigraph as rdflib's."""
    if isinstance(node, ox.NamedNode):
        return _iri(node.value)
    if isinstance(node, ox.Literal):
        datatype = None if node.datatype.value in _PLAIN else URIRef(node.datatype.value)
        return Literal(node.value, lang=node.language, datatype=datatype, normalize=False)
    return BNode(str(node))


def _based(node: Node, base: str) -> Node:
    """The node; if it is an entity of the reference, with its IRI below `base`."""
    entity = _REFERENCE.fullmatch(node) if isinstance(node, URIRef) else None
    return URIRef(f"{base}id/{entity[1]}") if entity else node
