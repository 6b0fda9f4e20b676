"""The ontology and the schemes say what the engine's enumerations and code take for granted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from comity import resources
from comity.dates import DateBasis
from comity.model import Form, Kind, Modality, OfficeStatus, Polarity, Predicate
from comity.terms import HOME, PREFIXES

COMITY = Namespace(PREFIXES["comity"])
TERM_STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
PREFIX, NAMESPACE = (
    f"http://purl.org/vocab/vann/preferredNamespace{part}" for part in ("Prefix", "Uri")
)
ENUMERATIONS: dict[str, type[StrEnum]] = {
    "predicate": Predicate,
    "polarity": Polarity,
    "modality": Modality,
    "form": Form,
    "date-basis": DateBasis,
    "office-status": OfficeStatus,
    "kind": Kind,
}
LEGAL = {
    *("signatory", "party", "member", "associate", "observer", "candidate", "partner"),
    *("withdrawing", "withdrawn", "expelled", "membership-suspended"),
}
ENGAGEMENT = {"active", "reduced", "participation-suspended", "absent", "resumed"}
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


@cache
def ontology() -> Graph:
    return Graph().parse(resources.ontology() / "comity.ttl")


@cache
def schemes() -> Graph:
    graph = Graph()
    for file in scheme_files():
        graph.parse(file)
    return graph


def scheme_files() -> list[Path]:
    return sorted((resources.ontology() / "schemes").glob("*.ttl"))


def scheme(slug: str) -> URIRef:
    return URIRef(f"{HOME}concept/{slug}")


def notations(slug: str) -> set[str]:
    members = schemes().subjects(SKOS.inScheme, scheme(slug))
    return {str(schemes().value(concept, SKOS.notation)) for concept in members}


@cache
def sample_graphs() -> tuple[ox.Triple, ...]:
    """Every triple of the committed build of the sample articles."""
    folder = Path(__file__).parents[1] / "triples"
    files = [*folder.glob("articles/*.ttl"), folder / "facts.ttl", folder / "reference.ttl"]
    return tuple(quad.triple for file in files for quad in ox.parse(path=file))


def ours_in(graph: Iterable[ox.Triple]) -> set[str]:
    """The terms and concepts of comity that stand anywhere in the triples."""
    nodes = {str(part.value) for t in graph for part in (t.predicate, t.object)}
    return {node for node in nodes if node.startswith((COMITY, f"{HOME}concept/"))}


def written_by_the_engine() -> set[str]:
    """The terms that the engine's code names, by `term` or as a value's keyword."""
    files = Path(resources.__file__).parent.rglob("*.py")
    named = re.compile(r'"(\w+)"|\b(\w+)=(?!=)')
    words = {w for f in files for pair in named.findall(f.read_text("utf-8")) for w in pair}
    return {term for term in map(str, own_terms()) if term.removeprefix(COMITY) in words}


def needed_by_the_shapes() -> set[str]:
    files = (resources.ontology() / "shapes").glob("*.ttl")
    return {str(node) for file in files for triple in Graph().parse(file) for node in triple}


def own_terms() -> list[Node]:
    return sorted({s for s in ontology().subjects(RDF.type) if str(s).startswith(COMITY)})


@cache
def declared() -> set[str]:
    kinds = (OWL.Class, *PROPERTIES)
    return {str(s) for kind in kinds for s in ontology().subjects(RDF.type, kind)}


@pytest.mark.parametrize("term", own_terms())
def test_every_term_explains_itself(term: URIRef) -> None:
    for prop in (RDFS.label, SKOS.definition, SKOS.example):
        values = list(ontology().objects(term, prop))
        assert len(values) == 1
        assert isinstance(values[0], Literal)
        assert values[0].language == "en"
    assert ontology().value(term, RDFS.isDefinedBy) == URIRef(f"{HOME}ns")
    assert ontology().value(term, TERM_STATUS) == Literal("testing")


def test_every_scheme_and_concept_explains_itself() -> None:
    graph = schemes()
    for kind in (SKOS.ConceptScheme, SKOS.Concept):
        for node in graph.subjects(RDF.type, kind):
            for prop in (SKOS.prefLabel, SKOS.definition, SKOS.example):
                (value,) = graph.objects(node, prop)
                assert isinstance(value, Literal)
                assert value.language == "en"
                assert value.strip() == str(value) != ""
            assert list(graph.objects(node, RDFS.isDefinedBy)) == [URIRef(f"{HOME}ns")]


def test_the_header_says_whose_it_is_and_how_to_cite_it() -> None:
    header = URIRef(f"{HOME}ns")
    stated = {str(p): str(o) for p, o in ontology().predicate_objects(header)}
    parts = ("title", "description", "creator", "publisher", "license", "language")
    dates = ("created", "modified")
    needed = [DCTERMS[part] for part in (*parts, *dates, "bibliographicCitation", "hasVersion")]
    assert {*map(str, needed), str(OWL.versionInfo), PREFIX, NAMESPACE} <= set(stated)
    version = stated[str(OWL.versionInfo)]
    assert stated[str(DCTERMS.hasVersion)] == f"{header}/{version}"
    assert version in stated[str(DCTERMS.bibliographicCitation)]
    assert (stated[PREFIX], stated[NAMESPACE]) == ("comity", str(COMITY))
    assert stated[str(DCTERMS.created)] <= stated[str(DCTERMS.modified)]
    assert str(OWL.priorVersion) not in stated, "the first version has none"


def test_every_term_is_written_by_the_engine_or_needed_by_the_shapes() -> None:
    own = {str(term) for term in own_terms()}
    with_schemes = ours_in(sample_graphs())
    assert own - with_schemes - written_by_the_engine() - needed_by_the_shapes() == set()


def test_the_sample_build_writes_only_declared_terms_and_concepts() -> None:
    concepts = {str(s) for s in schemes().subjects(RDF.type)}
    assert ours_in(sample_graphs()) <= declared() | concepts


def test_terms_of_others_are_typed_and_say_whose_they_are() -> None:
    foreign = declared() - {str(term) for term in own_terms()}
    assert foreign
    for term in foreign:
        node = URIRef(term)
        assert ontology().value(node, RDFS.isDefinedBy) != URIRef(f"{HOME}ns")
        assert ontology().value(node, RDFS.comment), f"{term} does not say how it is used here"


def test_nothing_is_both_a_class_and_a_property() -> None:
    for term in declared():
        kinds = set(ontology().objects(URIRef(term), RDF.type)) & {OWL.Class, *PROPERTIES}
        assert len(kinds) == 1, f"{term} is {kinds}"


def test_superclasses_stay_inside_owl_2_rl() -> None:
    assert not set(ontology().predicates()) & {OWL.someValuesFrom, OWL.minCardinality}
    assert OWL.cardinality not in set(ontology().predicates())
    assert {int(o) for o in ontology().objects(None, OWL.maxCardinality)} == {1}


def test_datatypes_are_those_of_owl_2_rl_and_date() -> None:
    ranges = {r for r in ontology().objects(None, RDFS.range) if str(r).startswith(str(XSD))}
    rl = {XSD.string, XSD.boolean, XSD.integer, XSD.decimal, XSD.nonNegativeInteger, XSD.anyURI}
    assert ranges <= {*rl, XSD.date}


def test_nothing_is_imported() -> None:
    assert not list(ontology().subject_objects(OWL.imports))


@pytest.mark.parametrize("slug", ENUMERATIONS)
def test_a_scheme_has_exactly_the_values_of_its_enumeration(slug: str) -> None:
    assert notations(slug) == {str(value) for value in ENUMERATIONS[slug]}


def test_every_status_is_of_one_track() -> None:
    by_track: dict[str, set[str]] = {"legal": set(), "engagement": set()}
    for concept in schemes().subjects(SKOS.inScheme, scheme("status")):
        (track,) = schemes().objects(concept, COMITY.track)
        by_track[str(track).rsplit("/", 1)[1]].add(str(concept).rsplit("/", 1)[1])
    assert by_track == {"legal": LEGAL, "engagement": ENGAGEMENT}


@pytest.mark.parametrize("file", scheme_files(), ids=lambda file: file.stem)
def test_a_scheme_file_holds_one_scheme_of_complete_concepts(file: Path) -> None:
    graph = Graph().parse(file)
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme(file.stem)]
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme(file.stem)]
        (notation,) = graph.objects(concept, SKOS.notation)
        assert str(concept) == f"{scheme(file.stem)}/{notation}"
        for prop in (SKOS.prefLabel, SKOS.definition):
            (value,) = graph.objects(concept, prop)
            assert isinstance(value, Literal)
            assert value.language == "en"


def test_schemes_refer_to_concepts_that_exist() -> None:
    concepts = set(schemes().subjects(RDF.type, SKOS.Concept))
    links = (COMITY.startsStatus, COMITY.attestsStatus, COMITY.endsStatus, COMITY.track)
    for link in (*links, SKOS.broader):
        assert set(schemes().objects(None, link)) <= concepts


def test_no_predicate_both_starts_and_attests_a_status() -> None:
    starts = set(schemes().subjects(COMITY.startsStatus))
    assert not starts & set(schemes().subjects(COMITY.attestsStatus))


@pytest.mark.parametrize(
    "file", sorted(resources.ontology().glob("*/*.ttl")), ids=lambda f: f"{f.parent.name}/{f.stem}"
)
def test_our_turtle_uses_only_declared_terms(file: Path) -> None:
    graph = Graph().parse(file)
    used = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    ours = {str(term) for term in used if str(term).startswith((COMITY, str(SKOS)))}
    here = {str(term) for term in graph.subjects(RDF.type, OWL.AnnotationProperty)}
    assert ours <= declared() | here


def test_the_engine_uses_only_declared_terms() -> None:
    for file in sorted(Path(resources.__file__).parent.rglob("*.py")):
        code = file.read_text(encoding="utf-8")
        used = {f"{COMITY}{local}" for local in re.findall(r'\bterm\("(\w+)"\)', code)}
        assert used <= declared(), f"{file.name} uses {used - declared()}"
