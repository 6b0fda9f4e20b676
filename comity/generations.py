"""The stores of a build: each made beside the one that answers, then put in its place.

Oxigraph has one writer and does not allow readers beside it, so a store is never written after it
is finished. The next one starts as a checkpoint of the last (hard links, no copy), in which only
the graphs that changed are replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from comity.errors import StoreError
from comity.folder import clear, move, write
from comity.manifest import Graph
from comity.opened import CURRENT, current
from comity.turtle import difference, in_graph, triples_of

_LOAD = 32_000_000
"""Bytes of Turtle that are loaded at a time."""


class NextStore:
    """A store in the making.

    Args:
        folder: the build's folder.
        path: where to make it, on the same file system.
        before: the graphs of the store that `CURRENT` names, to start from; none starts anew.
    """

    def __init__(self, folder: Path, path: Path, before: Mapping[str, Graph]) -> None:
        self.folder, self.path, self.graphs = folder, path, dict(before)
        last = current(folder)
        if self.graphs and not (last and _checkpoint(folder / "store" / last, path)):
            self.graphs = {}
        self.is_new = not self.graphs
        self._waiting: list[bytes] = []
        self._size = 0
        try:
            self._store = ox.Store(str(path))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"no store can be made: {error}", where=str(path)) from error

    @property
    def store(self) -> ox.Store:
        """The store, with all that was put into it."""
        if self._waiting:
            self._load()
        return self._store

    def lacks(self, graph: Graph) -> bool:
        """Whether it does not hold this graph with this content."""
        held = self.graphs.get(graph.iri)
        return held is None or held.sha256 != graph.sha256

    def put(self, graph: Graph, data: bytes, was: bytes | None = None) -> None:
        """Hold this graph, with this content, instead of what was there under its name.

        Args:
            graph: what it is called.
            data: its file.
            was: the file that it was loaded from, which saves reading it all from the store.
        """
        node = ox.NamedNode(graph.iri)
        if graph.iri in self.graphs:
            self._replace(node, data, was)
        elif self.is_new:
            self._wait(in_graph(data, graph.iri))
        else:
            self.store.load(data, format=ox.RdfFormat.TURTLE, to_graph=node)
        self.graphs[graph.iri] = graph

    def _wait(self, data: bytes) -> None:
        # Each bulk load makes files of its own: a load a graph took fifty times as long.
        self._waiting.append(data)
        self._size += len(data)
        if self._size > _LOAD:
            self._load()

    def _load(self) -> None:
        self._store.bulk_load(b"".join(self._waiting), format=ox.RdfFormat.TRIG)
        self._waiting.clear()
        self._size = 0

    def _replace(self, node: ox.NamedNode, data: bytes, was: bytes | None) -> None:
        # Most of a large graph stays as it was, and Oxigraph is slow to remove and add it again.
        if was is None:
            had = {quad.triple for quad in self.store.quads_for_pattern(None, None, None, node)}
            has = set(triples_of(data))
            gone, come = had - has, has - had
        else:
            gone, come = difference(was, data)
        for triple in gone:
            self.store.remove(_quad(triple, node))
        self.store.extend(_quad(triple, node) for triple in come)

    def drop(self, iri: str) -> None:
        """Hold this graph no more."""
        if self.graphs.pop(iri, None):
            self.store.remove_graph(ox.NamedNode(iri))

    def finish(self, build: str) -> None:
        """Make it the store that answers, under the build's hash; then remove the others."""
        self.store.flush()
        if self.is_new:
            self.store.optimize()
        del self._store  # its files are complete once it is closed
        target = self.folder / "store" / build
        if self.is_new and target.exists():
            move(target, self.path.with_name("damaged"))
        if not target.exists():
            move(self.path, target)
        write(self.folder / CURRENT, f"{build}\n".encode())
        for old in target.parent.iterdir():
            if old.is_dir() and old != target:
                clear(old)


def _checkpoint(store: Path, path: Path) -> bool:
    try:
        ox.Store.read_only(str(store)).backup(str(path))
    except (OSError, RuntimeError):  # a damaged store is made anew from the Turtle files
        clear(path)
        return False
    return True


def _quad(triple: ox.Triple, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)
