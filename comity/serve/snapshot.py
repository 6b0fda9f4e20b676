"""What is published: one state of the graphs, which never changes and is known by its hash.

The server's process only names a snapshot. The processes that answer open it, and keep the last
one open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from comity.asking import Target
from comity.opened import open_build

Texts = Callable[[str], str | None]
"""Gives the stored text of an article by its SHA-256; None where it is not kept."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A name for one state of the graphs.

    Args:
        folder: where it lies.
        hash: the build's, or that of the last update; permalinks and ETags carry it.
    """

    folder: Path
    hash: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot, opened to be read: what functions in a worker are given.

    Args:
        target: its store, its IRIs and its hash, ready for `Target.ask`.
        texts: the articles' texts, where the user has them.
    """

    target: Target
    texts: Texts


class Published(Protocol):
    """Knows which snapshot is to be read now."""

    def now(self) -> Snapshot:
        """The snapshot that requests are answered from.

        Raises:
            BuildError: where there is none.
        """


@dataclass(frozen=True, slots=True)
class PublishedBuild:
    """The last finished build in a folder: a build made anew is served without a restart."""

    folder: Path

    def now(self) -> Snapshot:
        """See `Published.now`."""
        return Snapshot(self.folder, open_build(self.folder).hash)


@lru_cache(maxsize=1)
def opened(snapshot: Snapshot) -> Opened:
    """The snapshot, opened in this process.

    Raises:
        BuildError: where it is gone, for another took its place.
        StoreError: where its store cannot be read.
    """
    build = open_build(snapshot.folder)
    return Opened(Target.of(build), build.text)
