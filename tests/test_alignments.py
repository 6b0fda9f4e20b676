"""The alignments name terms that exist, conclude nothing wrong, and stay out of builds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from comity import resources
from comity.check.owllite import check
from comity.reference import reference_turtle
from comity.terms import HOME, PREFIXES, Terms

TESTS = Path(__file__).parent
W3C = TESTS.parents[1] / "shared" / "w3c" / "ns"
COMITY = PREFIXES["comity"]
SEEN = yaml.safe_load((TESTS / "alignments.yaml").read_text("utf-8"))
FILES = sorted((resources.ontology() / "alignments").glob("*.ttl"))
MATCHES = {SKOS[f"{kind}Match"] for kind in ("exact", "close", "broad", "narrow", "related")}
AXIOMS = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty}
IN_SHARED = {
    "Organization Ontology": "org.ttl",
    "PROV-O": "prov-o.ttl",
    "OWL-Time": "time.ttl",
    "Web Annotation": "oa.ttl",
}

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def alignment(file: Path) -> Graph:
    return Graph().parse(file)


@cache
def ontology() -> Graph:
    return Graph().parse(resources.ontology() / "comity.ttl")


def mappings(file: Path) -> list[tuple[str, URIRef, str]]:
    """Comity's term, the relation and the term of others."""
    return [
        (str(s), p, str(o))
        for s, p, o in alignment(file)
        if isinstance(p, URIRef) and str(s).startswith(COMITY) and p != SKOS.scopeNote
    ]


def seen() -> set[str]:
    return {f"{entry['namespace']}{term}" for entry in SEEN.values() for term in entry["terms"]}


def test_the_vocabularies_of_the_field_each_have_a_file() -> None:
    needed = {"schema-org", "popolo", "wikidata", "sem", "followthemoney", "w3c"}
    assert {file.stem for file in FILES} == needed


@each_file
def test_a_file_says_what_it_is(file: Path) -> None:
    header = URIRef(f"{HOME}alignments/{file.stem}")
    assert set(alignment(file).subjects(RDF.type, OWL.Ontology)) == {header}
    for part in ("title", "description", "creator", "license", "source"):
        assert alignment(file).value(header, DCTERMS[part]), part


@each_file
def test_only_terms_of_comity_are_mapped_and_by_known_relations(file: Path) -> None:
    rows = mappings(file)
    assert rows
    declared = {str(s) for s in ontology().subjects(RDF.type)}
    for term, relation, _ in rows:
        assert term in declared, term
        assert relation in MATCHES | AXIOMS, relation


@each_file
def test_a_note_on_a_mapping_is_a_sentence(file: Path) -> None:
    for note in alignment(file).objects(None, SKOS.scopeNote):
        assert isinstance(note, Literal)
        assert note.language == "en"
        assert str(note).endswith(".")


def test_a_term_of_others_was_seen_before_it_was_mapped() -> None:
    used = {other for file in FILES for _, _, other in mappings(file)}
    assert used == seen()
    assert all(entry["version"] and entry["seen_in"] for entry in SEEN.values())


def test_no_term_is_mapped_twice_to_one_other() -> None:
    for file in FILES:
        pairs = [(term, other) for term, _, other in mappings(file)]
        assert len(pairs) == len(set(pairs)), file.stem


@each_file
def test_ontology_and_alignment_together_are_owl_lite(file: Path) -> None:
    assert [str(finding) for finding in check(ontology() + alignment(file))] == []


@pytest.mark.skipif(not W3C.is_dir(), reason="needs ../shared/w3c")
@pytest.mark.parametrize("vocabulary", IN_SHARED)
def test_a_term_of_the_w3c_is_in_its_namespace_document(vocabulary: str) -> None:
    document, entry = Graph().parse(W3C / IN_SHARED[vocabulary]), SEEN[vocabulary]
    for term in entry["terms"]:
        assert (URIRef(f"{entry['namespace']}{term}"), RDF.type, None) in document, term


def test_a_build_holds_no_alignment() -> None:
    written = reference_turtle(Terms()).decode()
    assert not any(word in written for word in ("Match", "alignments/"))
