"""The rows of an answer: the columns of a query's solutions, and what they rest on.

Solutions with equal columns are one row; a draft of it becomes a row when its evidence and the
labels of its things are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from comity import evidence, lookups
from comity.evidence import Evidence, Grounds, Piece
from comity.storedquery import Term

Cell = str | int | float | bool | None
"""A value of a row, as JSON has it."""

_CELL_TYPES: Mapping[str, Any] = {
    "integer": int,
    "nonNegativeInteger": int,
    "decimal": float,
    "double": float,
    "boolean": lambda value: value in ("true", "1"),
}


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
        pieces = [piece.to_json() for piece in self.evidence]
        return {**self.values, "facts": list(self.facts), "evidence": pieces}


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before its evidence: the terms of its columns, and what it rests on."""

    terms: tuple[Term | None, ...]
    grounds: Grounds

    def cells(self, columns: Sequence[str]) -> Mapping[str, Cell]:
        """Its values without labels."""
        return dict(zip(columns, map(cell, self.terms), strict=True))

    def row(
        self,
        columns: Sequence[str],
        pieces: Mapping[NamedNode, Sequence[Piece]],
        labels: Mapping[Term, str],
    ) -> Row:
        """The row, with its evidence and the labels of its things."""
        return Row(
            dict(_cells(columns, self.terms, labels)),
            tuple(fact.value for fact in self.grounds),
            evidence.shown(self.grounds, pieces, labels),
        )


def drafts(found: Iterable[lookups.Solution], columns: Sequence[str]) -> list[Draft]:
    """The rows, told apart by their columns, in the order of coming."""
    rows: dict[tuple[Term | None, ...], list[lookups.Solution]] = {}
    for solution in found:
        rows.setdefault(tuple(solution.get(column) for column in columns), []).append(solution)
    return [Draft(key, evidence.grounds(several)) for key, several in rows.items()]


def things(columns: Sequence[str], among: Sequence[Draft]) -> frozenset[str]:
    """The columns in which any row has an IRI."""
    return frozenset(
        column
        for number, column in enumerate(columns)
        if any(isinstance(draft.terms[number], NamedNode) for draft in among)
    )


def shown(
    among: Iterable[Draft],
    pieces: Mapping[NamedNode, Sequence[Piece]],
    bound: Iterable[Term],
) -> list[NamedNode]:
    """Everything whose label the answer shows."""
    terms: list[Term | None] = [*bound, *(term for draft in among for term in draft.terms)]
    named = [thing for several in pieces.values() for piece in several for thing in piece.named]
    return [term for term in terms if isinstance(term, NamedNode)] + named


def _cells(
    columns: Sequence[str], values: Sequence[Term | None], labels: Mapping[Term, str]
) -> Iterator[tuple[str, Cell]]:
    for column, term in zip(columns, values, strict=True):
        yield column, cell(term)
        if isinstance(term, NamedNode):
            yield f"{column}_label", labels[term]


def cell(term: Term | None) -> Cell:
    """A term as JSON has it: an IRI as text, a number as one.

    Raises:
        ValueError: where a literal is not what its datatype says.
    """
    if not isinstance(term, Literal):
        return term.value if term else None
    reads = _CELL_TYPES.get(term.datatype.value.partition("#")[2], str)
    value: Cell = reads(term.value)
    return value
