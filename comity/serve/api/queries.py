"""Answers over HTTP: `/api/{topic}/{question}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comity.serve.api.answering import Written, check_build, written
from comity.serve.api.offered import edition, meant, named
from comity.serve.api.parameters import FORMATS, Asked, asked, format_of
from comity.serve.caching import FOR_GOOD, FRESH, is_known, tag, unchanged
from comity.serve.links import address, home_of, link_header
from comity.serve.negotiation import chosen
from comity.serve.refusals import RequestError
from comity.serve.site import site_of
from comity.storedquery import StoredQuery

_STYLES = {media: style for style, media in FORMATS.items()}
_CHARSET = {"text/csv": "; charset=utf-8; header=present"}


async def answered(request: Request) -> Response:
    """The answer of the stored query that the path names."""
    where = request.path_params
    return await answer_of(request, named(f"{where['topic']}/{where['question']}"))


async def short(request: Request) -> Response:
    """The last part of a name is enough where only one query has it."""
    found = meant(request.path_params["question"])
    return RedirectResponse(str(request.url.replace(path=f"/api/{found.name}")), 307)


async def evidence(request: Request) -> Response:
    """The passages of facts."""
    return await answer_of(request, named("evidence/for-fact"))


async def answer_of(
    request: Request,
    query: StoredQuery,
    params: QueryParams | None = None,
    understood: Mapping[str, Any] | None = None,
) -> Response:
    """The answer of a stored query.

    Args:
        request: what came.
        query: what is asked.
        params: with what; the request's own, unless given.
        understood: how a plain question came to be this one.
    """
    question = asked(query, request.query_params if params is None else params)
    style = style_of(request, question.format)
    if style == "html":
        return _page(question)
    site, home = site_of(request), home_of(request)
    now = site.published.now().hash
    check_build(question, now)
    plain = str((understood or {}).get("question", ""))
    lasts = FOR_GOOD if question.build and not plain else FRESH  # what "today" is does not last
    etag = _tag(question, style, home, now, plain)
    if is_known(request, etag):
        return unchanged(_kept(lasts, etag))
    found = await site.run(written, question, style, home, understood)
    headers = _kept(lasts, _tag(question, style, home, found.build, plain)) | _told(found)
    return Response(found.body, 200, headers, media_type=_media_type(style))


def style_of(request: Request, given: str) -> str:
    """The format to answer in: the one given, or what the Accept header asks for.

    Raises:
        RequestError: 406 where the client takes none that there is.
    """
    if given:
        return format_of(given)
    media = chosen(request.headers.get("accept", ""), list(_STYLES))
    if media is None:
        what = "none of the formats of this answer is acceptable"
        raise RequestError(what, status=406, hint=f"there are: {', '.join(_STYLES)}")
    return _STYLES[media]


def _page(question: Asked) -> Response:
    """Where people read the answer."""
    given = [("query", question.query), *question.settings()]
    given += [("build", question.build)] * bool(question.build)
    return RedirectResponse(address("/ask", given), 303, {"Vary": "Accept"})


def _tag(question: Asked, *made_of: str) -> str:
    settings = [f"{name}={value}" for name, value in question.settings()]
    page = f"{question.limit} {question.offset} {question.build} {question.format}"
    return tag(*made_of, edition(), question.query, page, *settings)


def _kept(lasts: str, etag: str) -> dict[str, str]:
    """What says how long the answer may be kept."""
    return {"ETag": etag, "Cache-Control": lasts, "Vary": "Accept"}


def _told(found: Written) -> dict[str, str]:
    """What is said of the answer beside it."""
    return {"Link": link_header(found.links), "X-Total-Count": str(found.total)}


def _media_type(style: str) -> str:
    media = FORMATS[style]
    return media + _CHARSET.get(media, "; charset=utf-8" if media.startswith("text/") else "")
