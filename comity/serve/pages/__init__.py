"""Pages for people, which work without JavaScript.

Each is a module with `ROUTES` of its own; `layout` says what they have in common.
"""

from __future__ import annotations

from starlette.routing import BaseRoute

from comity.serve.pages import ask, static, stored, timeline

ROUTES: tuple[BaseRoute, ...] = (
    *ask.ROUTES,
    *stored.ROUTES,
    *timeline.ROUTES,
    *static.ROUTES,
)
