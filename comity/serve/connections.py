"""Connections: who says nothing for long, or whole heads never, is hung up on.

uvicorn waits without end for the rest of a request's head, so that a few hundred connections that
send a letter a minute ("slowloris") would leave none for others.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_HEAD = 20.0
"""Seconds within which the head of a request must be there, from the connection's beginning or
from its first byte."""


class Connection(H11Protocol):
    """A connection that must say what it wants."""

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See `asyncio.Protocol`; the narrower transport is uvicorn's."""
        super().connection_made(transport)
        if self.limit_concurrency and len(self.connections) > 2 * self.limit_concurrency:
            transport.abort()
            return
        self._limit = self.loop.call_later(_HEAD, self._give_up)

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._end_limit()
        elif self._limit is None:
            self._limit = self.loop.call_later(_HEAD, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """See `asyncio.Protocol`."""
        self._end_limit()
        super().connection_lost(exc)

    def _end_limit(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _give_up(self) -> None:
        self._limit = None
        if self.conn.their_state is h11.IDLE:
            self.transport.abort()
