"""Answers that a client has already: ETags, which carry the build's hash."""

from __future__ import annotations

import hashlib
import re

from starlette.requests import Request

_UNSTEADY = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.I)


def tag(*parts: object) -> str:
    """The ETag of what these parts make: the build, the question, the format.

    It is weak: the same rows may come in another order.
    """
    digest = hashlib.sha256(b"\0".join(str(part).encode() for part in parts))
    return f'W/"{digest.hexdigest()[:32]}"'


def is_steady(sparql: str) -> bool:
    """Whether a query gives the same each time: it asks for no time and nothing at random."""
    return not _UNSTEADY.search(sparql)


def is_known(request: Request, its: str) -> bool:
    """Whether a client has what has this ETag, and need not be sent it again."""
    known = request.headers.get("if-none-match", "")
    return its.removeprefix("W/") in re.findall(r'"[^"]*"', known)
