"""Turtle files as named graphs of a store in memory, ready to be asked what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from comity.check.literals import Keeper
from comity.check.targets import Sizes
from comity.check.view import node
from comity.errors import SourceError

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
TURTLE = ox.RdfFormat.TURTLE
Refused = Callable[[Path, SourceError], None]
"""Hears of a file that is not Turtle, and why; the error's cause knows the line."""
_BATCH = 32_000_000
"""Bytes of Turtle that are held in memory at a time, unless one file alone is larger."""


@dataclass(slots=True)
class FileGraph:
    """A file's graph.

    Attributes:
        file: what it was read from.
        name: what the graph is called in the store.
        triples: how many it has, repeated ones counted twice.
        predicates: how often it uses each.
        classes: how many instances it has of each.
        objects: what it refers to, of what `known` names.
        subjects: what it describes, of what `known` names.
    """

    file: Path
    name: ox.NamedNode
    triples: int = 0
    predicates: Counter[ox.NamedNode] = field(default_factory=Counter)
    classes: Counter[ox.NamedNode] = field(default_factory=Counter)
    objects: set[ox.NamedNode] = field(default_factory=set)
    subjects: set[ox.NamedNode] = field(default_factory=set)


@dataclass(slots=True)
class Batch:
    """Graphs that are looked at together, each for itself.

    Attributes:
        store: holds each graph under its name.
        graphs: the graphs.
        keeper: what the store does to literals.
        subclasses: `rdfs:subClassOf` as the data itself has it.
        plain: what queries compute with: the triples whose predicate is one of `computed`, with
            literals as Oxigraph keeps them.
        computed: these predicates.
        around: what was added to the graphs.
    """

    store: ox.Store = field(default_factory=ox.Store)
    graphs: list[FileGraph] = field(default_factory=list)
    keeper: Keeper = field(default_factory=Keeper)
    subclasses: set[tuple[ox.NamedNode, ox.NamedNode]] = field(default_factory=set)
    computed: frozenset[ox.NamedNode] = frozenset()
    plain: ox.Store = field(default_factory=ox.Store)
    around: FileGraph = field(default_factory=lambda: FileGraph(Path(), TYPE))

    def read(self, file: Path, known: frozenset[ox.NamedNode]) -> FileGraph:
        """One more file.

        Raises:
            SourceError: where it is not Turtle.
        """
        graph = FileGraph(file, ox.NamedNode(f"urn:comity:file:{len(self.graphs)}"))
        plain: list[ox.Quad] = []
        try:
            self.store.bulk_extend(self._quads(graph, known, plain))
        except (SyntaxError, OSError, ValueError) as error:
            self.store.remove_graph(graph.name)
            raise not_turtle(file, error) from error
        self.plain.bulk_extend(plain)
        self.graphs.append(graph)
        return graph

    def without_last(self, known: frozenset[ox.NamedNode]) -> Batch:
        """Give the last file away, classes of its own and all: the batch that it now has alone."""
        alone = Batch(computed=self.computed)
        alone.read(self.graphs.pop().file, known)
        self.subclasses.clear()
        return alone

    def surround(self, graph: FileGraph, triples: Iterable[ox.Triple]) -> None:
        """Add to a graph what it does not say itself."""
        added = [_quad(triple, graph.name) for triple in triples]
        self.around.predicates.update(quad.predicate for quad in added)
        self.around.classes.update(quad.object for quad in added if quad.predicate == TYPE)  # type: ignore[misc]  # classes
        self.store.extend(added)

    def sizes(self) -> Sizes:
        """How much there is of everything."""
        properties, classes = Counter[str](), Counter[str]()
        for graph in (*self.graphs, self.around):
            properties.update({one.value: size for one, size in graph.predicates.items()})
            classes.update({str(node(one)): size for one, size in graph.classes.items()})
        return Sizes(properties, classes)

    def _quads(
        self, graph: FileGraph, known: frozenset[ox.NamedNode], plain: list[ox.Quad]
    ) -> Iterator[ox.Quad]:
        name, keep, computed = graph.name, self.keeper.keep, self.computed
        for subject, predicate, value in numbered(parsed(graph.file)):
            if predicate in computed:
                plain.append(ox.Quad(subject, predicate, value, name))
            graph.triples += 1
            graph.predicates[predicate] += 1
            if isinstance(value, ox.Literal):
                value = keep(value)
            elif predicate == TYPE:
                graph.classes[value] += 1
            elif value in known:
                graph.objects.add(value)
            if subject in known:
                graph.subjects.add(subject)
            if predicate == SUBCLASS:
                self.subclasses.add((subject, value))
            yield ox.Quad(subject, predicate, value, name)


def parsed(file: Path) -> Iterator[ox.Quad]:
    """What a Turtle file says; IRIs that it does not write whole begin where it lies."""
    return ox.parse(path=file, format=TURTLE, base_iri=file.resolve().as_uri())


def numbered(quads: Iterable[ox.Quad]) -> Iterator[tuple[Any, Any, Any]]:
    """The triples, whose blank nodes are numbered as they come: read again, they are the same."""
    numbers: dict[ox.BlankNode, ox.BlankNode] = {}
    for subject, predicate, value, _ in quads:
        if isinstance(subject, ox.BlankNode):
            subject = numbers.setdefault(subject, ox.BlankNode(f"n{len(numbers)}"))
        if isinstance(value, ox.BlankNode):
            value = numbers.setdefault(value, ox.BlankNode(f"n{len(numbers)}"))
        yield subject, predicate, value


def batches(
    files: Iterable[Path],
    known: frozenset[ox.NamedNode] = frozenset(),
    computed: frozenset[ox.NamedNode] = frozenset(),
    refused: Refused | None = None,
) -> Iterator[Batch]:
    """The files, as many at a time as memory should hold.

    A file with classes of its own comes alone: they are its own, and nobody else's.

    Args:
        files: the files.
        known: see `Batch`.
        computed: see `Batch`.
        refused: hears of each file that is not Turtle, which is then left out.

    Raises:
        SourceError: where one of them is not Turtle, and nobody wants to hear of it.
    """
    batch, size = Batch(computed=computed), 0
    for file in files:
        length = _size(file)
        if batch.graphs and (size + length > _BATCH or batch.subclasses):
            yield batch
            batch, size = Batch(computed=computed), 0
        if _is_read(batch, file, known, refused):
            size += length
        if batch.subclasses and len(batch.graphs) > 1:
            last = batch.without_last(known)
            yield batch
            batch, size = last, length
    if batch.graphs:
        yield batch


def _is_read(
    batch: Batch, file: Path, known: frozenset[ox.NamedNode], refused: Refused | None
) -> bool:
    """Read one more file into a batch, unless it is not Turtle and somebody hears of that."""
    try:
        batch.read(file, known)
    except SourceError as error:
        if refused is None:
            raise
        refused(file, error)
        return False
    return True


def read_triples(file: Path) -> list[ox.Triple]:
    """The triples of a Turtle file.

    Raises:
        SourceError: where it is none.
    """
    _size(file)
    try:
        return [quad.triple for quad in parsed(file)]
    except (SyntaxError, OSError, ValueError) as error:
        raise not_turtle(file, error) from error


def not_turtle(file: Path, error: Exception) -> SourceError:
    """What to say of a file that does not parse."""
    what = str(error).splitlines()[0] if str(error) else type(error).__name__
    return SourceError(f"it is not Turtle: {what}", where=str(file), hint="mend it")


def _quad(triple: ox.Triple, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        raise SourceError(
            "there is no such file", where=str(file), hint="check the path"
        ) from error
