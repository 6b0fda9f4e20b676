from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from comity.endpoint import Endpoint
from comity.errors import QueryError, StoreError
from comity.store import EmbeddedStore, Solutions, Store, open_store
from comity.terms import Terms, name

SWE, FIN = Terms().id("state/swe"), Terms().id("state/fin")
ONE, TWO = ox.NamedNode("https://data.example/1"), ox.NamedNode("https://data.example/2")
LABEL = name("rdfs", "label")
GRAPHS = {
    ONE: [ox.Triple(SWE, LABEL, ox.Literal("Sweden", language="en"))],
    TWO: [ox.Triple(FIN, LABEL, ox.Literal("Finland\r\n\x01", language="en"))],
}


class Remote(BaseHTTPRequestHandler):
    """A SPARQL endpoint over an Oxigraph store, as the protocol has it: query= by POST only."""

    asked: list[str]

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.asked.append(next(iter(form)))
        assert "sparql-results+json" in self.headers["Accept"]
        store = ox.Store()
        for graph, triples in GRAPHS.items():
            store.extend(ox.Quad(*triple, graph) for triple in triples)
        try:
            answer = store.query(form["query"][0], use_default_graph_as_union=True)
        except SyntaxError as error:
            self.answer(400, "text/plain", str(error).encode())
            return
        if isinstance(answer, ox.QueryTriples):
            data = answer.serialize(format=ox.RdfFormat.N_TRIPLES)
            self.answer(200, "application/n-triples", data or b"")
        else:
            data = answer.serialize(format=ox.QueryResultsFormat.JSON)
            self.answer(200, "application/sparql-results+json", data or b"")

    def answer(self, status: int, media: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(params=["embedded", "endpoint"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "embedded":
        yield EmbeddedStore.of(GRAPHS)
        return
    with serving(type("Once", (Remote,), {"asked": []})) as url:
        yield open_store(url)


@pytest.fixture
def embedded() -> EmbeddedStore:
    return EmbeddedStore.of(GRAPHS)


def test_select_answers_with_terms_from_every_graph(store: Store) -> None:
    answer = store.query("SELECT ?s ?l ?none { ?s ?p ?l } ORDER BY ?l")
    assert isinstance(answer, Solutions)
    assert answer.variables == ("s", "l", "none")
    assert list(answer) == [
        {"s": FIN, "l": ox.Literal("Finland\r\n\x01", language="en")},
        {"s": SWE, "l": ox.Literal("Sweden", language="en")},
    ]


def test_ask_answers_yes_or_no(store: Store) -> None:
    assert store.query("ASK { ?s ?p 'Sweden'@en }") is True
    assert store.query("ASK { ?s ?p 'Norway'@en }") is False


def test_construct_answers_with_triples(store: Store) -> None:
    answer = store.query("CONSTRUCT WHERE { ?s ?p 'Sweden'@en }")
    assert answer == GRAPHS[ONE]


def test_what_is_no_query_is_refused(store: Store) -> None:
    with pytest.raises(QueryError):
        store.query("SELECT * WHERE { ?s ?p ")


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <https://data.example/x> a <https://data.example/y> }",
        "# SELECT\nCLEAR ALL",
        "LOAD <http://127.0.0.1/>",
    ],
)
def test_an_update_is_refused(store: Store, update: str) -> None:
    with pytest.raises(QueryError):
        store.query(update)


def test_a_query_is_never_sent_as_an_update() -> None:
    handler = type("Once", (Remote,), {"asked": []})
    with serving(handler) as url:
        Endpoint(url).query("PREFIX insert: <https://data.example/> # DELETE\nASK { ?s ?p ?o }")
    assert handler.asked == ["query"]


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service SILENT <URL> { ?s ?p ?o } }",
    "SELECT * {SeRvIcE<URL>{?s ?p ?o}}",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { BIND('a' AS ?x)SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { VALUES ?g { <URL> } SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { # \r SERVICE <URL> { ?s ?p ?o } \n }",
    'SELECT * { BIND("a\\u0022 " AS ?x) SERVICE <URL> { BIND("b" AS ?y) } }',
    "SELECT * { { SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } } } }",
    "PREFIX s: <https://data.example/> SELECT * { ?s s:?SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX : <https://data.example/> SELECT * { ?s ?p :SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?\nSERVICE <URL> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_no_query_makes_the_embedded_store_fetch(embedded: EmbeddedStore, query: str) -> None:
    handler = type("Once", (Remote,), {"asked": []})
    with serving(handler) as url, pytest.raises(QueryError):
        embedded.query(query.replace("URL", url))
    assert handler.asked == []


def test_the_word_service_is_no_offence(embedded: EmbeddedStore) -> None:
    answer = embedded.query(
        """PREFIX civil: <https://data.example/service/>  # a service
        SELECT ?service (civil:service AS ?iri) (<https://data.example/Service> AS ?other) {
            BIND("civil Service \\\\ service" AS ?service) }"""
    )
    assert isinstance(answer, Solutions)
    assert [term.value for term in answer.rows[0].values()] == [
        "civil Service \\ service",
        "https://data.example/service/service",
        "https://data.example/Service",
    ]


def test_from_chooses_among_the_stores_own_graphs(embedded: EmbeddedStore) -> None:
    answer = embedded.query("SELECT ?s FROM <https://data.example/1> { ?s ?p ?o }")
    assert list(answer if isinstance(answer, Solutions) else []) == [{"s": SWE}]
    assert embedded.query(f"ASK FROM NAMED {TWO} {{ GRAPH ?g {{ ?s ?p 'Sweden'@en }} }}") is False
    with serving(type("Once", (Remote,), {"asked": []})) as url:
        assert embedded.query(f"ASK FROM <{url}> {{ ?s ?p ?o }}") is False


def test_from_inside_a_comment_or_a_text_changes_nothing(embedded: EmbeddedStore) -> None:
    assert embedded.query("# from all\nASK { ?s ?p ?o FILTER(?o != 'from <x>') }") is True


def test_a_store_on_disk_is_read_and_not_written(tmp_path: Path) -> None:
    writer = ox.Store(str(tmp_path / "s"))
    writer.add(ox.Quad(SWE, LABEL, ox.Literal("Sweden"), ONE))
    writer.flush()
    del writer
    store = open_store(tmp_path / "s")
    assert store.query("ASK { ?s ?p 'Sweden' }") is True
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_a_folder_without_a_store_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build again"):
        open_store(tmp_path)


@pytest.mark.parametrize("url", ["file:///etc/hosts", "ftp://data.example/sparql"])
def test_an_endpoint_is_reached_over_http_only(url: str) -> None:
    with pytest.raises(StoreError, match="http"):
        open_store(url)


class Strange(Remote):
    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        query = parse_qs(self.rfile.read(length).decode())["query"][0]
        if "broken" in query:
            self.answer(200, "application/sparql-results+json", b'{"head": {"vars"')
        elif "page" in query:
            self.answer(200, "text/html", b"<html>")
        else:
            self.answer(int(query), "text/plain", b"out of\norder")


@pytest.mark.parametrize("query", ["broken", "page", "500", "404", "401", "503"])
def test_an_endpoint_that_fails_is_named(query: str) -> None:
    with serving(type("Once", (Strange,), {"asked": []})) as url:
        with pytest.raises(StoreError) as caught:
            Endpoint(url).query(query)
        assert caught.value.where == url


def test_what_the_endpoint_says_of_a_query_is_passed_on() -> None:
    handler = type("Once", (Strange,), {"asked": []})
    with serving(handler) as url, pytest.raises(QueryError, match="out of order"):
        Endpoint(url).query("400")


def test_an_endpoint_that_is_not_there_or_silent_is_named() -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(StoreError, match="refused"):
            Endpoint(url, timeout=1).query("ASK {}")
        silent.listen()
        with pytest.raises(StoreError, match="timed out"):
            Endpoint(url, timeout=1).query("ASK {}")
