"""What a worker does: its limits, then one job after the other until its socket closes."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import socket
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.errors import ComityError, TooLargeError
from comity.pool import frames
from comity.pool.limits import MIB

_GRACE = 1.0
"""Seconds beyond its deadline after which a worker ends itself, should nobody have killed it."""

Outcome = tuple[bool, Any]
"""Whether the job was done, and its result; or the error."""


@dataclass(frozen=True, slots=True)
class Birth:
    """What every worker is born with.

    Args:
        warm: called once before the first job; what it opens stays open.
        modules: imported once for all workers.
        memory: see `comity.pool.limits.Limits`.
        answer: likewise.
    """

    warm: Callable[[], object] | None
    modules: tuple[str, ...]
    memory: int
    answer: int


def live(sock: socket.socket, birth: Birth) -> None:
    """Get ready, say so, and work until no job can come any more."""
    _be_first_to_go()
    ready = _outcome(birth.warm or _nothing)
    sock.sendall(frames.packed(ready))
    if not ready[0]:
        return
    most = _memory() + birth.memory
    _limit(most)
    with suppress(EOFError, ConnectionError):
        while _memory() < most - birth.memory // 2:  # else another takes its place
            _work(sock, birth.answer)


def _work(sock: socket.socket, answer: int) -> None:
    """Wait for a job, and do it."""
    seconds, job = pickle.loads(frames.receive(sock))  # noqa: S301  # from who made this process
    # The signal ends the process whatever it is at, even when nobody is left who would kill it.
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
    sock.sendall(_framed(_outcome(lambda: _done(job)), answer))
    signal.setitimer(signal.ITIMER_REAL, 0)


def _done(job: bytes) -> object:
    function, args = pickle.loads(job)  # noqa: S301  # likewise
    return function(*args)


def _framed(outcome: Outcome, most: int) -> bytes:
    try:
        frame = frames.packed(outcome)
    except MemoryError:
        return frames.packed((False, _too_much()))
    except Exception as error:  # a result that cannot be pickled is a fault of the function
        return frames.packed((False, described(error)))
    if frames.size(frame) > most:
        return frames.packed((False, _too_long(frames.size(frame), most)))
    return frame


def _outcome(function: Callable[[], object]) -> Outcome:
    try:
        return True, function()
    except MemoryError:
        return False, _too_much()
    except Exception as error:  # told where the job was asked for
        return False, _travelling(error)
    except BaseException as error:  # a panic of Rust's, or an exit
        return False, described(error)


def _travelling(error: Exception) -> Exception:
    """The error itself where a pickle of it can be read again, else a description."""
    if not isinstance(error, ComityError):
        error.add_note(f"In a process of the pool:\n{_trace(error)}")
    error.__traceback__ = error.__context__ = error.__cause__ = None
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # just made
    except Exception:  # an error of anybody's can fail in any way
        return described(error)
    return error


def described(error: BaseException) -> RuntimeError:
    """An error that travels, for one that does not."""
    return RuntimeError(f"{type(error).__name__}: {error}\n{_trace(error)}")


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)).rstrip()


def _too_much() -> TooLargeError:
    return TooLargeError(
        "this takes more memory than one question may",
        hint="ask for less at once: fewer patterns without a common variable, a smaller LIMIT",
    )


def _too_long(size: int, most: int) -> TooLargeError:
    return TooLargeError(
        f"the answer has {size / MIB:.1f} MiB, more than the {most / MIB:.1f} MiB allowed",
        hint="ask for a part of it, with LIMIT and OFFSET",
    )


def _nothing() -> None:
    return None


def _memory() -> int:
    """The bytes that the process can write to and shares with no file."""
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[5]
    except OSError:  # no Linux: the limit is of all that it may ever have
        return 0
    return int(pages) * resource.getpagesize()


def _limit(most: int) -> None:
    with suppress(ValueError, OSError):  # a lower limit than ours stands already
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _be_first_to_go() -> None:
    """Let the system, where memory runs out, end a worker and not the server; leave no cores."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.setdefault("RUST_BACKTRACE", "0")
