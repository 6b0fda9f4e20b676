"""Updates: with the graphs that a request chooses, and without anything that would fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from comity.errors import QueryError, StoreError
from comity.serve.protocol.guard import Graphs, refusal, without

_TOKEN = re.compile(
    r"""
    (?P<skip> \#[^\n\r]* | \s+
      | <[^<>"{}|^`\\\x00-\x20]*>
      | \"{3}(?:\\.|(?!\"{3}).)*\"{3} | '{3}(?:\\.|(?!'{3}).)*'{3}
      | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*'
      | [?$:][\w:.%-]* | \w[\w-]*(?=:) )
  | (?P<word> \w+ )
  | (?P<mark> . )
    """,
    re.X | re.S,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A keyword of an operation, outside of all braces: where it begins, and where it ends."""

    text: str
    start: int
    end: int


def update(store: ox.Store, sparql: str, graphs: Graphs, base: str) -> None:
    """Carry an update out, all of it or nothing.

    Args:
        store: what to change.
        sparql: the update.
        graphs: what its patterns are matched with, in the place of a USING of its own.
        base: what relative IRIs in it are relative to.

    Raises:
        QueryError: where it is none, would fetch, or has graphs of its own beside the request's.
        StoreError: where the store cannot be written.
    """
    chosen = using(sparql, graphs) if graphs else sparql
    try:
        store.update(without(chosen, "service", "load"), base_iri=base)
    except SyntaxError as error:
        raise refusal(sparql, error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the store cannot do this: {error}") from error


def using(sparql: str, graphs: Graphs) -> str:
    """An update with a USING for each graph, in each of its operations that match a pattern.

    Raises:
        QueryError: where an operation has USING or WITH itself: SPARQL 1.1 Protocol, section 2.2.3.
    """
    words = list(_words(sparql))
    if any(word.text in ("USING", "WITH") for word in words):
        raise QueryError(
            "the update chooses its graphs itself, and the request chooses others",
            hint="leave out WITH and USING, or using-graph-uri and using-named-graph-uri",
        )
    clause = _clause(graphs)
    for before, word in reversed(list(zip([None, *words], words, strict=False))):
        if (
            word.text == "WHERE"
            and before
            and before.text == "DELETE"
            and _touch(sparql, before, word)
        ):
            sparql = _spelt_out(sparql, word, clause)
        elif word.text == "WHERE":
            sparql = f"{sparql[: word.start]} {clause} {sparql[word.start :]}"
    return sparql


def _clause(graphs: Graphs) -> str:
    clauses = [f"USING <{graph}>" for graph in graphs.default]
    clauses += [f"USING NAMED <{graph}>" for graph in graphs.named]
    return " ".join(clauses)


def _touch(sparql: str, before: _Word, word: _Word) -> bool:
    """Whether nothing that counts stands between two words."""
    between = sparql[before.end : word.start]
    return all(match["skip"] for match in _TOKEN.finditer(between))


def _spelt_out(sparql: str, word: _Word, clause: str) -> str:
    """`DELETE WHERE {…}`, which takes no USING, as `DELETE {…} USING … WHERE {…}`."""
    closing = (m.end() for m, depth in _tokens(sparql, word.end) if m[0] == "}" and not depth)
    end = next(closing, len(sparql))
    pattern = sparql[word.end : end]
    return f"{sparql[: word.start]} {pattern} {clause} WHERE {pattern} {sparql[end:]}"


def _words(sparql: str) -> Iterator[_Word]:
    for match, depth in _tokens(sparql, 0):
        if match["word"] and not depth:
            yield _Word(match[0].upper(), match.start(), match.end())


def _tokens(sparql: str, start: int) -> Iterator[tuple[re.Match[str], int]]:
    """The tokens, each with how many braces are open after it."""
    depth = 0
    for match in _TOKEN.finditer(sparql, start):
        depth += (match[0] == "{") - (match[0] == "}")
        yield match, depth
