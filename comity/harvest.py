"""What the sources say, as graphs: taken over from the last build, or read and found conformant."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from comity.errors import SourceError
from comity.folder import Staging
from comity.index import Index
from comity.loading import Found, Refusal
from comity.making import Made, Maker, making
from comity.manifest import Graph, Manifest
from comity.sources import Source
from comity.withheld import Withheld

Progress = Callable[[int, int, str], None]
"""Called with how many sources are done, how many there are, and the name of the next."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with a source.

    Args:
        source: the source.
        digest: its hash.
        kept: the graphs that the last build has of it; None where it must be read.
    """

    source: Source
    digest: str
    kept: list[Graph] | None


class Harvest:
    """The articles' graphs of one build, as they are gathered.

    Args:
        maker: makes what is not taken over.
        staging: where new graphs and texts are put.
        before: the last finished build's manifest, if there is one.
        last: which source gave what then.
        jobs: how many processes may make graphs.

    Attributes:
        withheld: gives the words that are not published.
        graphs: by file, the graphs of all articles.
        refusals: what is not among them, and why.
        notes: what else to tell the user.
        new: the files that were made, not taken over.
        index: which source gave what this time.
    """

    def __init__(
        self, maker: Maker, staging: Staging, before: Manifest | None, last: Index, jobs: int = 1
    ) -> None:
        self.maker, self.staging, self.last, self.jobs = maker, staging, last, jobs
        self.quotes = maker.quotes
        self.withheld = Withheld(maker.reader.articles)
        self.before = before.by_file if before else {}
        self.index = Index(last.recipe)
        self.graphs: dict[str, Graph] = {}
        self.refusals: list[Refusal] = []
        self.notes: list[str] = []
        self.new: set[str] = set()

    def gather(self, sources: Sequence[Source], progress: Progress) -> None:
        """Take over or read every source."""
        plans = [plan for source in sources if (plan := self._planned(source))]
        made = _Stream(self.maker, (p.source for p in plans if p.kept is None), self.jobs)
        for done, plan in enumerate(plans):
            progress(done, len(plans), plan.source.name)
            self._gather(plan, made)
        progress(len(plans), len(plans), "")

    def _planned(self, source: Source) -> _Plan | None:
        try:
            digest = source.digest()
        except SourceError as error:
            self.refusals.append(Refusal(source.name, error))
            return None
        return _Plan(source, digest, self._kept(source, digest))

    def _gather(self, plan: _Plan, made: _Stream) -> None:
        source, digest = plan.source, plan.digest
        if plan.kept is None:
            graphs = [self._taken(one, source, digest) for one in made.of_next()]
        else:
            graphs = [self._kept_on(graph, source) for graph in plan.kept]
        files = [graph.file for graph in graphs if graph]
        if len(files) == len(graphs):  # what was refused, or is a copy, is looked at again
            self.index.sources[source.name] = digest, tuple(files)

    def _kept(self, source: Source, digest: str) -> list[Graph] | None:
        """The graphs of a source as the last build has them; None where it must be read."""
        files = self.last.files(source.name, digest)
        graphs = [self.before[file] for file in files or () if file in self.before]
        if files is None or len(graphs) < len(files) or not all(map(self._is_as_it_was, graphs)):
            return None
        return graphs

    def _taken(self, made: Made | Refusal, source: Source, digest: str) -> Graph | None:
        """The graph of an article, put beside; None where there is none, or one already."""
        if isinstance(made, Refusal):
            self.refusals.append(made)
            return None
        self.notes += [note for note in made.lost if note not in self.notes]
        graph = self._held(replace(made.graph, source_sha256=digest), source)
        if graph:
            self.staging.put(graph.file, made.data)
            if self.quotes:
                self.staging.put(_text_file(graph), made.text)
            self.new.add(graph.file)
            if made.review:
                self.index.review[graph.file] = self._decided(graph), made.review
        return graph

    def _kept_on(self, graph: Graph, source: Source) -> Graph | None:
        """A graph that is taken over, with what is held of its article."""
        if graph.file in self.last.review:
            self.index.review.setdefault(graph.file, self.last.review[graph.file])
        return self._held(graph, source)

    def _held(self, graph: Graph, source: Source) -> Graph | None:
        """The graph, held unless its article is there already, which is then noted."""
        try:
            return self._hold(graph, source)
        except SourceError as error:
            name = f"{source.name} ({Path(graph.file).stem})"
            self.refusals.append(Refusal(name, error))
            return None

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

    def _is_as_it_was(self, graph: Graph) -> bool:
        """Whether it is whole, and the same was decided on its article when it was made."""
        decided, _ = self.last.review.get(graph.file, ("", ()))
        return self._is_whole(graph) and decided == self._decided(graph)

    def _decided(self, graph: Graph) -> str:
        return self.maker.review.digest(Path(graph.file).stem)

    def _is_whole(self, graph: Graph) -> bool:
        """Whether the files of a graph are still as the last build made them."""
        folder = self.staging.folder
        text = folder / _text_file(graph)
        return holds(folder, graph) and (not self.quotes or _has(text, graph.text_sha256))


class _Stream:
    """What is made of the articles of sources, handed out source by source.

    Args:
        maker: makes it.
        sources: those to be read.
        jobs: how many processes may make it.
    """

    def __init__(self, maker: Maker, sources: Iterable[Source], jobs: int) -> None:
        self._maker = maker
        self._order: deque[int] = deque()
        results = making(maker).spread(self._found(sources), jobs)
        self._groups = groupby(results, key=lambda _: self._order.popleft())
        self._number, self._next = -1, next(self._groups, None)

    def _found(self, sources: Iterable[Source]) -> Iterator[Found]:
        """The articles, found as the making gets to them."""
        for number, source in enumerate(sources):
            for found in self._maker.reader.found(source):
                self._order.append(number)
                yield found

    def of_next(self) -> Iterator[Made | Refusal]:
        """What is made of the articles of the next source."""
        self._number += 1
        if self._next and self._next[0] == self._number:
            yield from self._next[1]
            self._next = next(self._groups, None)


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
