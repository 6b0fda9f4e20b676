"""The SPARQL 1.1 Graph Store Protocol and Update, as a profile says that a store speaks them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import pyoxigraph as ox
import requests

from comity.errors import StoreError
from comity.exchange.connection import Connection, drain, parsed
from comity.exchange.faults import AGAIN, RefusedError
from comity.exchange.target import Target
from comity.store import Solutions, whole

T = TypeVar("T")
_NAMES = 500  # graphs that a query names at once
_INSERTED = 2000  # triples that an update holds, where a store takes no files
_TRIPLES, _ROWS = "application/n-triples", "application/sparql-results+json"


class Client:
    """One store, over HTTP.

    Args:
        target: the store.
        timeout: seconds to wait for it to connect, and for each piece of an answer.
        retries: how often the same is tried again where that may do.
        pause: seconds before the first of these; each next pause is twice as long.
        sleep: what waits; given by tests.

    No method changes what it is asked for when an answer is lost: each may be called again.
    """

    def __init__(
        self,
        target: Target,
        timeout: int = 300,
        retries: int = 5,
        pause: float = 0.5,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.target, self.profile = target, target.profile
        self.retries, self.pause, self.sleep = retries, pause, sleep
        self._http = Connection(target, timeout)

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def again(self, action: Callable[[], T]) -> T:
        """What an action gives, tried again with growing pauses where that may do.

        Raises:
            StoreError: what it raised the last time, or what no other try can mend.
        """
        for attempt in range(self.retries):
            try:
                return action()
            except AGAIN as error:
                self.sleep(max(getattr(error, "wait", 0), self.pause * 2**attempt))
        return action()

    def select(self, sparql: str) -> Solutions:
        """The solutions of a query that names its graphs.

        Raises:
            StoreError: where the store cannot answer.
        """
        # Without the parameters of a union: with some stores they hide the named graphs.
        address, headers = self.target.query, {"Accept": _ROWS}
        with self._http.answer("POST", address, data={"query": sparql}, headers=headers) as answer:
            body = answer.content
        try:
            found = whole(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))
        except (SyntaxError, ValueError) as error:
            raise RefusedError(f"it answered with no rows: {error}", where=address) from error
        return found if isinstance(found, Solutions) else Solutions((), ())

    def update(self, sparql: str) -> None:
        """Have an update carried out.

        Raises:
            StoreError: where it is not; what of it was, is not known.
        """
        headers = {"Content-Type": "application/sparql-update"}
        address, data = self.target.update, sparql.encode()
        with self._http.answer("POST", address, data=data, headers=headers) as answer:
            drain(answer)

    def put(self, graph: str, file: Path) -> None:
        """Have a graph hold what a Turtle file says, and nothing else.

        Raises:
            StoreError: where it does not; what it then holds is not known.
        """
        if not self.profile.graphs:
            self._insert(graph, file)
            return
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        with file.open("rb") as data:
            body: IO[bytes] | bytes = data if file.stat().st_size else b""
            with self._graph("PUT", graph, data=body, headers=headers) as answer:
                drain(answer)

    def count(self, graphs: Iterable[str]) -> dict[str, int]:
        """How many triples each graph has; one that is not there is not in it.

        Raises:
            StoreError: where the store cannot say.
        """
        wanted = list(graphs)
        if self.profile.count_all:
            found = self.again(self._counted_all) if wanted else {}
            return {name: found[name] for name in wanted if name in found}
        counts: dict[str, int] = {}
        for start in range(0, len(wanted), _NAMES):
            values = " ".join(f"<{name}>" for name in wanted[start : start + _NAMES])
            counts |= self.again(partial(self._counted, f"VALUES ?g {{ {values} }}"))
        return counts

    def _counted_all(self) -> dict[str, int]:
        """The triples of every graph, those of others too, in pieces that the store hands out."""
        counts: dict[str, int] = {}
        while True:
            size = self.profile.page
            page = self._counted("", f"LIMIT {size} OFFSET {len(counts)}" if size else "")
            counts |= page
            if not size or len(page) < size:
                return counts

    def _counted(self, which: str, part: str = "") -> dict[str, int]:
        found = self.select(
            f"SELECT ?g (COUNT(*) AS ?n) {{ {which} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g {part}"
        )
        rows = [(str(row["g"])[1:-1], row["n"]) for row in found if "g" in row]
        counts = {name: int(n.value) for name, n in rows if isinstance(n, ox.Literal)}
        return {name: number for name, number in counts.items() if number}

    def triples(self, graph: str, expected: int | None = None) -> Iterator[ox.Triple]:
        """All that a graph holds, in the store's order; nothing of one that is not there.

        Args:
            graph: its name.
            expected: how many triples it should have, if that is known: what is short enough is
                read in one piece.

        Raises:
            StoreError: where the store cannot say, or answers with what is no RDF.
        """
        short = expected is not None and expected < self.profile.page
        if not self.profile.graphs or (self.profile.page and not short):
            yield from self._paged(graph)
            return
        with self._graph("GET", graph, headers={"Accept": _TRIPLES}) as answer:
            if answer.status_code == requests.codes.not_found:
                drain(answer)
            else:
                yield from parsed(answer)

    def _paged(self, graph: str) -> Iterator[ox.Triple]:
        expected, offset = self.count([graph]).get(graph, 0), 0
        while offset < expected:
            page = list(self._page(graph, offset))
            if not page:
                raise StoreError(
                    f"it counts {expected} triples and hands out {offset}", where=f"<{graph}>"
                )
            offset += len(page)
            yield from page

    def _page(self, graph: str, offset: int) -> Iterator[ox.Triple]:
        query = (
            f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} "
            f"LIMIT {self.profile.page or 100_000} OFFSET {offset}"
        )
        address, headers = self.target.query, {"Accept": _TRIPLES}
        with self._http.answer("POST", address, data={"query": query}, headers=headers) as answer:
            yield from parsed(answer)

    def _insert(self, graph: str, file: Path) -> None:
        self.update(f"DROP SILENT GRAPH <{graph}>")
        quads = ox.parse(path=file, format=ox.RdfFormat.TURTLE)
        while some := [str(quad.triple) for quad in islice(quads, _INSERTED)]:
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {' . '.join(some)} }} }}")

    def _graph(self, method: str, graph: str, **given: Any) -> Any:
        parameters = {self.profile.graph_parameter: graph}
        return self._http.answer(method, self.target.graphs, params=parameters, **given)
