"""A build into a store: only what differs, read back, and told so that a broken push goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from comity.errors import BuildError, StoreError
from comity.exchange.client import Client
from comity.exchange.content import Content, content_of, differences, sorted_lines, triples_in
from comity.exchange.faults import ChangedError, HalfDoneError
from comity.exchange.ledger import Entry, Ledger
from comity.exchange.moving import drop, move
from comity.exchange.plan import Plan, Sending, Why, plan
from comity.exchange.profiles import Replace
from comity.manifest import Graph, digest_of
from comity.opened import Build

Progress = Callable[[int, int, str], None]
"""Told how many triples have arrived, of how many, and the file that is next."""

_GRAPHS = 50
"""How many graphs are struck out of the ledger at once: what is under way at a time."""


@dataclass(frozen=True, slots=True)
class PushReport:
    """What a push did, or, of a dry run, what it would do.

    Args:
        target: the store, without who asked.
        build: the build's hash.
        dry: whether nothing was changed.
        plan: what was to be done.
        pruned: the graphs that were, or would be, deleted.
    """

    target: str
    build: str
    dry: bool
    plan: Plan
    pruned: tuple[str, ...]

    @property
    def left(self) -> tuple[str, ...]:
        """The graphs that comity sent once, that the build has no more, and that stay."""
        return tuple(graph for graph in self.plan.gone if graph not in self.pruned)

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON report."""
        return {
            "target": self.target,
            "build": self.build,
            "dry_run": self.dry,
            "sent": [sending.to_json() for sending in self.plan.send],
            "triples": self.plan.triples,
            "same": len(self.plan.same),
            "pruned": list(self.pruned),
            "left": list(self.left),
        }


def push(
    build: Build,
    client: Client,
    *,
    dry: bool = False,
    prune: bool = False,
    verify: bool = False,
    progress: Progress | None = None,
) -> PushReport:
    """Have a store hold the graphs of a build.

    Args:
        build: what to send.
        client: the store.
        dry: whether only to say what would be done.
        prune: whether graphs that the build has no more are deleted; of those that comity sent.
        verify: whether graphs that the ledger says are there are read and compared, too.
        progress: see `Progress`.

    Raises:
        BuildError: where a file of the build is not what its manifest says.
        HalfDoneError: where some graphs arrived and others did not.
        StoreError: where nothing was changed yet.
    """
    ledger = Ledger(client, build.terms.base)
    made = plan(build, client, ledger)
    if verify:
        made = _verified(made, client)
    report = PushReport(str(client.target), build.hash, dry, made, made.gone if prune else ())
    _check_files(build, made.send)
    if not dry:
        _Push(build, client, ledger, made, progress or _quiet).run(report.pruned)
    return report


class _Push:
    """One push under way."""

    def __init__(
        self, build: Build, client: Client, ledger: Ledger, made: Plan, progress: Progress
    ) -> None:
        self.build, self.client, self.ledger = build, client, ledger
        self.plan, self.progress = made, progress
        self.arrived = self.triples = 0
        self.moved: dict[str, int] = {}  # and how many triples each has
        self.by_value = client.profile.by_value

    def run(self, pruned: Iterable[str]) -> None:
        """Send, check, prune; what a broken push left where graphs arrive is dropped first."""
        try:
            if self.ledger.incoming in self.client.count([self.ledger.incoming]):
                self.client.again(partial(drop, self.client, self.ledger.incoming))
            for start in range(0, len(self.plan.send), _GRAPHS):
                self._batch(self.plan.send[start : start + _GRAPHS])
            self._check_counts()
            for graph in pruned:
                self.ledger.strike([graph])
                self.client.again(partial(drop, self.client, graph))
        except StoreError as error:
            raise self._half_done(error) from error

    def _batch(self, batch: Sequence[Sending]) -> None:
        names = [sending.graph.iri for sending in batch]
        self.ledger.strike(name for name in names if name in self.plan.entries)
        for sending in batch:
            self.progress(self.triples, self.plan.triples, sending.graph.file)
            self.client.again(partial(self._deliver, sending.graph))
            self.arrived += 1
            self.triples += sending.graph.triples

    def _deliver(self, graph: Graph) -> None:
        """Replace one graph, and write it down."""
        file = self.build.folder / graph.file
        if self.client.profile.replace is Replace.PUT:
            self.client.put(graph.iri, file)
            self.client.update(self._entering(graph, self._compare(graph, graph.iri)))
            return
        incoming = self.ledger.incoming
        self.client.put(incoming, file)
        content = self._compare(graph, incoming)  # before the old one is gone
        move(self.client, incoming, graph.iri, self._entering(graph, content))
        self.moved[graph.iri] = content.triples

    def _entering(self, graph: Graph, content: Content) -> str:
        return self.ledger.entering(graph.iri, Entry(graph.sha256, content))

    def _compare(self, graph: Graph, name: str) -> Content:
        """What is there under this name, if that is what the graph's file says."""
        content = content_of(self._sent(graph))
        if content_of(self._found(name, content.triples)) == content:
            return content
        gone, come = differences(self._sent(graph), self._found(name))
        raise ChangedError(
            f"what arrived is not what was sent; sent: {' '.join(gone) or 'nothing more'}; "
            f"arrived: {' '.join(come) or 'nothing more'}",
            where=graph.file,
            hint="the store changes or drops data: its profile can name types to keep by value",
        )

    def _sent(self, graph: Graph) -> Iterator[str]:
        return sorted_lines(triples_in(self.build.folder / graph.file), self.by_value)

    def _found(self, name: str, expected: int | None = None) -> Iterator[str]:
        return sorted_lines(self.client.triples(name, expected), self.by_value)

    def _check_counts(self) -> None:
        """Strike out what was moved and did not arrive: a MOVE says nothing of an empty source."""
        there = self.client.count(self.moved)
        lost = [name for name, number in self.moved.items() if there.get(name, 0) != number]
        self.ledger.strike(lost)
        if lost:
            found = there.get(lost[0], 0)
            raise ChangedError(
                f"{len(lost)} graphs did not arrive whole: of {self.moved[lost[0]]} triples, "
                f"{found} are there",
                where=f"<{lost[0]}>",
                hint="is another push under way? the same command sends them again",
            )

    def _half_done(self, error: StoreError) -> StoreError:
        if not self.arrived:
            return error
        return HalfDoneError(
            f"{self.arrived} of {len(self.plan.send)} graphs arrived; then: {error}",
            hint="the same command goes on from there",
        )


def _verified(made: Plan, client: Client) -> Plan:
    """The plan, and in it the graphs that do not hold what the ledger says."""
    bad = {graph.iri for graph in made.same if not _holds(made.entries[graph.iri], graph, client)}
    damaged = [
        Sending(graph, Why.DAMAGED, graph.triples) for graph in made.same if graph.iri in bad
    ]
    same = tuple(graph for graph in made.same if graph.iri not in bad)
    return replace(made, send=(*damaged, *made.send), same=same)


def _holds(entry: Entry, graph: Graph, client: Client) -> bool:
    triples = client.triples(graph.iri, graph.triples)
    lines = sorted_lines(triples, client.profile.by_value)
    return content_of(lines) == entry.content


def _check_files(build: Build, sendings: Iterable[Sending]) -> None:
    for sending in sendings:
        path = build.folder / sending.graph.file
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BuildError(
                f"it cannot be read: {error.strerror}", where=str(path), hint="build again"
            ) from error
        if digest_of(data) != sending.graph.sha256:
            raise BuildError(
                "the file is not what the manifest says", where=str(path), hint="build again"
            )


def _quiet(_done: int, _total: int, _name: str) -> None:
    """Tell nobody."""
