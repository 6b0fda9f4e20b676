"""What a job may cost, and how many may wait."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may cost, and how many may wait.

    Args:
        seconds: by the clock, from when a process begins with it; then the process is killed.
        memory: bytes that a process may take beyond what it has when it is ready for work. Files
            that are mapped to be read do not count. It holds on Linux; elsewhere the system may
            ignore it.
        answer: bytes that an answer may take as a pickle, so that the process that asks is not
            filled by it.
        waiting: how many jobs may wait for a process of those that were brief before, of those that
            nobody knows, and of those that are long.
        patience: seconds that a job may wait.
        brief: seconds within which a job counts as brief. A longer one goes on only while one
            process is left for brief ones; else it is stopped, and done again from its beginning
            when its turn comes.
    """

    seconds: float = 10.0
    memory: int = 1024 * MIB
    answer: int = 64 * MIB
    waiting: int = 64
    patience: float = 30.0
    brief: float = 0.25

    def __post_init__(self) -> None:
        for name in ("seconds", "memory", "answer", "patience", "brief"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be more than nothing")
        if self.waiting < 0:
            raise ValueError("waiting must not be negative")
