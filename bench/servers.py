"""Servers of one build, each in a process of its own: comity's, Oxigraph's, rdflib-endpoint."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from bench.load import write_inputs
from comity.opened import Build

_START = 600
"""Seconds that a server may take to start: one of them reads all triples into memory."""
TIMEOUT = 20
"""Seconds that an answer may take."""
_JSON = "application/sparql-results+json"
ENDPOINT = Path(__file__).with_name("peerendpoint.py")


class Client:
    """One connection to a server, kept open.

    Args:
        port: the server's.
        sparql: where it answers SPARQL.
    """

    def __init__(self, port: int, sparql: str) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self._sparql = sparql

    def get(self, path: str, accept: str = "application/json") -> bytes:
        """The body of an answer that must be one."""
        try:
            response = self._response(path, accept)
        except http.client.RemoteDisconnected:  # the connection had been idle for too long
            self.close()
            response = self._response(path, accept)
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path[:80]}: {response.status} {body[:300]!r}")
        return body

    def _response(self, path: str, accept: str) -> http.client.HTTPResponse:
        self._connection.request("GET", path, headers={"Accept": accept})
        return self._connection.getresponse()

    def ask(self, query: str) -> bytes:
        """The answer of a SELECT, as JSON."""
        return self.get(f"{self._sparql}?{urlencode({'query': query})}", _JSON)

    def begin(self, query: str) -> None:
        """Ask, and do not wait for the answer."""
        self._connection.request("GET", f"{self._sparql}?{urlencode({'query': query})}")

    def another(self) -> Client:
        """A connection of its own to the same server."""
        return Client(self._port, self._sparql)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@contextmanager
def clients(build: Build, endpoint: str | None) -> Iterator[Mapping[str, Client]]:
    """A connection to each server, by its name.

    Args:
        build: what they serve.
        endpoint: a Python that has rdflib-endpoint; without one, that server is left out.
    """
    started: dict[str, subprocess.Popen[bytes]] = {}
    found: dict[str, Client] = {}
    try:
        for name, (command, port, sparql) in _commands(build, endpoint).items():
            started[name] = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            found[name] = Client(port, sparql)
        for name, client in found.items():
            _wait(client, started[name])
        for client in found.values():
            client.close()  # it may have been idle for longer than a server likes
        yield found
    finally:
        for client in found.values():
            client.close()
        for process in started.values():
            process.kill()  # some wait for queries that never end
            process.wait()


def _commands(build: Build, endpoint: str | None) -> Mapping[str, tuple[list[str], int, str]]:
    """By name: what starts a server, its port, and where it answers SPARQL."""
    ports = [_port() for _ in range(3)]
    folder, store = str(build.folder), str(build.folder / "store" / build.hash)
    ours = [sys.executable, "-c", "from comity.cli import main; main()", "serve"]
    ours += ["--at", folder, "--port", str(ports[0])]
    oxigraph = [str(Path(sys.executable).with_name("oxigraph")), "serve-read-only"]
    oxigraph += ["--location", store, "--bind", f"127.0.0.1:{ports[1]}", "--union-default-graph"]
    made = {"comity": (ours, ports[0], "/sparql")}
    if Path(oxigraph[0]).exists():
        made["Oxigraph's server"] = (oxigraph, ports[1], "/query")
    if endpoint:
        write_inputs(build)
        theirs = [endpoint, str(ENDPOINT), str(ports[2]), folder, str(build.folder / "all.files")]
        made["rdflib-endpoint"] = (theirs, ports[2], "/")
    return made


def _wait(client: Client, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            client.ask("ASK { }")
            return
        client.close()
        time.sleep(0.2)
    raise RuntimeError("a server did not start")


def _port() -> int:
    """A port that is free now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
