"""The built-in terms of OWL 1, RDF and RDF Schema, and what an ontology may do with each.

S&AS 4.2 sorts the terms of RDF and RDF Schema into a disallowed vocabulary, of which an ontology
can speak only through the constructs of OWL, and a class-only, a datatype-only and a
property-only vocabulary, which it may declare and use as such.
"""

import re
from enum import Enum

from rdflib import OWL, RDF, RDFS, XSD, URIRef
from rdflib.term import Node


class Kind(Enum):
    """What a term denotes. A name may have one kind only (Reference 8.2)."""

    CLASS = "class"
    DATATYPE = "datatype"
    OBJECT_PROPERTY = "object property"
    DATA_PROPERTY = "datatype property"
    ANNOTATION_PROPERTY = "annotation property"
    ONTOLOGY_PROPERTY = "ontology property"
    ONTOLOGY = "ontology"
    INDIVIDUAL = "individual"
    RESTRICTION = "restriction"
    DESCRIPTION = "anonymous class"
    LIST = "list"
    ALL_DIFFERENT = "owl:AllDifferent"
    LITERAL = "literal"


NO_KINDS: frozenset[Kind] = frozenset()
PROPERTIES = frozenset({Kind.OBJECT_PROPERTY, Kind.DATA_PROPERTY})
ANY_PROPERTY = PROPERTIES | {Kind.ANNOTATION_PROPERTY, Kind.ONTOLOGY_PROPERTY}
SYNTAX = frozenset({Kind.RESTRICTION, Kind.DESCRIPTION, Kind.LIST, Kind.ALL_DIFFERENT})


def _xsd(names: str) -> frozenset[URIRef]:
    return frozenset(XSD[name] for name in names.split())


# S&AS 2, the built-in OWL datatypes; xsd:duration, xsd:QName and the list types are not among them.
INTEGER_TYPES = _xsd(
    "integer nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger long int short "
    "byte unsignedLong unsignedInt unsignedShort unsignedByte"
)
DATATYPES = INTEGER_TYPES | _xsd(
    "string boolean decimal float double dateTime time date gYearMonth gYear gMonthDay gDay "
    "gMonth hexBinary base64Binary anyURI normalizedString token language NMTOKEN Name NCName"
)

BUILT_IN: dict[Node, Kind] = {
    OWL.Thing: Kind.CLASS,
    OWL.Nothing: Kind.CLASS,
    RDFS.Literal: Kind.DATATYPE,
    RDF.XMLLiteral: Kind.DATATYPE,
    **dict.fromkeys(DATATYPES, Kind.DATATYPE),
    **dict.fromkeys(
        (OWL.versionInfo, RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy),
        Kind.ANNOTATION_PROPERTY,
    ),
    **dict.fromkeys(
        (OWL.imports, OWL.priorVersion, OWL.backwardCompatibleWith, OWL.incompatibleWith),
        Kind.ONTOLOGY_PROPERTY,
    ),
}

# Types that say what a term is.
TELLING_TYPES: dict[Node, Kind] = {
    OWL.Class: Kind.CLASS,
    RDFS.Datatype: Kind.DATATYPE,
    OWL.ObjectProperty: Kind.OBJECT_PROPERTY,
    OWL.DatatypeProperty: Kind.DATA_PROPERTY,
    OWL.AnnotationProperty: Kind.ANNOTATION_PROPERTY,
    OWL.OntologyProperty: Kind.ONTOLOGY_PROPERTY,
    OWL.Ontology: Kind.ONTOLOGY,
    OWL.Restriction: Kind.RESTRICTION,
    OWL.AllDifferent: Kind.ALL_DIFFERENT,
    RDF.List: Kind.LIST,
}

# S&AS 4.1: each of these makes owl:ObjectProperty optional.
CHARACTERISTICS = frozenset(
    {OWL.InverseFunctionalProperty, OWL.SymmetricProperty, OWL.TransitiveProperty}
)

# Types that only add to one that tells, with the kinds they may be added to.
AUXILIARY_TYPES: dict[Node, frozenset[Kind]] = {
    RDFS.Class: frozenset({Kind.CLASS, Kind.DATATYPE, Kind.RESTRICTION, Kind.DESCRIPTION}),
    RDF.Property: ANY_PROPERTY,
    OWL.DeprecatedClass: frozenset({Kind.CLASS, Kind.DATATYPE}),
    OWL.DeprecatedProperty: PROPERTIES,
    OWL.FunctionalProperty: PROPERTIES,
}

FORBIDDEN_IN_LITE = frozenset(
    {OWL.oneOf, OWL.unionOf, OWL.complementOf, OWL.hasValue, OWL.disjointWith, OWL.DataRange}
)
CARDINALITIES = frozenset({OWL.cardinality, OWL.minCardinality, OWL.maxCardinality})
VALUES_FROM = frozenset({OWL.allValuesFrom, OWL.someValuesFrom})
CONSTRAINTS = CARDINALITIES | VALUES_FROM | {OWL.hasValue}

# The properties that the mapping of S&AS 4.1 itself uses.
CONSTRUCTORS = CONSTRAINTS | {
    RDF.type,
    RDF.first,
    RDF.rest,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.intersectionOf,
    OWL.unionOf,
    OWL.complementOf,
    OWL.oneOf,
    OWL.disjointWith,
    OWL.inverseOf,
    OWL.onProperty,
    OWL.sameAs,
    OWL.differentFrom,
    OWL.distinctMembers,
}
TYPES = frozenset(TELLING_TYPES) | frozenset(AUXILIARY_TYPES) | CHARACTERISTICS | {OWL.DataRange}

OWL_TERMS = frozenset(
    term for term in {*BUILT_IN, *CONSTRUCTORS, *TYPES} if str(term).startswith(str(OWL))
)

CLASS_ONLY = frozenset({RDF.Statement, RDF.Seq, RDF.Bag, RDF.Alt})
PROPERTY_ONLY = frozenset({RDF.subject, RDF.predicate, RDF.object, RDF.value})
_MEMBERSHIP = re.compile(re.escape(str(RDF)) + r"_[1-9][0-9]*$")


def is_property_only(node: Node) -> bool:
    """Whether `node` is an RDF property that S&AS 4.2 allows to be declared."""
    return node in PROPERTY_ONLY or _MEMBERSHIP.match(str(node)) is not None


def is_unknown_owl(node: Node) -> bool:
    """Whether `node` is in OWL's namespace and not a term of OWL 1."""
    return isinstance(node, URIRef) and str(node).startswith(str(OWL)) and node not in OWL_TERMS


def is_reserved(node: Node) -> bool:
    """Whether `node` is of the disallowed vocabulary of S&AS 4.2."""
    # str first: rdflib's own startswith takes no tuple.
    if not isinstance(node, URIRef) or not str(node).startswith((str(RDF), str(RDFS), str(OWL))):
        return False
    if node in BUILT_IN or node in CLASS_ONLY or is_property_only(node):
        return False
    return not is_unknown_owl(node)
