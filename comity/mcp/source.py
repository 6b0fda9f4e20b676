"""What is asked, as the processes that answer have it: opened once, and anew after a build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from comity.asking import Target, open_target
from comity.manifest import FILE
from comity.mcp.caps import Caps
from comity.opened import current, open_build
from comity.questions import understand
from comity.search import Search

Texts = Callable[[str], str | None]
"""Gives the stored text of an article by its SHA-256; None where it is not kept."""


@dataclass(frozen=True, slots=True)
class Source:
    """A build's folder or an endpoint's URL, in one state, and how much of it one call may give.

    Args:
        where: the folder or the URL.
        state: the hash of the build that is there now; empty of an endpoint.
        caps: how much a call may give.
    """

    where: str
    state: str
    caps: Caps


@dataclass(frozen=True, slots=True)
class Opened:
    """A source, opened to be read.

    Args:
        target: its store, and the IRIs of its data.
        texts: the articles' texts; an endpoint has none.
        search: its names; of an endpoint, which others may write, they are looked up each time.
    """

    target: Target
    texts: Texts
    kept: Search | None

    @property
    def search(self) -> Search:
        """Its names."""
        return self.kept or Search(self.target.store, self.target.terms)


def state_of(where: str) -> str:
    """The hash of the build in a folder; empty of what is no folder with a build.

    Raises:
        BuildError: where the build cannot be read.
    """
    folder = Path(where)
    if not (folder / FILE).is_file():
        return ""
    return current(folder) or open_build(folder).hash


def opened(source: Source) -> Opened:
    """The source, opened in this process and kept open.

    Raises:
        BuildError: where there is no build.
        StoreError: where the store cannot be opened or reached.
    """
    return _opened(source.where, source.state)


def warm(where: str) -> None:
    """Open a source before it is asked; what a process does first.

    Raises:
        BuildError: where there is no build.
        StoreError: where the store cannot be opened or reached.
    """
    state = state_of(where)
    target = _opened(where, state).target
    if state:  # the names of a build are looked up once a process
        understand("", target.store, target.terms)


@lru_cache(maxsize=1)
def _opened(where: str, state: str) -> Opened:
    target = open_target(where)
    if not state:
        return Opened(target, lambda _: None, None)
    return Opened(target, open_build(Path(where)).text, Search(target.store, target.terms))
