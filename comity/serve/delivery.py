"""Large answers on their way: not more of them at once than there is memory for, nor for ever.

Who asks for much and reads it slowly, many times over, would otherwise fill the server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PIECE = 1 << 16
_PATIENCE = 30.0
_PACE = 32_000
"""An answer may be on its way so many seconds, and one more for each so many bytes of it."""

_BUSY = b"Too many large answers are on their way. Try again in a while.\n"


class Delivery:
    """Sends answers piece by piece, each when the client has read those before it.

    Args:
        app: gives an answer in one message, or, if it is larger than memory, in many.
        most: the bytes of large answers that may be on their way; with more, a further one is
            refused before it begins.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self._most = app, most
        self._on_their_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        head: list[Message] = []

        async def measured(message: Message) -> None:
            if message["type"] == "http.response.start":
                head.append(message)
                return
            body = message.get("body", b"")
            if head and self._on_their_way and self._on_their_way + len(body) > self._most:
                await _refuse(send)
                head.clear()
                raise _RefusedError
            if head:
                await send(head.pop())
            await self._sent(message, body, send)

        try:
            await self.app(scope, receive, measured if scope["type"] == "http" else send)
        except (_RefusedError, _SlowError):
            return

    async def _sent(self, message: Message, body: bytes, send: Send) -> None:
        if len(body) <= _PIECE:
            await send(message)
            return
        with self._counted(len(body)):
            try:
                async with asyncio.timeout(_PATIENCE + len(body) / _PACE):
                    await _in_pieces(message, memoryview(body), send)
            except (
                TimeoutError
            ):  # the connection is closed, which tells that the answer is not whole
                raise _SlowError from None

    @contextmanager
    def _counted(self, size: int) -> Iterator[None]:
        self._on_their_way += size
        try:
            yield
        finally:
            self._on_their_way -= size


async def _in_pieces(message: Message, body: memoryview, send: Send) -> None:
    for start in range(0, len(body), _PIECE):
        piece = bytes(body[start : start + _PIECE])
        more = start + _PIECE < len(body) or message.get("more_body", False)
        await send({"type": "http.response.body", "body": piece, "more_body": more})


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"10")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": _BUSY})


class _RefusedError(Exception):
    """An answer was not sent, another one was."""


class _SlowError(Exception):
    """An answer was not read in time."""
