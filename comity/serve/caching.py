"""Whether a client has an answer already, and how long it may keep it (RFC 9110, RFC 9111)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

FRESH = "no-cache"
"""Of what another build may answer otherwise: it is kept, and asked about before it is used."""

FOR_GOOD = "public, max-age=31536000, immutable"
"""Of what names its build: another build is another answer, at another address."""

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def tag(*parts: str) -> str:
    """The entity tag of what is made of these and of this version of comity, and nothing else."""
    told = "\0".join((version("comity"), *parts))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether the client has what bears this tag: then it is told so, and not sent it again."""
    wanted = request.headers.get("if-none-match", "")
    return request.method in ("GET", "HEAD") and etag in _TAG.findall(wanted)


def unchanged(headers: Mapping[str, str]) -> Response:
    """The answer to those who have it already."""
    return Response(status_code=304, headers=dict(headers))
