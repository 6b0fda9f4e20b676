"""The graphs that a triple store holds, read one at a time as its profile has it."""

from __future__ import annotations

import re
from functools import cached_property

import pyoxigraph as ox

from comity import lookups
from comity.errors import StoreError
from comity.exchange.client import Client
from comity.exchange.ledger import Ledger
from comity.exchange.opening import Opened, open_url
from comity.exchange.target import target_of
from comity.store import EmbeddedStore, Store

OURS = re.compile(r"(\S+/)graph/(?:article/[^/]+|facts|reference)")
"""The names of a build's graphs: what stands before them is the base."""

_COUNTS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


class RemoteData:
    """The graphs in a store: those of a build, or all where it has none of one.

    A store of a kind that comity knows is read over the Graph Store Protocol, or in pieces where it
    cuts answers off; any other by CONSTRUCT. Either way each graph is held to the number of triples
    that the store itself counts. See `comity.dataset.Dataset`.

    Args:
        where: `[PROFILE+]URL`.

    Raises:
        StoreError: where it cannot be reached, or does not answer.
    """

    def __init__(self, where: str) -> None:
        self.where, self._opened = where, open_url(where)
        self._client = _client(where, self._opened)
        self.terms, self.build = self._opened.terms, self._opened.build
        try:
            self.counts = self._counted()
        except BaseException:
            self.close()
            raise
        self.names = tuple(sorted(self.counts))

    def triples(self, name: str) -> list[ox.Triple]:
        """See `comity.dataset.Dataset.triples`."""
        expected = self.counts[name]
        found = list(dict.fromkeys(self._read(name, expected)))
        if len(found) != expected:
            raise StoreError(
                f"it gave {len(found)} of the {expected} triples of the graph {name}",
                where=self.where,
                hint="it limits its answers: say which kind of store it is, as in fuseki+http://…",
            )
        return found

    def digest(self, _: str) -> str | None:
        """None: what a store holds is read, whatever was pushed to it."""
        return None

    def store(self) -> Store:
        """See `comity.dataset.Dataset.store`.

        A store of a kind that is known to answer some queries wrongly is not asked: what it holds
        is fetched, and asked here.
        """
        made = self._opened.profile
        return self._copy if made and made.wrong else self._opened.endpoint

    @cached_property
    def _copy(self) -> EmbeddedStore:
        graphs = {ox.NamedNode(name): self.triples(name) for name in self.names}
        return EmbeddedStore.of(graphs)

    def close(self) -> None:
        """See `comity.dataset.Dataset.close`."""
        if self._client:
            self._client.close()
        self._opened.endpoint.close()

    def _read(self, name: str, expected: int) -> list[ox.Triple]:
        client = self._client
        if client:
            return client.again(lambda: list(client.triples(name, expected)))
        sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}"
        answer = self._opened.endpoint.query(sparql)
        return answer if isinstance(answer, list) else []

    def _counted(self) -> dict[str, int]:
        """The graphs by how many triples they have; of those pushed, the ledger has the names."""
        if self._client:
            pushed = Ledger(self._client, self.terms.base).read()
            ours = [name for name in pushed if OURS.fullmatch(name)]
            if ours:
                return self._client.count(ours)
        counts = {
            graph.value: int(row["n"].value)
            for row in lookups.solutions(self._opened.endpoint, _COUNTS)
            if isinstance(graph := row.get("g"), ox.NamedNode)
        }
        return {name: n for name, n in counts.items() if OURS.fullmatch(name)} or counts


def _client(where: str, opened: Opened) -> Client | None:
    """What speaks the store's own ways; None where its kind is not known."""
    if opened.profile is None:
        return None
    name = where if "+http" in where.casefold() else f"{opened.profile.name}+{where}"
    return Client(target_of(name))
