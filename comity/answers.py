"""Answers: the rows of a stored query, each with the words that it rests on.

A stored query selects its columns and, unseen by the user, `?fact`: a fact, a claim or a quotation
on which the row rests. Solutions with equal columns are one row. One more query,
`evidence/for-fact`, then fetches the passages for the facts of all rows, and one more the labels of
everything that has an IRI: an answer costs three queries, however long it is. Where it says
nothing, a second look tells what is known nearby, in sentences that rest on facts as rows do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from comity import evidence, lookups, rows
from comity.evidence import Evidence, Piece
from comity.nearby import Sentence, nearby
from comity.queries import find
from comity.rows import Cell, Draft, Row, cell
from comity.store import Store
from comity.storedquery import Remark, StoredQuery, Term
from comity.terms import Terms
from comity.values import Reader
from comity.wording import worded

__all__ = [
    "Answer",
    "Cell",
    "Evidence",
    "Nearby",
    "Page",
    "Row",
    "ask",
    "cell",
    "reader_of",
    "run",
]


@dataclass(frozen=True, slots=True)
class Nearby:
    """What is known nearby, where the answer itself says nothing.

    Args:
        says: a sentence, or two that belong together.
        facts: the IRIs of what it rests on; none where it says that no source says something.
        evidence: ordered by article, then place.
    """

    says: str
    facts: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def to_json(self) -> dict[str, Any]:
        """The object of the JSON answer."""
        pieces = [piece.to_json() for piece in self.evidence]
        return {"says": self.says, "facts": list(self.facts), "evidence": pieces}


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows of an answer are wanted; evidence and labels are looked up for no others.

    Args:
        limit: how many rows at most; None for all.
        offset: how many to leave out before them.
    """

    limit: int | None = None
    offset: int = 0

    def of(self, drafts: Sequence[Draft]) -> Sequence[Draft]:
        """Those on it."""
        end = None if self.limit is None else self.offset + self.limit
        return drafts[self.offset : end]


ALL = Page()
"""All rows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stored query found.

    Args:
        query: its name.
        parameters: the values that it was asked with.
        build: the build that answered.
        columns: the names of the columns, in order.
        rows: in the query's order; of a page, those on it.
        note: why there are no rows, or what was assumed; empty where there is nothing to say.
        total: how many rows there are, on all pages.
        things: which columns have things in them: those are followed by labels.
        nearby: what is known beside it, where it has no rows, or none that says anything.
    """

    query: str
    parameters: Mapping[str, Cell]
    build: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str
    total: int = 0
    things: frozenset[str] = frozenset()
    nearby: tuple[Nearby, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The JSON answer, as plain data."""
        return {
            "query": self.query,
            "parameters": dict(self.parameters),
            "build": self.build,
            "rows": [row.to_json() for row in self.rows],
            "note": self.note,
            "nearby": [one.to_json() for one in self.nearby],
        }


def ask(
    store: Store,
    name: str,
    given: Mapping[str, str] | None = None,
    *,
    data: Terms | None = None,
    build: str = "",
    reader: Reader | None = None,
    page: Page = Page(),
) -> Answer:
    """The answer of a stored query.

    Args:
        store: what to ask.
        name: the query's name, or its last part.
        given: values by parameter, as a user writes them.
        data: the IRIs of the build's data.
        build: the build's hash, for the answer to carry.
        reader: reads the values, where one is kept that knows the store's names already.
        page: which rows are wanted; all, unless given. The note speaks of all rows.

    Raises:
        QueryError: where there is no such query.
        ParameterError: where a value does not fit, or a required one is missing.
        UnknownNameError: where a name means nothing, or several things.
    """
    query = find(name)
    reader = reader or reader_of(store, data or Terms())
    values = {key: reader.read(query.parameter(key), text) for key, text in (given or {}).items()}
    found = {key: several for key, several in values.items() if several}
    return run(store, query, found, build=build, page=page)


def reader_of(store: Store, data: Terms) -> Reader:
    """Reads values by the names that a store knows; it keeps them while it is kept."""
    return Reader(lambda classes: lookups.names(store, classes), data)


def run(
    store: Store,
    query: StoredQuery,
    values: Mapping[str, Sequence[Term]],
    *,
    build: str = "",
    page: Page = Page(),
) -> Answer:
    """The answer of a stored query whose values are terms already.

    Args:
        store: what to ask.
        query: the query.
        values: terms by parameter.
        build: the build's hash, for the answer to carry.
        page: which rows are wanted; all, unless given. The note speaks of all rows.

    Raises:
        ParameterError: where a required value is missing.
    """
    columns = tuple(column.name for column in query.columns)
    drafts = rows.drafts(lookups.solutions(store, query.bind(values)), columns)
    wanted, beside = page.of(drafts), _beside(store, query, values, drafts)
    resting = [*(draft.grounds for draft in wanted), *(said.grounds for said in beside)]
    pieces = evidence.pieces(store, (fact for grounds in resting for fact in grounds))
    bound = [term for several in values.values() for term in several]
    labels = lookups.labels(store, rows.shown(wanted, pieces, bound))
    spoken = {key: _spoken(several, labels) for key, several in values.items()}
    return Answer(
        query=query.name,
        parameters={key: _together(several) for key, several in values.items()},
        build=build,
        columns=columns,
        rows=tuple(draft.row(columns, pieces, labels) for draft in wanted),
        note=_note(query, drafts, spoken),
        total=len(drafts),
        things=rows.things(columns, drafts),
        nearby=tuple(_nearby(said, pieces, labels) for said in beside),
    )


def _together(values: Sequence[Term]) -> Cell:
    cells = [cell(term) for term in values]
    return cells[0] if len(cells) == 1 else " ".join(map(str, cells))


def _spoken(values: Sequence[Term], labels: Mapping[Term, str]) -> str:
    return ", ".join(labels.get(term, term.value) for term in values)


def _note(query: StoredQuery, drafts: Sequence[Draft], values: Mapping[str, str]) -> str:
    if not drafts:
        return worded(query.empty, values)
    columns = [column.name for column in query.columns]
    said = [r.say for r in query.remarks if _calls_for(r, (d.cells(columns) for d in drafts))]
    return " ".join(worded(template, values) for template in said)


def _beside(
    store: Store,
    query: StoredQuery,
    values: Mapping[str, Sequence[Term]],
    drafts: Sequence[Draft],
) -> tuple[Sentence, ...]:
    """What is known nearby, where the answer has nothing to say."""
    columns = [column.name for column in query.columns]
    said = [draft.cells(columns).get("answer") for draft in drafts]
    return () if any(word != "unknown" for word in said) else nearby(store, query, values)


def _nearby(
    said: Sentence, pieces: Mapping[NamedNode, Sequence[Piece]], labels: Mapping[Term, str]
) -> Nearby:
    facts = tuple(fact.value for fact in said.grounds)
    return Nearby(said.says, facts, evidence.shown(said.grounds, pieces, labels))


def _calls_for(remark: Remark, rows: Iterable[Mapping[str, Cell]]) -> bool:
    return any(
        all(str(row[column]) == value for column, value in remark.when.items()) for row in rows
    )
