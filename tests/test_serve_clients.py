"""Clients that nobody here wrote ask the server and write to it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from served import Server, serving
from shipped import TRIPLES
from SPARQLWrapper import (
    CSV,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    XML,
    SPARQLWrapper,
)

TOKEN = "a-token-that-only-tests-know"  # noqa: S105 - of this server
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
SELECT = f"SELECT ?label {{ <https://w3id.org/comity/id/org/nato> <{LABEL}> ?label }}"
CONSTRUCT = f"CONSTRUCT {{ ?s <{LABEL}> ?l }} WHERE {{ ?s <{LABEL}> ?l }} LIMIT 7"
COMUNICA = os.environ.get("COMITY_TEST_COMUNICA", "")
"""The folder of an npm project in which @comunica/query-sparql is installed."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(TRIPLES) as running:
        yield running


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("clients") / "store"
    with serving(folder, settings=f"token={TOKEN!r}") as running:
        yield running


def endpoint(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}/sparql"


def wrapper(server: Server, query: str, form: str) -> SPARQLWrapper:
    made = SPARQLWrapper(endpoint(server))
    made.setQuery(query)
    made.setReturnFormat(form)
    return made


def test_sparqlwrapper_reads_rows_in_each_format(server: Server) -> None:
    rows = wrapper(server, SELECT, JSON).queryAndConvert()["results"]["bindings"]
    assert rows[0]["label"]["value"] == "North Atlantic Treaty Organization"
    document = wrapper(server, SELECT, XML).queryAndConvert()
    assert "North Atlantic" in document.toxml()
    for form in (CSV, TSV):
        assert b"North Atlantic" in wrapper(server, SELECT, form).queryAndConvert()
    assert wrapper(server, "ASK {}", JSON).queryAndConvert()["boolean"] is True


@pytest.mark.parametrize("method", [POST, "GET"])
def test_sparqlwrapper_asks_by_get_and_by_both_kinds_of_post(server: Server, method: str) -> None:
    made = wrapper(server, SELECT, JSON)
    made.setMethod(method)
    assert made.queryAndConvert()["results"]["bindings"]
    made.setRequestMethod(POSTDIRECTLY)
    assert made.queryAndConvert()["results"]["bindings"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # of SPARQLWrapper's own use
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_reads_triples_in_each_format(server: Server, form: str) -> None:
    found = wrapper(server, CONSTRUCT, form).queryAndConvert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found)
    assert len(graph) == 7


def test_sparqlwrapper_writes_with_the_token(writable: Server) -> None:
    made = wrapper(writable, "INSERT DATA { <http://a/b> <http://a/c> 'é' }", JSON)
    made.setMethod(POST)
    made.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    made.query()
    assert wrapper(writable, "ASK { ?s ?p 'é' }", JSON).queryAndConvert()["boolean"] is True


def test_rdflibs_store_asks(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(endpoint(server)))
    assert [str(row["label"]) for row in graph.query(SELECT)] == [
        "North Atlantic Treaty Organization"
    ]
    nato = rdflib.URIRef("https://w3id.org/comity/id/org/nato")
    assert graph.value(nato, rdflib.URIRef(LABEL)) == rdflib.Literal(
        "North Atlantic Treaty Organization", lang="en"
    )
    facts = rdflib.URIRef("https://w3id.org/comity/graph/facts")
    one = rdflib.Graph(SPARQLStore(endpoint(server)), identifier=facts)
    assert 0 < len(one) < len(graph)
    assert graph.query("ASK {}").askAnswer is True


def test_rdflibs_store_writes_with_the_token(writable: Server) -> None:
    address = endpoint(writable)
    store = SPARQLUpdateStore(
        address, address, headers={"Authorization": f"Bearer {TOKEN}"}, autocommit=False
    )
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("http://a/g"))
    triple = rdflib.URIRef("http://a/1"), rdflib.URIRef("http://a/2"), rdflib.Literal(3)
    graph.add(triple)
    graph.commit()
    assert list(graph) == [triple]
    graph.remove(triple)
    graph.commit()
    assert list(graph) == []


def test_yasgui_is_understood(server: Server) -> None:
    """As @zazuko/yasgui sends it: a form, with fields that are empty and an Accept of its own."""
    body = urlencode({"query": SELECT, "default-graph-uri": "", "named-graph-uri": ""})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "Accept": "application/sparql-results+json,*/*;q=0.9",
        "X-Requested-With": "XMLHttpRequest",
    }
    reply = server.send("POST", "/sparql", body.encode(), headers)
    assert reply.headers["content-type"] == "application/sparql-results+json"
    assert len(json.loads(reply.body)["results"]["bindings"]) == 1


@pytest.mark.skipif(not COMUNICA, reason="COMITY_TEST_COMUNICA names no project with Comunica")
@pytest.mark.parametrize("kind", ["", "sparql@"])
def test_comunica_finds_out_what_it_is_and_asks(server: Server, kind: str) -> None:
    binary = shutil.which("comunica-sparql", path=Path(COMUNICA) / "node_modules" / ".bin")
    assert binary, f"@comunica/query-sparql is not installed in {COMUNICA}"
    found = subprocess.run(
        [binary, f"{kind}{endpoint(server)}", SELECT, "-t", "application/sparql-results+json"],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    rows = json.loads(found.stdout)["results"]["bindings"]
    assert [row["label"]["value"] for row in rows] == ["North Atlantic Treaty Organization"]
