"""A limit to what one article may cost, for texts that drive a rule round in circles.

It is seconds of the processor, not of the clock, so that a busy machine refuses nothing that a
quiet one reads.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from comity.errors import SourceError


@contextmanager
def at_most(seconds: float, what: str) -> Iterator[None]:
    """Raise an error where what is done inside takes more seconds of the processor.

    Without effect off the main thread, and where the system has no such timer.

    Args:
        seconds: how many.
        what: what takes too long: the beginning of the error's sentence.

    Raises:
        SourceError: when they are over.
    """
    if not _can_interrupt():
        yield
        return

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise SourceError(
            f"{what} took more than {seconds:.0f} seconds of the processor",
            hint="leave it out, and tell us of it: this is a fault of the rules",
        )

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _can_interrupt() -> bool:
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and hasattr(signal, "setitimer")
