"""The page that says what went wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from comity.serve.pages.layout import render


def fault(request: Request, problem: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    """A problem as a page.

    Args:
        request: what was asked.
        problem: as RFC 9457 has it: title, status, detail; and `where` and `hint`.
        headers: further headers.
    """
    told = {"detail": "", "where": "", "hint": "", **problem}
    return render(
        request,
        "fault.html.j2",
        status=problem["status"],
        headers={**headers, "Cache-Control": "no-store"},
        problem=told,
    )
