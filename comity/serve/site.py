"""What every handler needs: the settings, the published snapshot, and the pool that reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from starlette.requests import Request

from comity.pool import Pool
from comity.serve.settings import Settings
from comity.serve.snapshot import Opened, Published, Snapshot, opened
from comity.serve.writing import Writer

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Site:
    """A server's parts.

    Args:
        settings: what it was told.
        published: knows the snapshot to read.
        pool: the processes that read it.
        writer: who changes it; None of a server that is only read.
    """

    def __init__(
        self, settings: Settings, published: Published, pool: Pool, writer: Writer | None = None
    ) -> None:
        self.settings, self.published, self.pool = settings, published, pool
        self.writer = writer

    async def run(
        self, function: Callable[Concatenate[Opened, _P], _R], *args: _P.args, **named: _P.kwargs
    ) -> _R:
        """What a function of a module gives for the published snapshot, from a worker.

        Raises:
            TooLongError: where it takes longer than the limits allow.
            TooLargeError: where it needs more memory.
            BusyError: where too many wait already.
            ComityError: whatever the function raises.
        """
        with self.published.held() as snapshot:
            return await self.pool.run(_with, function, snapshot, args, named)


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state.site
    return site


def _with(
    function: Callable[..., Any], snapshot: Snapshot, args: Any, named: dict[str, Any]
) -> Any:
    """In a worker: the function, with the snapshot opened."""
    return function(opened(snapshot), *args, **named)
