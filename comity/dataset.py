"""Named graphs to be read one at a time: of a build, of RDF files, of an endpoint.

What is exported and what is compared comes from here. A build's graphs are its Turtle files, an
endpoint's are asked for graph by graph, so that no more than one graph need be in memory; files of
RDF are read whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from comity.errors import StoreError
from comity.manifest import FILE, Manifest
from comity.opened import Build, open_build
from comity.rdffiles import is_rdf, read_graphs
from comity.store import EmbeddedStore, Store
from comity.terms import Terms
from comity.turtle import triples_of

DEFAULT = ""
"""The name of what lies in no named graph."""

_OURS = re.compile(r"(\S+/)graph/(?:article/[^/]+|facts|reference)")
_STORE = re.compile(r"(?:[A-Za-z][\w-]*\+)?https?://", re.I)


class Dataset(Protocol):
    """Named graphs, by the IRIs of their names; `DEFAULT` names what lies in none.

    Attributes:
        where: what it was opened from.
        terms: the IRIs of its data.
        names: of its graphs, sorted.
        build: the hash that names the build; empty where it is none.
    """

    where: str
    terms: Terms
    names: tuple[str, ...]
    build: str

    def triples(self, name: str) -> list[ox.Triple]:
        """The triples of a graph.

        Raises:
            StoreError: where they cannot be had, or not whole.
        """

    def digest(self, name: str) -> str | None:
        """A hash that only graphs of the same triples share; None where it takes reading them."""

    def store(self) -> Store:
        """All graphs, to be asked."""

    def close(self) -> None:
        """Let go of what is held open."""


class BuildData:
    """A build: its Turtle files are held to the hashes of its manifest."""

    def __init__(self, where: str, build: Build) -> None:
        self.where, self.terms, self.build = where, build.terms, build.hash
        self._build = build
        self.graphs = {graph.iri: graph for graph in build.manifest.graphs}
        self.names = tuple(sorted(self.graphs))

    @property
    def manifest(self) -> Manifest:
        """What the build consists of."""
        return self._build.manifest

    def turtle(self, name: str) -> bytes:
        """The file of a graph, just as the build has it.

        Raises:
            StoreError: where it cannot be read, or is not the file that the manifest names.
        """
        graph = self.graphs[name]
        path = self._build.folder / graph.file
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError(
                f"the graph cannot be read: {error.strerror}", where=str(path)
            ) from error
        if hashlib.sha256(data).hexdigest() != graph.sha256:
            what = "the file is not the one that the build's manifest names"
            raise StoreError(what, where=str(path), hint="build again")
        return data

    def triples(self, name: str) -> list[ox.Triple]:
        """See `Dataset.triples`."""
        return triples_of(self.turtle(name))

    def digest(self, name: str) -> str | None:
        """The hash of its file: the same triples below the same base give the same bytes."""
        return f"{self.terms.base} {self.graphs[name].sha256}"

    @cached_property
    def _store(self) -> Store:
        return self._build.store()

    def store(self) -> Store:
        """See `Dataset.store`."""
        return self._store

    def close(self) -> None:
        """See `Dataset.close`."""
        if "_store" in self.__dict__:
            self._store.close()


class HeldData:
    """Graphs in memory."""

    build = ""

    def __init__(self, where: str, graphs: Mapping[str, Collection[ox.Triple]]) -> None:
        self.where, self._graphs = where, graphs
        self.names = tuple(sorted(graphs))
        self.terms = _terms_of(self.names)

    def triples(self, name: str) -> list[ox.Triple]:
        """See `Dataset.triples`."""
        return list(self._graphs[name])

    def digest(self, _: str) -> str | None:
        """None: it takes reading them."""
        return None

    @cached_property
    def _store(self) -> EmbeddedStore:
        store = ox.Store()
        for name, triples in self._graphs.items():
            graph = ox.NamedNode(name) if name else ox.DefaultGraph()
            store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        return EmbeddedStore(store)

    def store(self) -> Store:
        """See `Dataset.store`."""
        return self._store

    def close(self) -> None:
        """Nothing is held open."""


@contextmanager
def opened_data(where: str | Path) -> Iterator[Dataset]:
    """The graphs of a build, of a file or folder of RDF, or behind a URL; closed afterwards.

    Raises:
        StoreError: where there is none of these, or it cannot be read or reached.
    """
    data = _data(str(where))
    try:
        yield data
    finally:
        data.close()


def _data(where: str) -> Dataset:
    if _STORE.match(where):
        from comity.remote import RemoteData  # which imports what files need not wait for

        return RemoteData(where)
    path = Path(where)
    if path.is_dir() and (path / FILE).is_file() and not (path / "SHA256SUMS").exists():
        return BuildData(where, open_build(path))
    if path.is_dir() and any(is_rdf(file) for file in path.rglob("*") if file.is_file()):
        return HeldData(where, read_graphs(path))
    if path.is_file():
        return HeldData(where, read_graphs(path))
    what = "there is neither a build nor RDF in it" if path.exists() else "there is no such file"
    raise StoreError(what, where=where, hint="name a build, a file or folder of RDF, or a URL")


def graphs_of(data: Dataset) -> Iterable[tuple[str, list[ox.Triple]]]:
    """Each graph with its triples, in the order of the names."""
    for name in data.names:
        yield name, data.triples(name)


def _terms_of(names: Iterable[str]) -> Terms:
    """The IRIs of data by the names of its graphs; comity's own where they do not tell."""
    bases = (match[1] for name in names if (match := _OURS.fullmatch(name)))
    return Terms(next(bases, Terms().base))
