"""An answer as a table for eyes, and no longer than eyes read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from comity.terms import PREFIXES, Terms

ON_PAGE = 1000
"""Rows that a page shows: what is longer is to be downloaded."""

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

Cell = tuple[str, str, str, str]
"""A term for a page: its text, its IRI where it is one, its language or datatype, and the key of a
thing of this build."""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer for a page.

    Args:
        columns: the names of the variables, or of a triple's parts.
        rows: a cell a column; one without a value is empty.
        truth: of an ASK.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    truth: bool | None = None


def table(
    columns: Iterable[str], rows: Iterable[Iterable[_Term | None]], most: int, terms: Terms
) -> tuple[Table, int]:
    """A table of the first rows, and how many it was cut to; 0 where that is all."""
    most = min(most, ON_PAGE)
    found = [tuple(_cell(term, terms) for term in row) for row in islice(rows, most + 1)]
    cut = most if len(found) > most else 0
    return Table(tuple(columns), tuple(found[:most])), cut


def _cell(term: _Term | None, terms: Terms) -> Cell:
    if isinstance(term, ox.NamedNode):
        return _short(term.value), term.value, "", terms.key(term) or ""
    if isinstance(term, ox.Literal):
        return term.value, "", term.language or _kind(term.datatype.value), ""
    return "" if term is None else str(term), "", "", ""


def _kind(datatype: str) -> str:
    return "" if datatype == f"{PREFIXES['xsd']}string" else _short(datatype)


def _short(iri: str) -> str:
    """An IRI with a prefix that is known, for eyes."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and iri != space:
            return f"{prefix}:{iri[len(space) :]}"
    return iri
