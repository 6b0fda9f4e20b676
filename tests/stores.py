"""Real triple stores for tests: started, found to answer, stopped; and connections that break.

A store that is not installed is a reason to skip. Each test has data below a base of its own, so
that one Virtuoso serves them all.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest
import requests

from comity.exchange.client import Client
from comity.exchange.target import target_of
from comity.manifest import FILE, Graph, Manifest, digest_of
from comity.opened import Build, open_build
from comity.terms import Terms, name
from comity.turtle import triples_of, turtle

_NUMBER = count()
_VIRTUOSO_INI = """\
[Database]
DatabaseFile = {folder}/v.db
TransactionFile = {folder}/v.trx
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 1
AsyncQueueMaxThreads = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""
"""The limits are those that Debian sets, but for the threads of a query: with more than one, 7.2.5
may wait for itself for ever on a busy machine (docs/stores.md)."""

_PATIENCE = 120
"""Seconds that a server may take to start, or to stop, on a busy machine."""


@dataclass
class Server:
    """A store that runs."""

    command: list[str]
    url: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers; one that does not is not left behind."""
        with (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        try:
            self._wait(self.process)
        except BaseException:
            self.stop(signal.SIGKILL)
            raise

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                requests.get(self.url, timeout=_PATIENCE).close()
                return
            except requests.ConnectionError:
                if process.poll() is not None:
                    break
                time.sleep(0.05)
        said = (self.folder / "log.txt").read_text(errors="replace")
        raise AssertionError(f"{self.command} does not answer: {said[-2000:]}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop it and wait for its end, however it comes."""
        process, self.process = self.process, None
        if process is None:
            return
        _signal(process, how)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            _signal(process, signal.SIGKILL)
            process.wait()


def _signal(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def oxigraph(folder: Path) -> Server:
    beside = Path(sys.executable).with_name("oxigraph")
    binary = str(beside) if beside.exists() else shutil.which("oxigraph")
    if not binary:
        pytest.skip("Oxigraph's server is not installed: pip install oxigraph")
    place = f"127.0.0.1:{free_port()}"
    command = [binary, "serve", "--location", str(folder / "data"), "--bind", place]
    return Server(command, f"http://{place}", folder)


def virtuoso(folder: Path) -> Server:
    binary = shutil.which("virtuoso-t")
    if not binary:
        pytest.skip("Virtuoso is not installed: apt install virtuoso-opensource-7")
    http = free_port()
    ini = _VIRTUOSO_INI.format(folder=folder, sql=free_port(), http=http)
    (folder / "virtuoso.ini").write_text(ini)
    command = [binary, "+configfile", "virtuoso.ini", "+foreground"]
    return Server(command, f"http://127.0.0.1:{http}", folder)


@cache
def shared(kind: Callable[[Path], Server]) -> Server:
    """One store for all tests of a process: Virtuoso takes seconds to start."""
    folder = Path(tempfile.mkdtemp(prefix="comity-store-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = kind(folder)
    atexit.register(server.stop, signal.SIGKILL)  # before the folder goes
    server.start()
    return server


@contextmanager
def running(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop(signal.SIGKILL)


def client_of(target: str, retries: int = 0) -> Client:
    """A client that does not wait between tries."""
    return Client(target_of(target), timeout=60, retries=retries, sleep=lambda _: None)


def new_base() -> str:
    return f"https://data.example/{os.getpid()}-{next(_NUMBER)}/"


def made_build(
    folder: Path,
    base: str,
    graphs: Mapping[str, Sequence[ox.Triple]],
    files: str = "articles/{}.ttl",
) -> Build:
    """A build of these graphs, by the last part of their names."""
    terms, found = Terms(base), []
    shutil.rmtree(folder, ignore_errors=True)
    for key, triples in sorted(graphs.items()):
        file = folder / files.format(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        data = turtle(triples, terms)
        file.write_bytes(data)
        iri = terms.article_graph(key).value
        place = file.relative_to(folder).as_posix()
        size = len(triples_of(data))
        found.append(Graph(iri, place, digest_of(data), size, f"{key}.txt", "0", key, "test 1"))
    manifest = Manifest(base, "0", "0", {}, tuple(found))
    (folder / FILE).write_bytes(manifest.turtle())
    return open_build(folder)


def some(base: str, number: int, mark: str = "") -> list[ox.Triple]:
    """Triples of every kind of literal that comity writes, and of hard ones."""
    terms, found = Terms(base), []
    for n in range(number):
        node = terms.id(f"claim/{mark or 'x'}/{n}")
        words = f'“{mark} {n}” \\ "said"\n\tthe clerk, é, 𝄞, \x01\x7f\u2028'
        found += [
            ox.Triple(node, name("rdfs", "label"), ox.Literal(words, language="en")),
            ox.Triple(
                node, name("comity", "confidence"), _typed(f"{n % 101 / 100:.2f}", "decimal")
            ),
            ox.Triple(node, name("oa", "start"), _typed(str(n), "nonNegativeInteger")),
            ox.Triple(node, name("comity", "startEarliest"), _typed("1992-05-15", "date")),
            ox.Triple(node, name("schema", "url"), _typed("https://news.example/x?y", "anyURI")),
            ox.Triple(node, name("comity", "complete"), ox.Literal(n % 2 == 0)),
            ox.Triple(node, name("comity", "count"), ox.Literal(n)),
        ]
    return found


def _typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=name("xsd", kind))


class Cut:
    """A way to a server that breaks: for good after so many bytes up, or each connection does."""

    def __init__(self, url: str, after: int = 1 << 60, each: int = 1 << 60) -> None:
        host, _, port = url.removeprefix("http://").partition(":")
        self.upstream = (host, int(port))
        self.left, self.each = after, each
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self.upstream)
            except OSError:
                near.close()
                continue
            for pair in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        left = self.each
        with suppress(OSError):
            while data := source.recv(1 << 14):
                if counts:
                    data = data[: max(min(self.left, left), 0)]
                    self.left, left = self.left - len(data), left - len(data)
                arrived = _arrives(data, sink)
                if counts and not arrived:
                    return  # the server answers before it has read all: its answer is on its way
                if not arrived or (counts and min(self.left, left) <= 0):
                    break
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


def _arrives(data: bytes, sink: socket.socket) -> bool:
    try:
        sink.sendall(data)
    except OSError:
        return False
    return True
