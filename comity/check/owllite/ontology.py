"""An RDF graph read as an ontology: which kinds each of its terms has."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rdflib import OWL, RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from .vocabulary import (
    BUILT_IN,
    CHARACTERISTICS,
    NO_KINDS,
    TELLING_TYPES,
    TYPES,
    Kind,
    is_reserved,
    is_unknown_owl,
)

Triple = tuple[Node, Node, Node]


@dataclass(frozen=True)
class Ontology:
    """A graph, with what its triples say about the kind of each term."""

    graph: Graph

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """All triples, in an order that does not change from run to run."""
        return tuple(sorted(self.graph, key=lambda triple: tuple(map(str, triple))))

    @cached_property
    def kinds(self) -> Mapping[Node, frozenset[Kind]]:
        """Every term that has a kind, with its kinds."""
        found: defaultdict[Node, set[Kind]] = defaultdict(set)
        for term, kind in BUILT_IN.items():
            found[term].add(kind)
        for subject, predicate, value in self.triples:
            if predicate == RDF.type:
                found[subject] |= self._kinds_from_type(subject, value)
            elif predicate in (RDF.first, RDF.rest):
                found[subject].add(Kind.LIST)
        found[RDF.nil] = {Kind.LIST}
        return {term: frozenset(kinds) for term, kinds in found.items()}

    def kinds_of(self, node: Node) -> frozenset[Kind]:
        """The kinds of `node`; none where nothing says what it is."""
        if isinstance(node, Literal):
            return frozenset({Kind.LITERAL})
        return self.kinds.get(node, NO_KINDS)

    def of_kind(self, kind: Kind) -> Iterator[Node]:
        """Every term of a kind that the graph, not OWL itself, declares."""
        return (term for term, kinds in self.kinds.items() if kind in kinds and term != RDF.nil)

    def with_predicate(self, *predicates: URIRef) -> Iterator[Triple]:
        """The triples that have one of `predicates`."""
        return (triple for triple in self.triples if triple[1] in predicates)

    def has_type(self, node: Node, type_: URIRef) -> bool:
        """Whether the graph says that `node` is a `type_`."""
        return (node, RDF.type, type_) in self.graph

    def _kinds_from_type(self, subject: Node, value: Node) -> set[Kind]:
        if value in CHARACTERISTICS:
            data = self.has_type(subject, OWL.DatatypeProperty)
            return set() if data else {Kind.OBJECT_PROPERTY}
        if value == OWL.Class and self.has_type(subject, OWL.Restriction):
            return {Kind.RESTRICTION}
        if value == OWL.Class and isinstance(subject, BNode):
            return {Kind.DESCRIPTION}
        if value in TELLING_TYPES:
            return {TELLING_TYPES[value]}
        outside = value in TYPES or is_reserved(value) or is_unknown_owl(value)
        return set() if outside else {Kind.INDIVIDUAL}
