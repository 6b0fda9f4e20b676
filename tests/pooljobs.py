"""What the processes of a pool are told to do in tests: functions of a module, as it wants them."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pyoxigraph as ox

from comity.errors import ParameterError, QueryError

_store: ox.Store | None = None


def warm(folder: Path) -> None:
    global _store  # a process has one
    _store = ox.Store.read_only(str(folder))


def count(query: str) -> int:
    assert _store is not None
    return sum(1 for _ in _store.query(query))  # type: ignore[call-overload]


def unready() -> None:
    raise QueryError("it cannot be opened", where="the folder", hint="build again")


def die_early() -> None:
    os._exit(7)


def unready_after(marker: Path) -> None:
    """Get ready once, and never again; count the tries."""
    with marker.open("a") as file:
        file.write("x")
    if marker.stat().st_size > 1:
        os._exit(7)


def echo(value: object) -> object:
    return value


def number() -> int:
    return os.getpid()


def sleep(seconds: float, value: object = None) -> object:
    time.sleep(seconds)
    return value


def spin() -> None:
    while True:
        pass


def spin_on(_number: int) -> None:
    spin()


def spin_deaf() -> None:
    """Go round holding Python's lock, as a query in Rust or C does."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sum(range(10**12))


def take(size: int) -> int:
    return len(bytearray(size))


def keep(size: int, kept: list[bytearray] = []) -> int:  # noqa: B006  # it is to be kept
    kept.append(bytearray(size))
    return len(kept)


def give(size: int) -> bytes:
    return b"x" * size


def give_unpicklable() -> object:
    return threading.Lock()


def end(status: int) -> None:
    os._exit(status)


def leave() -> None:
    raise SystemExit("leaving")


def crash(number: int) -> None:
    os.kill(os.getpid(), number)


def refuse() -> None:
    raise ParameterError("no such state", where="state", hint="look it up")


def fail() -> None:
    raise LookupError("nothing there")


class OddError(Exception):
    """Cannot be read from its pickle."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def fail_oddly() -> None:
    raise OddError("a", "b")


def mark(path: Path, seconds: float) -> None:
    """Write that it began, then that it came to its end."""
    with path.open("a") as file:
        file.write("began\n")
    time.sleep(seconds)
    with path.open("a") as file:
        file.write("ended\n")
