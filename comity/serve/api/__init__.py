"""The stored queries as an API: `/api/{topic}/{question}`."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from comity.serve.api import lists, plainly, queries
from comity.serve.api.openapi import openapi

ROUTES: tuple[BaseRoute, ...] = (
    Route("/api", lists.entry),
    Route("/api/openapi.json", openapi),
    Route("/api/queries", lists.queries),
    Route("/api/queries/{topic}/{question}", lists.one_query),
    Route("/api/search", lists.search),
    Route("/api/ask", plainly.ask),
    Route("/api/evidence", queries.evidence),
    Route("/api/{question}", queries.short),
    Route("/api/{topic}/{question}", queries.answered),
    Route("/api/{topic}/{question}/values/{parameter}", lists.values),
)
