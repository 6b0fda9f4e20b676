"""What a request for a thing is answered with: where it is described, or what is said of it."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.serve.caching import FRESH, is_known, tag, unchanged
from comity.serve.given import FURTHEST, number, single
from comity.serve.links import address, home_of, link_header
from comity.serve.negotiation import chosen
from comity.serve.refusals import RequestError
from comity.serve.site import site_of
from comity.serve.things import describing
from comity.serve.things.describing import CITING, Described, Thing
from comity.serve.things.formats import BY_MEDIA, BY_SUFFIX, Format
from comity.terms import HOME

_HTML = "text/html"


async def thing(request: Request) -> Response:
    """Where a thing is described, in the form that is asked for."""
    single(request.query_params, ())
    path = request.path_params["path"]
    media = chosen(request.headers.get("accept", ""), [*BY_MEDIA, _HTML])
    if media is None:
        raise _not_acceptable([*BY_MEDIA, _HTML])
    if not await site_of(request).run(describing.is_known, Thing(path)):
        raise RequestError(f"this build knows nothing of {path!r}", status=404)
    place = f"/page/{_quoted(path)}" if media == _HTML else _data(path, BY_MEDIA[media])
    headers = {"Vary": "Accept", "Cache-Control": FRESH}
    return RedirectResponse(place, 303, headers)


async def data(request: Request) -> Response:
    """What a build says of a thing, as RDF."""
    given = single(request.query_params, ("offset",))
    path, form = _split(request.path_params["path"])
    found = form or _format(request)
    return await _described(request, Thing(path), found, given, _data(path, found))


async def data_of_iri(request: Request) -> Response:
    """The same of a thing of any IRI."""
    given = single(request.query_params, ("iri", "offset"))
    if "iri" not in given:
        raise RequestError("there is no IRI", hint="as in: /data?iri=http://example.org/thing")
    place = address("/data", [("iri", given["iri"])])
    return await _described(request, Thing(given["iri"], True), _format(request), given, place)


async def concept(request: Request) -> Response:
    """What a concept means, and what has it."""
    given = single(request.query_params, ("offset",))
    path, form = _split(request.path_params["path"])
    found = form or _format(request)
    place = f"/concept/{_quoted(path)}.{found.suffix}"
    return await _described(request, Thing(f"{HOME}concept/{path}", True), found, given, place)


async def ontology(request: Request) -> Response:
    """What the classes and properties mean."""
    single(request.query_params, ())
    form = _format(request)
    headers = _headers(tag("ns", form.suffix))
    if is_known(request, headers["ETag"]):
        return unchanged(headers)
    body = await site_of(request).run(describing.ontology, form.suffix)
    return Response(body, 200, headers, media_type=_content_type(form))


async def _described(
    request: Request, what: Thing, form: Format, given: dict[str, str], place: str
) -> Response:
    site, home = site_of(request), home_of(request)
    offset = number(given, "offset", 0, 0, FURTHEST)
    made_of = (what.name, form.suffix, str(offset), home)
    etag = tag(site.published.now().hash, *made_of)
    if is_known(request, etag):
        return unchanged(_headers(etag))
    found = await site.run(describing.described, what, offset, form.suffix, home + place)
    headers = _headers(tag(found.build, *made_of)) | _beside(found, place, offset)
    return Response(found.body, 200, headers, media_type=_content_type(form))


def _beside(found: Described, place: str, offset: int) -> dict[str, str]:
    """Where this is, and where the rest of what cites the thing."""
    links = {}
    if offset + CITING < found.citing:
        separator = "&" if "?" in place else "?"
        links["next"] = f"{place}{separator}offset={offset + CITING}"
    told = {"Content-Location": place, "X-Total-Count": str(found.citing)}
    return told | ({"Link": link_header(links)} if links else {})


def _headers(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": FRESH, "Vary": "Accept"}


def _format(request: Request) -> Format:
    media = chosen(request.headers.get("accept", ""), list(BY_MEDIA))
    if media is None:
        raise _not_acceptable(list(BY_MEDIA))
    return BY_MEDIA[media]


def _not_acceptable(media: list[str]) -> RequestError:
    what = "none of the formats of this description is acceptable"
    return RequestError(what, status=406, hint=f"there are: {', '.join(media)}")


def _split(path: str) -> tuple[str, Format | None]:
    """A path, and the format that its suffix names."""
    stem, _, suffix = path.rpartition(".")
    return (stem, BY_SUFFIX[suffix]) if stem and suffix in BY_SUFFIX else (path, None)


def _data(path: str, form: Format) -> str:
    return f"/data/{_quoted(path)}.{form.suffix}"


def _quoted(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~")


def _content_type(form: Format) -> str:
    return f"{form.media}; charset=utf-8" if form.media.startswith("text/") else form.media
