"""W3C's test suites of SPARQL 1.1 over HTTP, each test as its manifest has it, on a real server."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
import rdflib
from rdflib import RDF, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic, to_isomorphic
from served import Reply, Server, serving

SUITES = Path(__file__).parent.parent.parent / "shared/w3c/rdf-tests/sparql/sparql11"
if not SUITES.is_dir():
    pytest.skip("W3C's tests lie beside the repository, not in it", allow_module_level=True)

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
TOKEN = "a-token-that-only-tests-know"  # noqa: S105 - of this server
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}

MEDIA = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}


@dataclass(frozen=True)
class Case:
    """A test of a manifest."""

    manifest: rdflib.Graph
    node: URIRef

    @property
    def name(self) -> str:
        return str(self.node).rpartition("#")[2]


def _cases(path: str) -> list[Case]:
    file = SUITES / path
    manifest = rdflib.Graph().parse(file, publicID=file.as_uri())
    return [
        Case(manifest, entry)
        for head in manifest.objects(None, MF.entries)
        for entry in Collection(manifest, head)
    ]


PROTOCOL = _cases("protocol/manifest.ttl")
STORE = [
    case
    for name in ("direct", "indirect")
    for case in _cases(f"graph-store-protocol/manifest-{name}.ttl")
]
DESCRIPTION = _cases("service-description/manifest.ttl")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("w3c") / "store"
    with serving(folder, settings=f"token={TOKEN!r}") as running:
        yield running


@pytest.fixture(autouse=True)
def _is_empty(server: Server) -> None:
    assert server.send("DELETE", "/graphs", headers=AUTHORISED).status == 204


def test_there_are_fifty_of_them() -> None:
    assert [len(PROTOCOL), len(STORE), len(DESCRIPTION)] == [34, 13, 3]


@pytest.mark.parametrize("case", PROTOCOL, ids=lambda case: case.name)
def test_the_protocol_is_spoken(case: Case, server: Server) -> None:
    _prepare(case, server)
    _run(case, server)


@pytest.mark.parametrize("case", STORE, ids=lambda case: case.name)
def test_the_graph_store_protocol_is_spoken(case: Case, server: Server) -> None:
    _run(case, server)


@pytest.mark.parametrize("case", DESCRIPTION, ids=lambda case: case.name)
def test_the_service_describes_itself(case: Case, server: Server) -> None:
    headers = {"Content-Type": "text/turtle", **AUTHORISED}
    server.send("PUT", "/graphs?graph=http://example.org/g", b"", headers)
    found = _description(server)  # which is the first of the tests, "returns-rdf"
    if case.name == "has-endpoint-triple":
        address = URIRef(f"http://127.0.0.1:{server.port}/sparql")
        assert set(found.objects(None, SD.endpoint)) == {address}
    elif case.name == "conforms-to-schema":
        _conforms(found)


def _prepare(case: Case, server: Server) -> None:
    for data in case.manifest.objects(case.node, UT.graphData):
        file = Path(str(case.manifest.value(data, UT.graph)).removeprefix("file://"))
        label = str(case.manifest.value(data, rdflib.RDFS.label))
        headers = {"Content-Type": "application/n-triples", **AUTHORISED}
        put = server.send(
            "PUT", f"/graphs?graph={quote(label, safe='')}", file.read_bytes(), headers
        )
        assert put.status == 201


def _run(case: Case, server: Server) -> None:
    manifest, known = case.manifest, dict[str, str]()
    action = manifest.value(case.node, MF.action)
    requests = list(Collection(manifest, manifest.value(action, HT.requests)))
    assert requests
    for number, request in enumerate(requests):
        reply = _sent(manifest, request, server, known)
        expected = manifest.value(request, HT.resp)
        _check(manifest, expected, reply, f"{case.name}, request {number + 1}")
        if wanted := manifest.value(expected, MF.expectedLocation):
            known[str(wanted)] = reply.headers["location"]


def _sent(
    manifest: rdflib.Graph, request: rdflib.term.Node, server: Server, known: dict[str, str]
) -> Reply:
    path = str(manifest.value(request, HT.absolutePath))
    path = re.sub(r"^/sparql/", "/sparql", re.sub(r"^/gsp", "/graphs", path))
    for name, value in known.items():
        path = path.replace(name, value)
    headers = dict(_headers(manifest, request)) | AUTHORISED
    method = str(manifest.value(request, HT.methodName))
    return _send(server, method, path, _body(manifest, request), headers)


def _send(
    server: Server, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> Reply:
    """As `Server.send`, but without the Content-Type that Python's client would invent."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.putrequest(method, path)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, found, response.read())
    finally:
        connection.close()


def _headers(manifest: rdflib.Graph, node: rdflib.term.Node) -> Iterator[tuple[str, str]]:
    head = manifest.value(node, HT.headers)
    for header in Collection(manifest, head) if head else ():
        yield str(manifest.value(header, HT.fieldName)), str(manifest.value(header, HT.fieldValue))


def _body(manifest: rdflib.Graph, node: rdflib.term.Node) -> bytes | None:
    body = manifest.value(node, HT.body)
    if body is None:
        return None
    encoding = str(manifest.value(body, CNT.characterEncoding))
    return str(manifest.value(body, CNT.chars)).encode(encoding)


def _check(manifest: rdflib.Graph, expected: rdflib.term.Node, reply: Reply, where: str) -> None:
    statuses = {
        str(node).rpartition("#")[2] for node in manifest.objects(expected, MF.expectedStatus)
    }
    assert any(_is(reply.status, name) for name in statuses), f"{where}: {reply}"
    media = reply.headers.get("content-type", "").partition(";")[0]
    if wanted := manifest.value(expected, MF.expectedFormat):
        assert media in MEDIA[str(wanted)], where
    truth = manifest.value(expected, MF.expectedBoolean)
    if truth is not None:
        assert reply.text.replace(" ", "").endswith(f'"boolean":{truth}}}'), where
    for name, value in _headers(manifest, expected):
        assert reply.headers[name] == value, where
    body = _body(manifest, expected)
    if body is not None:
        assert isomorphic(_graph(body), _graph(reply.body)), f"{where}: {reply.text}"


def _is(status: int, name: str) -> bool:
    if found := re.fullmatch(r"StatusCode(\d)xx", name):
        return status // 100 == int(found[1])
    return {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}[name] == status


def _graph(turtle: bytes) -> rdflib.Graph:
    return to_isomorphic(rdflib.Graph().parse(data=turtle, format="turtle"))


def _description(server: Server) -> rdflib.Graph:
    reply = server.send("GET", "/sparql")
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    return rdflib.Graph().parse(data=reply.body, format="turtle")


# https://www.w3.org/TR/sparql11-service-description/: domains, ranges, and the named instances.
CLASSES = {"Service", "Dataset", "Graph", "NamedGraph", "Feature", "Language", "GraphCollection"}
PROPERTIES = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
INSTANCES = {
    "Language": {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"},
    "Feature": {"UnionDefaultGraph", "DereferencesURIs", "RequiresDataset", "EmptyGraphs"},
}


def _conforms(graph: rdflib.Graph) -> None:
    (service,) = graph.subjects(RDF.type, SD.Service)
    for one in ("endpoint", "defaultDataset"):
        assert len(list(graph.objects(service, SD[one]))) == 1
    assert list(graph.objects(None, SD.namedGraph))
    for subject, verb, value in graph:
        if str(verb).startswith(SD):
            domain, kind = PROPERTIES[str(verb).removeprefix(str(SD))]
            assert _is_a(graph, subject, domain), (subject, verb)
            assert kind is None or _is_a(graph, value, kind), (verb, value)
            assert not isinstance(value, Literal)
        if verb == RDF.type and str(value).startswith(SD):
            assert str(value).removeprefix(str(SD)) in CLASSES


def _is_a(graph: rdflib.Graph, node: rdflib.term.Node, kind: str) -> bool:
    known = {SD[name] for name in INSTANCES.get(kind, ())}
    return (node, RDF.type, SD[kind]) in graph or node in known
