"""Where queries are answered: the embedded store, or any SPARQL 1.1 endpoint.

Both answer in pyoxigraph's terms, whole (an answer is read before it is handed out, so that no
error comes later), and both only read. Without a `FROM` of the query's own, the embedded store
answers from the union of all its graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol, Self

import pyoxigraph as ox

from comity.errors import QueryError, StoreError

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer of a SELECT.

    Args:
        variables: the names of the columns, without question mark, in the query's order.
        rows: one mapping a row; a variable without a value is not in it.
    """

    variables: tuple[str, ...]
    rows: tuple[Mapping[str, Term], ...]

    def __iter__(self) -> Iterator[Mapping[str, Term]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


Answer = Solutions | bool | list[ox.Triple]
"""Of SELECT, of ASK, of CONSTRUCT or DESCRIBE."""


class Store(Protocol):
    """What a query can be put to."""

    def query(self, sparql: str) -> Answer:
        """The whole answer.

        Raises:
            QueryError: where the query is none, is an update, or asks what is not answered.
            StoreError: where the store cannot be read or reached.
        """

    def close(self) -> None:
        """Let go of what is held open; the store answers no more."""


class EmbeddedStore:
    """An Oxigraph store in this process, on disk or in memory.

    Nothing is fetched to answer a query: `SERVICE` is refused, and `FROM` chooses among the
    store's own graphs.

    Args:
        store: the store to read; whoever made it may go on writing it.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store: ox.Store | None = store

    @classmethod
    def open(cls, folder: Path) -> Self:
        """A finished store on disk, read-only.

        Raises:
            StoreError: where there is none.
        """
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"no store can be opened: {error}", where=str(folder), hint="build again"
            ) from error

    @classmethod
    def of(cls, graphs: Mapping[ox.NamedNode, Iterable[ox.Triple]]) -> Self:
        """A store in memory that holds these named graphs."""
        store = ox.Store()
        for graph, triples in graphs.items():
            store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        return cls(store)

    @property
    def inner(self) -> ox.Store:
        """The store itself, for what takes whole nodes from it.

        Raises:
            StoreError: where it is closed.
        """
        if self._store is None:
            raise StoreError("the store is closed")
        return self._store

    def query(self, sparql: str, most: int | None = None) -> Answer:
        """See `Store.query`; no more than `most` rows or triples are read, if it says how many."""
        store, union = self.inner, not _names_its_graphs(sparql)
        try:
            answer = store.query(_without_service(sparql), use_default_graph_as_union=union)
            return whole(answer, most)
        except SyntaxError as error:
            raise _refusal(sparql, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"the store cannot answer: {error}") from error

    def close(self) -> None:
        """See `Store.close`."""
        self._store = None


def open_store(where: str | Path, timeout: int = 60) -> Store:
    """The store in a folder, or behind the URL of a SPARQL endpoint.

    Raises:
        StoreError: where there is none.
    """
    if isinstance(where, str) and re.match(r"[a-z][a-z0-9+.-]*://", where, re.I):
        from comity.endpoint import Endpoint

        return Endpoint(where, timeout)
    return EmbeddedStore.open(Path(where))


def _without_service(sparql: str) -> str:
    """The query, in which no SERVICE is left.

    Oxigraph would fetch what a SERVICE names, and no other parser reads a query quite as
    Oxigraph's does. So it is Oxigraph's own that refuses: the first letter of each "service" is
    written as an escape, which means the same in a string and an IRI, and is an error in place of
    a keyword. Names of variables and prefixed names, which know no escapes, are left alone: no
    keyword follows their mark.
    """
    return re.sub(r"(?<![?$:])s(?=ervice)", lambda m: f"\\u{ord(m[0]):04X}", sparql, flags=re.I)


def _names_its_graphs(sparql: str) -> bool:
    """Whether the query has a dataset clause, which Oxigraph would ignore beside a union."""
    # rdflib's parser tells for certain but is slow to import; a comment, which is a line that
    # begins with #, or what stands behind a blank and # and holds no quotation mark, need not be
    # asked about.
    is_plain = not re.search(r"\"\"\"|\'\'\'", sparql)
    words = re.sub(r"(?m)^\s*#[^\r\n]*$|\s#[^\"'\n]*$", "", sparql) if is_plain else sparql
    return bool(re.search(r"(?<![?$])\bfrom\b", words, re.I)) and _has_dataset_clause(sparql)


@lru_cache(maxsize=256)
def _has_dataset_clause(sparql: str) -> bool:
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return "datasetClause" in parseQuery(sparql)[1]
    except Exception as error:  # pyparsing's own errors share no base with rdflib's
        raise QueryError(f"the query is not SPARQL 1.1: {error}") from error


def _refusal(sparql: str, error: SyntaxError) -> QueryError:
    if re.search(r"\bservice\b", sparql, re.I):
        hint = "SERVICE would fetch from elsewhere: not answered, nor a prefix of that name"
    elif re.search(r"\b(insert|delete|load|clear|create|drop|add|move|copy)\b", sparql, re.I):
        hint = "an update is not answered: a store is only read"
    else:
        hint = ""
    return QueryError(f"the query is not SPARQL: {error}", hint=hint)


def whole(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, most: int | None = None
) -> Answer:
    """What pyoxigraph answered, read to its end, or as far as its first `most` rows or triples."""
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return list(islice(answer, most))
    names = tuple(variable.value for variable in answer.variables)
    rows = (zip(names, row, strict=True) for row in islice(answer, most))
    return Solutions(names, tuple({n: term for n, term in row if term is not None} for row in rows))
