"""What the sources say, as graphs: taken over from the last build, or read and found conformant."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from comity.errors import ComityError, SourceError
from comity.folder import Staging
from comity.graph import article_graph
from comity.index import Index
from comity.loading import Reader, Refusal, Source
from comity.manifest import Graph, Manifest, digest_of
from comity.model import Reading
from comity.terms import Terms
from comity.turtle import turtle
from comity.validate import Shapes
from comity.withheld import Withheld

Progress = Callable[[int, int, str], None]
"""Called with how many sources are done, how many there are, and the name of the next."""


class Harvest:
    """The articles' graphs of one build, as they are gathered.

    Args:
        reader: reads what is not taken over.
        terms: the IRIs to mint.
        shapes: gives what a new graph must conform to; not asked where nothing is new.
        staging: where new graphs and texts are put.
        before: the last finished build's manifest, if there is one.
        last: which source gave what then.
        quotes: whether words of the articles are published, and their texts kept.

    Attributes:
        withheld: gives the words that are not published.
        graphs: by file, the graphs of all articles.
        refusals: what is not among them, and why.
        notes: what else to tell the user.
        new: the files that were made, not taken over.
        index: which source gave what this time.
    """

    def __init__(
        self,
        reader: Reader,
        terms: Terms,
        shapes: Callable[[], Shapes],
        staging: Staging,
        before: Manifest | None,
        last: Index,
        quotes: bool = True,
    ) -> None:
        self.reader, self.terms, self.shapes = reader, terms, shapes
        self.staging, self.last, self.quotes = staging, last, quotes
        self.withheld = Withheld(reader.articles)
        self.before = before.by_file if before else {}
        self.index = Index(last.recipe)
        self.graphs: dict[str, Graph] = {}
        self.refusals: list[Refusal] = []
        self.notes: list[str] = []
        self.new: set[str] = set()

    def gather(self, sources: Sequence[Source], progress: Progress) -> None:
        """Take over or read every source."""
        for done, source in enumerate(sources):
            progress(done, len(sources), source.name)
            try:
                self._gather(source, source.digest())
            except SourceError as error:
                self.refusals.append(Refusal(source.name, error))
        progress(len(sources), len(sources), "")

    def _gather(self, source: Source, digest: str) -> None:
        graphs = self._taken_over(source, digest)
        if graphs is None:
            results = self.reader.read(source)
            graphs = [self._taken(result, source, digest) for result in results]
        files = [graph.file for graph in graphs if graph]
        if len(files) == len(graphs):  # what was refused, or is a copy, is looked at again
            self.index.sources[source.name] = digest, tuple(files)

    def _taken_over(self, source: Source, digest: str) -> list[Graph | None] | None:
        """The graphs of a source as the last build has them; None where it must be read."""
        files = self.last.files(source.name, digest)
        graphs = [self.before[file] for file in files or () if file in self.before]
        if files is None or len(graphs) < len(files) or not all(map(self._is_whole, graphs)):
            return None
        return [self._hold(graph, source) for graph in graphs]

    def _taken(self, result: Reading | Refusal, source: Source, digest: str) -> Graph | None:
        if isinstance(result, Refusal):
            self.refusals.append(result)
            return None
        self.notes += [note for note in result.lost if note not in self.notes]
        try:
            return self._made(result, source, digest)
        except ComityError as error:
            self.refusals.append(Refusal(f"{source.name} ({result.article.id})", error))
            return None

    def _made(self, reading: Reading, source: Source, digest: str) -> Graph | None:
        """The graph of a reading, put beside; None where another source gave the same article."""
        article = reading.article
        triples = article_graph(reading, self.terms, self.quotes)
        data, text = turtle(triples, self.terms), article.text.encode()
        graph = Graph(
            iri=self.terms.article_graph(article.id).value,
            file=f"articles/{article.id}.ttl",
            sha256=digest_of(data),
            triples=len(triples),
            source=source.name,
            source_sha256=digest,
            text_sha256=article.sha256,
            reader=reading.reader,
        )
        self.shapes().validate(triples).check(graph.file)
        if not self._hold(graph, source):
            return None
        self.staging.put(graph.file, data)
        if self.quotes:
            self.staging.put(_text_file(graph), text)
        self.new.add(graph.file)
        return graph

    def _hold(self, graph: Graph, source: Source) -> Graph | None:
        """Hold a graph, unless its article is there already; then note it.

        Raises:
            SourceError: where another text has the same id.
        """
        held = self.graphs.get(graph.file)
        if held is None:
            self.graphs[graph.file] = graph
            self.withheld.lies_in(Path(graph.file).stem, source)
            return graph
        if held.text_sha256 != graph.text_sha256:
            raise SourceError(
                f"its article has the id of another, of {held.source}",
                where=source.name,
                hint="give the file another name",
            )
        self.notes.append(f"{source.path} has the same article as {held.source}: kept once")
        return None

    def _is_whole(self, graph: Graph) -> bool:
        """Whether the files of a graph are still as the last build made them."""
        folder = self.staging.folder
        text = folder / _text_file(graph)
        return holds(folder, graph) and (not self.quotes or _has(text, graph.text_sha256))


def holds(folder: Path, graph: Graph) -> bool:
    """Whether the file of a graph is in a build's folder, and as it was made."""
    return _has(folder / graph.file, graph.sha256)


def _text_file(graph: Graph) -> str:
    return f"texts/{graph.text_sha256}.txt"


def _has(path: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False
