"""The application: all routes, what guards them, and the processes that begin and end with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from comity.pool import Pool
from comity.serve import api, pages, protocol, things
from comity.serve.delivery import Delivery
from comity.serve.errors import HANDLERS
from comity.serve.headers import SafeHeaders
from comity.serve.journal import Journal
from comity.serve.presence import Presence
from comity.serve.settings import LOCAL, Settings
from comity.serve.site import Site
from comity.serve.snapshot import PublishedBuild, open_now
from comity.serve.writing import StoreFolder, Writer, is_store

_LARGE = 4
"""So many of the largest answers may be on their way to clients at once."""


def application(settings: Settings) -> Starlette:
    """The server's application, for uvicorn or any other ASGI server.

    Raises:
        BuildError: where there is nothing to serve.
    """
    site = _site(settings)
    app = Starlette(
        routes=[*protocol.ROUTES, *api.ROUTES, *things.ROUTES, *pages.ROUTES],
        middleware=[
            *([Middleware(Journal)] if settings.log else []),
            Middleware(SafeHeaders),
            Middleware(Delivery, most=_LARGE * settings.limits.answer),
            Middleware(Presence),
            Middleware(TrustedHostMiddleware, allowed_hosts=_names(settings), www_redirect=False),
            *_shared(settings),
        ],
        exception_handlers=HANDLERS,
        lifespan=_lifespan,
    )
    app.state.site = site
    return app


def _site(settings: Settings) -> Site:
    modules = (__name__,)  # all that workers may do
    if not settings.is_writable and not is_store(settings.folder):
        published = PublishedBuild(settings.folder)
        published.now()  # what cannot be served is told before the server starts
        warm = partial(open_now, published)
        return Site(settings, published, Pool(settings.limits, settings.workers, warm, modules))
    store = StoreFolder(settings.folder)
    pool = Pool(settings.limits, settings.workers, modules=modules)
    one = Pool(settings.limits, 1, modules=modules)
    return Site(settings, store, pool, Writer(store, one) if settings.is_writable else None)


def _shared(settings: Settings) -> list[Middleware]:
    """What lets pages of other origins ask; no page of another origin may without it."""
    if not settings.origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Content-Type", "If-None-Match"],
            expose_headers=["ETag", "Link", "Location", "Retry-After", "X-SPARQL-MaxRows"],
            max_age=600,
        )
    ]


def _names(settings: Settings) -> list[str]:
    """The hosts that requests may name: a page elsewhere cannot call the server by one of its own.

    See https://developer.mozilla.org/docs/Web/HTTP/Headers/Host and "DNS rebinding".
    """
    if settings.host in {*LOCAL, "0.0.0.0", "::"}:  # noqa: S104 - compared, not listened on
        return [*LOCAL, *settings.names]
    return [*LOCAL, settings.host, *settings.names]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    site: Site = app.state.site
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(site.pool)
        if site.writer:
            await stack.enter_async_context(site.writer)
        yield
