"""Which of several formats a client would rather have (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from starlette.requests import Request


def prefers_html(request: Request) -> bool:
    """Whether a browser asks: HTML is named in Accept, and nothing else before it."""
    return "text/html" in request.headers.get("accept", "").partition(",")[0]
