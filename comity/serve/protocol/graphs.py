"""The graph store: SPARQL 1.1 Graph Store HTTP Protocol.

A graph is named by `?graph=IRI` or `?default` (indirect), or is the address itself, below /graphs
(direct). Without either, all graphs are meant; a POST of triples then makes a new graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity.serve import bodies
from comity.serve.protocol.conditions import is_known, tag
from comity.serve.protocol.formats import content_type
from comity.serve.protocol.holding import all_graphs, graph_of
from comity.serve.protocol.operations import iri, parameters
from comity.serve.refusals import RequestError
from comity.serve.site import Site, site_of
from comity.serve.writing import Writer, changes, check_token
from comity.serve.writing.uploads import FORMATS, SEVERAL, format_of, uploads

PATH = "/graphs"
_DEFAULT = ""
_READ = "GET, HEAD"


async def graphs(request: Request) -> Response:
    """A graph, or all of them: read, replaced, added to, removed."""
    site, graph = site_of(request), graph_named(request)
    if request.method in ("GET", "HEAD"):
        return await _read(request, site, graph)
    writer = _writer(request, site)
    if request.method == "DELETE":
        return await _removed(writer, graph)
    return await _stored(request, writer, graph)


def graph_named(request: Request) -> str | None:
    """The name of the graph that is meant: empty for the default graph, None where none is named.

    Raises:
        RequestError: where it is named twice, or is no IRI.
    """
    given = parameters(request)
    named, is_default = given.get("graph", []), "default" in given
    is_direct = "path" in request.path_params
    if len(named) + is_default + is_direct > 1:
        hint = "give ?graph=IRI or ?default, or address the graph itself"
        raise RequestError("more than one graph is named", hint=hint)
    if is_direct:
        return iri(_address(request, request.scope["raw_path"].decode("latin-1")))
    return _DEFAULT if is_default else next(map(iri, named), None)


async def _read(request: Request, site: Site, graph: str | None) -> Response:
    accept = ", ".join(request.headers.getlist("accept"))
    form = next(iter(parameters(request).get("format", ())), "")
    its = tag(site.published.now().hash, graph, accept, form)
    headers = {"ETag": its, "Vary": "Accept", "Cache-Control": "no-cache"}
    if is_known(request, its):
        return Response(status_code=304, headers=headers)
    if graph is None:
        held = await site.run(all_graphs, accept, form)
    else:
        held = await site.run(graph_of, graph, accept, form)
    return Response(held.body, 200, headers | {"Content-Type": content_type(held.media)})


def _writer(request: Request, site: Site) -> Writer:
    """Who writes, for those who may.

    Raises:
        RequestError: where nothing is written here, or not by this client.
    """
    if site.writer is None:
        hint = "a server that is started with --writable takes it"
        raise RequestError(
            "these graphs are only read", hint=hint, status=405, headers={"Allow": _READ}
        )
    check_token(request, site.settings.token)
    return site.writer


async def _removed(writer: Writer, graph: str | None) -> Response:
    if graph is None:
        await writer.write(changes.clear_all)
    else:
        await writer.write(changes.delete, graph)
    return Response(status_code=204)


async def _stored(request: Request, writer: Writer, graph: str | None) -> Response:
    """The answer to a PUT or POST: what was sent is in its place."""
    _check_type(request, graph)
    is_made = graph is None and request.method == "POST" and not _names_graphs(request)
    name = _address(request, f"{PATH}/{uuid4()}") if is_made else graph
    sent = Sent(request.headers.get("content-type", ""), name, name or _address(request, PATH))
    with writer.folder.upload() as path:
        await bodies.spooled(request, site_of(request).settings.upload, path)
        is_new = await writer.write(store, request.method, path, sent)
    return Response(
        status_code=201 if is_new else 204, headers={"Location": name} if is_made and name else {}
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent to be stored.

    Args:
        content_type: the header.
        graph: where it goes; empty for the default graph, None for the graphs that it names.
        base: what relative IRIs in it are relative to.
    """

    content_type: str
    graph: str | None
    base: str


def store(target: ox.Store, method: str, path: Path, sent: Sent) -> bool:
    """Do as a PUT or POST says.

    Args:
        target: the store.
        method: `PUT` replaces, `POST` adds.
        path: the file that was sent.
        sent: what it is.

    Returns:
        Whether there was no such graph.

    Raises:
        RequestError: where what was sent is not what it is said to be.
    """
    files = uploads(path, sent.content_type, sent.base)
    if sent.graph is not None:
        change = changes.put if method == "PUT" else changes.post
        return change(target, sent.graph, files)
    (changes.put_all if method == "PUT" else changes.add_all)(target, files)
    return False


def _check_type(request: Request, graph: str | None) -> None:
    """Refuse what cannot be stored before it is read."""
    bodies.check_utf8(request)
    media = bodies.media_of(request)
    if media != SEVERAL:
        format_of(media)
    if graph is None and request.method == "PUT" and not _names_graphs(request):
        hint = "give ?graph=IRI or ?default; to replace all graphs, send TriG or N-Quads"
        raise RequestError("it is not said which graph is to hold this", hint=hint)


def _names_graphs(request: Request) -> bool:
    form = FORMATS.get(bodies.media_of(request))
    return bool(form and form.supports_datasets)


def _address(request: Request, path: str) -> str:
    """A path of this server as the client knows it."""
    return f"{request.url.scheme}://{request.url.netloc}{path}"


_METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"]

ROUTES: tuple[BaseRoute, ...] = (
    Route(PATH, graphs, methods=_METHODS),
    Route(f"{PATH}/{{path:path}}", graphs, methods=_METHODS),
)
