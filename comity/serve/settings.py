"""What a server is told when it starts."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from comity.errors import ParameterError
from comity.pool import Limits

TOKEN = "COMITY_SERVE_TOKEN"  # noqa: S105 - the name of a variable
"""The environment's name for the token that lets a client write."""

_SHORTEST = 16
_MAKE = "make one: python -c 'import secrets; print(secrets.token_urlsafe())' > token.txt"

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
        origins: the origins whose pages may ask; `*` for all.
        log: whether each request is told of.
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
    origins: tuple[str, ...] = ()
    log: bool = False

    @property
    def is_writable(self) -> bool:
        """Whether updates are taken from those who show the token."""
        return self.token is not None


def read_token(file: Path | None) -> str:
    """The token of a server that is written, from a file or else from the environment.

    Raises:
        ParameterError: where there is none, or it is easily guessed, or cannot be sent.
    """
    token = _token_in(file) if file else os.environ.get(TOKEN, "").strip()
    where = str(file) if file else TOKEN
    if not token:
        raise ParameterError("a server that is written needs a token", where=where, hint=_MAKE)
    if len(token) < _SHORTEST or not re.fullmatch(r"[\x21-\x7e]+", token):
        what = f"a token has {_SHORTEST} or more letters, digits or marks, and no blanks"
        raise ParameterError(what, where=where, hint=_MAKE)
    return token


def origin_of(text: str) -> str:
    """An origin, as a browser writes it.

    Raises:
        ParameterError: where it is none.
    """
    if text != "*" and not re.fullmatch(r"https?://[^/?#\s@,]+", text):
        what, hint = f"{text!r} is no origin", "give scheme and host only: https://example.org"
        raise ParameterError(what, where="--cors", hint=hint)
    return text.lower()


def _token_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        what = "the token cannot be read"
        raise ParameterError(what, where=str(file), hint=_MAKE) from error
