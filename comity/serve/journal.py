"""What was asked of the server: a line a request, without what it was asked with."""

from __future__ import annotations

import logging
import time
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)


class Journal:
    """Says, for each request: the client, the method, the path, the status, the bytes, the time.

    Neither the query nor any header is in it: they may hold what is nobody else's business.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, size = time.monotonic(), 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            _say(scope, status, size, time.monotonic() - began)


def _say(scope: Scope, status: int, size: int, seconds: float) -> None:
    client = (scope.get("client") or ["-"])[0]
    path = quote(scope["path"])  # no line end of a client's can begin a line of ours
    LOG.info("%s %s %s %s %d %.1f ms", client, scope["method"], path, status, size, seconds * 1000)
