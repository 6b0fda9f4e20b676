"""All stored questions, by topic."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity.queries import stored_queries
from comity.serve.pages.layout import render
from comity.storedquery import StoredQuery

_TOPICS = ("membership", "treaty", "officials", "statements", "events", "evidence")
"""The topics for people, in order; look-ups are for the engine itself."""


async def queries(request: Request) -> Response:
    """The questions that can be asked."""
    return render(request, "queries.html.j2", topics=topics())


def topics() -> dict[str, list[StoredQuery]]:
    """The stored queries for people, by topic."""
    by_topic = groupby(stored_queries(), key=lambda query: query.name.partition("/")[0])
    found = {topic: list(several) for topic, several in by_topic}
    return {topic: found[topic] for topic in _TOPICS if topic in found}


ROUTES: tuple[BaseRoute, ...] = (Route("/queries", queries),)
