"""Asking: one box for a question, a form for each stored query, and the answer with its words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity.serve.pages.layout import render


async def ask(request: Request) -> Response:
    """The page to ask on."""
    return render(request, "ask.html.j2")


ROUTES: tuple[BaseRoute, ...] = (Route("/", ask), Route("/ask", ask))
