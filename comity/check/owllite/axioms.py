"""Rules about single triples: which kinds of things each construct may join."""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, URIRef

from .finding import Fault
from .ontology import Ontology, Triple
from .vocabulary import PROPERTIES, SYNTAX, TYPES, Kind, is_reserved, is_unknown_owl


@dataclass(frozen=True)
class Signature:
    """What may stand before and after a property."""

    subject: frozenset[Kind]
    value: frozenset[Kind]


def signature(subject: Kind | frozenset[Kind], *values: Kind) -> Signature:
    """A signature of one or more kinds on each side."""
    subjects = frozenset({subject}) if isinstance(subject, Kind) else subject
    return Signature(subjects, frozenset(values))


OBJECT_PAIR = signature(Kind.OBJECT_PROPERTY, Kind.OBJECT_PROPERTY)
DATA_PAIR = signature(Kind.DATA_PROPERTY, Kind.DATA_PROPERTY)
INDIVIDUALS = signature(Kind.INDIVIDUAL, Kind.INDIVIDUAL)


def subclass(ontology: Ontology) -> Iterator[Fault]:
    """A named class is a subclass of a named class or a restriction.

    Reference 8.3: "the subject of rdfs:subClassOf triples be class names and the object of
    rdfs:subClassOf triples be class names or restrictions".
    """
    expected = signature(Kind.CLASS, Kind.CLASS, Kind.RESTRICTION)
    return _misfits(ontology, RDFS.subClassOf, expected)


def equivalent_class(ontology: Ontology) -> Iterator[Fault]:
    """A named class is equivalent to a named class or a restriction.

    Reference 8.3: "the subject of owl:equivalentClass triples be class names and the object of
    owl:equivalentClass triples be class names or restrictions".
    """
    expected = signature(Kind.CLASS, Kind.CLASS, Kind.RESTRICTION)
    return _misfits(ontology, OWL.equivalentClass, expected)


def intersection(ontology: Ontology) -> Iterator[Fault]:
    """A named class is the intersection of a list.

    S&AS 4.1, `Class(classID complete …)`: "classID owl:intersectionOf T(SEQ description1…)".
    """
    return _misfits(ontology, OWL.intersectionOf, signature(Kind.CLASS, Kind.LIST))


def domain(ontology: Ontology) -> Iterator[Fault]:
    """A domain is a named class.

    Reference 8.3: "the object of rdfs:domain triples be class names".
    """
    return _misfits(ontology, RDFS.domain, signature(PROPERTIES, Kind.CLASS))


def range_(ontology: Ontology) -> Iterator[Fault]:
    """A range is a named class or a datatype, as the property's kind asks.

    Reference 8.3: "the object of rdfs:range triples be class names or datatype names".
    """
    return _misfits(
        ontology,
        RDFS.range,
        signature(Kind.OBJECT_PROPERTY, Kind.CLASS),
        signature(Kind.DATA_PROPERTY, Kind.DATATYPE),
    )


def property_hierarchy(ontology: Ontology) -> Iterator[Fault]:
    """Properties that are compared are both of objects or both of data.

    S&AS 2.3.1.3 (`SubPropertyOf`, `EquivalentProperties`); and Reference 7.1: "Annotation
    properties must not be used in property axioms."
    """
    for predicate in (RDFS.subPropertyOf, OWL.equivalentProperty):
        yield from _misfits(ontology, predicate, OBJECT_PAIR, DATA_PAIR)


def inverse(ontology: Ontology) -> Iterator[Fault]:
    """Inverses are object properties.

    Reference 8.2: "inverse of […] can never be specified for datatype properties".
    """
    return _misfits(ontology, OWL.inverseOf, OBJECT_PAIR)


def identity(ontology: Ontology) -> Iterator[Fault]:
    """Individuals said to be the same or different have names.

    Reference 8.2: "Axioms (facts) about individual equality and difference must be about named
    individuals."
    """
    for predicate in (OWL.sameAs, OWL.differentFrom):
        yield from _misfits(ontology, predicate, INDIVIDUALS)
        for triple in ontology.with_predicate(predicate):
            for term in (triple[0], triple[2]):
                if not isinstance(term, URIRef):
                    yield Fault(term, "an individual without a name", triple)


def type_(ontology: Ontology) -> Iterator[Fault]:
    """An individual's type is a named class or a restriction.

    Reference 8.3: "the object of rdf:type triples be class names or restrictions".
    """
    allowed = signature(Kind.INDIVIDUAL, Kind.CLASS, Kind.RESTRICTION)
    for triple in ontology.with_predicate(RDF.type):
        value = triple[2]
        if value not in TYPES and not is_reserved(value) and not is_unknown_owl(value):
            yield from _misfit(ontology, triple, (allowed,))


def fact(ontology: Ontology) -> Iterator[Fault]:
    """An object property joins individuals, a datatype property an individual and a literal.

    S&AS 2.2: `value ::= 'value(' individualvaluedPropertyID individualID ')' | 'value('
    individualvaluedPropertyID individual ')' | 'value(' datavaluedPropertyID dataLiteral ')'`.
    """
    expected = {
        Kind.OBJECT_PROPERTY: INDIVIDUALS,
        Kind.DATA_PROPERTY: signature(Kind.INDIVIDUAL, Kind.LITERAL),
    }
    for triple in ontology.triples:
        signatures = [expected[k] for k in ontology.kinds_of(triple[1]) if k in expected]
        if signatures:
            yield from _misfit(ontology, triple, tuple(signatures))


def ontology_property(ontology: Ontology) -> Iterator[Fault]:
    """An ontology property, owl:imports included, joins ontologies.

    S&AS 4.1, `Annotation(ontologyPropertyID ontologyID)`: the ontologyID is typed owl:Ontology.
    """
    for triple in ontology.triples:
        if Kind.ONTOLOGY_PROPERTY in ontology.kinds_of(triple[1]):
            yield from _misfit(ontology, triple, (signature(Kind.ONTOLOGY, Kind.ONTOLOGY),))


def annotation(ontology: Ontology) -> Iterator[Fault]:
    """Annotations are of names, ontologies and individuals.

    Reference 7.1: "The object of an annotation property must be either a data literal, a URI
    reference, or an individual."
    """
    for triple in ontology.triples:
        if Kind.ANNOTATION_PROPERTY in ontology.kinds_of(triple[1]):
            for term in (triple[0], triple[2]):
                if not isinstance(term, URIRef) and ontology.kinds_of(term) & SYNTAX:
                    yield Fault(term, "not to be annotated, nor an annotation", triple)


def _misfits(ontology: Ontology, predicate: URIRef, *expected: Signature) -> Iterator[Fault]:
    for triple in ontology.with_predicate(predicate):
        yield from _misfit(ontology, triple, expected)


def _misfit(ontology: Ontology, triple: Triple, expected: tuple[Signature, ...]) -> Iterator[Fault]:
    """A fault unless the triple fits a signature, or one of its terms has a fault of its own."""
    subject, value = ontology.kinds_of(triple[0]), ontology.kinds_of(triple[2])
    reported = not subject or not value or Kind.DESCRIPTION in subject | value
    if not reported and not any(subject & s.subject and value & s.value for s in expected):
        found = " and ".join(_words(kinds) for kinds in (subject, value))
        yield Fault(triple[0], f"joins {found}", triple)


def _words(kinds: frozenset[Kind]) -> str:
    return "/".join(sorted(kind.value for kind in kinds))
