"""What the API has: its entry, its queries, the choices for a parameter, the things by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.errors import ParameterError
from comity.queries import find
from comity.serve.api.answering import json_bytes
from comity.serve.api.choices import choices
from comity.serve.api.offered import edition, named, offered
from comity.serve.api.parameters import example
from comity.serve.api.schemas import schema_of, takes
from comity.serve.caching import FRESH, is_known, tag, unchanged
from comity.serve.given import number, several, single
from comity.serve.links import address, home_of
from comity.serve.negotiation import prefers_html
from comity.serve.refusals import RequestError
from comity.serve.site import site_of
from comity.serve.snapshot import Opened, search_of
from comity.storedquery import Parameter, StoredQuery

_MOST = 100
"""How many choices, or things, a list can have."""
_FEW = 20
"""How many it has unless a request says otherwise."""


async def entry(request: Request) -> Response:
    """What there is."""
    single(request.query_params, ())
    if prefers_html(request):
        return RedirectResponse("/queries", 303, {"Vary": "Accept"})
    build = site_of(request).published.now().hash
    home = home_of(request)
    return _json(request, {"build": build, **{k: home + path for k, path in _ENTRY.items()}}, build)


_ENTRY = {
    "queries": "/api/queries",
    "openapi": "/api/openapi.json",
    "ask": "/api/ask?q={question}",
    "search": "/api/search?q={name}",
    "evidence": "/api/evidence?fact={fact}",
    "answer": "/api/{topic}/{question}",
    "values": "/api/{topic}/{question}/values/{parameter}?q={beginning}",
    "sparql": "/sparql",
    "void": "/void",
}


async def queries(request: Request) -> Response:
    """The stored queries, in short."""
    single(request.query_params, ())
    home = home_of(request)
    return _json(request, {"queries": [_short(query, home) for query in offered()]})


async def one_query(request: Request) -> Response:
    """A stored query: what it asks, takes and gives, and its text."""
    single(request.query_params, ())
    where, home = request.path_params, home_of(request)
    query = named(f"{where['topic']}/{where['question']}")
    told = {
        **_short(query, home),
        "description": query.description,
        "tags": list(query.tags),
        "parameters": [_parameter(query, parameter, home) for parameter in query.parameters],
        "columns": [{"name": c.name, "meaning": c.meaning} for c in query.columns],
        "command": query.example,
        "sparql": query.text,
    }
    return _json(request, told)


async def values(request: Request) -> Response:
    """What can be given for a parameter."""
    where = request.path_params
    query = named(f"{where['topic']}/{where['question']}")
    if where["parameter"] not in [parameter.name for parameter in query.parameters]:
        what = f"the query {query.name} has no parameter {where['parameter']!r}"
        names = ", ".join(parameter.name for parameter in query.parameters) or "none"
        raise RequestError(what, status=404, hint=f"it has: {names}")
    given = _typed(request, ("q", "limit"))
    limit = number(given, "limit", _FEW, 1, _MOST)
    asked = (query.name, where["parameter"], given.get("q", ""), limit)
    return await _from_worker(request, _values, *asked)


async def search(request: Request) -> Response:
    """The things whose names are near to what is looked for."""
    found = several(request.query_params, ("q", "kind", "limit"), ("kind",))
    given = {name: texts[0] for name, texts in found.items()}
    if "q" not in given:
        raise ParameterError("there is no name to look for", hint="as in: /api/search?q=nato")
    kinds = found.get("kind", ())
    limit = number(given, "limit", _FEW, 1, _MOST)
    return await _from_worker(request, _search, given["q"], kinds, limit, home_of(request))


def _typed(request: Request, known: tuple[str, ...]) -> dict[str, str]:
    """The parameters; what is typed may be nothing yet."""
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k != "q" or v.strip()]
    return single(type(request.query_params)(pairs), known)


def _values(opened: Opened, query: str, parameter: str, typed: str, limit: int) -> Any:
    stored = find(query)
    found = choices(opened, stored, parameter, typed, limit)
    return {
        "query": query,
        "parameter": parameter,
        "type": str(stored.parameter(parameter).type),
        "q": typed,
        "build": opened.target.build,
        "values": [choice.to_json() for choice in found],
    }


def _search(opened: Opened, name: str, kinds: tuple[str, ...], limit: int, home: str) -> Any:
    found = search_of(opened).find(name, kinds, limit)
    return {
        "q": name,
        "build": opened.target.build,
        "things": [{**match.to_json(), "page": _page(home, match.id)} for match in found],
    }


def _page(home: str, key: str) -> str | None:
    return None if "://" in key else f"{home}/id/{key}"


async def _from_worker(request: Request, function: Callable[..., Any], *args: Any) -> Response:
    """What a function gives for the published snapshot, as JSON."""
    site = site_of(request)
    etag = _tag(request, site.published.now().hash)
    if is_known(request, etag):
        return unchanged(_headers(etag))
    found = await site.run(function, *args)
    return Response(json_bytes(found), 200, _headers(_tag(request, found["build"])), _MEDIA)


def _json(request: Request, told: Mapping[str, Any], *made_of: str) -> Response:
    etag = _tag(request, *made_of)
    if is_known(request, etag):
        return unchanged(_headers(etag))
    return Response(json_bytes(told), 200, _headers(etag), _MEDIA)


_MEDIA = "application/json"


def _tag(request: Request, *made_of: str) -> str:
    return tag(edition(), str(request.url), *made_of)


def _headers(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": FRESH, "Vary": "Accept"}


def _short(query: StoredQuery, home: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "summary": query.summary,
        "examples": list(query.examples),
        "href": f"{home}/api/{query.name}",
        "example": home + address(f"/api/{query.name}", example(query)),
        "description_href": f"{home}/api/queries/{query.name}",
    }


def _parameter(query: StoredQuery, parameter: Parameter, home: str) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": str(parameter.type),
        "required": parameter.required,
        "many": parameter.many,
        "description": parameter.description,
        "takes": takes(parameter),
        "example": parameter.default,
        "schema": schema_of(parameter),
        "values": f"{home}/api/{query.name}/values/{parameter.name}",
    }
