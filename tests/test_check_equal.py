"""Queries first and pySHACL on the rest finds what pySHACL alone finds, on whatever graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from rdflib import RDF, SH, Graph

from comity.background import as_rdflib
from comity.check.engine import Checker
from comity.check.reporting import names_of
from comity.errors import SourceError
from comity.findings import Finding
from comity.results import finding_of, path_names

PREFIXES = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
TERMS = (
    *("e:a", "e:b", "e:c", "_:x", "e:A", "e:B", '"x"', '"y"@en', '"y"@en-GB', '"z"@fr', "1", "01"),
    *('"1"^^xsd:int', '"007"^^xsd:int', "2.0", "2.00", "3e0", "true", '"1"^^xsd:boolean', '"x\\n"'),
    *('"2024-02-31"^^xsd:date', '"2024-02-28"^^xsd:date', '"2024-03-01"^^xsd:date'),
    *('"2024-03-01Z"^^xsd:date', '"2024-03-01T00:00:00"^^xsd:dateTime', '"yes"^^xsd:boolean'),
    *(
        '"2024-03-01T00:00:00Z"^^xsd:dateTime',
        '"odd"^^xsd:integer',
        '"5"^^e:type',
        '"-3"^^xsd:long',
    ),
)
SUBJECTS, PATHS = TERMS[:6], ("e:p", "e:q", "e:r")
STEPS = st.sampled_from([*PATHS, "[ sh:inversePath e:p ]"])
LONG = st.sampled_from(
    [
        "( e:p e:q )",
        "[ sh:alternativePath ( e:p e:q ) ]",
        "[ sh:zeroOrMorePath e:p ]",
        "[ sh:oneOrMorePath e:q ]",
        "[ sh:zeroOrOnePath e:r ]",
        "[ sh:inversePath ( e:p e:q ) ]",
    ]
)
CONSTRAINTS = (
    *("sh:minCount 1", "sh:minCount 2", "sh:maxCount 0", "sh:maxCount 1", "sh:maxCount 2"),
    *("sh:lessThan e:q", "sh:lessThanOrEquals e:r", "sh:equals e:q", "sh:disjoint e:r"),
    *("sh:uniqueLang true",),
)
VALUES = (
    *("sh:datatype xsd:integer", "sh:datatype xsd:string", "sh:datatype xsd:date"),
    *("sh:datatype xsd:int", "sh:datatype rdf:langString", "sh:datatype xsd:boolean"),
    *("sh:nodeKind sh:IRI", "sh:nodeKind sh:Literal", "sh:nodeKind sh:BlankNodeOrIRI"),
    *("sh:class e:A", "sh:class e:B", "sh:class e:A, e:B", "sh:minLength 2", "sh:maxLength 1"),
    *('sh:pattern "^[a-z0-9]+$"', 'sh:pattern "^x"', 'sh:pattern "X" ; sh:flags "i"'),
    *('sh:pattern "\\\\d{2}"', "sh:minInclusive 1", "sh:maxExclusive 2.5", "sh:minExclusive 1e0"),
    *('sh:maxInclusive "2024-02-29"^^xsd:date', 'sh:languageIn ( "en" )', 'sh:languageIn ( "*" )'),
    *('sh:in ( e:a e:b )', 'sh:in ( 1 "x" "y"@en "01"^^xsd:integer )', "sh:hasValue e:b"),
    *("sh:hasValue 1", 'sh:hasValue "01"^^xsd:integer'),
    "sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class e:A ]",
)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn, depth: int = 2) -> str:
    """What a shape says of its values."""
    node = [one for one in VALUES if "qualified" not in one]
    parts = draw(st.lists(st.sampled_from(node), max_size=2, unique_by=lambda one: one.split()[0]))
    if depth and draw(st.booleans()):
        inner = draw(st.lists(bodies(depth - 1), min_size=1, max_size=2))
        several = " ".join(f"[ {one} ]" for one in inner)
        kind = draw(st.sampled_from(["and", "or", "xone", "not", "node", "property"]))
        if kind in ("and", "or", "xone"):
            parts.append(f"sh:{kind} ( {several} )")
        elif kind == "property":
            parts.append(f"sh:property {draw(properties(depth - 1))}")
        else:
            parts.append(f"sh:{kind} [ {inner[0]} ]")
    if draw(st.integers(0, 7)) == 0:
        parts.append("sh:closed true ; sh:ignoredProperties ( rdf:type e:p )")
    return " ; ".join(parts or ["sh:nodeKind sh:IRIOrLiteral"])


@st.composite
def properties(draw: st.DrawFn, depth: int = 1) -> str:
    """A property shape."""
    own = st.lists(st.sampled_from(CONSTRAINTS), max_size=2, unique_by=lambda one: one.split()[0])
    path, body = draw(STEPS | LONG), draw(bodies(depth))
    qualified = [VALUES[-1]] if draw(st.integers(0, 9)) == 0 else []
    parts = [f"sh:path {path}", body, *draw(own), *qualified]
    return f"[ {' ; '.join(parts)} ]"


TARGETS = ("sh:targetClass e:A", "sh:targetClass e:B", "sh:targetSubjectsOf e:p",
    "sh:targetObjectsOf e:q", "sh:targetNode e:a")  # fmt: skip


@st.composite
def shapes(draw: st.DrawFn) -> str:
    several = draw(st.integers(1, 3))
    lines = []
    for number in range(several):
        target, body = draw(st.sampled_from(TARGETS)), draw(bodies())
        inner = draw(st.lists(properties(), max_size=2))
        said = "".join(f" ; sh:property {one}" for one in inner)
        lines.append(f"e:S{number} a sh:NodeShape ; {target} ; {body}{said} .")
    return PREFIXES + "\n".join(lines)


@st.composite
def data(draw: st.DrawFn) -> str:
    subjects, values = st.sampled_from(SUBJECTS), st.sampled_from(TERMS)
    rows = draw(st.lists(st.tuples(subjects, st.sampled_from(PATHS), values), max_size=14))
    types = draw(st.lists(st.tuples(subjects, st.sampled_from(["e:A", "e:B", "e:C"])), max_size=6))
    above = draw(st.sampled_from(["", "e:C rdfs:subClassOf e:A .", "e:A rdfs:subClassOf e:B ."]))
    lines = [*(f"{s} {p} {o} ." for s, p, o in rows), *(f"{s} a {c} ." for s, c in types), above]
    return PREFIXES + "\n".join(lines)


def as_graph(turtle: str) -> Graph:
    graph = Graph()
    for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE):
        graph.add(as_rdflib(quad.triple))
    return graph


def word(node: str) -> str:
    return "_" if node.startswith("_:") else node


def said(finding: Finding) -> tuple[str, ...]:
    """A finding as two parsings of one file can share it: blank nodes have no name in common."""
    node, value = word(finding.node), word(finding.value)
    return node, finding.path, finding.constraint, value, finding.severity


def by_pyshacl(data_graph: Graph, shapes_graph: Graph) -> set[tuple[str, ...]] | None:
    try:
        _, report, _ = pyshacl.validate(data_graph, shacl_graph=shapes_graph)
    except (
        ReportableRuntimeError,
        ValidationFailure,
        TypeError,
    ):  # the last: of "odd"^^xsd:integer
        return None
    names = {**names_of(shapes_graph), **path_names(report)}
    assert isinstance(report, Graph)
    (top,) = report.subjects(RDF.type, SH.ValidationReport)
    return {said(finding_of(report, one, names, "_:{}")) for one in report.objects(top, SH.result)}


def by_check(file: Path, shapes_graph: Graph) -> set[tuple[str, ...]] | None:
    try:
        (checked,) = Checker(shapes_graph).check([file])
    except SourceError:
        return None
    return {said(one) for one in checked.report.findings}


# rdflib's own, before it raises TypeError of two literals without an order.
@pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning")
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(data(), shapes())
def test_any_graph_gets_the_report_that_pyshacl_gives(
    tmp_path_factory: pytest.TempPathFactory, turtle: str, shape: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "data.ttl"
    file.write_text(turtle, "utf-8")
    shapes_graph = as_graph(shape)
    alone = by_pyshacl(as_graph(turtle), shapes_graph)
    found = by_check(file, shapes_graph)
    # A shape that cannot be used is an error to both, unless nothing is suspected of it.
    if alone is not None or found is not None:
        assert alone is None or found == alone
