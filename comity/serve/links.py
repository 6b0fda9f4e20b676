"""Addresses and Link headers (RFC 8288)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from starlette.requests import Request

Settings = Iterable[tuple[str, str]]
"""Parameters of an address, in order; a name may come several times."""


def home_of(request: Request) -> str:
    """Where the server is, as the client calls it, without a slash at the end."""
    return str(request.base_url).rstrip("/")


def address(path: str, settings: Settings = ()) -> str:
    """A path with parameters."""
    query = urlencode(list(settings))
    return f"{path}?{query}" if query else path


def link_header(links: Mapping[str, str]) -> str:
    """The Link header of addresses by what they are to the answer."""
    return ", ".join(f'<{target}>; rel="{relation}"' for relation, target in links.items())
