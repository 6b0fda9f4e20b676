"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from comity.pool import Limits

LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")
"""The names by which only this machine reaches itself."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served, to whom, and how much one request may cost.

    Args:
        folder: the build; of a writable server, the folder of its own store.
        host: the address to listen on: this machine's own unless told otherwise.
        port: the port to listen on; 0 for any free one.
        names: further host names that requests may be addressed to, beside the local ones.
        workers: how many processes answer queries.
        limits: what one query may cost.
        rows: how many solutions an answer of SPARQL may have; the cap is announced.
        upload: how many bytes the body of a request may have.
        token: what a writer must show; None of a server that is only read.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 7001
    names: tuple[str, ...] = ()
    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    rows: int = 100_000
    upload: int = 64_000_000
    token: str | None = field(default=None, repr=False)

    @property
    def is_writable(self) -> bool:
        """Whether updates are taken from those who show the token."""
        return self.token is not None
