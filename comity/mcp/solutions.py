"""The answers of SPARQL: rows, and the evidence of the facts and claims that they name."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from comity import evidence, lookups
from comity.evidence import Evidence
from comity.knowledge.graph import value_of
from comity.mcp.caps import fitting
from comity.mcp.replies import Reply, evidence_of, table, text
from comity.mcp.source import Opened, Source
from comity.store import EmbeddedStore, Solutions, Term

_EVIDENT = ("fact", "claim")
"""Variables whose values have evidence."""

_TRIPLE = ("subject", "predicate", "object")

_Row = Mapping[str, Term]


def answered(opened: Opened, source: Source, query: str, limit: int) -> Reply:
    """The answer of SPARQL, of which no more than `limit` rows are read.

    Raises:
        QueryError: where it is none, or would do more than read.
        StoreError: where the store cannot be read or reached.
    """
    store, wanted = opened.target.store, limit + 1
    found = store.query(query, wanted) if isinstance(store, EmbeddedStore) else store.query(query)
    if isinstance(found, bool):
        said = {"build": opened.target.build, "boolean": found}
        return Reply(said, text(str(found).lower(), [], opened.target.build))
    solutions = found if isinstance(found, Solutions) else _triples(found)
    return _of_solutions(opened, source, solutions, limit)


def _triples(found: Iterable[Any]) -> Solutions:
    rows = (dict(zip(_TRIPLE, triple, strict=True)) for triple in found)
    return Solutions(_TRIPLE, tuple(rows))


def _of_solutions(opened: Opened, source: Source, found: Solutions, limit: int) -> Reply:
    lines = _lines(opened, found.rows[:limit], source.caps.passages)
    kept = lines[: fitting(lines, source.caps.size)]
    left_out = ""
    if len(kept) < len(found.rows):
        left_out = f"There are more than these {len(kept)} rows: narrow the query, or use OFFSET."
    data = {
        "build": opened.target.build,
        "variables": list(found.variables),
        "rows": kept,
        "left_out": left_out,
    }
    cells = [[line["values"].get(name) for name in found.variables] for line in kept]
    body = table(found.variables, cells) if cells else "No rows."
    return Reply(data, text(f"{body}\n\n{_quotes(kept)}", [left_out], opened.target.build))


def _lines(opened: Opened, rows: Sequence[_Row], most: int) -> list[dict[str, Any]]:
    """The rows as plain data, each with the evidence of the facts and claims that it names."""
    named = [[term for v in _EVIDENT if isinstance(term := row.get(v), NamedNode)] for row in rows]
    known = _evidence(opened, [node for nodes in named for node in nodes])
    lines = []
    for row, nodes in zip(rows, named, strict=True):
        line: dict[str, Any] = {"values": {name: _value(term) for name, term in row.items()}}
        if nodes:
            pieces, missing = evidence_of([p for n in nodes for p in known.get(n, ())], most)
            line |= {"evidence": [p.to_json() for p in pieces], "evidence_left_out": missing}
        lines.append(line)
    return lines


def _evidence(opened: Opened, nodes: Sequence[NamedNode]) -> dict[NamedNode, list[Evidence]]:
    if not nodes:
        return {}
    store = opened.target.store
    pieces = evidence.pieces(store, nodes)
    labels = lookups.labels(store, (n for ps in pieces.values() for p in ps for n in p.named))
    return {
        node: [piece.shown(labels) for piece in evidence.in_order(several)]
        for node, several in pieces.items()
    }


def _quotes(lines: Sequence[Mapping[str, Any]]) -> str:
    """The evidence of rows as lines of text, each passage once."""
    told = {
        f"“{p['quote']}” – {', '.join(filter(None, (p['title'], p['outlet'], p['published'])))}, "
        f"{p['article'].rpartition('/')[2]}[{p['start']}:{p['end']}]"
        for line in lines
        for p in line.get("evidence", ())
    }
    return "\n".join(f"- {quote}" for quote in sorted(told))


def _value(term: Term) -> Any:
    """A term as JSON can have it: of numbers, not those that are none."""
    value = value_of(term)
    return value if not isinstance(value, float) or math.isfinite(value) else str(value)
