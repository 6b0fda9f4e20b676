"""Pushes through a gate before a real Oxigraph: who may pass, busy moments, redirects, pages."""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from stores import made_build, new_base, oxigraph, shared, some, virtuoso

from comity.asking import opened
from comity.errors import StoreError
from comity.exchange.client import Client
from comity.exchange.faults import BusyError, RefusedError, TooLongError, UnauthorisedError
from comity.exchange.plan import Why
from comity.exchange.profiles import OWN, Replace, profile
from comity.exchange.push import push
from comity.exchange.target import PASSWORD, TOKEN, USER, Target, credentials_for, target_of


class Gate(ThreadingHTTPServer):
    """Lets requests through to a store that show the right words, when it is not busy or slow."""

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream, self.key = upstream, ""
        self.too_long: Callable[[str], bool] = lambda _: False  # for the store, of an update
        self.answers: list[
            tuple[int, dict[str, str], bytes]
        ] = []  # given before any is let through
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Gate

    def carry(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        gate = self.server
        if gate.key and self.headers.get("Authorization") != gate.key:
            self.reply(401, {}, b"<html><h1>Who is it?</h1></html>")
        elif gate.answers:
            self.reply(*gate.answers.pop(0))
        elif self.command == "POST" and gate.too_long(body.decode()):
            self.reply(500, {}, b"Virtuoso S1T00 Error SR171: Transaction timed out")
        else:
            kept = {
                name: self.headers[name]
                for name in ("Accept", "Authorization", "Content-Type")
                if name in self.headers
            }
            made = requests.request(
                self.command, gate.upstream + self.path, data=body, headers=kept, timeout=60
            )
            back = {
                name: made.headers[name]
                for name in ("Content-Type", "WWW-Authenticate")
                if name in made.headers
            }
            self.reply(made.status_code, back, made.content)

    def do_GET(self) -> None:
        self.carry()

    def do_PUT(self) -> None:
        self.carry()

    def do_POST(self) -> None:
        self.carry()

    def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Gate]:
    for name in (USER, PASSWORD, TOKEN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    with standing_before(shared(oxigraph).url) as found:
        yield found


@contextmanager
def standing_before(upstream: str) -> Iterator[Gate]:
    with Gate(upstream) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def pushed(gate: Gate, tmp_path: Path, retries: int = 0) -> tuple[int, list[float], str]:
    base, pauses = new_base(), list[float]()
    build = made_build(tmp_path / "b", base, {"a": some(base, 2)})
    client = Client(target_of(f"oxigraph+{gate.url}"), 60, retries, sleep=pauses.append)
    try:
        return len(push(build, client).plan.send), pauses, build.hash
    finally:
        client.close()


def test_a_user_is_let_in_by_basic_authentication(
    gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.key = "Basic " + base64.b64encode(b"me:pass word").decode()
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "pass word")
    assert pushed(gate, tmp_path)[0] == 2
    with opened(f"oxigraph+{gate.url}") as target:
        assert target.store.query("ASK { ?s ?p ?o }") is True


def test_a_token_is_sent_as_a_bearers(
    gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.key = "Bearer t0ken"
    monkeypatch.setenv(TOKEN, "t0ken")
    assert pushed(gate, tmp_path)[0] == 2
    with opened(f"oxigraph+{gate.url}") as target:
        assert target.store.query("ASK { ?s ?p ?o }") is True


def test_who_is_not_let_in_is_told_how_to_say_who_it_is(gate: Gate, tmp_path: Path) -> None:
    gate.key = "Bearer t0ken"
    with pytest.raises(UnauthorisedError, match=r"401 Unauthorized: Who is it\?.*set COMITY_STORE"):
        pushed(gate, tmp_path)


def test_a_busy_store_is_given_the_time_that_it_asks_for(gate: Gate, tmp_path: Path) -> None:
    gate.answers = [(503, {"Retry-After": "7"}, b"later"), (429, {}, b""), (502, {}, b"")]
    sent, pauses, _ = pushed(gate, tmp_path, retries=4)
    assert (sent, pauses) == (2, [7, 1, 2])


def test_a_store_that_stays_busy_is_said_to_be(gate: Gate, tmp_path: Path) -> None:
    gate.answers = [(503, {}, b"out for lunch")] * 9
    with pytest.raises(BusyError, match="503 Service Unavailable: out for lunch"):
        pushed(gate, tmp_path, retries=2)


def test_a_redirect_is_not_followed(gate: Gate, tmp_path: Path) -> None:
    gate.answers = [(302, {"Location": "https://elsewhere.example/"}, b"")]
    with pytest.raises(RefusedError, match=r"sends us to https://elsewhere\.example/"):
        pushed(gate, tmp_path)


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("text/html", b"<html>not a store</html>"),
        ("application/n-triples", b"<urn:a> <urn:b"),
        ("application/n-triples", b"\xff\xfe\x00"),
        ("", b""),
    ],
)
def test_what_is_no_graph_is_not_taken_for_one(
    gate: Gate, tmp_path: Path, media: str, body: bytes
) -> None:
    gate.answers = [(200, {"Content-Type": media}, body)]
    with pytest.raises(RefusedError, match="it answered with"):
        pushed(gate, tmp_path)


def test_rows_that_are_none_are_refused(gate: Gate, tmp_path: Path) -> None:
    none = (200, {"Content-Type": "application/n-triples"}, b"")
    gate.answers = [none, (200, {"Content-Type": "application/json"}, b'{"head": [}')]
    with pytest.raises(RefusedError, match="it answered with no rows"):
        pushed(gate, tmp_path)


def test_a_profile_of_a_users_own_is_used_and_a_broken_one_named(
    gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "profiles"
    own.mkdir()
    monkeypatch.setenv(OWN, str(own))
    (own / "mine.yaml").write_text(
        'label: Mine\nquery: "{target}/query"\nupdate: "{target}/update"\nreplace: move\n'
        "by_value: {decimal: decimal, integer: integer, nonNegativeInteger: integer}\n"
    )
    base = new_base()
    build = made_build(tmp_path / "b", base, {"a": some(base, 2)})
    client = Client(target_of(f"mine+{gate.url}"), retries=0)
    assert len(push(build, client).plan.send) == 2
    for broken in ("- a list", "label: [", "label: x\nquery: 7\nupdate: u", "label: x\nwhat: y"):
        (own / "mine.yaml").write_text(broken)
        with pytest.raises(StoreError, match="no profile of a store") as caught:
            target_of(f"mine+{gate.url}")
        assert caught.value.where.endswith("mine.yaml")


@pytest.fixture(params=[oxigraph, virtuoso])
def slow(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Gate, Client]]:
    """A store that gives up on moving or dropping a graph, and on parts of more than 5,000."""
    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "dba")
    with standing_before(shared(request.param).url) as gate:
        gate.too_long = lambda update: most_of(update) > 5000
        how = {"replace": Replace.MOVE, "too_long": "S1T00", "time_limit": "MaxTime"}
        made = replace(profile(request.param.__name__), **how)
        client = Client(Target(gate.url, made, credentials_for(gate.url)), 60, retries=0)
        yield gate, client
        client.close()


def most_of(update: str) -> int:
    """How many triples an update moves or drops."""
    if re.search("MOVE|DROP", update):
        return 1_000_000
    part = re.search(r"LIMIT (\d+)", update)
    return int(part[1]) if part else 0


def test_a_graph_that_a_store_cannot_move_in_time_is_moved_in_parts(
    slow: tuple[Gate, Client], tmp_path: Path
) -> None:
    _, client = slow
    base = new_base()
    push(made_build(tmp_path / "b", base, {"a": some(base, 2, "old")}), client)
    build = made_build(tmp_path / "b", base, {"a": some(base, 1500)})  # 10,500 triples
    assert len(push(build, client).plan.send) == 2
    assert len(push(build, client, verify=True).plan.same) == 2
    assert client.count([f"{base}graph/incoming"]) == {}
    other = made_build(tmp_path / "b", base, {"b": some(base, 1)})
    assert len(push(other, client, prune=True).pruned) == 1
    assert client.count(graph.iri for graph in build.manifest.graphs) == {}


def test_a_store_that_breaks_while_it_moves_parts_is_sent_that_graph_again(
    slow: tuple[Gate, Client], tmp_path: Path
) -> None:
    gate, client = slow
    base, moved = new_base(), list[str]()
    build = made_build(tmp_path / "b", base, {"a": some(base, 1500)})

    def breaks(update: str) -> bool:
        if 0 < most_of(update) <= 5000:
            moved.append(update)
        return most_of(update) > 5000 or len(moved) > 1

    gate.too_long = breaks
    with pytest.raises(TooLongError, match="raise MaxTime in its settings"):
        push(build, client)
    gate.too_long = lambda update: most_of(update) > 5000
    assert [sent.why for sent in push(build, client).plan.send] == [Why.UNSURE, Why.NEW]
    assert push(build, client, verify=True).plan.send == ()
