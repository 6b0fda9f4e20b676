"""What the engine itself asks a store: what things are called, and what a name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from pyoxigraph import NamedNode

from comity import terms
from comity.errors import QueryError
from comity.queries import find
from comity.store import Solutions, Store
from comity.storedquery import Term
from comity.values import Named

Solution = Mapping[str, Term]
"""One solution: the bound variables, without question marks."""

_LABELS = tuple(
    terms.name(*parts)
    for parts in (("skos", "prefLabel"), ("foaf", "name"), ("rdfs", "label"), ("dcterms", "title"))
)
_BATCH = 2000  # things a look-up asks for at once: endpoints limit the length of a query


def solutions(store: Store, sparql: str) -> tuple[Solution, ...]:
    """The solutions of a SELECT, in order.

    Raises:
        QueryError: where the query is no SELECT.
    """
    found = store.query(sparql)
    if not isinstance(found, Solutions):
        raise QueryError("a stored query must be a SELECT")
    return cast(tuple[Solution, ...], found.rows)


def labels(store: Store, nodes: Iterable[NamedNode]) -> dict[Term, str]:
    """What each thing is called; one without a label goes by the last part of its IRI."""
    query = find("lookup/labels")
    best: dict[Term, tuple[int, str]] = {}
    wanted = list(dict.fromkeys(nodes))
    for batch in batches(wanted):
        for solution in solutions(store, unordered(query.bind({"thing": batch}))):
            thing = solution["thing"]
            rank = _LABELS.index(cast(NamedNode, solution["property"])), solution["label"].value
            best[thing] = min(rank, best.get(thing, rank))
    return {node: best[node][1] if node in best else tail(node) for node in wanted}


def names(store: Store, classes: Sequence[NamedNode]) -> Iterator[Named]:
    """What the things of some classes are called; offices by their body's names, articles by id."""
    asked = [find("lookup/known-names").bind({"class": classes})]
    if terms.term("Office") in classes:
        asked.append(find("lookup/office-names").bind({}))
    for sparql in asked:
        found = [_named(solution) for solution in solutions(store, unordered(sparql))]
        yield from sorted((named for named in found if named), key=_place)
    if terms.term("Article") in classes:
        for article in articles(store):
            yield Named(article, article.value.rpartition("/")[2], terms.TYPE)


def articles(store: Store) -> dict[NamedNode, str]:
    """The headline of every article, in the order of their IRIs; empty where it has none."""
    found: dict[NamedNode, str] = {}
    for solution in solutions(store, unordered(find("lookup/articles").bind({}))):
        article = node(solution, "article")
        if article and article not in found:
            found[article] = solution["title"].value if "title" in solution else ""
    return dict(sorted(found.items(), key=lambda pair: pair[0].value))


def unordered(sparql: str) -> str:
    """A stored query without the order that it ends with.

    Oxigraph takes several times as long to sort names as to find them, and Python does not.
    """
    return sparql.rpartition("ORDER BY")[0] or sparql


def batches(nodes: Iterable[NamedNode]) -> Iterator[list[NamedNode]]:
    """The distinct nodes, in order, not more at once than a query can list."""
    distinct = list(dict.fromkeys(nodes))
    for start in range(0, len(distinct), _BATCH):
        yield distinct[start : start + _BATCH]


def node(solution: Solution, name: str) -> NamedNode | None:
    """The IRI of a variable; None where it has none."""
    term = solution.get(name)
    return term if isinstance(term, NamedNode) else None


def _named(solution: Solution) -> Named | None:
    thing, of = node(solution, "thing"), node(solution, "property")
    return Named(thing, solution["name"].value, of) if thing and of else None


def _place(named: Named) -> tuple[str, str, str]:
    return named.thing.value, named.property.value, named.name


def tail(thing: NamedNode) -> str:
    """What a thing without a label goes by: the last part of its IRI."""
    return re.split(r"/id/|[#/](?=[^#/]*$)", thing.value.rstrip("/"), maxsplit=1)[-1]
