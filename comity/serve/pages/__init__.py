"""Pages for people, which work without JavaScript.

Each is a module with `ROUTES` of its own; `layout` says what they have in common.
"""

from __future__ import annotations

from starlette.routing import BaseRoute

from comity.serve.pages import article, articles, ask, static, stored, timeline

_PAGES = (
    ask,
    stored,
    timeline,
    articles,
    article,
    static,
)

ROUTES: tuple[BaseRoute, ...] = tuple(route for page in _PAGES for route in page.ROUTES)
