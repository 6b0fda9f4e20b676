"""Pages for people, which work without JavaScript.

Each is a module with `ROUTES` of its own; `layout` says what they have in common.
"""

from __future__ import annotations

from starlette.routing import BaseRoute

from comity.serve.pages import (
    article,
    articles,
    ask,
    conflicts,
    directory,
    editor,
    plots,
    statements,
    static,
    stored,
    things,
    timeline,
)

_PAGES = (
    ask,
    stored,
    timeline,
    statements,
    conflicts,
    plots,
    editor,
    articles,
    article,
    directory,
    things,
    static,
)

ROUTES: tuple[BaseRoute, ...] = tuple(route for page in _PAGES for route in page.ROUTES)
