"""Builds of a wanted size, made from generated articles and kept for next time.

They are what `comity build` makes, files and store, but that nothing is validated: a test validates
some. They lie in a folder of the system's for temporary files, named by size, seed and a hash of
the code and the ontology that made them.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pyoxigraph as ox

import comity
from bench.articles import reading
from bench.world import World
from comity import fuse, resources
from comity.graph import article_graph
from comity.manifest import FILE, Graph, Manifest, digest_of
from comity.model import Reading
from comity.opened import CURRENT, Build, open_build
from comity.reference import reference_turtle
from comity.terms import Terms
from comity.turtle import triples_of, turtle

SEED = 2024
HOME = Path(tempfile.gettempdir()) / "comity-bench"
TERMS = Terms()
_REFERENCE, _FACTS_EACH = 15_000, 0.42
"""Triples of the reference, and triples of facts for each triple of an article."""


def generated(triples: int, seed: int = SEED, home: Path = HOME) -> Build:
    """A build of about this many triples: the one kept, or a new one."""
    folder = home / f"{triples}-{seed}-{_code_digest()[:12]}"
    if not folder.exists():
        made = folder.with_suffix(".making")
        shutil.rmtree(made, ignore_errors=True)
        _Maker(made, seed).make(triples)
        made.rename(folder)
    return open_build(folder)


def readings(seed: int = SEED) -> Iterator[Reading]:
    """Articles of one world, without end."""
    world, number = World(seed), 0
    while True:
        yield reading(world, seed, number)
        number += 1


class _Maker:
    """One build in the making."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder, seed
        self.graphs: list[Graph] = []
        self.store = ox.Store()
        for name in ("articles", "texts", "store"):
            (folder / name).mkdir(parents=True)

    def make(self, triples: int) -> None:
        wanted = max(triples - _REFERENCE, 1) / (1 + _FACTS_EACH)
        for read in readings(self.seed):
            self._article(read)
            if sum_of(self.graphs) >= wanted:
                break
        self._put(TERMS.reference_graph, "reference.ttl", reference_turtle(TERMS))
        facts = fuse.facts(self.store, TERMS)
        self._put(TERMS.facts_graph, "facts.ttl", turtle(facts, TERMS))
        self._finish()

    def _article(self, read: Reading) -> None:
        article = read.article
        name = f"articles/{article.id}.ttl"
        (self.folder / "texts" / f"{article.sha256}.txt").write_text(article.text)
        data = turtle(article_graph(read, TERMS), TERMS)
        self._put(TERMS.article_graph(article.id), name, data, article.stem, article.sha256)

    def _put(
        self, iri: ox.NamedNode, file: str, data: bytes, source: str = "", text: str = ""
    ) -> None:
        (self.folder / file).write_bytes(data)
        triples = triples_of(data)
        self.store.extend(ox.Quad(t.subject, t.predicate, t.object, iri) for t in triples)
        digest = digest_of(data)
        told = (source, digest, text, "bench 1") if source else ()
        self.graphs.append(Graph(iri.value, file, digest, len(triples), *told))

    def _finish(self) -> None:
        graphs = tuple(sorted(self.graphs, key=lambda graph: graph.iri))
        data = Manifest(TERMS.base, metadata.version("comity"), "bench", {}, graphs).turtle()
        (self.folder / FILE).write_bytes(data)
        on_disk = ox.Store(str(self.folder / "store" / digest_of(data)))
        on_disk.bulk_extend(self.store)
        on_disk.flush()
        on_disk.optimize()
        (self.folder / CURRENT).write_text(f"{digest_of(data)}\n")


def sum_of(graphs: list[Graph]) -> int:
    """How many triples graphs have together."""
    return sum(graph.triples for graph in graphs)


def _code_digest() -> str:
    """A hash of all that the triples depend on."""
    files = [*Path(__file__).parent.glob("*.py"), *Path(comity.__file__).parent.rglob("*.py")]
    files += resources.ontology().rglob("*.ttl")
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()
