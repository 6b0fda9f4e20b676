"""Clients that hang up, read slowly or say nothing, and uvicorn with a small application."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from comity.serve import connections, delivery
from comity.serve.connections import Connection
from comity.serve.delivery import Delivery
from comity.serve.presence import Presence

MIB = 1 << 20


class Answering:
    """An application: works on an answer for a while, then gives so many bytes."""

    def __init__(self, seconds: float = 0, size: int = 2, *, reads: bool = False) -> None:
        self.seconds, self.size, self.reads = seconds, size, reads
        self.ends: list[str] = []

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        try:
            while self.reads and (await receive()).get("more_body"):
                pass
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            self.ends.append("cancelled")
            raise
        headers = [(b"content-length", str(self.size).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"x" * self.size})
        self.ends.append("done")


@contextmanager
def serving(app: ASGIApp) -> Iterator[int]:
    """Give the port of a server that runs beside this thread."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, http=Connection, ws="none", lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            server.force_exit = True
            thread.join()


def until(what: Callable[[], object], seconds: float = 3) -> bool:
    for _ in range(int(seconds / 0.02)):
        if what():
            return True
        time.sleep(0.02)
    return False


def asked(port: int, method: str = "GET", body: bytes | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, "/", body)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def hang_up(port: int, data: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as sock:
        sock.sendall(data)
        time.sleep(0.2)


GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n"


@pytest.mark.parametrize(("data", "reads"), [(GET, False), (GET, True), (POST + b"abc", True)])
def test_work_for_who_has_hung_up_is_stopped(data: bytes, reads: bool) -> None:
    app = Answering(seconds=20, reads=reads)
    with serving(Presence(app)) as port:
        hang_up(port, data)
        assert until(lambda: app.ends)
    assert app.ends == ["cancelled"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_who_stays_is_answered_again_and_again(method: str) -> None:
    app = Answering(seconds=0.01, reads=method == "POST")
    with serving(Presence(app)) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        for _ in range(20):
            connection.request(method, "/", b"abc" if method == "POST" else None)
            response = connection.getresponse()
            assert response.status == 200
            assert response.read() == (b"" if method == "HEAD" else b"xx")
        connection.close()
        assert until(lambda: len(app.ends) == 20)
    assert set(app.ends) == {"done"}


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 5 * MIB])
def test_an_answer_arrives_whole_whatever_its_size(size: int) -> None:
    with serving(Delivery(Presence(Answering(size=size)), most=MIB)) as port:
        for _ in range(3):
            assert asked(port) == (200, b"x" * size)


def stalled(port: int) -> socket.socket:
    """A connection that asks, and does not read."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.connect(("127.0.0.1", port))
    sock.sendall(GET)
    return sock


def test_more_large_answers_than_there_is_room_for_are_refused_whole() -> None:
    with serving(Delivery(Presence(Answering(size=8 * MIB)), most=10 * MIB)) as port:
        slow = stalled(port)
        time.sleep(0.3)
        status, body = asked(port)
        assert status == 503
        assert b"Try again" in body
        slow.close()
        assert until(lambda: asked(port)[0] == 200)


def test_who_does_not_read_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_PATIENCE", 0.2)
    monkeypatch.setattr(delivery, "_PACE", 100 * MIB)
    with serving(Delivery(Presence(Answering(size=8 * MIB)), most=10 * MIB)) as port:
        slow = stalled(port)
        assert until(lambda: asked(port)[0] == 200)
        slow.close()


def drip(sock: socket.socket, data: bytes) -> None:
    """Send letter by letter, then read; an error where the other has hung up."""
    for letter in data:
        time.sleep(0.05)
        sock.sendall(bytes([letter]))
    if not sock.recv(1):
        raise ConnectionError


@pytest.mark.parametrize("start", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\n"])
def test_a_head_that_does_not_come_ends_the_connection(
    monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    monkeypatch.setattr(connections, "_HEAD", 0.4)
    with (
        serving(Answering()) as port,
        socket.create_connection(("127.0.0.1", port), 5) as sock,
    ):
        sock.sendall(start)
        began = time.monotonic()
        with pytest.raises(ConnectionError):
            drip(sock, b"X-Slow: " + b"a" * 100 if start else b"")
        assert 0.3 < time.monotonic() - began < 3


def test_a_second_head_that_does_not_come_ends_the_connection_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "_HEAD", 0.4)
    with (
        serving(Answering()) as port,
        socket.create_connection(("127.0.0.1", port), 5) as sock,
    ):
        sock.sendall(GET)
        time.sleep(0.1)
        assert sock.recv(4096).startswith(b"HTTP/1.1 200")
        sock.sendall(GET[:10])
        with pytest.raises(ConnectionError):
            drip(sock, b"a" * 100)


def test_a_slow_body_is_left_to_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_HEAD", 0.2)
    with (
        serving(Answering(reads=True)) as port,
        socket.create_connection(("127.0.0.1", port), 5) as sock,
    ):
        sock.sendall(POST)
        for letter in b"abc":
            time.sleep(0.15)
            sock.sendall(bytes([letter]))
        assert sock.recv(4096).startswith(b"HTTP/1.1 200")


def test_there_are_never_more_connections_than_twice_what_is_served() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            Answering(),
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            limit_concurrency=4,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        port = listening.getsockname()[1]
        socks = [socket.create_connection(("127.0.0.1", port), 5) for _ in range(20)]
        assert until(lambda: len(server.server_state.connections) == 8)
        for sock in socks:
            sock.close()
        assert until(lambda: not server.server_state.connections)
        assert asked(port)[0] == 200
        server.should_exit = True
        thread.join()
