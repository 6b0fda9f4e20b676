"""The rule that keeps OWL DL and OWL Lite decidable: transitive properties are simple."""

from collections import defaultdict
from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS
from rdflib.term import Node

from .finding import Fault
from .ontology import Ontology
from .vocabulary import CARDINALITIES


def transitive_cardinality(ontology: Ontology) -> Iterator[Fault]:
    """A transitive property is not counted, nor are its inverses and superproperties.

    Reference 8.2: "OWL DL requires that no cardinality constraints (local nor global) can be
    placed on transitive properties or their inverses or any of their superproperties. Global
    cardinality constraints are implied when the property is a functional or an inverse-functional
    property." S&AS 2.3.1.3 calls a property that is counted in one of these ways complex.
    """
    counted = _counted(ontology)
    for node, _, type_ in ontology.with_predicate(RDF.type):
        if type_ == OWL.TransitiveProperty and node in counted:
            yield Fault(node, "transitive, and it, an inverse or a superproperty is counted")


def _counted(ontology: Ontology) -> set[Node]:
    """The properties with a cardinality, their subproperties and inverses, and so on."""
    follows = _inheritance(ontology)
    counted: set[Node] = set()
    waiting = list(_counted_directly(ontology))
    while waiting:
        node = waiting.pop()
        if node not in counted:
            counted.add(node)
            waiting.extend(follows[node])
    return counted


def _counted_directly(ontology: Ontology) -> Iterator[Node]:
    yield from ontology.graph.subjects(RDF.type, OWL.FunctionalProperty)
    yield from ontology.graph.subjects(RDF.type, OWL.InverseFunctionalProperty)
    for triple in ontology.with_predicate(*CARDINALITIES):
        yield from ontology.graph.objects(triple[0], OWL.onProperty)


def _inheritance(ontology: Ontology) -> defaultdict[Node, set[Node]]:
    """From each property to those that are counted when it is."""
    follows: defaultdict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, value in ontology.with_predicate(
        RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf
    ):
        follows[value].add(subject)
        if predicate != RDFS.subPropertyOf:
            follows[subject].add(value)
    return follows
