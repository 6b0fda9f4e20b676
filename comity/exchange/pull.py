"""A build out of a store: the graphs that its manifest names, each compared by hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import Triple

from comity import index
from comity.errors import BuildError, StoreError
from comity.exchange.client import Client
from comity.exchange.content import content_of, sorted_lines
from comity.exchange.faults import ChangedError
from comity.exchange.ledger import Entry, Ledger
from comity.exchange.plan import manifest_of
from comity.exchange.push import Progress
from comity.exchange.restore import restored
from comity.folder import Staging, clear, files, writing
from comity.generations import NextStore
from comity.manifest import FILE, Graph, Manifest, digest_of
from comity.opened import current, open_build
from comity.terms import PREFIXES, Terms
from comity.turtle import turtle

_BASES = f"""PREFIX dcat: <{PREFIXES["dcat"]}>
PREFIX void: <{PREFIXES["void"]}>
SELECT DISTINCT ?base {{ GRAPH ?g {{ ?catalogue a dcat:Catalog ; void:uriSpace ?base }} }}"""


@dataclass(frozen=True, slots=True)
class PullReport:
    """What a pull did.

    Args:
        target: the store, without who asked.
        out: the build's folder.
        build: the build's hash.
        fetched: how many graphs came over the network.
        kept: how many were in the folder already.
        rewritten: the files that say the same as those that were pushed, in another writing.
        removed: how many files of articles were in the folder and are not in the build.
    """

    target: str
    out: Path
    build: str
    fetched: int
    kept: int
    rewritten: tuple[str, ...]
    removed: int

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON report."""
        return {
            "target": self.target,
            "out": str(self.out),
            "build": self.build,
            "fetched": self.fetched,
            "kept": self.kept,
            "rewritten": list(self.rewritten),
            "removed": self.removed,
        }


def pull(
    client: Client, out: Path, *, base: str = "", progress: Progress | None = None
) -> PullReport:
    """Make a folder the build that a store holds.

    Args:
        client: the store.
        out: the folder; what it has of the build already is not fetched.
        base: the base of the build's IRIs, needed where a store holds several.
        progress: told how many triples have come, of how many, and the next file.

    Raises:
        BuildError: where the folder cannot be written, or holds a build of another base.
        ChangedError: where a graph in the store is not what its manifest says.
        StoreError: where the store holds no build, or several, or cannot be read.
    """
    found = base or base_of(client)
    with writing(out):
        try:
            return _Pull(client, out, found, progress or _quiet).run()
        except OSError as error:
            raise BuildError(f"it cannot be written: {error}", where=str(out)) from error
        finally:
            clear(out / Staging.NAME)


class _Pull:
    """One pull under way."""

    def __init__(self, client: Client, out: Path, base: str, progress: Progress) -> None:
        self.client, self.out, self.terms, self.progress = client, out, Terms(base), progress
        self.entries = Ledger(client, base).read()
        self.before = _before(out, base)
        self.staging = Staging(out)
        self.fetched, self.rewritten = 0, list[str]()

    def run(self) -> PullReport:
        manifest = self._manifest()
        graphs, come = [], 0
        for graph in manifest.graphs:
            self.progress(come, manifest.triples, graph.file)
            graphs.append(graph if self._has(graph) else self._fetch(graph))
            come += graph.triples
        made = replace(manifest, graphs=tuple(graphs)) if self.rewritten else manifest
        digest = self._publish(made)
        return PullReport(
            target=str(self.client.target),
            out=self.out,
            build=digest,
            fetched=self.fetched,
            kept=len(graphs) - self.fetched,
            rewritten=tuple(self.rewritten),
            removed=_remove_others(self.out, made),
        )

    def _manifest(self) -> Manifest:
        name = manifest_of(self.terms.base)
        entry = self.entries.get(name)
        if entry is None:
            raise StoreError(
                "it holds no whole build: the last push to it did not come to its end",
                where=str(self.client.target),
                hint="push again, then pull",
            )
        graph = Graph(name, FILE, entry.sha256, entry.content.triples)
        data, _ = self._data(graph)
        return Manifest.parse(data)

    def _has(self, graph: Graph) -> bool:
        """Whether the folder's file is what the store's manifest says."""
        path = self.out / graph.file
        return path.is_file() and digest_of(path.read_bytes()) == graph.sha256

    def _fetch(self, graph: Graph) -> Graph:
        data, same = self._data(graph)
        self.staging.put(graph.file, data)
        self.fetched += 1
        if same:
            return graph
        self.rewritten.append(graph.file)
        return replace(graph, sha256=digest_of(data))

    def _data(self, graph: Graph) -> tuple[bytes, bool]:
        """A graph as a Turtle file, and whether it is the file that was pushed, byte by byte."""
        return self.client.again(partial(self._read, graph))

    def _read(self, graph: Graph) -> tuple[bytes, bool]:
        triples = list(self.client.triples(graph.iri, graph.triples))
        data = turtle(restored(triples), self.terms)
        if digest_of(data) == graph.sha256:
            return data, True
        entry = self.entries.get(graph.iri)
        if not (entry and self._means(triples, entry)):
            raise ChangedError(
                "what the store holds is not what its manifest says",
                where=f"<{graph.iri}>",
                hint="somebody changed it there, or a push is under way: push again, then pull",
            )
        return turtle(triples, self.terms), False

    def _means(self, triples: list[Triple], entry: Entry) -> bool:
        return content_of(sorted_lines(triples, self.client.profile.by_value)) == entry.content

    def _publish(self, manifest: Manifest) -> str:
        """Put the files into place and make the store of them; the build's hash."""
        data = manifest.turtle()
        digest = digest_of(data)
        store = self._store(manifest)
        self.staging.put(FILE, data)
        clear(self.out / index.FILE)  # what was known of its sources is of another build
        for pattern in ("articles/*.ttl", "*.ttl"):
            self.staging.publish(pattern)
        store.finish(digest)
        return digest

    def _store(self, manifest: Manifest) -> NextStore:
        answering = self.before and current(self.out) == digest_of((self.out / FILE).read_bytes())
        before = self.before.graphs if self.before and answering else ()
        store = NextStore(self.out, self.staging.path / "store", {g.iri: g for g in before})
        for iri in set(store.graphs) - {graph.iri for graph in manifest.graphs}:
            store.drop(iri)
        for graph in manifest.graphs:
            if store.lacks(graph):
                store.put(graph, self._file(graph).read_bytes())
        return store

    def _file(self, graph: Graph) -> Path:
        staged = self.staging.path / graph.file
        return staged if staged.exists() else self.out / graph.file


def base_of(client: Client) -> str:
    """The base of the one build that a store holds.

    Raises:
        StoreError: where it holds none, or several.
    """
    bases = sorted(_bases(client))
    if len(bases) == 1:
        return bases[0]
    where = str(client.target)
    if bases:
        raise StoreError(
            "it holds several builds", where=where, hint=f"name one: --base {' or '.join(bases)}"
        )
    raise StoreError("it holds no build that comity pushed", where=where, hint="push one first")


def _bases(client: Client) -> Iterator[str]:
    for row in client.again(partial(client.select, _BASES)):
        yield str(getattr(row["base"], "value", ""))


def _before(out: Path, base: str) -> Manifest | None:
    """The manifest of the build that is in the folder already."""
    if not (out / FILE).exists():
        return None
    before = open_build(out).manifest
    if before.base != base:
        raise BuildError(
            f"the folder holds a build below {before.base}, and the store one below {base}",
            where=str(out),
            hint="pull to another folder",
        )
    return before


def _remove_others(out: Path, manifest: Manifest) -> int:
    """Remove the articles and texts that belong to no article of the build."""
    texts = {f"{graph.text_sha256}.txt" for graph in manifest.graphs}
    others = [file for file in files(out / "texts", "*.txt") if file.name not in texts]
    articles = [
        file
        for file in files(out / "articles", "*.ttl")
        if f"articles/{file.name}" not in manifest.by_file
    ]
    for file in others + articles:
        clear(file)
    return len(articles)


def _quiet(_done: int, _total: int, _name: str) -> None:
    """Tell nobody."""
