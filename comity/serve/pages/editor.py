"""A SPARQL editor: a plain form, which scripts make richer where `make assets` has put them.

What is completed is what the build itself has: its prefixes, its classes and properties, and, by
the search of the API, the names of its things. Nobody else's server is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity import resources, terms
from comity.queries import find, stored_queries
from comity.serve.pages.asking import select
from comity.serve.pages.layout import render
from comity.serve.pages.static import files
from comity.serve.site import site_of
from comity.serve.snapshot import Opened
from comity.storedquery import StoredQuery

EDITOR = ("vendor/yasqe.min.js", "vendor/yasqe.min.css")
"""What `make assets` makes of other people's work."""
_FOR_EVER = "public, max-age=31536000, immutable"
_FIRST = "membership/members-on"
_HIDDEN = "lookup/"
_CLASSES = "SELECT ?term (COUNT(*) AS ?n) { ?thing a ?term } GROUP BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?n) { ?thing ?term ?value } GROUP BY ?term"


@dataclass(frozen=True, slots=True)
class Topic:
    """Stored queries of one topic, as examples."""

    name: str
    queries: tuple[StoredQuery, ...]


async def page(request: Request) -> Response:
    """The editor, with a query of the reader's own, a stored one, or an example."""
    name = request.query_params.get("stored", "")
    query = request.query_params.get("query", "") or _text(name or _FIRST)
    is_rich = all(name in files() for name in EDITOR)
    build = site_of(request).published.now().hash
    return render(
        request,
        "editor.html.j2",
        query=query,
        stored=name,
        topics=_topics(),
        is_rich=is_rich,
        terms=f"/editor/terms/{build}.json",
    )


async def known_terms(request: Request) -> Response:
    """The prefixes, classes and properties of the published build."""
    found = await site_of(request).run(terms_of)
    is_this = request.path_params["build"] == site_of(request).published.now().hash
    headers = {"Cache-Control": _FOR_EVER if is_this else "no-cache"}
    return Response(json.dumps(found), 200, headers, "application/json")


def _text(name: str) -> str:
    """A stored query without its head.

    Raises:
        HTTPException: where there is none.
    """
    known = {query.name for query in stored_queries()}
    if name not in known:
        raise HTTPException(404, "there is no such stored query")
    lines = find(name).text.splitlines()
    return "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"


def _topics() -> list[Topic]:
    """The stored queries that people ask, by topic."""
    asked = [query for query in stored_queries() if not query.name.startswith(_HIDDEN)]
    grouped = groupby(asked, key=lambda query: query.name.partition("/")[0])
    return [Topic(name, tuple(queries)) for name, queries in grouped]


@lru_cache(maxsize=1)
def terms_of(opened: Opened) -> dict[str, Any]:
    """What can be completed: prefixes, and classes and properties with what they mean.

    Those that the build has come in the order of how often, and those that only the ontology has
    are left out, as a query with them finds nothing.
    """
    meanings = _meanings()
    return {
        "prefixes": dict(sorted(terms.PREFIXES.items())),
        "classes": list(_known(opened, _CLASSES, meanings)),
        "properties": list(_known(opened, _PROPERTIES, meanings)),
    }


def _known(opened: Opened, sparql: str, meanings: dict[str, str]) -> Iterable[dict[str, Any]]:
    found = [(int(row["n"].value), row["term"].value) for row in select(opened, sparql)]
    for count, iri in sorted(found, key=lambda pair: (-pair[0], pair[1])):
        yield {"iri": iri, "count": count, "meaning": meanings.get(iri, "")}


def _meanings() -> dict[str, str]:
    """What the ontology's own terms mean."""
    data = (resources.ontology() / "comity.ttl").read_bytes()
    definition = terms.name("skos", "definition")
    triples = ox.parse(data, ox.RdfFormat.TURTLE)
    return {t.subject.value: t.object.value for t in triples if t.predicate == definition}


ROUTES: tuple[BaseRoute, ...] = (
    Route("/editor", page),
    Route("/editor/terms/{build}.json", known_terms),
)
