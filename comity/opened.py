"""A finished build, opened to be read: its store, its manifest, its articles' texts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from comity.errors import BuildError, StoreError
from comity.manifest import FILE, Manifest, base_of, digest_of
from comity.store import EmbeddedStore
from comity.terms import Terms

CURRENT = "store/CURRENT"
"""Names the folder of the finished store, which is named by the build's hash."""


@dataclass(frozen=True)
class Build:
    """A finished build.

    Args:
        folder: where it lies.
        hash: its name: the hash of the manifest it was finished with.
        data: the manifest's file.
    """

    folder: Path
    hash: str
    data: bytes

    @cached_property
    def manifest(self) -> Manifest:
        """What it consists of: read when it is asked for, as it names every article.

        Raises:
            BuildError: where it cannot be read.
        """
        return Manifest.parse(self.data)

    @property
    def terms(self) -> Terms:
        """The IRIs of its data."""
        return Terms(base_of(self.data))

    def store(self) -> EmbeddedStore:
        """Its store, read-only; of a build without one, its Turtle files in memory.

        Raises:
            StoreError: where the store, or a file, cannot be read.
        """
        if current(self.folder):
            return EmbeddedStore.open(self.folder / "store" / self.hash)
        return self._from_files()

    def text(self, sha256: str) -> str | None:
        """The stored text with this hash; None where the build does not have it.

        Raises:
            BuildError: where the file is not what its name says.
        """
        path = self.folder / "texts" / f"{sha256}.txt"
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BuildError("the text has been changed", where=str(path), hint="build again")
        return data.decode()

    def _from_files(self) -> EmbeddedStore:
        store = ox.Store()
        for graph in self.manifest.graphs:
            path = self.folder / graph.file
            try:
                store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph.iri))
            except (OSError, SyntaxError) as error:
                raise StoreError(f"a graph cannot be read: {error}", where=str(path)) from error
        return EmbeddedStore(store)


def open_build(folder: Path) -> Build:
    """The last finished build in a folder.

    Raises:
        BuildError: where there is none.
    """
    try:
        data = (folder / FILE).read_bytes()
    except OSError as error:
        raise BuildError(
            "there is no build in it", where=str(folder), hint="make one with comity build"
        ) from error
    return Build(folder, current(folder) or digest_of(data), data)


def current(folder: Path) -> str | None:
    """The hash of the build whose store answers; None where no store is finished."""
    try:
        return (folder / CURRENT).read_text().strip() or None
    except OSError:
        return None
