"""What is published: one state of the graphs, which never changes and is known by its hash.

The server's process only names a snapshot. The processes that answer open it, and keep the last
one open.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from comity.answers import reader_of
from comity.asking import Target
from comity.errors import ComityError, ParameterError
from comity.manifest import FILE
from comity.opened import CURRENT, open_build
from comity.questions import understand
from comity.search import Search
from comity.store import EmbeddedStore, Solutions
from comity.terms import Terms, name

_Stamp = tuple[int, ...]

Texts = Callable[[str], str | None]
"""Gives the stored text of an article by its SHA-256; None where it is not kept."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A name for one state of the graphs.

    Args:
        folder: where it lies.
        hash: the build's, or what names the state after the last write; permalinks and ETags
            carry it.
        is_build: whether it is a build, and no store that a server wrote.
    """

    folder: Path
    hash: str
    is_build: bool = True


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

    def held(self) -> AbstractContextManager[Snapshot]:
        """The same, kept where it lies as long as it is read.

        Raises:
            BuildError: where there is none.
        """


@dataclass(frozen=True, slots=True)
class PublishedBuild:
    """The last finished build in a folder: a build made anew is served without a restart."""

    folder: Path

    def now(self) -> Snapshot:
        """See `Published.now`."""
        return _published(self.folder, _stamp(self.folder / FILE), _stamp(self.folder / CURRENT))

    def held(self) -> AbstractContextManager[Snapshot]:
        """See `Published.held`; `comity build` removes the last store when it likes."""
        return nullcontext(self.now())


@lru_cache(maxsize=4)
def _published(folder: Path, *_: _Stamp) -> Snapshot:
    """The build in a folder whose files have these stamps: its manifest names every article."""
    return Snapshot(folder, open_build(folder).hash)


def _stamp(path: Path) -> _Stamp:
    """What changes when a file is replaced; nothing where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def open_now(published: Published) -> None:
    """Open what is published, where it can be, and learn its names for questions in plain words.

    A process that has done so, or was forked from one, answers at once.
    """
    with suppress(ComityError):  # told to the first request that needs it
        target = opened(published.now()).target
        understand("", target.store, target.terms)


@lru_cache(maxsize=1)
def opened(snapshot: Snapshot) -> Opened:
    """The snapshot, opened in this process.

    Raises:
        BuildError: where it is gone, for another took its place.
        StoreError: where its store cannot be read.
    """
    if not snapshot.is_build:
        return _of_store(snapshot)
    build = open_build(snapshot.folder)
    return Opened(Target.of(build), build.text)


@lru_cache(maxsize=1)
def search_of(opened: Opened) -> Search:
    """The names of a snapshot, kept in this process once they are looked up."""
    return Search(opened.target.store, opened.target.terms)


def _of_store(snapshot: Snapshot) -> Opened:
    store = EmbeddedStore.open(snapshot.folder)
    terms = _terms_of(store)
    reader = reader_of(store, terms)
    return Opened(Target(store, terms, snapshot.hash, reader=reader), lambda _: None)


def _terms_of(store: EmbeddedStore) -> Terms:
    """The IRIs of the build that was pushed; comity's own where there is none, or several."""
    catalogue, space = name("dcat", "Catalog").value, name("void", "uriSpace").value
    found = store.query(f"SELECT DISTINCT ?base {{ ?build a <{catalogue}> ; <{space}> ?base }}")
    rows = found.rows if isinstance(found, Solutions) else ()
    bases = [getattr(row["base"], "value", "") for row in rows]
    try:
        return Terms(*bases) if len(bases) == 1 else Terms()
    except ParameterError:  # somebody's own catalogue
        return Terms()
