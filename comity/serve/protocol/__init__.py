"""SPARQL 1.1 over HTTP: protocol, graph store, service description."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: tuple[BaseRoute, ...] = ()
