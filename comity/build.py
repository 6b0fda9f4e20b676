"""The pipeline: articles in, a finished build out, and only what is new is read again.

A build is a folder: `articles/*.ttl`, `facts.ttl`, `reference.ttl`, `manifest.ttl`, `texts/` and
`store/`. All is made beside (`.next/`) and then renamed into place: the Turtle files, the manifest
after them, the store last. Until then the last build answers, whatever happens to this one.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import metadata
from pathlib import Path

from comity import index
from comity.derivation import Derivation
from comity.errors import BuildError
from comity.folder import Staging, clear, files, move, writing
from comity.gazetteer import Gazetteer
from comity.generations import NextStore
from comity.harvest import Harvest, Progress, holds
from comity.index import Index, recipe_of
from comity.loading import Reader, Refusal
from comity.making import Maker
from comity.manifest import FILE, Graph, Manifest, digest_of
from comity.model import Metadata
from comity.opened import Build, current, open_build
from comity.plugins import Loader, find_loaders, packages_of
from comity.reference import reference_turtle
from comity.review import Review
from comity.review.notes import notes
from comity.sources import find_sources
from comity.terms import Terms
from comity.turtle import triples_of
from comity.validate import load as load_shapes

__all__ = ["Build", "BuildReport", "build", "open_build"]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, None}
"""What a full disk is called; Oxigraph's errors have no number, and mostly mean that."""

_INDEX = "sources.json"

_NAMED = 3
"""Of so many articles, where none can be read, the reason is told."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Args:
        build: the finished build.
        read: how many articles were read.
        kept: how many were taken over, unchanged, from the last build.
        removed: how many articles of the last build are no longer in it.
        refusals: the articles and files that are not in it, and why.
        notes: what else to tell the user, such as two files with the same article.
    """

    build: Build
    read: int
    kept: int
    removed: int
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where all is in it, 4 where some inputs were refused."""
        return 4 if self.refusals else 0


def build(
    sources: Iterable[Path],
    out: Path,
    given: Metadata | None = None,
    progress: Progress | None = None,
    *,
    terms: Terms | None = None,
    names: Sequence[Path] = (),
    loaders: Sequence[Loader] | None = None,
    waiting: Callable[[], None] | None = None,
    listing: Path | None = None,
    quotes: bool = True,
    jobs: int = 1,
    review: Review | None = None,
) -> BuildReport:
    """Make `out` the build of exactly these articles.

    Args:
        sources: files, folders to look through, and patterns such as `news/**/*.html`.
        out: the build's folder; made where it is missing.
        given: what the user says of every article; it wins over what files say.
        progress: told how many sources are done, how many there are, and the next one's name.
        terms: the IRIs to mint; below comity's own base if not given.
        names: files of entities to know beside comity's own, Turtle or YAML.
        loaders: those to use; the installed ones if not given.
        waiting: called before waiting for another build of the folder; without it, an error.
        listing: a table that says more of each file; those beside the files are found anyway.
        quotes: whether the articles' words are published; if not, only where they stand.
        jobs: how many processes may read; a program that asks for several needs the guard
            `if __name__ == "__main__"`.
        review: what people decided on claims, and how sure one must be not to be held.

    Raises:
        SourceError: where a path does not exist or has nothing to read.
        MetadataError: where a table of metadata cannot be read.
        GazetteerError: where the reference data cannot be used.
        NotConformantError: where the facts do not conform to the shapes; the last build stands.
        BuildError: where the folder cannot be written, or no article at all could be read.
    """
    used = find_loaders() if loaders is None else loaders
    found = find_sources(sources, used, listing)
    reader = Reader(Gazetteer.load(*names), given or Metadata(), used)
    with writing(out, waiting):
        try:
            shapes = partial(load_shapes, (terms or Terms()).base, *names)
            maker = Maker(reader, terms or Terms(), shapes, quotes, review or Review())
            run = _Run(out, maker, used, names, jobs)
            run.harvest.gather(found, progress or _quiet)
            return run.finish()
        except OSError as error:
            hint = "make room on the disk" if error.errno in _FULL else ""
            raise BuildError(f"it cannot be written: {error}", where=str(out), hint=hint) from error
        finally:
            clear(out / Staging.NAME)


class _Run:
    """One build in the making."""

    def __init__(
        self, out: Path, maker: Maker, loaders: Sequence[Loader], names: Sequence[Path], jobs: int
    ) -> None:
        self.out, self.terms, self.loaders = out, maker.terms, loaders
        self.gazetteer, given = maker.reader.gazetteer, maker.reader.given
        self.names, self.quotes = names, maker.quotes
        self.staging = Staging(out)
        self.before = _last_manifest(out)
        options = self.quotes, maker.review.hold_below
        recipe = recipe_of(loaders, self.gazetteer, given, self.terms, *options)
        self.last = Index.load(out, recipe)
        self.harvest = Harvest(maker, self.staging, self.before, self.last, jobs)
        words = self.harvest.withheld.words
        self.derivation = Derivation(self.staging, self.terms, maker.shapes, words)

    def finish(self) -> BuildReport:
        """Fuse, validate, and put everything into place."""
        self._refuse_emptiness()
        graphs = {graph.iri: graph for graph in self.harvest.graphs.values()}
        reference = self._reference()
        graphs[reference.iri] = reference
        store = self._store()
        facts = self._same_facts(store, graphs) or self._facts(store, graphs)
        graphs[facts.iri] = facts
        manifest = self._manifest(graphs)
        return self._report(manifest, self._publish(store, manifest))

    def _refuse_emptiness(self) -> None:
        if not self.harvest.graphs:
            reasons = [str(refusal) for refusal in self.harvest.refusals]
            more = len(reasons) - _NAMED
            told = "; ".join(reasons[:_NAMED]) + (f"; and {more} more" if more > 0 else "")
            raise BuildError(
                f"no article could be read: {told}",
                where=str(self.out),
                hint="the last build, if there is one, stands",
            )

    def _reference(self) -> Graph:
        """The graph of all that is known beside the articles, made anew where it can differ."""
        iri = self.terms.reference_graph.value
        before = self._before(iri)
        if before and self.last.sources:  # the same files and names, by the recipe
            return before
        data = reference_turtle(self.terms, self.names)
        return self._stage(iri, "reference.ttl", data, len(triples_of(data)))

    def _before(self, iri: str) -> Graph | None:
        """A graph of the last build, if its file is as it was made."""
        graphs = self.before.graphs if self.before else ()
        return next((g for g in graphs if g.iri == iri and holds(self.out, g)), None)

    def _stage(self, iri: str, file: str, data: bytes, triples: int) -> Graph:
        self.staging.put(file, data)
        return Graph(iri, file, digest_of(data), triples)

    def _store(self) -> NextStore:
        """The next store, as the last one was, unless that may hold words not to be published."""
        same = self.before and _is_answering(self.out) and (self.quotes or self.last.sources)
        before = self.before.graphs if self.before and same else ()
        return NextStore(self.out, self.staging.path / "store", {g.iri: g for g in before})

    def _same_facts(self, store: NextStore, graphs: dict[str, Graph]) -> Graph | None:
        """The last build's facts, if the same graphs were fused by the same code; else None."""
        facts = self._before(self.terms.facts_graph.value)
        if not (facts and self.last.sources):
            return None
        return facts if {**graphs, facts.iri: facts} == store.graphs else None

    def _data(self, graph: Graph) -> bytes:
        staged = self.staging.path / graph.file
        return (staged if staged.exists() else self.out / graph.file).read_bytes()

    def _facts(self, store: NextStore, graphs: dict[str, Graph]) -> Graph:
        """Bring the store up to these graphs, and fuse them; the facts are in it afterwards."""
        facts = self.terms.facts_graph.value
        for iri in set(store.graphs) - {*graphs, facts}:
            store.drop(iri)
        for graph in graphs.values():
            if store.lacks(graph):
                store.put(graph, self._data(graph))
        articles = {
            f"article/{Path(graph.file).stem}": graph.sha256
            for graph in graphs.values()
            if graph.source
        }
        was = self._before(facts)
        old = (self.out / was.file).read_bytes() if was and not store.lacks(was) else None
        data, size = self.derivation.facts(store.store, articles, self.last.ledger)
        graph = self._stage(facts, "facts.ttl", data, size)
        store.put(graph, data, old)
        return graph

    def _manifest(self, graphs: dict[str, Graph]) -> Manifest:
        return Manifest(
            base=self.terms.base,
            version=metadata.version("comity"),
            gazetteer=self.gazetteer.digest,
            rules=packages_of(self.loaders),
            graphs=tuple(graphs[iri] for iri in sorted(graphs)),
        )

    def _publish(self, store: NextStore, manifest: Manifest) -> str:
        """Put all into place, by renaming only, which needs no room; the build's hash."""
        data = manifest.turtle()
        digest = digest_of(data)
        made = replace(self.harvest.index, ledger=self.derivation.digest or self.last.ledger)
        self.staging.put(FILE, data)
        self.staging.put(_INDEX, made.data())
        for pattern in ("texts/*.txt", "articles/*.ttl", "facts.ttl", "reference.ttl", FILE):
            self.staging.publish(pattern)
        self.derivation.publish()
        move(self.staging.path / _INDEX, self.out / index.FILE)
        store.finish(digest)
        _remove_others(self.out, manifest, self.quotes)
        return digest

    def _report(self, manifest: Manifest, digest: str) -> BuildReport:
        harvest = self.harvest
        was = {g.file for g in self.before.graphs if g.source} if self.before else set()
        return BuildReport(
            build=Build(self.out, digest, manifest.turtle()),
            read=len(harvest.new),
            kept=len(harvest.graphs) - len(harvest.new),
            removed=len(was - set(harvest.graphs)),
            refusals=tuple(harvest.refusals),
            notes=(*harvest.notes, *self._reviewed()),
        )

    def _reviewed(self) -> list[str]:
        """What to tell of the review."""
        lines = (line for _, lines in self.harvest.index.review.values() for line in lines)
        articles = [Path(file).stem for file in self.harvest.graphs]
        return notes(self.harvest.maker.review, lines, articles, self.out)


def _last_manifest(out: Path) -> Manifest | None:
    try:
        return open_build(out).manifest
    except BuildError:  # there is none, or none that can be read: all is read again
        return None


def _is_answering(out: Path) -> bool:
    """Whether the store that answers is the manifest's, and not one older by a killed build."""
    return current(out) == digest_of((out / FILE).read_bytes())


def _remove_others(out: Path, manifest: Manifest, quotes: bool) -> None:
    """Remove the articles and texts that belong to no article of the build."""
    texts = {f"{graph.text_sha256}.txt" for graph in manifest.graphs if quotes}
    for file in files(out / "texts", "*.txt"):
        if file.name not in texts:
            clear(file)
    for file in files(out / "articles", "*.ttl"):
        if f"articles/{file.name}" not in manifest.by_file:
            clear(file)


def _quiet(_done: int, _total: int, _name: str) -> None:
    """Tell nobody."""
