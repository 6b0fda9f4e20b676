"""The server's side of the workers: they are born, take a job, are killed, and are replaced."""

from __future__ import annotations

import asyncio
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from comity.errors import TooLargeError, TooLongError
from comity.pool import frames, nursery, worker

_SLACK = 4096
"""Bytes of a frame beside the answer in it."""

_BIRTH = 60.0
"""Seconds within which a worker must be ready."""

_DEATHS = {
    signal.SIGABRT: "more memory than one question may",  # what Rust does where memory is refused
    signal.SIGKILL: "more memory than the system had",  # what Linux does then
    signal.SIGSEGV: "more depth than there is: it is nested too deeply",
    signal.SIGBUS: "more memory than the system had",
}


class GoneError(Exception):
    """The process was gone before it could be given anything."""


class Process:
    """A worker.

    Args:
        sock: the socket to it.
        kill: ends it.
        most: the bytes that an answer may take.
    """

    def __init__(self, sock: socket.socket, kill: Callable[[], None], most: int) -> None:
        self._sock, self._kill, self._most = sock, kill, most
        self.is_fit = False
        """Whether it is at rest, and can be given a job."""
        self.ended: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        """Its status, as of `os.waitpid`; None where nobody could tell."""
        self.ended.add_done_callback(self._gone)

    async def ready(self) -> None:
        """Wait until it is ready for work.

        Raises:
            Exception: what its getting ready raised.
        """
        await self._answer()

    async def do(self, job: bytes, seconds: float) -> object:
        """The result of a job.

        Raises:
            GoneError: where it ended of itself before it took the job.
            TooLargeError: where it died of it.
            Exception: what the job raised.
        """
        self.is_fit = False
        try:
            await asyncio.get_running_loop().sock_sendall(self._sock, frames.packed((seconds, job)))
        except OSError as error:  # also where it was closed since it was taken
            raise GoneError from error
        return await self._answer()

    def kill(self) -> None:
        """End it, whatever it is at; what still waits for its answer must end, then `close`."""
        self.is_fit = False
        if not self.ended.done():
            self._kill()

    def close(self) -> None:
        """Let go of its socket, on which nothing may wait any more; at rest, it ends of that."""
        self.is_fit = False
        self._sock.close()

    def _gone(self, _: object) -> None:
        """Let go of it at rest: one that lost its nursery is alive, and ends only of that."""
        if self.is_fit:
            self.close()

    async def _answer(self) -> object:
        try:
            body = await frames.received(self._sock, self._most + _SLACK)
        except (EOFError, ConnectionError):
            raise await self._death() from None
        except frames.OversizeError:
            raise TooLargeError("the answer is larger than an answer may be") from None
        self.is_fit = not self.ended.done()
        done, result = pickle.loads(body)  # noqa: S301  # from a process of ours
        if not done:
            raise result
        return result

    async def _death(self) -> Exception:
        status = None
        with suppress(TimeoutError):
            status = await asyncio.wait_for(asyncio.shield(self.ended), 1)
        return death(status)


def death(status: int | None) -> Exception:
    """What to say of a worker that ended with a job.

    Args:
        status: as of `os.waitpid`; None where it is not known.
    """
    number = (status or 0) & 0x7F
    if number == signal.SIGALRM:
        return TooLongError("this took longer than one question may")
    if status == 0:
        return GoneError()
    if number in _DEATHS:
        hint = "ask for less at once"
        return TooLargeError(f"this needs {_DEATHS[signal.Signals(number)]}", hint=hint)
    return RuntimeError(f"the process that was to do it ended with status {status}")


class Processes:
    """Workers, made as they are needed.

    Args:
        birth: what each is born with.
    """

    def __init__(self, birth: worker.Birth) -> None:
        self._birth, self._alive, self._count = birth, dict[int, Process](), 0
        self._reports = b""
        self._start()

    async def new(self) -> Process:
        """A worker that is ready.

        Raises:
            Exception: what its getting ready raised.
        """
        process = self._born()
        try:
            async with asyncio.timeout(_BIRTH):
                await process.ready()
        except BaseException:
            process.kill()
            process.close()
            raise
        return process

    def end(self) -> None:
        """Kill them all."""
        self._lost()
        try:
            self._nursery.wait(5)
        except subprocess.TimeoutExpired:  # it is stopped, perhaps
            self._nursery.kill()
            self._nursery.wait()

    def _start(self) -> None:
        self._sock, theirs = socket.socketpair()
        with theirs:
            code = (
                f"import sys; sys.path[:] = {sys.path!r}\n"
                f"from comity.pool import nursery; nursery.main({theirs.fileno()})"
            )
            self._nursery = subprocess.Popen(  # noqa: S603  # this Python
                [sys.executable, "-c", code],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self._sock.sendall(frames.packed(self._birth))
        self._sock.setblocking(False)
        self._reports = b""
        asyncio.get_running_loop().add_reader(self._sock, self._read)

    def _born(self) -> Process:
        self._count += 1
        number = self._count
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._order(b"B", number, [theirs.fileno()])
            except OSError:  # the nursery is gone
                self._start_again()
                self._order(b"B", number, [theirs.fileno()])
        ours.setblocking(False)
        process = Process(ours, lambda: self._kill(number), self._birth.answer)
        self._alive[number] = process
        return process

    def _order(self, order: bytes, number: int, descriptors: list[int]) -> None:
        socket.send_fds(self._sock, [nursery.ORDER.pack(order, number)], descriptors)

    def _start_again(self) -> None:
        self._lost()
        self._nursery.kill()
        self._nursery.wait()
        self._start()

    def _kill(self, number: int) -> None:
        with suppress(OSError):  # the nursery is gone, and so are its workers
            self._order(b"K", number, [])

    def _read(self) -> None:
        try:
            data = self._sock.recv(4096)
        except OSError:
            data = b""
        if not data:
            self._lost()
            return
        self._reports += data
        whole = len(self._reports) // nursery.REPORT.size * nursery.REPORT.size
        for number, status in nursery.REPORT.iter_unpack(self._reports[:whole]):
            self._buried(number, status)
        self._reports = self._reports[whole:]

    def _buried(self, number: int, status: int | None) -> None:
        process = self._alive.pop(number, None)
        if process and not process.ended.done():
            process.ended.set_result(status)

    def _lost(self) -> None:
        """Have done with the nursery, which kills its workers and ends when it sees that."""
        if self._sock.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(self._sock)
            self._sock.close()
        for number in list(self._alive):
            self._buried(number, None)
