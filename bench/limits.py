"""Timing of what may take too long."""

from __future__ import annotations

import signal
import statistics
import time
from collections.abc import Callable

LIMIT = 20
"""Seconds after which a query is given up."""
_RUNS = 3


class _TooLongError(Exception):
    """Raised inside what takes too long."""


def timed(action: Callable[[], object], limit: float = LIMIT) -> float | None:
    """The median of the seconds of some runs, of one where it is slow; None beyond the limit."""

    def stop(_signal: int, _frame: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    try:
        first = _one(action, limit)
        return first if first > 1 else statistics.median(_one(action, limit) for _ in range(_RUNS))
    except _TooLongError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _one(action: Callable[[], object], limit: float) -> float:
    signal.setitimer(signal.ITIMER_PROF, limit)
    start = time.process_time()
    action()
    took = time.process_time() - start
    signal.setitimer(signal.ITIMER_PROF, 0)
    return took
