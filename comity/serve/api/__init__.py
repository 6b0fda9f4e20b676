"""The stored queries as an API: `/api/{topic}/{question}`."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: tuple[BaseRoute, ...] = ()
