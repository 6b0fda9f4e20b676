"""What the server says of itself and of its data: Service Description and VoID."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from comity.serve.protocol import describing
from comity.serve.protocol.conditions import is_known, tag
from comity.serve.protocol.formats import content_type
from comity.serve.site import site_of

VOID = "/void"


async def service(request: Request) -> Response:
    """The description of the endpoint."""
    return await _described(request, describing.service)


async def void(request: Request) -> Response:
    """What is in the data: numbers, vocabularies, where to get it."""
    return await _described(request, describing.void)


async def well_known(_: Request) -> Response:
    """Where VoID is looked for, and where it is."""
    return RedirectResponse(VOID, 303)


async def _described(request: Request, say: describing.Says) -> Response:
    site, accept = site_of(request), ", ".join(request.headers.getlist("accept"))
    origin, settings = f"{request.url.scheme}://{request.url.netloc}", site.settings
    its = tag(site.published.now().hash, say.__name__, accept, origin, settings.is_writable)
    headers = {"ETag": its, "Vary": "Accept", "Cache-Control": "no-cache"}
    if is_known(request, its):
        return Response(status_code=304, headers=headers)
    place = describing.Place(origin, settings.is_writable, settings.rows)
    form = request.query_params.get("format", "")
    said = await site.run(describing.described, say, place, accept, form)
    return Response(said.body, 200, headers | {"Content-Type": content_type(said.media)})


ROUTES: tuple[BaseRoute, ...] = (
    Route(VOID, void, methods=["GET", "HEAD"]),
    Route("/.well-known/void", well_known, methods=["GET", "HEAD"]),
)
