"""The page that says what went wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from comity.hints import suggestions
from comity.queries import stored_names
from comity.serve.pages.layout import NAVIGATION, render


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody who got lost may have wanted to go."""

    path: str
    name: str


def fault(request: Request, problem: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    """A problem as a page.

    Args:
        request: what was asked.
        problem: as RFC 9457 has it: title, status, detail; and `where` and `hint`.
        headers: further headers.
    """
    ways = _near(request.url.path) if problem["status"] == 404 else ()
    return _told(request, problem, headers, ways)


def missing(request: Request, what: str, ways: Sequence[Way]) -> Response:
    """The page in the place of a thing that is not there.

    Args:
        request: what was asked.
        what: what is not there, a sentence without its full stop.
        ways: things that may have been meant.
    """
    return _told(request, {"title": "Not Found", "status": 404, "detail": what}, {}, ways)


def _told(
    request: Request, problem: Mapping[str, Any], headers: Mapping[str, str], ways: Sequence[Way]
) -> Response:
    return render(
        request,
        "fault.html.j2",
        status=problem["status"],
        headers={**headers, "Cache-Control": "no-store"},
        problem={"detail": "", "where": "", "hint": "", **problem},
        ways=ways,
    )


def _near(path: str) -> Sequence[Way]:
    """The pages and stored queries whose names are near to a path that leads nowhere."""
    pages = {place.path: Way(place.path, place.name) for place in NAVIGATION}
    asked = {name: Way(f"/ask?query={name}", name) for name in stored_names() if "/" in name}
    known = pages | asked
    return [known[name] for name in suggestions(path[:100], list(known))]
