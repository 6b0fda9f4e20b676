"""SPARQL over HTTP beyond W3C's suites: formats, limits, refusals, conditions, other origins."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from served import Reply, Server, serving
from shipped import TRIPLES
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from comity.serve.journal import Journal

ROWS = 50
TWO = "SELECT ?x { VALUES ?x { 1 2 } } ORDER BY ?x"
ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The shipped build, with a low limit of rows, shared with one other origin."""
    with serving(TRIPLES, settings=f"rows={ROWS}, origins=('https://example.org',)") as running:
        yield running


def get(server: Server, query: str, accept: str = "", **more: str) -> Reply:
    headers = {"Accept": accept} if accept else {}
    return server.send("GET", f"/sparql?{urlencode({'query': query, **more})}", headers=headers)


def problem(reply: Reply) -> dict[str, str]:
    assert reply.headers["content-type"] == "application/problem+json"
    found: dict[str, str] = json.loads(reply.body)
    return found


@pytest.mark.parametrize(
    ("accept", "body"),
    [
        (JSON, None),
        ("text/csv", b"x\r\n1\r\n2\r\n"),
        ("text/tab-separated-values", b"?x\n1\n2\n"),
        ("application/sparql-results+xml", None),
    ],
)
def test_rows_are_given_in_each_of_their_formats(
    server: Server, accept: str, body: bytes | None
) -> None:
    reply = get(server, TWO, accept)
    assert reply.headers["content-type"].partition(";")[0] == accept
    if body:
        assert reply.body == body
    else:
        writer = ox.QueryResultsFormat.from_media_type(accept)
        found = ox.parse_query_results(reply.body, format=writer)
        assert [row["x"].value for row in found] == ["1", "2"]


@pytest.mark.parametrize(
    "accept",
    [
        "text/turtle",
        "application/n-triples",
        "application/trig",
        "application/n-quads",
        "application/ld+json",
        "application/rdf+xml",
    ],
)
def test_triples_are_given_in_each_of_their_formats(server: Server, accept: str) -> None:
    reply = get(server, "CONSTRUCT { <http://a/b> <http://a/c> 'é' } {}", accept)
    assert reply.headers["content-type"].partition(";")[0] == accept
    form = ox.RdfFormat.from_media_type(accept)
    (quad,) = ox.parse(reply.body, format=form)
    assert quad.object == ox.Literal("é")


def test_people_are_shown_a_page_of_rows_with_the_same_for_programs(server: Server) -> None:
    reply = get(server, TWO, "text/html,*/*;q=0.8")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "<td>2 <small>xsd:integer</small></td>" in reply.text
    assert "format=spreadsheet" in reply.text
    assert server.send("GET", "/sparql", headers={"Accept": "text/html"}).status == 303


def test_what_a_page_shows_is_text_and_only_web_addresses_are_links(server: Server) -> None:
    reply = get(
        server,
        "SELECT * { VALUES ?x { '<script>1</script>' <javascript:alert(1)> <http://a/b> } }",
        "text/html",
    )
    assert "<script>1" not in reply.text
    assert "&lt;script&gt;1" in reply.text
    assert 'href="javascript' not in reply.text
    assert 'href="http://a/b"' in reply.text


def test_rows_beyond_the_limit_are_left_out_and_it_is_said(server: Server) -> None:
    reply = get(server, ALL, JSON)
    found = json.loads(reply.body)
    assert reply.headers["x-sparql-maxrows"] == str(ROWS)
    assert len(found["results"]["bindings"]) == ROWS
    assert found["head"]["link"] == [f"http://127.0.0.1:{server.port}/sparql#only-the-first-{ROWS}"]
    tree = ET.fromstring(get(server, ALL, "application/sparql-results+xml").body)  # noqa: S314
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert tree.find(f"{space}head/{space}link") is not None
    assert len(tree.findall(f"{space}results/{space}result")) == ROWS
    for accept, lines in (("text/csv", ROWS + 1), ("text/tab-separated-values", ROWS + 1)):
        told = get(server, f"{ALL} LIMIT {ROWS + 1}", accept)
        assert told.headers["x-sparql-maxrows"] == str(ROWS)
        assert len(list(csv.reader(io.StringIO(told.text), delimiter="\t"))) == lines
    assert "there are more" in get(server, ALL, "text/html").text


def test_as_many_rows_as_may_be_are_no_cut(server: Server) -> None:
    reply = get(server, f"{ALL} LIMIT {ROWS}", JSON)
    assert "x-sparql-maxrows" not in reply.headers
    assert "link" not in json.loads(reply.body)["head"]


def test_triples_beyond_the_limit_are_left_out_and_it_is_said(server: Server) -> None:
    reply = get(server, "CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")
    assert reply.headers["x-sparql-maxrows"] == str(ROWS)
    assert reply.text.startswith("# Cut:")
    assert len(list(ox.parse(reply.body, format=ox.RdfFormat.TURTLE))) == ROWS


def test_comitys_own_client_does_not_take_a_cut_answer_for_a_whole_one(server: Server) -> None:
    from comity.endpoint import Endpoint
    from comity.errors import StoreError

    endpoint = Endpoint(f"http://127.0.0.1:{server.port}/sparql")
    with pytest.raises(StoreError, match=f"cut its answer off at {ROWS} rows"):
        endpoint.query(ALL)


def test_cells_are_as_the_standard_has_them_and_safe_only_for_spreadsheets(server: Server) -> None:
    query = "SELECT * { VALUES ?x { '=1+1' '@a' -5 'plain' } }"
    assert get(server, query, "text/csv").body == b"x\r\n=1+1\r\n@a\r\n-5\r\nplain\r\n"
    safe = get(server, query, format="spreadsheet")
    assert safe.body == b"\xef\xbb\xbfx\r\n'=1+1\r\n'@a\r\n-5\r\nplain\r\n"
    assert safe.headers["content-disposition"].startswith("attachment")
    assert get(server, query, format="SpreadSheet").body == safe.body
    triples = get(server, "CONSTRUCT { <http://a/b> <http://a/c> 1 } {}", format="spreadsheet")
    assert "content-disposition" not in triples.headers


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://127.0.0.1:9/> {} }",
        "ASK { SERVICE SILENT <http://127.0.0.1:9/> {} }",
        "ASK { { SELECT * { service <http://127.0.0.1:9/> {} } } }",
        "LOAD <http://127.0.0.1:9/>",
        "LOAD <file:///etc/passwd>",
        "SELECT * {",
        "ASK {} ASK {}",
    ],
)
def test_what_would_fetch_or_is_no_query_is_refused(server: Server, query: str) -> None:
    reply = get(server, query)
    assert reply.status == 400
    assert problem(reply)["detail"].startswith("this is not SPARQL")


def test_a_dataset_is_of_the_stores_own_graphs(server: Server) -> None:
    own = "https://w3id.org/comity/graph/facts"
    for query, more in (
        ("ASK FROM <file:///etc/passwd> { ?s ?p ?o }", {}),
        ("ASK FROM <http://127.0.0.1:9/> { ?s ?p ?o }", {}),
        ("ASK FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }", {}),
        ("ASK { ?s ?p ?o }", {"default-graph-uri": "file:///etc/passwd"}),
        (f"ASK FROM <{own}> {{ ?s ?p ?o }}", {"default-graph-uri": "http://127.0.0.1:9/"}),
    ):
        assert json.loads(get(server, query, JSON, **more).body)["boolean"] is False
    assert json.loads(get(server, f"ASK FROM <{own}> {{ ?s ?p ?o }}").body)["boolean"] is True
    given = {"default-graph-uri": own}
    assert json.loads(get(server, "ASK { ?s ?p ?o }", JSON, **given).body)["boolean"] is True


def test_a_name_that_is_no_iri_is_refused(server: Server) -> None:
    reply = get(server, "ASK {}", **{"default-graph-uri": "not an iri"})
    assert (reply.status, problem(reply)["title"]) == (400, "Bad Request")


def test_a_server_that_is_only_read_says_how_it_would_be_written(server: Server) -> None:
    sent = server.send("POST", "/sparql", b"update=CLEAR+ALL", FORM)
    assert sent.status == 403
    assert "--writable" in problem(sent)["hint"]
    for method in ("PUT", "POST", "DELETE"):
        reply = server.send(method, "/graphs?default", b"", {"Content-Type": "text/turtle"})
        assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")
        assert "--writable" in problem(reply)["hint"]
    assert server.send("GET", f"/sparql?{urlencode({'update': 'CLEAR ALL'})}").status == 400
    assert server.send("PATCH", "/graphs?default").status == 405


def test_what_cannot_be_read_is_told_from_what_is_not_understood(server: Server) -> None:
    utf16 = {"Content-Type": "application/sparql-query; charset=utf-16"}
    assert server.send("POST", "/sparql", "ASK {}".encode("utf-16"), utf16).status == 415
    plain = {"Content-Type": "application/sparql-query"}
    assert server.send("POST", "/sparql", b"ASK { ?s ?p '\xff' }", plain).status == 400
    assert server.send("POST", "/sparql", b"query=%FF", FORM).status == 400
    assert server.send("GET", "/sparql?query=%FF").status == 400
    packed = {**plain, "Content-Encoding": "gzip"}
    assert server.send("POST", "/sparql", b"", packed).status == 415
    assert server.send("POST", "/sparql", b"ASK {}", {"Content-Type": "text/plain"}).status == 415
    assert get(server, "ASK {}", "image/png").status == 406


def test_a_query_longer_than_any_is_refused_before_it_is_read(server: Server) -> None:
    form = "query=" + "%20" * 500_000
    assert server.send("POST", "/sparql", form.encode(), FORM).status == 413
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Type: application/sparql-query\r\nContent-Length: 1000000000\r\n\r\n"
    )
    assert b" 413 " in server.raw(head).partition(b"\r\n")[0]
    chunks = head.replace(b"Content-Length: 1000000000", b"Transfer-Encoding: chunked")
    piece = b"%x\r\n" % 100_000 + b" " * 100_000 + b"\r\n"
    assert b" 413 " in server.raw(chunks + piece * 11).partition(b"\r\n")[0]


def test_an_answer_that_a_client_has_is_not_sent_again(server: Server) -> None:
    tag = get(server, TWO, JSON).headers["etag"]
    path, headers = f"/sparql?{urlencode({'query': TWO})}", {"If-None-Match": f'"x", {tag}'}
    assert server.send("GET", path, headers={**headers, "Accept": JSON}).status == 304
    assert server.send("GET", path, headers={**headers, "Accept": "text/csv"}).status == 200
    assert "Accept" in get(server, TWO, JSON).headers["vary"]
    assert "etag" not in get(server, "SELECT (NOW() AS ?t) {}").headers
    for path in ("/sparql", "/void", "/graphs?graph=https://w3id.org/comity/graph/facts"):
        tag = server.send("GET", path).headers["etag"]
        assert server.send("GET", path, headers={"If-None-Match": tag}).status == 304


def test_pages_of_no_other_origin_may_read_answers_unless_it_is_named(server: Server) -> None:
    path = f"/sparql?{urlencode({'query': 'ASK {}'})}"
    named = server.send("GET", path, headers={"Origin": "https://example.org"})
    assert named.headers["access-control-allow-origin"] == "https://example.org"
    other = server.send("GET", path, headers={"Origin": "https://example.com"})
    assert "access-control-allow-origin" not in other.headers
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "PUT"}
    assert server.send("OPTIONS", "/graphs?default", headers=asked).status == 400


def test_the_data_are_described_where_they_are_looked_for(server: Server) -> None:
    found = server.send("GET", "/.well-known/void")
    assert (found.status, found.headers["location"]) == (303, "/void")
    described = server.send("GET", "/void", headers={"Accept": "application/n-triples"})
    store = ox.Store()
    store.load(described.body, format=ox.RdfFormat.N_TRIPLES)
    counted = store.query(
        """PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?all (SUM(?some) AS ?sum) {
          ?data void:triples ?all ; void:propertyPartition/void:triples ?some
        } GROUP BY ?all"""
    )
    ((whole, parts),) = counted
    assert whole.value == parts.value
    asked = get(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv")
    assert asked.text.split()[1] == whole.value


def test_a_graph_is_given_whole_and_one_that_is_not_there_is_said_so(server: Server) -> None:
    reply = server.send("GET", "/graphs?graph=https://w3id.org/comity/graph/facts")
    want = (TRIPLES / "facts.ttl").read_bytes()
    given = ox.Dataset(ox.parse(reply.body, format=ox.RdfFormat.TURTLE))
    assert len(given) == len(ox.Dataset(ox.parse(want, format=ox.RdfFormat.TURTLE)))
    assert server.send("GET", "/graphs?graph=http://a/b").status == 404
    assert server.send("GET", "/graphs?graph=http://a/b&default").status == 400
    assert server.send("GET", "/graphs?graph=").status == 400
    assert server.send("GET", "/graphs?graph=a").status == 400
    assert server.send("GET", "/graphs/../../etc/passwd").status == 404
    every = server.send("GET", "/graphs", headers={"Accept": "application/n-quads"})
    assert every.body.count(b"\n") > ROWS


async def _said(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("12345", 404)(scope, receive, send)


def test_the_log_has_no_query_no_header_and_one_line_a_request(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("INFO"):
        headers = {"Authorization": "Bearer secret-2"}
        TestClient(Journal(_said)).get("/a%0Ab?query=secret-1", headers=headers)
    (line,) = (r.getMessage() for r in caplog.records if r.name == "comity.serve.journal")
    assert line.startswith("testclient GET /a%0Ab 404 5 ")
    assert "secret" not in line
