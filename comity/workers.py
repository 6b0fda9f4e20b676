"""Work spread over processes: results in the order of the items, few of them in memory at once.

The worker travels to each process once, and makes there what cannot travel, such as a language
model. A process has one item at a time, so that one that dies with it, by a crash or for want of
memory, costs that item alone; an executor of the standard library would not say which it was.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from multiprocessing import connection, get_context
from typing import Any, Generic, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

FEW = 32
"""So many items are worked on where they are: a process takes seconds to get ready."""

_AHEAD = 8
"""Items a process that may be done before their turn."""


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
        hands = [_Hand(self.worker, self.lost) for _ in range(jobs)]
        try:
            yield from _in_order(hands, chain(first, coming))
        finally:
            for hand in hands:
                hand.end()


class _Hand(Generic[_Item, _Result]):
    """A process at work.

    Args:
        worker: what it does with an item.
        lost: gives the result for an item that it died with.
    """

    def __init__(
        self, worker: Callable[[_Item], _Result], lost: Callable[[_Item], _Result]
    ) -> None:
        self.worker, self.lost = worker, lost
        self.has: tuple[int, _Item] | None = None
        self._begin()

    def _begin(self) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(self.worker, theirs), daemon=True)
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe

    def give(self, number: int, item: _Item) -> None:
        """Let it work on an item; it must have none."""
        self.has = number, item
        try:
            self.pipe.send(item)
        except OSError:  # it is gone, which is seen when its result is asked for
            return

    def take(self) -> tuple[int, _Result]:
        """The number of its item, and the result; where it died with it, it begins anew."""
        if self.has is None:
            raise ValueError("it has no item")
        (number, item), self.has = self.has, None
        try:
            result, error = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            self._begin()
            return number, self.lost(item)
        if error:
            raise error
        return number, result

    def end(self) -> None:
        """Let it end, whatever it is at."""
        self.pipe.close()
        self._process.terminate()
        self._process.join()


def _in_order(hands: list[_Hand[_Item, _Result]], items: Iterable[_Item]) -> Iterator[_Result]:
    numbered, done, turn = enumerate(items), dict[int, _Result](), 0
    while True:
        for hand in hands:
            if hand.has is None and len(done) < _AHEAD * len(hands):
                for number, item in islice(numbered, 1):
                    hand.give(number, item)
        if turn in done:
            yield done.pop(turn)
            turn += 1
            continue
        busy = {hand.pipe: hand for hand in hands if hand.has}
        if not busy:
            return
        for pipe in connection.wait(list(busy)):
            number, result = busy[pipe].take()  # type: ignore[index]  # a pipe of ours
            done[number] = result


def _can_travel(worker: object) -> bool:
    try:
        pickle.dumps(worker)
    except Exception:  # a plug-in's objects can fail in any way
        return False
    return True


def _serve(worker: Callable[[Any], Any], pipe: connection.Connection) -> None:
    """Work on what comes through a pipe, until nothing can come any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked for the work says stop
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        answer: tuple[Any, Exception | None]
        try:
            answer = worker(item), None
        except Exception as error:  # a fault of the worker, told where the work was asked for
            answer = None, error
        pipe.send(answer)
