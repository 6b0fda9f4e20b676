"""A server in a process of its own, as `comity serve` runs it, and what it and its workers take."""

from __future__ import annotations

import http.client
import os
import re
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_RUN = """
import sys
from pathlib import Path
from comity.pool import Limits
from comity.serve.running import run
from comity.serve.settings import Settings

def say(what):
    print(what, flush=True)

limits = Limits({limits})
run(Settings(Path(sys.argv[1]), port=0, limits=limits, {settings}), say)
"""


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    port: int

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 20,
    ) -> Reply:
        """What it answers to one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, dict(headers or {}))
            return _reply(connection.getresponse())
        finally:
            connection.close()

    def raw(self, data: bytes, timeout: float = 10, *, ends: bool = False) -> bytes:
        """All that it answers to some bytes, until it hangs up or is silent for a second.

        Args:
            data: what is sent.
            timeout: seconds to wait for the beginning of an answer.
            ends: whether nothing more is said to come.
        """
        with socket.create_connection(("127.0.0.1", self.port), timeout) as sock:
            with suppress(ConnectionError):
                sock.sendall(data)
                if ends:
                    sock.shutdown(socket.SHUT_WR)
            got = b""
            with suppress(ConnectionError):
                while select.select([sock], [], [], timeout if not got else 1)[0]:
                    if not (more := sock.recv(65536)):
                        break
                    got += more
            return got

    def memory(self) -> dict[int, int]:
        """The bytes that are its own, of it and of each process below it."""
        return {process: _own(process) for process in self.processes()}

    def processes(self) -> list[int]:
        """Its process, then all below it."""
        found = [self.process.pid]
        for process in found:
            with suppress(FileNotFoundError):
                for file in Path("/proc", str(process), "task").glob("*/children"):
                    found += [int(child) for child in file.read_text().split()]
        return found


def _reply(response: http.client.HTTPResponse) -> Reply:
    body = response.read()  # raises where it is shorter than it says
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Reply(response.status, headers, body)


def _own(process: int) -> int:
    """Anonymous memory in RAM: what nobody shares through a file."""
    with suppress(FileNotFoundError, ProcessLookupError):
        found = re.search(r"RssAnon:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
        return int(found[1]) * 1024 if found else 0
    return 0


@contextmanager
def serving(folder: Path, limits: str = "", settings: str = "") -> Iterator[Server]:
    """A server of a build, until the end.

    Args:
        folder: the build.
        limits: arguments of `comity.pool.Limits`, as Python.
        settings: further arguments of `Settings`, as Python.
    """
    code = _RUN.format(limits=limits, settings=settings)
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r":(\d+)/", line)
        assert found, f"the server did not start: {line!r}"
        server = Server(process, int(found[1]))
        _wait(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout
        process.stdout.close()


def _wait(server: Server) -> None:
    for _ in range(600):
        with suppress(OSError):
            server.send("GET", "/")
            return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")
