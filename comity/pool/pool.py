"""The pool: each job to a process, within its deadline, or an error that says why not."""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Self, TypeVar, cast

from comity.errors import BusyError, TooLongError
from comity.pool.limits import Limits
from comity.pool.processes import GoneError, Process, Processes
from comity.pool.turns import Experience, Line, Turn, Turns
from comity.pool.worker import Birth

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

_SPARE = 1
"""Processes that are ready beside those at work, for when one is killed."""

_RESPITE = 1.0
"""Seconds in which no process is made after one could not get ready."""


class Pool:
    """Processes that do jobs, from `async with` on until its end.

    It works in one event loop. What a job gives is unpickled there, so a large answer should come
    as bytes. A function may be done twice, the first time not to its end.

    Args:
        limits: what a job may cost, and how many may wait.
        workers: how many jobs are done at once.
        warm: called in each process before its first job: a function of a module.
        modules: imported once for all processes; none of them may start a thread.
    """

    def __init__(
        self,
        limits: Limits,
        workers: int,
        warm: Callable[[], object] | None = None,
        modules: Sequence[str] = (),
    ) -> None:
        self.limits, self._workers = limits, workers
        self._birth = Birth(warm, tuple(modules), limits.memory, limits.answer)
        self._turns, self._experience = Turns(workers, limits), Experience()
        self._ready: deque[Process] = deque()
        self._coming: set[asyncio.Task[None]] = set()
        self._running: dict[asyncio.Task[object], Process] = {}
        self._processes: Processes | None = None
        self._fault: tuple[float, Exception] | None = None

    async def __aenter__(self) -> Self:
        """Start the processes.

        Raises:
            Exception: what kept the first from getting ready.
        """
        self._processes = Processes(self._birth)
        try:
            self._ready.append(await self._new())
        except BaseException:
            await self.__aexit__()
            raise
        self._refill()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the processes, whatever they are at."""
        processes, self._processes = self._processes, None
        tasks = [*self._coming, *self._running]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        while self._ready:
            self._ready.pop().close()
        if processes:
            processes.end()

    async def run(
        self,
        function: Callable[..., _Result],
        *args: object,
        seconds: float | None = None,
    ) -> _Result:
        """What a function gives, called in a process of the pool.

        Args:
            function: a function of a module; it and what it takes and gives are pickled.
            args: what it takes.
            seconds: its deadline, where it is not that of the limits.

        Raises:
            BusyError: where too many wait.
            TooLongError: at its deadline.
            TooLargeError: where it takes or gives more than it may.
            Exception: what it raised; as a `RuntimeError` that describes it, where it cannot be
                pickled.
        """
        job = pickle.dumps((function, args), pickle.HIGHEST_PROTOCOL)
        limit = self.limits.seconds if seconds is None else seconds
        turn = await self._turns.begin(self._experience.line(job))
        with self._turns.held(turn), suppress(_AsideError):
            return cast(_Result, await self._done(job, limit, turn))
        await self._turns.begin_long(turn)
        with self._turns.held(turn):
            return cast(_Result, await self._done(job, limit, turn))

    def waiting(self) -> int:
        """How many jobs wait."""
        return self._turns.waiting()

    async def _done(self, job: bytes, limit: float, turn: Turn) -> object:
        for _ in range(self._workers + _SPARE):
            with suppress(GoneError):
                return await self._attempt(await self._take(), job, limit, turn)
        raise RuntimeError("every process that was to do it ended of itself")

    async def _attempt(self, process: Process, job: bytes, limit: float, turn: Turn) -> object:
        task = asyncio.create_task(process.do(job, limit))
        self._running[task] = process
        try:
            await asyncio.wait({task}, timeout=min(self.limits.brief, limit))
            is_brief = task.done() and process.is_fit
            self._experience.note(job, Line.BRIEF if is_brief else Line.LONG)
            await self._limited(task, limit, turn)
        finally:
            if not task.done():
                process.kill()
                task.cancel()
            task.add_done_callback(self._put_back)
        if task.cancelled():
            raise BusyError("the server is ending", retry_after=5)
        return task.result()

    async def _limited(self, task: asyncio.Task[object], limit: float, turn: Turn) -> None:
        """Wait on for the end of a job that is not brief, at most until its deadline."""
        brief = min(self.limits.brief, limit)
        if not task.done() and brief < limit:
            if not self._turns.lengthen(turn):
                raise _AsideError
            await asyncio.wait({task}, timeout=limit - brief)
        if not task.done():
            raise TooLongError(
                f"this took longer than {limit:g} seconds, and was stopped",
                hint="ask for less at once",
            )

    def _put_back(self, task: asyncio.Task[object]) -> None:
        """Keep the process of a job that is over, if it is fit for another."""
        self._keep(self._running.pop(task))
        self._refill()

    def _keep(self, process: Process) -> None:
        if process.is_fit and self._processes and len(self._ready) < self._workers + _SPARE:
            self._ready.append(process)
        else:
            process.close()

    async def _take(self) -> Process:
        while self._ready:
            process = self._ready.pop()
            if not process.ended.done():
                return process
            process.close()
        return await self._new()

    async def _new(self) -> Process:
        if not self._processes:
            raise BusyError("the server is ending", retry_after=5)
        if self._fault and monotonic() < self._fault[0] + _RESPITE:
            raise self._fault[1]
        try:
            return await self._processes.new()
        except Exception as error:
            self._fault = monotonic(), error
            raise

    def _refill(self) -> None:
        """Have as many processes as can be at work, and a spare one."""
        missing = self._workers + _SPARE
        missing -= len(self._ready) + len(self._running) + len(self._coming)
        for _ in range(missing if self._processes else 0):
            task = asyncio.create_task(self._add())
            self._coming.add(task)
            task.add_done_callback(self._coming.discard)

    async def _add(self) -> None:
        try:
            self._keep(await self._new())
        except Exception:  # told to the next job that needs the process
            _log.warning("a process could not get ready", exc_info=True)


class _AsideError(Exception):
    """A job is not brief, and must wait among the long ones."""
