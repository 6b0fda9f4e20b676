"""What has an IRI, by content negotiation: `/id/…`, `/data/…`."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: tuple[BaseRoute, ...] = ()
