"""Work spread over processes: results in the order of the items, few of them in memory at once.

The worker travels to each process once, and makes there what cannot travel, such as a language
model. A process that dies with an item, by a crash or for want of memory, costs that item alone.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from typing import Any, Generic, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

FEW = 32
"""So many items are worked on where they are: a process takes seconds to get ready."""

_BATCH = 4
"""Items handed over at a time."""

_AHEAD = 4
"""Batches a process that are under way or wait to be asked for."""

_workers: list[Callable[[Any], Any]] = []
"""The worker of this process, if it is one of a pool's."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Work(Generic[_Item, _Result]):
    """What is to be done with each of many items.

    Args:
        worker: does it; items are worked on in this process alone where it cannot be pickled.
        lost: gives the result for an item whose process died.
    """

    def __init__(
        self, worker: Callable[[_Item], _Result], lost: Callable[[_Item], _Result]
    ) -> None:
        self.worker, self.lost = worker, lost

    def spread(self, items: Iterable[_Item], jobs: int) -> Iterator[_Result]:
        """The results, in order.

        Args:
            items: taken as they are needed, never all at once.
            jobs: how many processes to use; with one, or few items, this one does it all.
        """
        coming = iter(items)
        first = list(islice(coming, FEW + 1)) if jobs > 1 else []
        if len(first) <= FEW or not _can_travel(self.worker):
            yield from map(self.worker, chain(first, coming))
            return
        waiting = _Batches(chain(first, coming))
        while waiting:
            try:
                yield from self._in_pool(waiting, jobs, _AHEAD * jobs)
            except BrokenProcessPool:
                yield from self._one_by_one(waiting.take_back())

    def _in_pool(self, batches: _Batches[_Item], jobs: int, ahead: int) -> Iterator[_Result]:
        """The results of the batches, until there are no more or a process dies."""
        pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (self.worker,))
        futures: deque[Future[list[_Result]]] = deque()
        try:
            while True:
                for batch in islice(batches, ahead - len(futures)):
                    futures.append(pool.submit(_do, batch))
                if not futures:
                    return
                results = futures.popleft().result()
                batches.done()
                yield from results
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _one_by_one(self, items: list[_Item]) -> Iterator[_Result]:
        """The results of items of which one, at least, ends its process."""
        rest = _Batches(items, size=1)
        while rest:
            try:
                yield from self._in_pool(rest, 1, 1)
            except BrokenProcessPool:
                [culprit] = rest.take_back()
                yield self.lost(culprit)


class _Batches(Generic[_Item]):
    """Items in batches, of which those that are handed out can be taken back.

    Args:
        items: what to hand out.
        size: how many to a batch.
    """

    def __init__(self, items: Iterable[_Item], size: int = _BATCH) -> None:
        self.items, self.size = iter(items), size
        self._out: deque[list[_Item]] = deque()
        self._next: list[_Item] = []

    def __bool__(self) -> bool:
        if not self._next:
            self._next = list(islice(self.items, self.size))
        return bool(self._next)

    def __iter__(self) -> Iterator[list[_Item]]:
        while self:
            batch, self._next = self._next, []
            self._out.append(batch)
            yield batch

    def done(self) -> None:
        """The oldest batch that is out came to its end."""
        self._out.popleft()

    def take_back(self) -> list[_Item]:
        """The items of all batches that are out, which then are not."""
        items = [item for batch in self._out for item in batch]
        self._out.clear()
        return items


def _can_travel(worker: object) -> bool:
    try:
        pickle.dumps(worker)
    except Exception:  # a plug-in's objects can fail in any way
        return False
    return True


def _begin(worker: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked for the work says stop
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _workers[:] = [worker]


def _end_with_parent() -> None:
    """End this process when the one that made it was killed, which closes no queue."""
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(batch: list[Any]) -> list[Any]:
    [worker] = _workers
    return [worker(item) for item in batch]
