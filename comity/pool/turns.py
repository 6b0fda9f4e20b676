"""Whose turn it is: so that brief jobs need not wait until all long ones before them are done.

Nobody can tell beforehand how long a query takes. So each is tried, in the order of arrival; what
is not brief goes on as *long* while one place is left for brief ones, and is otherwise stopped and
put into the line of long ones. What was brief before goes before what nobody knows, and what was
long waits among the long ones from the start.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from hashlib import blake2b
from time import monotonic

from comity.errors import BusyError
from comity.pool.limits import Limits

_MEMORY = 4096
"""Jobs that are remembered."""


class Line(Enum):
    """Where a job waits."""

    BRIEF = "it was brief before"
    UNTRIED = "nobody knows"
    LONG = "it is long, or was"


class Turn:
    """One job's place among others, from when it may begin until it ends.

    Args:
        number: how many arrived before it.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.is_long = False


class Experience:
    """Which jobs were brief, and which were long: the same is asked again and again.

    What was brief once is brief: if it is long another time, the machine was busy.
    """

    def __init__(self) -> None:
        self._lines: OrderedDict[bytes, Line] = OrderedDict()

    def line(self, job: bytes) -> Line:
        """Where a job is to wait."""
        return self._lines.get(_key(job), Line.UNTRIED)

    def note(self, job: bytes, line: Line) -> None:
        """Remember how it was, this time; the oldest memory goes."""
        key = _key(job)
        if self._lines.get(key) is not Line.BRIEF:
            self._lines[key] = line
        self._lines.move_to_end(key)
        if len(self._lines) > _MEMORY:
            self._lines.popitem(last=False)


def _key(job: bytes) -> bytes:
    return blake2b(job, digest_size=16).digest()


class Turns:
    """How many may be at work, and who is next.

    Args:
        places: how many jobs are done at once; with more than one, one of them is for brief jobs.
        limits: how many may wait in each line, and for how long.
    """

    def __init__(self, places: int, limits: Limits) -> None:
        self._limits = limits
        self.places, self.long_places = places, max(1, places - 1)
        self._free, self._long, self._arrived = places, 0, 0
        self._usual = limits.seconds
        self._lines: dict[Line, deque[tuple[Turn, asyncio.Future[None]]]]
        self._lines = {line: deque() for line in Line}

    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._lines.values()))

    async def begin(self, line: Line = Line.UNTRIED) -> Turn:
        """A turn, when there is a place; it must be `held`.

        Raises:
            BusyError: where too many wait in the line, or it waited too long.
        """
        self._arrived += 1
        turn = Turn(self._arrived)
        await self._wait(turn, line)
        return turn

    async def begin_long(self, turn: Turn) -> None:
        """Wait for a place among the long ones, after the turn ended; it must be `held` again.

        Raises:
            BusyError: as for `begin`.
        """
        await self._wait(turn, Line.LONG)

    def lengthen(self, turn: Turn) -> bool:
        """Whether a job that is not brief may go on."""
        if not turn.is_long and self._long < self.long_places:
            turn.is_long = True
            self._long += 1
        return turn.is_long

    @contextmanager
    def held(self, turn: Turn) -> Iterator[None]:
        """Leave the place to others at the end."""
        began = monotonic()
        try:
            yield
        finally:
            if turn.is_long:
                self._usual += (monotonic() - began - self._usual) / 8
            self._end(turn)

    def _end(self, turn: Turn) -> None:
        self._long -= turn.is_long
        turn.is_long = False
        self._free += 1
        self._call()

    async def _wait(self, turn: Turn, name: Line) -> None:
        line, asked = self._lines[name], asyncio.get_running_loop().create_future()
        if not self._free and len(line) >= self._limits.waiting:
            raise self._busy(name, "as many questions wait as may")
        entry = turn, asked
        line.append(entry)
        self._call()
        try:
            await asyncio.wait((asked,), timeout=self._limits.patience)
        except asyncio.CancelledError:
            if asked.done():
                self._end(turn)
            raise
        finally:
            if not asked.done():
                line.remove(entry)
        if not asked.done():
            raise self._busy(name, f"no turn came in {self._limits.patience:g} seconds")

    def _call(self) -> None:
        """Give the free places to those who are next."""
        while self._free and (name := self._next()):
            turn, asked = self._lines[name].popleft()
            self._free -= 1
            if name is Line.LONG:
                turn.is_long = True
                self._long += 1
            asked.set_result(None)

    def _next(self) -> Line | None:
        if self._lines[Line.BRIEF]:
            return Line.BRIEF
        lines = [Line.UNTRIED] + [Line.LONG] * (self._long < self.long_places)
        return min(
            (line for line in lines if self._lines[line]),
            key=lambda line: self._lines[line][0][0].number,
            default=None,
        )

    def _busy(self, name: Line, what: str) -> BusyError:
        one = self._usual if name is Line.LONG else self._limits.brief
        wait = (len(self._lines[name]) + 1) * one / self.long_places
        return BusyError(
            what,
            hint="try again in a while",
            retry_after=max(1, min(120, math.ceil(wait))),
        )
