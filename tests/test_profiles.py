"""The profiles of stores: each says where its store speaks what, by documentation or by proof."""

from __future__ import annotations

import re

import pytest
from shipped import ROOT

from comity.endpoint import Scheme
from comity.exchange.profiles import FOLDER, Replace, profiles, recognised
from comity.exchange.target import Target
from comity.queries import stored_names

PROFILES = profiles()
ADDRESSES = {
    "blazegraph": ("http://h/blazegraph/namespace/kb", "/sparql", "/sparql", None),
    "comity": ("http://h:7001", "/sparql", "/sparql", "/graphs"),
    "fuseki": ("http://h:3030/comity", "/query", "/update", "/data"),
    "graphdb": ("http://h:7200/repositories/r", "", "/statements", "/rdf-graphs/service"),
    "oxigraph": ("http://h:7878", "/query", "/update", "/store"),
    "qlever": ("http://h:7019", "", "", ""),
    "sparql11": ("http://h/s", "/query", "/update", "/data"),
    "stardog": ("http://h:5820/db", "/query", "/update", ""),
    "virtuoso": ("http://h:8890", "/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
}


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_a_profile_says_where_its_store_speaks_what(name: str) -> None:
    url, query, update, graphs = ADDRESSES[name]
    target = Target(url, PROFILES[name])
    assert (target.query, target.update) == (url + query, url + update)
    assert target.graphs == ("" if graphs is None else url + graphs)


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_a_profile_stands_in_the_documents_as_proved_or_not(name: str) -> None:
    page = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")
    [line] = re.findall(rf"^\| `{name}`.*\|$", page, re.MULTILINE)
    proved = PROFILES[name].proved
    assert bool(proved) == (name in ("comity", "oxigraph", "virtuoso"))
    assert proved.split(",")[0] in line if proved else "| no: " in line
    assert PROFILES[name].documentation.startswith("https://")


def test_every_key_of_a_profile_stands_in_the_documents() -> None:
    page = (ROOT / "docs" / "stores.md").read_text(encoding="utf-8")
    keys = {
        key
        for path in FOLDER.glob("*.yaml")
        for key in re.findall(r"^(\w+):", path.read_text(), re.M)
    }
    assert sorted(key for key in keys if f"`{key}`" not in page) == []


def test_what_is_known_to_be_answered_wrongly_are_stored_queries() -> None:
    for profile in PROFILES.values():
        assert set(profile.wrong) <= set(stored_names())


def test_stores_are_recognised_by_the_headers_that_they_send() -> None:
    for header, name in (
        ("Oxigraph/0.5.13", "oxigraph"),
        ("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu", "virtuoso"),
        ("comity", "comity"),
        ("Apache Jena Fuseki (5.2.0)", "fuseki"),
    ):
        found = recognised(header)
        assert found is not None
        assert found.name == name
    for header in ("", "nginx", "Jetty(9.4.9)", "oxigraph"):
        assert recognised(header) is None


def test_virtuoso_is_asked_by_digest_and_given_graphs_beside() -> None:
    virtuoso = PROFILES["virtuoso"]
    assert (virtuoso.authentication, virtuoso.replace) == (Scheme.DIGEST, Replace.MOVE)
    assert virtuoso.graph_parameter == "graph"
