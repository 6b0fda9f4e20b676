"""Rules about what several triples make together: restrictions, lists, blank nodes."""

from collections.abc import Iterator

from rdflib import OWL, RDF, XSD, BNode, Literal, URIRef
from rdflib.term import Node

from .finding import Fault
from .ontology import Ontology
from .vocabulary import (
    CARDINALITIES,
    CONSTRAINTS,
    INTEGER_TYPES,
    PROPERTIES,
    VALUES_FROM,
    Kind,
)

WELL_FORMED = frozenset({RDF.type, OWL.onProperty, *CONSTRAINTS})


def anonymous_class(ontology: Ontology) -> Iterator[Fault]:
    """A class without a name is a restriction.

    Reference 8.3 asks for "class names or restrictions" wherever OWL DL takes a description.
    """
    for node in ontology.of_kind(Kind.DESCRIPTION):
        yield Fault(node, "a class that is neither named nor a restriction")


def restriction(ontology: Ontology) -> Iterator[Fault]:
    """A restriction is a blank node with one property and one constraint, and nothing else.

    Reference 8.2: "All axioms must be well-formed, with no missing or extra components". S&AS
    4.1, `restriction(ID …)`: "_:x rdf:type owl:Restriction . […] _:x owl:onProperty T(ID)".
    """
    for node in ontology.of_kind(Kind.RESTRICTION):
        triples = list(ontology.graph.predicate_objects(node))
        constraints = [value for predicate, value in triples if predicate in CONSTRAINTS]
        if not isinstance(node, BNode):
            yield Fault(node, "a restriction with a name")
        if len(list(ontology.graph.objects(node, OWL.onProperty))) != 1:
            yield Fault(node, "a restriction needs exactly one owl:onProperty")
        if len(constraints) != 1:
            yield Fault(node, f"a restriction with {len(constraints)} constraints")
        if any(predicate not in WELL_FORMED for predicate, _ in triples):
            yield Fault(node, "a restriction with further components")


def restriction_parts(ontology: Ontology) -> Iterator[Fault]:
    """A restriction's components belong to restrictions.

    S&AS 4.1 produces owl:onProperty, owl:allValuesFrom, owl:someValuesFrom and the cardinalities
    for `restriction(ID …)` only, where "T(ID)" is an object or a datatype property.
    """
    for triple in ontology.with_predicate(OWL.onProperty, *CONSTRAINTS):
        subject, value = ontology.kinds_of(triple[0]), ontology.kinds_of(triple[2])
        if subject and not subject & {Kind.RESTRICTION, Kind.DESCRIPTION}:
            yield Fault(triple[0], "not a restriction", triple)
        if triple[1] == OWL.onProperty and value and not value & PROPERTIES:
            yield Fault(triple[2], "a restriction on what has no values", triple)


def values_from(ontology: Ontology) -> Iterator[Fault]:
    """Values come from a named class or a datatype, as the property's kind asks.

    Reference 8.3: "the object of owl:allValuesFrom and owl:someValuesFrom triples be class names
    or datatype names".
    """
    expected = {Kind.OBJECT_PROPERTY: Kind.CLASS, Kind.DATA_PROPERTY: Kind.DATATYPE}
    for triple in ontology.with_predicate(*VALUES_FROM):
        value = ontology.kinds_of(triple[2])
        for on_property in ontology.graph.objects(triple[0], OWL.onProperty):
            wanted = {expected[k] for k in ontology.kinds_of(on_property) if k in expected}
            if wanted and value and Kind.DESCRIPTION not in value and not value & wanted:
                yield Fault(triple[2], "neither a name nor of the property's kind", triple)


def cardinality(ontology: Ontology) -> Iterator[Fault]:
    """A cardinality is 0 or 1.

    S&AS 2.3.1.2: `cardinality ::= 'minCardinality(0)' | 'minCardinality(1)' | …`. S&AS 4.2 allows
    other integer types: "constructions like "1"^^xsd:integer so long as the data value so encoded
    is a non-negative integer".
    """
    for triple in ontology.with_predicate(*CARDINALITIES):
        value = triple[2]
        if not isinstance(value, Literal) or not _is_zero_or_one(value):
            yield Fault(triple[0], "a cardinality other than 0 and 1", triple)


def list_(ontology: Ontology) -> Iterator[Fault]:
    """A list is a chain of blank nodes, each with one first and one rest, that ends in rdf:nil.

    S&AS 4.1, `SEQ item1…itemn`: "_:l1 rdf:type rdf:List . [opt] _:l1 rdf:first T(item1) .
    _:l1 rdf:rest _:l2 . […] _:ln rdf:rest rdf:nil ."
    """
    for node in ontology.of_kind(Kind.LIST):
        predicates = [p for p in ontology.graph.predicates(node) if p != RDF.type]
        rest = ontology.graph.value(node, RDF.rest, any=True)
        if not isinstance(node, BNode):
            yield Fault(node, "a list with a name")
        if len(predicates) != 2 or set(predicates) != {RDF.first, RDF.rest}:
            yield Fault(node, "a list needs one rdf:first, one rdf:rest and nothing else")
        if rest is not None and Kind.LIST not in ontology.kinds_of(rest):
            yield Fault(node, "a list whose rest is not a list")


def intersection_members(ontology: Ontology) -> Iterator[Fault]:
    """An intersection has members, each a class name or a restriction.

    Reference 8.3: "owl:intersectionOf be used only on lists of length greater than one that
    contain only class names and restrictions". One member is accepted all the same: S&AS 2.3.1.1,
    which has the last word, has `'Class(' classID ['Deprecated'] modality { annotation } { super }
    ')'`, and the test suite's equivalentClass/premises004 is Lite with one.
    """
    for triple in ontology.with_predicate(OWL.intersectionOf):
        members = _members(ontology, triple[2])
        if not members:
            yield Fault(triple[0], "an intersection of nothing", triple)
        for member in members:
            kinds = ontology.kinds_of(member)
            if kinds and not kinds & {Kind.CLASS, Kind.RESTRICTION, Kind.DESCRIPTION}:
                yield Fault(member, "not a class in an intersection", triple)


def all_different(ontology: Ontology) -> Iterator[Fault]:
    """An owl:AllDifferent is a blank node with one list of two or more named individuals.

    S&AS 4.1, `DifferentIndividuals(…)`: "_:x rdf:type owl:AllDifferent . _:x
    owl:distinctMembers T(SEQ iID1…iIDn) ."
    """
    for node in ontology.of_kind(Kind.ALL_DIFFERENT):
        lists = list(ontology.graph.objects(node, OWL.distinctMembers))
        extra = set(ontology.graph.predicates(node)) - {RDF.type, OWL.distinctMembers}
        if len(lists) != 1 or extra or not isinstance(node, BNode):
            yield Fault(node, "needs one owl:distinctMembers, nothing else, and no name")
        for members in lists:
            yield from _not_individuals(ontology, node, _members(ontology, members))
    for triple in ontology.with_predicate(OWL.distinctMembers):
        if Kind.ALL_DIFFERENT not in ontology.kinds_of(triple[0]):
            yield Fault(triple[0], "not an owl:AllDifferent", triple)


def blank_node_tree(ontology: Ontology) -> Iterator[Fault]:
    """Blank nodes form trees: no sharing, no loose ends, no cycles.

    Reference 8.2: axioms "must form a tree-like structure". S&AS 4.1 makes a new blank node for
    each restriction and list where it is used, and each unnamed individual where it is nested.
    """
    for node, kinds in ontology.kinds.items():
        if isinstance(node, BNode):
            uses = sum(1 for _ in ontology.graph.subject_predicates(node))
            fewest, most = _uses_allowed(kinds)
            if not fewest <= uses <= most:
                yield Fault(node, f"is used {uses} times, not {fewest} to {most}")
            if _reaches_itself(ontology, node):
                yield Fault(node, "is on a cycle of blank nodes")


def _uses_allowed(kinds: frozenset[Kind]) -> tuple[int, int]:
    """The fewest and most triples a blank node may be the object of."""
    if kinds & {Kind.RESTRICTION, Kind.LIST, Kind.DESCRIPTION}:
        return 1, 1
    return (0, 0) if kinds & {Kind.ALL_DIFFERENT, Kind.ONTOLOGY} else (0, 1)


def _is_zero_or_one(literal: Literal) -> bool:
    numeric = literal.datatype in INTEGER_TYPES | {XSD.decimal}
    return numeric and literal.value is not None and literal.value in (0, 1)


def _not_individuals(ontology: Ontology, node: Node, members: list[Node]) -> Iterator[Fault]:
    if len(members) < 2:
        yield Fault(node, "fewer than two are said to be different")
    for member in members:
        kinds = ontology.kinds_of(member)
        if not isinstance(member, URIRef) or (kinds and Kind.INDIVIDUAL not in kinds):
            yield Fault(member, "not a named individual among the different")


def _members(ontology: Ontology, head: Node) -> list[Node]:
    """The members of a list, as far as it is well formed."""
    members: list[Node] = []
    seen: set[Node] = set()
    node: Node | None = head
    while node is not None and node != RDF.nil and node not in seen:
        seen.add(node)
        members += ontology.graph.objects(node, RDF.first)
        node = ontology.graph.value(node, RDF.rest, any=True)
    return members


def _reaches_itself(ontology: Ontology, start: BNode) -> bool:
    seen: set[Node] = set()
    waiting: list[Node] = [start]
    while waiting:
        for value in ontology.graph.objects(waiting.pop()):
            if value == start:
                return True
            if isinstance(value, BNode) and value not in seen:
                seen.add(value)
                waiting.append(value)
    return False
