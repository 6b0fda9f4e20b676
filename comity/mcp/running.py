"""Running the server over standard input and output, which belong to the protocol alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial

from mcp.server.stdio import stdio_server

from comity.errors import ComityError
from comity.mcp.caps import Caps
from comity.mcp.server import Agents
from comity.mcp.source import warm
from comity.pool import Limits, Pool

_MODULES = ("comity.mcp.jobs",)


def run(where: str, limits: Limits, workers: int, caps: Caps) -> None:
    """Serve one agent until it closes standard input.

    Args:
        where: a build's folder, or the URL of an endpoint.
        limits: what one call may cost.
        workers: how many calls are answered at once.
        caps: how much one call may give.

    Raises:
        BuildError: where there is no build.
        StoreError: where the store cannot be opened or reached.
    """
    try:
        asyncio.run(_serve(where, limits, workers, caps))
    except ExceptionGroup as group:  # of the tasks that move the messages
        raise next(_on_purpose(group), group) from group


def _on_purpose(group: ExceptionGroup[Exception]) -> Iterator[ComityError]:
    """The errors in a group that comity raised on purpose."""
    for error in group.exceptions:
        if isinstance(error, ExceptionGroup):
            yield from _on_purpose(error)
        elif isinstance(error, ComityError):
            yield error


async def _serve(where: str, limits: Limits, workers: int, caps: Caps) -> None:
    # First the streams: whatever the processes print goes to standard error then.
    async with (
        stdio_server() as (read, write),
        Pool(limits, workers, warm=partial(warm, where), modules=_MODULES) as pool,
    ):
        server = Agents(where, pool, caps).server
        await server.run(read, write, server.create_initialization_options())
