"""What has an IRI, by content negotiation: `/id/…`, `/data/…`, `/ns`, `/concept/…`.

An IRI names a thing, which cannot be sent; so `/id/…` leads (303) to what describes it: a page for
people, RDF for programs. See "Cool URIs for the Semantic Web", W3C, 2008.
"""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from comity.serve.things import answering

ROUTES: tuple[BaseRoute, ...] = (
    Route("/id/{path:path}", answering.thing),
    Route("/data", answering.data_of_iri),
    Route("/data/{path:path}", answering.data),
    Route("/concept/{path:path}", answering.concept),
    Route("/ns", answering.ontology),
)
