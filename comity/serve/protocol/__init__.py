"""SPARQL 1.1 over HTTP: protocol, graph store, service description; VoID.

`guard` keeps Oxigraph from fetching; `answering` and `holding` are what workers do; `endpoint`,
`graphs` and `about` take the requests.
"""

from __future__ import annotations

from starlette.routing import BaseRoute

from comity.serve.protocol import about, endpoint, graphs

ROUTES: tuple[BaseRoute, ...] = (*endpoint.ROUTES, *graphs.ROUTES, *about.ROUTES)
