"""The endpoint: queries and updates, and what it says of itself where it is asked for neither."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from comity.serve.negotiation import prefers_html
from comity.serve.protocol import about
from comity.serve.protocol.answering import Answered, Asked, answer
from comity.serve.protocol.conditions import is_known, is_steady, tag
from comity.serve.protocol.formats import CSV, SPREADSHEET, content_type
from comity.serve.protocol.operations import Operation, operation
from comity.serve.protocol.updating import update
from comity.serve.site import site_of
from comity.serve.writing import check_token, is_authorised

PATH = "/sparql"
_LONGEST = 1_000_000
"""Bytes of a query; an update, of who may send one, is as long as other uploads."""


async def endpoint(request: Request) -> Response:
    """A query, an update, or the description of the service."""
    settings = site_of(request).settings
    most = settings.upload if is_authorised(request, settings.token) else _LONGEST
    asked = await operation(request, most)
    if asked is None:
        if prefers_html(request):
            return RedirectResponse("/editor", 303)
        return await about.service(request)
    if asked.kind == "update":
        return await _updated(request, asked)
    return await _answered(request, asked)


async def _answered(request: Request, asked: Operation) -> Response:
    site, accept = site_of(request), ", ".join(request.headers.getlist("accept"))
    rows, base = site.settings.rows, address(request)
    its = tag(site.published.now().hash, asked, accept, rows, base)
    steady = {"ETag": its} if is_steady(asked.sparql) else {}
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", **steady}
    if steady and request.method != "POST" and is_known(request, its):
        return Response(status_code=304, headers=headers)
    question = Asked(asked.sparql, asked.graphs, base, accept, asked.form, rows)
    found = await site.run(answer, question)
    if found.table:
        return _page(request, asked, found, {"Vary": "Accept"})
    headers |= _said(asked, found)
    return Response(found.body, 200, headers)


def _said(asked: Operation, found: Answered) -> Mapping[str, str]:
    headers = {"Content-Type": content_type(found.media)}
    if found.cut:
        headers["X-SPARQL-MaxRows"] = str(found.cut)  # as Virtuoso says it, and clients know it
    if asked.form == SPREADSHEET and found.media == CSV:
        headers["Content-Disposition"] = 'attachment; filename="answer.csv"'
    return headers


def _page(
    request: Request, asked: Operation, found: Answered, headers: Mapping[str, str]
) -> Response:
    from comity.serve.pages.results import page  # the one page whose data are found here

    names = {"default-graph-uri": asked.graphs.default, "named-graph-uri": asked.graphs.named}
    given = [("query", asked.sparql)]
    given += [(name, graph) for name, graphs in names.items() for graph in graphs]
    return page(request, given, found.table, found.cut, headers)


async def _updated(request: Request, asked: Operation) -> Response:
    site = site_of(request)
    check_token(request, site.settings.token)
    assert site.writer  # noqa: S101 - where there is a token, there is one
    await site.writer.write(update, asked.sparql, asked.graphs, address(request))
    return Response(status_code=204)


def address(request: Request) -> str:
    """The address of the endpoint, as the client knows it; queries are relative to it."""
    return str(request.url.replace(path=PATH, query="", fragment=""))


ROUTES: tuple[BaseRoute, ...] = (Route(PATH, endpoint, methods=["GET", "HEAD", "POST"]),)
