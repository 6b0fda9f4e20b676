"""The one who writes: one change after the other, each whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

import pyoxigraph as ox

from comity.errors import BusyError, StoreError
from comity.folder import clear
from comity.pool import Pool
from comity.serve.writing.folder import StoreFolder

_R = TypeVar("_R")


class Writer:
    """Makes snapshots.

    Args:
        folder: where they lie.
        pool: one process, which is killed at the deadline.
    """

    def __init__(self, folder: StoreFolder, pool: Pool) -> None:
        self.folder, self.pool = folder, pool
        self._turn, self._waiting = asyncio.Lock(), 0

    async def __aenter__(self) -> Self:
        """Start the process.

        Raises:
            Exception: what kept it from getting ready.
        """
        await self.pool.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the process, whatever it is at, and let another server own the folder."""
        await self.pool.__aexit__()
        self.folder.close()

    async def write(self, change: Callable[..., _R], *args: object) -> _R:
        """Publish what a change makes of the last snapshot.

        Args:
            change: a function of a module that changes a store which nobody reads yet; what it
                raises leaves the published one as it was.
            args: what it takes beside the store.

        Returns:
            What the change gives.

        Raises:
            BusyError: where too many writes wait.
            TooLongError: where it takes longer than the limits allow.
            TooLargeError: where it needs more memory.
            ComityError: whatever the change raises.
        """
        if self._waiting >= max(1, self.pool.limits.waiting):
            raise BusyError("as many writes wait as may", hint="try again in a while")
        self._waiting += 1
        try:
            async with self._turn:
                return await self._written(change, args)
        finally:
            self._waiting -= 1

    async def _written(self, change: Callable[..., _R], args: tuple[object, ...]) -> _R:
        last, draft = self.folder.now().folder, self.folder.draft()
        gave: _R = await self.pool.run(_drafted, last, draft, change, args)
        self.folder.publish(draft)
        return gave


def _drafted(last: Path, draft: Path, change: Callable[..., _R], args: tuple[object, ...]) -> _R:
    """In the writing process: the next snapshot, from the last and a change, complete on disk."""
    clear(draft)  # of a process that was gone before it had begun
    try:
        ox.Store.read_only(str(last)).backup(str(draft))
        store = ox.Store(str(draft))
        gave = change(store, *args)
        store.flush()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store cannot be written: {error}") from error
    del store  # its files are complete once it is closed
    return gave
