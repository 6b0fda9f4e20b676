"""The process that forks the workers, kills them when told, and says how they ended.

It imports what they need, once, and does nothing else: it has one thread and opens nothing, so that
forking it is safe. It alone reaps its children, so a number never means another process. When
the process that made it is gone, it kills them all and ends.

It is told, over its socket, `B` and a number, with a worker's socket: be born; `K` and a number: be
killed. It tells, a number and a status as `os.waitpid` gives it: ended.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import random
import select
import signal
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress

from comity.pool import frames, worker

ORDER = struct.Struct("!cI")
REPORT = struct.Struct("!Ii")


def main(number: int) -> None:
    """Be the nursery.

    Args:
        number: the file descriptor of its socket, over which a `worker.Birth` comes first.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when it is over
    sock = socket.socket(fileno=number)
    with suppress(EOFError, ConnectionError):
        birth: worker.Birth = pickle.loads(frames.receive(sock))  # noqa: S301  # of our maker
        for module in birth.modules:
            importlib.import_module(module)
        gc.collect()
        gc.freeze()  # so that the workers share these pages
        _Nursery(sock, birth).live()


class _Nursery:
    def __init__(self, sock: socket.socket, birth: worker.Birth) -> None:
        self._sock, self._birth = sock, birth
        self._children: dict[int, int] = {}
        """The numbers of those alive, by process id."""

    def live(self) -> None:
        """Obey until the socket closes."""
        wake, theirs = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(theirs, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # so that it wakes the pipe
        signal.set_wakeup_fd(theirs)
        try:
            while True:
                readable = select.select([self._sock.fileno(), wake], [], [])[0]
                if wake in readable:
                    self._bury(wake)
                if self._sock.fileno() in readable:
                    self._obey()
        finally:
            for process in self._children:
                os.kill(process, signal.SIGKILL)

    def _obey(self) -> None:
        data, descriptors = _order(self._sock)
        order, number = ORDER.unpack(data)
        if order == b"K":
            for process in [p for p, n in self._children.items() if n == number]:
                os.kill(process, signal.SIGKILL)
            return
        process = os.fork()
        if not process:
            _be_born(descriptors[0], self._sock, self._birth)
        os.close(descriptors[0])
        self._children[process] = number

    def _bury(self, wake: int) -> None:
        os.read(wake, 4096)
        for process, status in _ended():
            number = self._children.pop(process, None)
            if number is not None:
                self._sock.sendall(REPORT.pack(number, status))


def _order(sock: socket.socket) -> tuple[bytes, list[int]]:
    data, descriptors, _, _ = socket.recv_fds(sock, ORDER.size, 1)
    while data and len(data) < ORDER.size:
        data += sock.recv(ORDER.size - len(data))
    if not data:
        raise EOFError
    return data, descriptors


def _ended() -> Iterator[tuple[int, int]]:
    while True:
        try:
            process, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not process:
            return
        yield process, status


def _be_born(descriptor: int, theirs: socket.socket, birth: worker.Birth) -> None:
    """Live as a worker, and never return to what the nursery was at."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        theirs.close()
        random.seed()
        worker.live(socket.socket(fileno=descriptor), birth)
        status = 0
    except BaseException:  # reported as the end of the process, with its trace on standard error
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)
