"""Whether the client is still there: who has gone needs no answer, and frees what works on it."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Presence:
    """Cancels the work on a request whose client has hung up.

    uvicorn says that a client is gone only to who asks, and who works on an answer does not ask.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        watch = _Watch(receive, send)
        if scope["method"] in ("GET", "HEAD"):
            watch.begin()  # such a request has no body that anybody reads
        try:
            await self.app(scope, watch.receive, watch.send)
        except asyncio.CancelledError:
            if not watch.is_gone.is_set():
                raise
        finally:
            watch.end()


class _Watch:
    """Listens for the client once its body is read, until its answer is complete.

    Args:
        receive: gives what comes from the client.
        send: gives to the client.
    """

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._task: asyncio.Task[None] | None = None
        self.is_gone = asyncio.Event()

    def begin(self) -> None:
        """From now on, nothing but the end is expected of the client."""
        work = asyncio.current_task()
        if work and not self._task:
            self._task = asyncio.create_task(self._listen(work))

    def end(self) -> None:
        """The answer is complete; who hangs up now disturbs nobody."""
        if self._task:
            self._task.cancel()

    async def receive(self) -> Message:
        """See ASGI."""
        if self._task:
            await self.is_gone.wait()
            return {"type": "http.disconnect"}
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body", False):
            self.begin()
        return message

    async def send(self, message: Message) -> None:
        """See ASGI."""
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.end()
        await self._send(message)

    async def _listen(self, work: asyncio.Task[object]) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.is_gone.set()
        work.cancel()
