"""Pushes through a gate before a real Oxigraph: who may pass, busy moments, redirects, pages."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests
from stores import made_build, new_base, oxigraph, shared, some

from comity.asking import opened
from comity.errors import StoreError
from comity.exchange.client import Client
from comity.exchange.faults import BusyError, RefusedError, UnauthorisedError
from comity.exchange.profiles import OWN
from comity.exchange.push import push
from comity.exchange.target import PASSWORD, TOKEN, USER, target_of


class Gate(ThreadingHTTPServer):
    """Lets requests through to a store that show the right words, when it is not busy."""

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream, self.key = upstream, ""
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
        else:
            kept = {
                name: self.headers[name]
                for name in ("Accept", "Content-Type")
                if name in self.headers
            }
            made = requests.request(
                self.command, gate.upstream + self.path, data=body, headers=kept, timeout=60
            )
            media = {"Content-Type": made.headers.get("Content-Type", "")}
            self.reply(made.status_code, media, made.content)

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
    with Gate(shared(oxigraph).url) as server:
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
