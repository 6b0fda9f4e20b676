"""The proof that a store answers as the build does: every stored query asked of both.

An answer is equal where its rows are, in their order, with their evidence. What the queries are
asked with, is told in `comity.exchange.cases`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity import answers
from comity.errors import ComityError
from comity.exchange.cases import Cases
from comity.exchange.opening import Opened
from comity.queries import stored_queries
from comity.store import Store
from comity.storedquery import StoredQuery
from comity.terms import Terms


@dataclass(frozen=True, slots=True)
class Comparison:
    """One query, asked here and there.

    Args:
        query: its name.
        given: the values that it was asked with.
        here: how many rows the build's own store gave.
        there: how many rows the other store gave; None where it could not answer.
        equal: how many rows are the same in both, with their evidence.
        in_order: whether the rows that are the same come in the same order.
        error: why it could not answer.
    """

    query: str
    given: Mapping[str, str]
    here: int
    there: int | None
    equal: int
    in_order: bool = True
    error: str = ""

    @property
    def same(self) -> bool:
        """Whether the two answers are one."""
        return self.there == self.here == self.equal and self.in_order

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON report."""
        return {
            "query": self.query,
            "given": dict(self.given),
            "rows": self.here,
            "rows_there": self.there,
            "rows_equal": self.equal,
            "same": self.same,
            "error": self.error,
        }


def compare_answers(store: Store, opened: Opened, data: Terms) -> Iterator[Comparison]:
    """Each stored query, asked of both stores.

    Args:
        store: the build's own.
        opened: the other.
        data: the IRIs of the build.
    """
    cases = Cases(store, data)
    for query in stored_queries():
        if not query.name.startswith("lookup/"):
            for given in cases.of(query):
                yield _compared(store, opened, data, query, given)


def _compared(
    store: Store, opened: Opened, data: Terms, query: StoredQuery, given: dict[str, str]
) -> Comparison:
    here = _rows(store, query, given, data)
    try:
        there = _rows(opened.endpoint, query, given, data)
    except ComityError as error:
        return Comparison(query.name, given, len(here), None, 0, error=error.what)
    common = set(here) & set(there)
    return Comparison(
        query=query.name,
        given=given,
        here=len(here),
        there=len(there),
        equal=len(common),
        in_order=[row for row in here if row in common] == [r for r in there if r in common],
    )


def _rows(store: Store, query: StoredQuery, given: dict[str, str], data: Terms) -> list[str]:
    found = answers.ask(store, query.name, given, data=data)
    return [json.dumps(row.to_json(), sort_keys=True) for row in found.rows]
