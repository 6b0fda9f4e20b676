"""Queries and updates in which nothing is left that would fetch from elsewhere.

Oxigraph would fetch what a SERVICE or LOAD names, and no other parser reads SPARQL quite as its own
does. So it is Oxigraph's own that refuses: the first letter of each such word is written as an
escape, which means the same in a string and an IRI, and is an error in place of a keyword.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from comity.errors import QueryError, StoreError

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

_NAME = r"[?$:][\w-]*"
"""A variable, or what follows a prefix: they know no escapes, and end where a word ends."""

_PATH = r"[?$:][^\s<>{}()|^'\"]*"
"""As far as a name can go at most: no FROM stands so near behind one."""

_SHORT = 160
"""Characters of an error of Oxigraph's: it names all that it would have taken instead."""

_PREFIX = re.compile(r"\bprefix\s+\S*from", re.I)


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a request chooses in the place of the query's own choice.

    Args:
        default: those that the default graph is made of.
        named: those with a name.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


def without(sparql: str, *words: str, names: str = _NAME) -> str:
    """The same SPARQL, in which none of these words can be a keyword.

    What stands directly behind a backslash is left alone: it is an escape of a string's, or an
    error.

    Args:
        sparql: a query or an update.
        words: keywords, in small letters.
        names: a regular expression of the names in which a word is left alone.
    """
    lowered = sparql.lower()
    if not any(word in lowered for word in words):
        return sparql
    heads = "|".join(f"{word[0]}(?={word[1:]})" for word in words)
    pattern = re.compile(rf"(?P<kept>\\.|{names})|{heads}", re.I | re.A | re.S)
    return pattern.sub(lambda m: m[0] if m["kept"] else f"\\u{ord(m[0]):04X}", sparql)


def evaluated(store: ox.Store, sparql: str, graphs: Graphs, base: str) -> Results:
    """What a query gives, not read yet.

    Without graphs of the request's or the query's own, the default graph is the union of all.

    Raises:
        QueryError: where it is none, is an update, or would fetch.
        StoreError: where the store cannot be read.
    """
    query = without(sparql, "service")
    try:
        if graphs:
            default: list[_Graph] = [ox.NamedNode(iri) for iri in graphs.default]
            named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in graphs.named]
            return store.query(query, base_iri=base, default_graph=default, named_graphs=named)
        return _by_its_own_graphs(store, query, base)
    except SyntaxError as error:
        raise refusal(sparql, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the store cannot answer: {error}") from error


def _by_its_own_graphs(store: ox.Store, query: str, base: str) -> Results:
    """A query with FROM, or of the union: beside a union, Oxigraph would ignore the FROM."""
    no_from = without(query, "from", names=_PATH)
    try:
        return store.query(no_from, base_iri=base, use_default_graph_as_union=True)
    except SyntaxError:
        if no_from == query:
            raise
    if _PREFIX.search(query):
        raise QueryError(
            "FROM cannot be told from a prefix that has this word in its name",
            hint="call the prefix otherwise",
        )
    return store.query(query, base_iri=base)


def refusal(sparql: str, error: SyntaxError) -> QueryError:
    """What to say of SPARQL that Oxigraph does not take."""
    what = " ".join(str(error).split())
    short = what if len(what) < _SHORT else f"{what[:_SHORT]}…"
    return QueryError(f"this is not SPARQL: {short}", hint=_hint(sparql))


def _hint(sparql: str) -> str:
    if re.search(r"\bservice\b", sparql, re.I):
        return "SERVICE would fetch from elsewhere: not answered, nor a prefix of that name"
    if re.search(r"\bload\b", sparql, re.I):
        return "LOAD would fetch from elsewhere: send the triples, nor is a prefix of that name"
    if re.search(r"\b(insert|delete|clear|create|drop|add|move|copy)\b", sparql, re.I):
        return "an update goes to the same address as application/sparql-update, or as update="
    return ""
