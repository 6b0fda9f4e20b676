"""Ten stored queries in one process: comity's whole answer, the query alone, rdflib's answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from bench import limits
from bench.rows import Row, median
from comity import answers, lookups
from comity.opened import Build
from comity.queries import find
from comity.store import EmbeddedStore
from comity.storedquery import Term
from comity.terms import name, term

AS_OF = ("membership/status-on", "officials/holder-on")
_DAY = ox.Literal("2010-06-01", datatype=name("xsd", "date"))
Values = Mapping[str, Sequence[Term]]


def questions(store: EmbeddedStore) -> dict[str, Values]:
    """Ten stored queries, and what they are asked about: whatever most is known of."""
    body = _most(store, f"?m {term('body')} ?x ; {term('interval')} ?n")
    state = _most(store, f"?m {term('body')} {body} ; {term('member')} ?x ; {term('interval')} ?n")
    office = _most(store, f"?n {term('office')} ?x")
    person = _most(store, f"?n {term('statedBy')} ?x ; a {term('Statement')}")
    return {
        "membership/status-on": {"member": [state], "body": [body], "date": [_DAY]},
        "officials/holder-on": {"office": [office], "date": [_DAY]},
        "membership/members-on": {"body": [body], "date": [_DAY]},
        "membership/joined-in": {"year": [ox.Literal(1990)], "body": [body]},
        "membership/history": {"member": [state], "body": [body]},
        "membership/missing-from-roster": {"body": [body]},
        "officials/succession": {"office": [office]},
        "events/meetings": {"body": [body]},
        "statements/by-person": {"person": [person]},
        "evidence/conflicts": {},
    }


def texts(build: Build) -> dict[str, str]:
    """The ten queries as SPARQL, by name."""
    store = build.store()
    asked = questions(store)
    store.close()
    return {query: find(query).bind(values) for query, values in asked.items()}


def measure(build: Build, rdflib: Mapping[str, float | None], runs: int) -> Iterator[Row]:
    """Two rows a query: alone, beside rdflib; and comity's whole answer, beside that.

    Args:
        build: what to ask.
        rdflib: the seconds of each query there; None where it was given up.
        runs: how often each is asked.
    """
    store = build.store()
    for query, values in questions(store).items():
        yield from _rows(store, query, values, rdflib[query], runs)
    store.close()


def _rows(
    store: EmbeddedStore, query: str, values: Values, rdflib: float | None, runs: int
) -> Iterator[Row]:
    stored = find(query)
    text = stored.bind(values)
    alone = 1000 * median(lambda: lookups.solutions(store, text), runs)
    whole = 1000 * median(lambda: answers.run(store, stored, values), runs)
    theirs, note = (limits.LIMIT, ">") if rdflib is None else (rdflib, "")
    limit = 1 if query in AS_OF else None
    other = theirs * 1000
    yield Row(f"{query}, the query", alone, "ms", other, "rdflib", limit=limit, note=note)
    yield Row(f"{query}, with evidence", whole, "ms", alone, "raw Oxigraph, the query")


def _most(store: EmbeddedStore, pattern: str) -> ox.NamedNode:
    """The thing `?x` that fits a pattern with the most things `?n`."""
    sparql = f"SELECT ?x WHERE {{ {pattern} }} GROUP BY ?x ORDER BY DESC(COUNT(?n)) ?x LIMIT 1"
    found = lookups.solutions(store, sparql)[0]["x"]
    assert isinstance(found, ox.NamedNode)
    return found
