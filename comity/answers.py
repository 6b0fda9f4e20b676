"""Answers: the rows of a stored query, each with the words that it rests on.

A stored query selects its columns and, unseen by the user, `?fact`: a fact, a claim or a quotation
on which the row rests. Solutions with equal columns are one row. One more query,
`evidence/for-fact`, then fetches the passages for the facts of all rows, and one more the labels of
everything that has an IRI: an answer costs three queries, however long it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pyoxigraph import Literal, NamedNode

from comity import terms
from comity.errors import QueryError
from comity.queries import ParameterType, Remark, StoredQuery, Term, find
from comity.store import Solutions, Store
from comity.values import Named, Reader

Solution = Mapping[str, Term]
"""One solution: the bound variables, without question marks."""

Cell = str | int | float | bool | None
"""A value of a row, as JSON has it."""

_LABELS = tuple(
    terms.name(*parts)
    for parts in (("skos", "prefLabel"), ("foaf", "name"), ("rdfs", "label"), ("dcterms", "title"))
)
_BATCH = 2000  # things a look-up asks for at once: endpoints limit the length of a query
_OPTIONAL_PART = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that supports or contradicts a row.

    Args:
        claim: the IRI of the claim or quotation.
        stance: `supports` or `contradicts`.
        article: the article's IRI.
        outlet: the name of the outlet; None where it is not known.
        published: when the article was published, as EDTF; None where it is not known.
        start: the first code point of the passage.
        end: the code point after its last.
        quote: the words, `text[start:end]`.
        speaker: who says it; None where the outlet itself does.
        chain: the sources between the reader and the speaker, nearest first.
    """

    claim: str
    stance: str
    article: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    quote: str
    speaker: str | None
    chain: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON answer."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return {**fields, "chain": list(self.chain)}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer.

    Args:
        values: by column; a column that holds an IRI is followed by its label, `{column}_label`.
        facts: the IRIs of what it rests on.
        evidence: ordered by article, then place.
    """

    values: Mapping[str, Cell]
    facts: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON answer."""
        evidence = [piece.to_json() for piece in self.evidence]
        return {**self.values, "facts": list(self.facts), "evidence": evidence}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stored query found.

    Args:
        query: its name.
        parameters: the values that it was asked with.
        build: the build that answered.
        columns: the names of the columns, in order.
        rows: in the query's order.
        note: why there are no rows, or what was assumed; empty where there is nothing to say.
    """

    query: str
    parameters: Mapping[str, Cell]
    build: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str

    def to_json(self) -> dict[str, Any]:
        """The JSON answer, as plain data."""
        return {
            "query": self.query,
            "parameters": dict(self.parameters),
            "build": self.build,
            "rows": [row.to_json() for row in self.rows],
            "note": self.note,
        }


def ask(
    store: Store,
    name: str,
    given: Mapping[str, str] | None = None,
    *,
    data: terms.Terms | None = None,
    build: str = "",
) -> Answer:
    """The answer of a stored query.

    Args:
        store: what to ask.
        name: the query's name, or its last part.
        given: values by parameter, as a user writes them.
        data: the IRIs of the build's data.
        build: the build's hash, for the answer to carry.

    Raises:
        QueryError: where there is no such query.
        ParameterError: where a value does not fit, or a required one is missing.
        UnknownNameError: where a name means nothing, or several things.
    """
    query = find(name)
    reader = Reader(lambda classes: _names(store, classes), data or terms.Terms())
    values = {key: reader.read(query.parameter(key), text) for key, text in (given or {}).items()}
    return run(store, query, {key: found for key, found in values.items() if found}, build=build)


def run(
    store: Store,
    query: StoredQuery,
    values: Mapping[str, Sequence[Term]],
    *,
    build: str = "",
) -> Answer:
    """The answer of a stored query whose values are terms already.

    Raises:
        ParameterError: where a required value is missing.
    """
    columns = tuple(column.name for column in query.columns)
    found = _grouped(_solutions(store, query.bind(values)), columns)
    evidence = _evidence(store, [fact for facts in found.values() for fact in facts])
    bound = [term for terms_ in values.values() for term in terms_]
    labels = _labels(store, _nodes(found, evidence, bound))
    rows = tuple(
        Row(
            dict(_cells(columns, key, labels)),
            tuple(fact.value for fact in facts),
            _ordered((piece for fact in facts for piece in evidence.get(fact, ())), labels),
        )
        for key, facts in found.items()
    )
    return Answer(
        query.name,
        {name: _parameter_cell(terms_) for name, terms_ in values.items()},
        build,
        columns,
        rows,
        _note(query, rows, {name: _spoken(terms_, labels) for name, terms_ in values.items()}),
    )


def _solutions(store: Store, sparql: str) -> tuple[Solution, ...]:
    found = store.query(sparql)
    if not isinstance(found, Solutions):
        raise QueryError("a stored query must be a SELECT")
    return cast(tuple[Solution, ...], found.rows)


_Key = tuple[Term | None, ...]


def _grouped(solutions: Iterable[Solution], columns: Sequence[str]) -> dict[_Key, list[NamedNode]]:
    """The facts of each row, rows being told apart by their columns, in the order of coming."""
    rows: dict[_Key, list[NamedNode]] = {}
    for solution in solutions:
        facts = rows.setdefault(tuple(solution.get(column) for column in columns), [])
        facts += [fact for fact in _facts(solution.get("fact")) if fact not in facts]
    return rows


def _facts(term: Term | None) -> list[NamedNode]:
    """One fact, or those of a query that aggregates: their IRIs, in a string between spaces."""
    if isinstance(term, Literal):
        return [NamedNode(iri) for iri in sorted(term.value.split())]
    return [term] if term else []


@dataclass(frozen=True, slots=True)
class _Found:
    """A piece of evidence before its IRIs are labels."""

    claim: NamedNode
    stance: str
    article: NamedNode
    outlet: NamedNode | None
    published: str | None
    start: int
    end: int
    quote: str
    speaker: NamedNode | None
    chain: tuple[NamedNode, ...]


def _evidence(store: Store, facts: Sequence[NamedNode]) -> dict[NamedNode, list[_Found]]:
    query = find("evidence/for-fact")
    pieces: dict[tuple[NamedNode, NamedNode, str], list[Solution]] = defaultdict(list)
    for batch in _batches(facts):
        for solution in _solutions(store, query.bind({"fact": batch})):
            if "claim" in solution:
                fact, claim = _node(solution, "fact"), _node(solution, "claim")
                if fact and claim:
                    pieces[fact, claim, solution["stance"].value].append(solution)
    found: dict[NamedNode, list[_Found]] = defaultdict(list)
    for (fact, claim, stance), solutions in pieces.items():
        found[fact].append(_one_piece(claim, stance, solutions))
    return found


def _one_piece(claim: NamedNode, stance: str, solutions: Sequence[Solution]) -> _Found:
    """One piece of evidence; its solutions differ in the step of the chain only."""
    first = solutions[0]
    steps = {
        int(step["relay_position"].value): cast(NamedNode, step["relay_source"])
        for step in solutions
        if "relay_position" in step
    }
    return _Found(
        claim=claim,
        stance=stance,
        article=cast(NamedNode, first["article"]),
        outlet=_node(first, "outlet"),
        published=first["published"].value if "published" in first else None,
        start=int(first["start"].value),
        end=int(first["end"].value),
        quote=first["quote"].value,
        speaker=_node(first, "speaker"),
        chain=tuple(steps[position] for position in sorted(steps)),
    )


def _ordered(found: Iterable[_Found], labels: Mapping[Term, str]) -> tuple[Evidence, ...]:
    pieces = {(piece.claim, piece.stance): piece for piece in found}.values()
    ordered = sorted(pieces, key=lambda p: (p.article.value, p.start, p.end, p.claim.value))
    return tuple(
        Evidence(
            claim=piece.claim.value,
            stance=piece.stance,
            article=piece.article.value,
            outlet=labels[piece.outlet] if piece.outlet else None,
            published=piece.published,
            start=piece.start,
            end=piece.end,
            quote=piece.quote,
            speaker=labels[piece.speaker] if piece.speaker else None,
            chain=tuple(labels[step] for step in piece.chain),
        )
        for piece in ordered
    )


def _nodes(
    found: Mapping[_Key, list[NamedNode]],
    evidence: Mapping[NamedNode, list[_Found]],
    bound: Iterable[Term],
) -> list[NamedNode]:
    """Everything whose label the answer shows."""
    shown: list[Term | None] = [*bound, *(term for key in found for term in key)]
    for pieces in evidence.values():
        for piece in pieces:
            shown += [piece.outlet, piece.speaker, *piece.chain]
    return [term for term in shown if isinstance(term, NamedNode)]


def _labels(store: Store, nodes: Iterable[NamedNode]) -> dict[Term, str]:
    """What each thing is called; one without a label goes by the last part of its IRI."""
    query = find("lookup/labels")
    best: dict[Term, tuple[int, str]] = {}
    wanted = list(dict.fromkeys(nodes))
    for batch in _batches(wanted):
        for solution in _solutions(store, query.bind({"thing": batch})):
            rank = _LABELS.index(cast(NamedNode, solution["property"])), solution["label"].value
            best[solution["thing"]] = min(rank, best.get(solution["thing"], rank))
    return {node: best[node][1] if node in best else _tail(node) for node in wanted}


def _tail(node: NamedNode) -> str:
    return re.split(r"/id/|[#/](?=[^#/]*$)", node.value.rstrip("/"), maxsplit=1)[-1]


def _names(store: Store, classes: Sequence[NamedNode]) -> Iterator[Named]:
    lookups = ["lookup/names"]
    if terms.term("Office") in classes:
        lookups.append("lookup/office-names")
    for lookup in lookups:
        query = find(lookup)
        bound = query.bind({"class": classes} if query.parameters else {})
        for solution in _solutions(store, bound):
            thing, of = _node(solution, "thing"), _node(solution, "property")
            if thing and of:
                yield Named(thing, solution["name"].value, of)


def _batches(nodes: Iterable[NamedNode]) -> Iterator[list[NamedNode]]:
    distinct = list(dict.fromkeys(nodes))
    for start in range(0, len(distinct), _BATCH):
        yield distinct[start : start + _BATCH]


def _node(solution: Solution, name: str) -> NamedNode | None:
    term = solution.get(name)
    return term if isinstance(term, NamedNode) else None


def _cells(
    columns: Sequence[str], key: _Key, labels: Mapping[Term, str]
) -> Iterator[tuple[str, Cell]]:
    for column, term in zip(columns, key, strict=True):
        yield column, _cell(term)
        if isinstance(term, NamedNode):
            yield f"{column}_label", labels[term]


def _cell(term: Term | None) -> Cell:
    if not isinstance(term, Literal):
        return term.value if term else None
    reads = _CELL_TYPES.get(term.datatype.value.partition("#")[2], str)
    return reads(term.value)


_CELL_TYPES: dict[str, type[int] | type[float] | Any] = {
    "integer": int,
    "nonNegativeInteger": int,
    "decimal": float,
    "double": float,
    "boolean": lambda value: value in ("true", "1"),
}


def _parameter_cell(values: Sequence[Term]) -> Cell:
    cells = [_cell(term) for term in values]
    return cells[0] if len(cells) == 1 else " ".join(map(str, cells))


def _spoken(values: Sequence[Term], labels: Mapping[Term, str]) -> str:
    return ", ".join(labels.get(term, term.value) for term in values)


def _note(query: StoredQuery, rows: Sequence[Row], values: Mapping[str, str]) -> str:
    if not rows:
        return _filled(query.empty, values)
    said = [remark.say for remark in query.remarks if _calls_for(remark, rows)]
    return " ".join(_filled(template, values) for template in said)


def _calls_for(remark: Remark, rows: Sequence[Row]) -> bool:
    return any(
        all(str(row.values.get(column)) == value for column, value in remark.when.items())
        for row in rows
    )


def _filled(template: str, values: Mapping[str, str]) -> str:
    def keep(part: re.Match[str]) -> str:
        named = _PLACEHOLDER.findall(part[1])
        return part[1] if all(name in values for name in named) else ""

    text = _OPTIONAL_PART.sub(keep, template)
    filled = _PLACEHOLDER.sub(lambda m: values.get(m[1], m[1]), text)
    return " ".join(filled.split())


__all__ = ["Answer", "Evidence", "ParameterType", "Row", "ask", "run"]
