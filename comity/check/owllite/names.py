"""Rules about names: what may be used at all, typed, and as one kind of thing only."""

from collections.abc import Iterator

from rdflib import OWL, RDF, Literal, URIRef
from rdflib.term import Node

from .finding import Fault
from .ontology import Ontology, Triple
from .vocabulary import (
    ANY_PROPERTY,
    AUXILIARY_TYPES,
    CHARACTERISTICS,
    CLASS_ONLY,
    CONSTRUCTORS,
    FORBIDDEN_IN_LITE,
    TYPES,
    Kind,
    is_property_only,
    is_reserved,
    is_unknown_owl,
)


def forbidden_construct(ontology: Ontology) -> Iterator[Fault]:
    """Lite leaves out six constructs of OWL DL.

    Reference 8.3: "OWL Lite forbids the use of: owl:oneOf, owl:unionOf, owl:complementOf,
    owl:hasValue, owl:disjointWith, owl:DataRange".
    """
    for triple in ontology.triples:
        for term in triple[1:]:
            if term in FORBIDDEN_IN_LITE and not _is_annotation(ontology, triple):
                yield Fault(term, "OWL Lite has no such construct", triple)


def unknown_owl_term(ontology: Ontology) -> Iterator[Fault]:
    """A term in OWL's namespace is one that OWL 1 defines.

    Reference, appendix B lists them all: there is no owl:versionIRI and no owl:NamedIndividual,
    which are OWL 2's, and no owl:sameIndividualAs, which drafts had.
    """
    for triple in ontology.triples:
        for term in _spoken_of(ontology, triple):
            if is_unknown_owl(term):
                yield Fault(term, "not a term of OWL 1", triple)


def reserved_vocabulary(ontology: Ontology) -> Iterator[Fault]:
    """Built-in terms are used in their own place only.

    Reference 8.2: "Most RDF(S) vocabulary cannot be used within OWL DL." S&AS 4.2 gives the
    disallowed vocabulary, and the terms that may be used as classes or properties only.
    """
    for triple in ontology.triples:
        for term in _misplaced(ontology, triple):
            yield Fault(term, "built-in term used out of its place", triple)
    for term, kinds in ontology.kinds.items():
        if (term in CLASS_ONLY and kinds != {Kind.CLASS}) or (
            is_property_only(term) and not kinds <= ANY_PROPERTY
        ):
            yield Fault(term, f"not to be used as {_list(kinds)}")


def untyped(ontology: Ontology) -> Iterator[Fault]:
    """Whatever an ontology speaks of has a type.

    Reference 8.2: "all classes and properties that one refers to are explicitly typed as OWL
    classes or properties, respectively". S&AS 4.1 types datatypes, ontologies and individuals
    too, an individual without another class as an owl:Thing. A term is reported once.
    """
    reported: set[Node] = set()
    for triple in ontology.triples:
        for term in _spoken_of(ontology, triple):
            known = ontology.kinds_of(term) or is_reserved(term) or is_unknown_owl(term)
            if not known and term not in reported:
                reported.add(term)
                yield Fault(term, "nothing says what it is", triple)


def predicate(ontology: Ontology) -> Iterator[Fault]:
    """What joins two terms is a property.

    S&AS 4.1 makes triples with the properties of OWL itself, and with object, datatype,
    annotation and ontology properties, and no others.
    """
    for triple in ontology.triples:
        kinds = ontology.kinds_of(triple[1])
        if kinds and not kinds & ANY_PROPERTY:
            yield Fault(triple[1], f"{_list(kinds)}, not a property", triple)


def literal_datatype(ontology: Ontology) -> Iterator[Fault]:
    """What a literal is typed with is a datatype.

    S&AS 2, `typedLiteral ::= lexicalForm^^URIreference`: the reference is of a datatype, built in
    or declared as an rdfs:Datatype; rdf:HTML and rdf:langString came after OWL 1.
    """
    for triple in ontology.triples:
        datatype = triple[2].datatype if isinstance(triple[2], Literal) else None
        if datatype is not None and datatype != RDF.langString:  # a language-tagged string
            kinds = ontology.kinds_of(datatype)
            if is_reserved(datatype) or (kinds and Kind.DATATYPE not in kinds):
                yield Fault(datatype, "not a datatype", triple)


def separation(ontology: Ontology) -> Iterator[Fault]:
    """A name is a name of one kind of thing.

    Reference 8.2: "OWL DL requires a pairwise separation between classes, datatypes, datatype
    properties, object properties, annotation properties, ontology properties (i.e., the import
    and versioning stuff), individuals, data values and the built-in vocabulary."
    """
    for term, kinds in ontology.kinds.items():
        if len(kinds) > 1:
            yield Fault(term, f"used as {_list(kinds)}")


def auxiliary_type(ontology: Ontology) -> Iterator[Fault]:
    """A type that only adds to another is added to a fitting one.

    S&AS 4.1: rdfs:Class, rdf:Property, owl:DeprecatedClass, owl:DeprecatedProperty and
    owl:FunctionalProperty come with the triple that makes the name a class or a property.
    """
    for triple in ontology.with_predicate(RDF.type):
        allowed = AUXILIARY_TYPES.get(triple[2])
        kinds = ontology.kinds_of(triple[0])
        if allowed is not None and kinds and not kinds & allowed:
            yield Fault(triple[0], f"a type that does not go with {_list(kinds)}", triple)


def data_property_characteristic(ontology: Ontology) -> Iterator[Fault]:
    """Four characteristics are for object properties only.

    Reference 8.2: "inverse of, inverse functional, symmetric, and transitive can never be
    specified for datatype properties".
    """
    for triple in ontology.with_predicate(RDF.type):
        if triple[2] in CHARACTERISTICS and ontology.has_type(triple[0], OWL.DatatypeProperty):
            yield Fault(triple[0], "not a characteristic of a datatype property", triple)


def _spoken_of(ontology: Ontology, triple: Triple) -> Iterator[Node]:
    """The terms of a triple that need a kind: all but an annotation's IRI, which may be any."""
    subject, predicate, value = triple
    yield subject
    yield predicate
    if isinstance(value, Literal):
        if value.datatype is not None:
            yield value.datatype
    elif not (isinstance(value, URIRef) and _is_annotation(ontology, triple)):
        yield value


def _misplaced(ontology: Ontology, triple: Triple) -> Iterator[Node]:
    subject, predicate, value = triple
    if is_reserved(subject) and triple != (RDF.nil, RDF.type, RDF.List):
        yield subject
    if is_reserved(predicate) and predicate not in CONSTRUCTORS:
        yield predicate
    if not is_reserved(value) or value == RDF.nil or _is_annotation(ontology, triple):
        return
    if predicate != RDF.type or value not in TYPES:
        yield value


def _is_annotation(ontology: Ontology, triple: Triple) -> bool:
    return Kind.ANNOTATION_PROPERTY in ontology.kinds_of(triple[1])


def _list(kinds: frozenset[Kind]) -> str:
    return " and ".join(sorted(kind.value for kind in kinds))
