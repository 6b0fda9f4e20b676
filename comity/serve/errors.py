"""Errors as answers: a problem (RFC 9457) for programs, a page for people."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from comity.errors import (
    BusyError,
    ComityError,
    ParameterError,
    QueryError,
    TooLargeError,
    TooLongError,
    UnknownNameError,
)
from comity.serve.negotiation import prefers_html
from comity.serve.refusals import RequestError

_STATUS: Mapping[type[ComityError], int] = {
    BusyError: 429,
    TooLongError: 503,
    TooLargeError: 503,
    UnknownNameError: 404,
    ParameterError: 400,
    QueryError: 400,
}
"""The status of each error, the special before the general; of any other, 500."""


async def told(request: Request, error: Exception) -> Response:
    """The answer for what went wrong: what, where, and what to do."""
    problem = _problem(error)
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    headers |= dict(getattr(error, "headers", None) or {})
    if isinstance(error, BusyError):
        headers["Retry-After"] = str(error.retry_after)
    if prefers_html(request):
        from comity.serve.pages.faults import fault  # which needs this module

        return fault(request, problem, headers)
    media = "application/problem+json"
    return JSONResponse(problem, problem["status"], headers, media_type=media)


def _problem(error: Exception) -> dict[str, Any]:
    if isinstance(error, HTTPException):
        title = HTTPStatus(error.status_code).phrase
        return {"title": title, "status": error.status_code, "detail": error.detail}
    status = _status(error)
    problem = {"title": HTTPStatus(status).phrase, "status": status}
    if isinstance(error, ComityError):
        parts = {"detail": error.what, "where": error.where, "hint": error.hint}
        problem |= {key: text for key, text in parts.items() if text}
    return problem


def _status(error: Exception) -> int:
    if isinstance(error, RequestError):
        return error.status
    return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)


HANDLERS: Mapping[Any, Any] = {ComityError: told, HTTPException: told}
"""For Starlette; anything else is a bug, and answered by Starlette's own bare 500."""
