"""The W3C's SHACL core suite, as `comity check` runs it: queries, and pySHACL on the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, SH, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from comity.background import as_rdflib
from comity.check.graphs import read_triples
from comity.checking import user_checker
from comity.findings import Finding

SUITE = Path(__file__).parents[2] / "shared/w3c/data-shapes/data-shapes-test-suite/tests"
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
CASES = 98

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="needs ../shared/w3c/data-shapes")


def manifests(file: Path) -> Iterator[Path]:
    """The manifests that a manifest includes, down to those with tests."""
    graph = parsed(file)
    included = [local(node) for node in graph.objects(None, MF.include)]
    if included:
        for inner in sorted(included):
            yield from manifests(inner)
    else:
        yield file


def parsed(file: Path) -> Graph:
    graph = Graph()
    for triple in read_triples(file):
        graph.add(as_rdflib(triple))
    return graph


def local(node: Node) -> Path:
    return Path(str(node).removeprefix("file://").partition("#")[0])


def cases() -> list[Path]:
    if not SUITE.is_dir():
        return []
    files = list(manifests(SUITE / "core" / "manifest.ttl"))
    return [file for file in files if (None, RDF.type, SHT.Validate) in parsed(file)]


def word(node: Node | None) -> str:
    """A node as both sides can name it: blank nodes have no name in common."""
    return "_" if isinstance(node, BNode) else str(node or "")


def expected(graph: Graph, result: Node) -> set[tuple[str, ...]]:
    names = (SH.focusNode, SH.value, SH.sourceConstraintComponent, SH.resultSeverity)
    return {
        tuple(word(graph.value(one, name)) for name in names)
        for one in graph.objects(result, SH.result)
    }


def found(finding: Finding) -> tuple[str, ...]:
    severity = str(SH[finding.severity]) if ":" not in finding.severity else finding.severity
    node, value = ("_" if w.startswith("_:") else w for w in (finding.node, finding.value))
    return node, value, finding.constraint, severity


def test_the_suite_is_whole() -> None:
    assert len(cases()) == CASES


@pytest.mark.parametrize("file", cases(), ids=[f"{f.parent.name}-{f.stem}" for f in cases()])
def test_check_finds_what_the_suite_expects(file: Path) -> None:
    manifest = parsed(file)
    (test,) = manifest.subjects(RDF.type, SHT.Validate)
    action, result = manifest.value(test, MF.action), manifest.value(test, MF.result)
    data, shapes = (
        local(manifest.value(action, name)) for name in (SHT.dataGraph, SHT.shapesGraph)
    )
    assert isinstance(action, BNode | URIRef)
    (checked,) = user_checker([shapes]).check([data])
    assert {found(one) for one in checked.report.findings} == expected(manifest, result)
    conforms = manifest.value(result, SH.conforms)
    assert (not checked.report.findings) == bool(conforms.value)
