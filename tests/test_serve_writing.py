"""A server that is written: who may, that a write is whole or none, that the last state stays."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from served import Reply, Server, serving
from shipped import TRIPLES, committed_files

from comity.build import build
from comity.cli import main
from comity.errors import BuildError, ParameterError
from comity.serve.settings import origin_of, read_token
from comity.serve.writing import StoreFolder

TOKEN = "a-token-that-only-tests-know"  # noqa: S105 - of these servers
SETTINGS = f"token={TOKEN!r}, upload=2_000_000"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
_NUMBERS = " ".join(map(str, range(300)))
_SLOW = "INSERT { <http://a/b> <http://a/d> ?i } WHERE { MANY BIND(?x + ?y * ?z AS ?i) }"
TURTLE = {"Content-Type": "text/turtle", **AUTHORISED}
UPDATE = {"Content-Type": "application/sparql-update", **AUTHORISED}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("writing") / "store"
    with serving(folder, "seconds=5", SETTINGS) as found:
        yield found


@pytest.fixture
def server(running: Server) -> Server:
    """A server that holds nothing."""
    assert running.send("DELETE", "/graphs", headers=AUTHORISED).status == 204
    return running


def update(server: Server, sparql: str) -> Reply:
    return server.send("POST", "/sparql", sparql.encode(), UPDATE)


def count(server: Server) -> int:
    query = urlencode({"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    reply = server.send("GET", f"/sparql?{query}", headers={"Accept": "text/csv"})
    return int(reply.text.split()[1])


def test_only_who_shows_the_token_may_write(server: Server) -> None:
    for shown in ("", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ÿ"):
        headers = {**UPDATE, "Authorization": shown}
        reply = server.send("POST", "/sparql", b"CLEAR ALL", headers)
        assert (reply.status, reply.headers["www-authenticate"][:6]) == (401, "Bearer"), shown
        headers = {**TURTLE, "Authorization": shown}
        assert server.send("PUT", "/graphs?default", b"", headers).status == 401
    address = f"/sparql?{urlencode({'access_token': TOKEN})}"
    headers = {"Content-Type": "application/sparql-update"}
    assert server.send("POST", address, b"CLEAR ALL", headers).status == 401


def test_an_update_is_seen_by_the_next_query(server: Server) -> None:
    for number in range(5):
        assert update(server, f"INSERT DATA {{ <http://a/{number}> <http://a/b> 1 }}").status == 204
        assert count(server) == number + 1


def test_an_update_is_carried_out_whole_or_not_at_all(server: Server) -> None:
    update(server, "INSERT DATA { <http://a/b> <http://a/c> 1 }")
    before = server.send("GET", "/graphs").headers["etag"]
    for wrong in (
        "INSERT DATA { <http://a/x> <http://a/c> 2 } ; CREATE GRAPH <http://a/g> ; "
        "CREATE GRAPH <http://a/g>",
        "INSERT DATA { <http://a/x> <http://a/c> 2 } ; LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL ; CLEAR",
    ):
        assert update(server, wrong).status >= 400
        assert count(server) == 1
    assert server.send("GET", "/graphs").headers["etag"] == before


@pytest.mark.parametrize(
    "sparql",
    [
        "LOAD <http://127.0.0.1:9/>",
        "LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <http://a/b>",
        "load <file:///etc/passwd>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_an_update_that_would_fetch_is_refused(server: Server, sparql: str) -> None:
    reply = update(server, sparql)
    assert reply.status == 400
    assert "would fetch from elsewhere" in json.loads(reply.body)["hint"]


def test_an_update_has_a_deadline_and_the_next_one_is_fine(server: Server) -> None:
    body = "".join(f"<http://a/{number}> <http://a/b> {number} .\n" for number in range(400))
    server.send("POST", "/graphs?default", body.encode(), TURTLE)
    began = time.monotonic()
    slow = update(
        server,
        "INSERT { ?a <http://a/x> ?d } WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?h ?i }",
    )
    assert slow.status == 503
    assert time.monotonic() - began < 20
    assert "was stopped" in json.loads(slow.body)["detail"]
    assert count(server) == 400
    assert update(server, "INSERT DATA { <http://a/b> <http://a/c> 1 }").status == 204
    assert count(server) == 401


def test_a_graph_is_replaced_added_to_and_removed(server: Server) -> None:
    where = "/graphs?graph=http://a/g"
    assert server.send("PUT", where, b"<http://a/1> <http://a/b> 1, 2 .", TURTLE).status == 201
    assert server.send("PUT", where, b"<http://a/1> <http://a/b> 2, 3 .", TURTLE).status == 204
    assert count(server) == 2
    assert server.send("POST", where, b"<http://a/1> <http://a/b> 4 .", TURTLE).status == 204
    assert count(server) == 3
    assert server.send("DELETE", where, headers=AUTHORISED).status == 204
    assert server.send("DELETE", where, headers=AUTHORISED).status == 404
    assert count(server) == 0


def test_what_was_sent_broken_changes_nothing(server: Server) -> None:
    where = "/graphs?graph=http://a/g"
    server.send("PUT", where, b"<http://a/1> <http://a/b> 1 .", TURTLE)
    for method in ("PUT", "POST"):
        reply = server.send(method, where, b"<http://a/1> <http://a/b> 2 . <http://a/x", TURTLE)
        assert reply.status == 400
        assert "line 1" in json.loads(reply.body)["detail"]
        assert count(server) == 1


def test_blank_nodes_of_two_files_are_not_the_same(server: Server) -> None:
    for _ in range(2):
        server.send("POST", "/graphs?graph=http://a/g", b"_:x <http://a/b> 1 .", TURTLE)
    assert count(server) == 2


def test_all_graphs_are_replaced_by_what_names_its_graphs(server: Server) -> None:
    trig = {**AUTHORISED, "Content-Type": "application/trig"}
    both = b"<http://a/1> <http://a/b> 1 . <http://a/g> { <http://a/1> <http://a/b> 2 }"
    assert server.send("PUT", "/graphs", both, trig).status == 204
    more = b"<http://a/h> { <http://a/1> <http://a/b> 3 }"
    assert server.send("POST", "/graphs", more, trig).status == 204
    quads = server.send("GET", "/graphs", headers={"Accept": "application/n-quads"}).body
    assert len(quads.splitlines()) == 3
    assert server.send("PUT", "/graphs?graph=http://a/g", more, trig).status == 400
    assert server.send("PUT", "/graphs", b"", TURTLE).status == 400


@pytest.mark.parametrize(
    "media", ["application/rdf+xml", "application/ld+json", "text/n3", "text/plain", ""]
)
def test_what_could_fetch_or_grow_is_not_stored(server: Server, media: str) -> None:
    headers = {**AUTHORISED, "Content-Type": media}
    reply = server.send("PUT", "/graphs?graph=http://a/g", b"<a/>", headers)
    assert reply.status == 415
    assert "text/turtle" in json.loads(reply.body)["hint"]


def test_a_body_larger_than_may_be_is_refused_by_its_head_or_on_its_way(server: Server) -> None:
    where = "PUT /graphs?graph=http://a/g HTTP/1.1\r\nHost: localhost\r\n"
    head = f"{where}Authorization: Bearer {TOKEN}\r\nContent-Type: text/turtle\r\n".encode()
    assert b" 413 " in server.raw(head + b"Content-Length: 2000001\r\n\r\n").split(b"\r\n")[0]
    piece = b"%x\r\n" % 500_000 + b" " * 500_000 + b"\r\n"
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n"
    assert b" 413 " in server.raw(chunked + piece * 5).split(b"\r\n")[0]
    assert server.send("GET", "/graphs?graph=http://a/g").status == 404


def test_readers_see_the_old_state_or_the_new_one_and_nothing_between(server: Server) -> None:
    odd: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            if (found := count(server)) % 100:
                odd.append(found)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(4):
        body = "".join(f"<http://a/{number}> <http://a/b> {n} .\n" for n in range(100))
        server.send("POST", "/graphs?graph=http://a/g", body.encode(), TURTLE)
    done.set()
    reader.join()
    assert odd == []
    assert count(server) == 400


def test_a_killed_server_leaves_the_last_state_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with serving(folder, settings=SETTINGS) as first:
        update(first, "INSERT DATA { <http://a/b> <http://a/c> 1 }")
        many = " ".join(f"VALUES ?{name} {{ {_NUMBERS} }}" for name in "xyz")
        under_way = threading.Thread(target=_sent, args=(first, _SLOW.replace("MANY", many)))
        under_way.start()
        time.sleep(1)
        first.process.kill()
        under_way.join()
    (folder / ".next" / "half-done").mkdir(parents=True, exist_ok=True)
    with serving(folder, settings=SETTINGS) as second:
        assert count(second) == 1
        assert list((folder / ".next").iterdir()) == []
        assert len(list((folder / "snapshots").iterdir())) == 1
        assert update(second, "INSERT DATA { <http://a/b> <http://a/c> 2 }").status == 204


def test_old_snapshots_go_when_nobody_reads_them(tmp_path: Path) -> None:
    folder = StoreFolder(tmp_path / "store")
    try:
        with folder.held() as old:
            _publish(folder)
            _publish(folder)
            assert {path.name for path in (tmp_path / "store/snapshots").iterdir()} == {
                old.hash,
                folder.now().hash,
            }
            assert len(ox.Store.read_only(str(old.folder))) == 0
        assert [path.name for path in (tmp_path / "store/snapshots").iterdir()] == [
            folder.now().hash
        ]
    finally:
        folder.close()


def test_a_store_has_one_owner(tmp_path: Path) -> None:
    folder = StoreFolder(tmp_path / "store")
    with pytest.raises(BuildError, match="another server owns this store"):
        StoreFolder(tmp_path / "store")
    folder.close()
    StoreFolder(tmp_path / "store").close()


def test_a_build_is_never_written_by_a_server(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="this is a build") as refused:
        StoreFolder(TRIPLES)
    assert "comity push" in refused.value.hint
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(BuildError, match="something else in it"):
        StoreFolder(tmp_path)


def test_no_build_is_made_in_the_folder_of_a_server(tmp_path: Path) -> None:
    StoreFolder(tmp_path / "store").close()
    source = tmp_path / "good.txt"
    source.write_text("Oslo, 8 March 2024\n\nIceland joined EFTA in 1970.\n")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BuildError, match="a server keeps its store there"):
        build([source], tmp_path / "store")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_store_is_also_served_to_be_read_only(tmp_path: Path) -> None:
    StoreFolder(tmp_path / "store").close()
    with serving(tmp_path / "store") as reading:
        assert count(reading) == 0
        assert update(reading, "CLEAR ALL").status == 403


def test_a_token_is_long_and_is_read_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_SERVE_TOKEN", f" {TOKEN}\n")
    assert read_token(None) == TOKEN
    (tmp_path / "token").write_text(f"{TOKEN}-2\n")
    assert read_token(tmp_path / "token") == f"{TOKEN}-2"
    for wrong in ("", "short", "with blanks in its middle"):
        monkeypatch.setenv("COMITY_SERVE_TOKEN", wrong)
        with pytest.raises(ParameterError) as refused:
            read_token(None)
        assert not wrong or wrong not in str(refused.value)
    with pytest.raises(ParameterError, match="cannot be read"):
        read_token(tmp_path / "none")


def test_an_origin_is_scheme_and_host() -> None:
    assert origin_of("https://Example.org:8443") == "https://example.org:8443"
    for wrong in ("example.org", "https://example.org/", "https://a@b", "null"):
        with pytest.raises(ParameterError):
            origin_of(wrong)


def test_a_build_is_pushed_asked_and_pulled_back(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_STORE_TOKEN", TOKEN)
    where = f"http://127.0.0.1:{server.port}"
    pushed = CliRunner().invoke(main, ["push", where, "--from", str(TRIPLES)])
    assert pushed.exit_code == 0, pushed.output
    asked = ["ask", "joined-in", "--set", "year=2024", "--at"]
    there = CliRunner().invoke(main, [*asked, f"{where}/sparql"])
    assert there.output == CliRunner().invoke(main, [*asked, str(TRIPLES)]).output
    pulled = CliRunner().invoke(main, ["pull", where, "--out", str(tmp_path / "back")])
    assert pulled.exit_code == 0, pulled.output
    assert committed_files(tmp_path / "back") == committed_files(TRIPLES)


def _publish(folder: StoreFolder) -> None:
    draft = folder.draft()
    ox.Store(str(draft)).flush()
    folder.publish(draft)


def _sent(server: Server, sparql: str) -> None:
    with suppress(OSError, HTTPException):  # it is killed meanwhile
        update(server, sparql)
