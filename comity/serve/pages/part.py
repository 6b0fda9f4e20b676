"""Parts of a build for a page: never the whole graph, and of each fact only some of its words."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from pyoxigraph import Literal, NamedNode

from comity import evidence, lookups, terms
from comity.errors import DateError, ParameterError
from comity.evidence import Evidence
from comity.report.nodes import Nodes, gathered
from comity.serve.pages.asking import reader, select
from comity.serve.pages.passages import Mark, key_of
from comity.serve.snapshot import Opened
from comity.storedquery import Parameter, ParameterType, Term
from comity.values import dated

_DESCRIBED = """
SELECT DISTINCT ?thing ?property ?value {
  VALUES ?thing { $thing }
  ?thing ?property ?value
  FILTER(?property NOT IN (comity:supportedBy, comity:contradictedBy))
}"""

# STR, as SPARQL 1.1 has an order of IRIs for sorting, not for MIN and MAX.
_SUPPORT = """
SELECT ?fact ?by (COUNT(DISTINCT ?claim) AS ?claims)
  (MIN(STR(?claim)) AS ?first) (MAX(STR(?claim)) AS ?last)
{
  VALUES ?fact { $fact }
  VALUES ?by { comity:supportedBy comity:contradictedBy }
  ?fact ?by ?claim
}
GROUP BY ?fact ?by"""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a fact rests on.

    Args:
        pieces: two at most that support it, and two that contradict it.
        more: how many more there are.
        against: how many contradict it.
        marks: the numbers of the pieces on the page.
    """

    pieces: tuple[Evidence, ...] = ()
    more: int = 0
    against: int = 0
    marks: tuple[Mark, ...] = ()


def day_of(given: str, name: str, *, latest: bool = False) -> dt.date | None:
    """The day that a user writes; of a month or a year its first, or its last; None of nothing.

    Args:
        given: what was written.
        name: the parameter, for the error.
        latest: whether the last is meant.

    Raises:
        ParameterError: where it is no date, or one without a year.
    """
    if not given.strip():
        return None
    where, hint = f"parameter {name}", "write 1992-05-15, 1992-05 or 1992"
    try:
        date = dated(given)
    except DateError as error:
        raise ParameterError(error.what, where=where, hint=hint) from error
    day = date.latest if latest else date.earliest
    if day is None:
        raise ParameterError(f"{given!r} has no year", where=where, hint=hint)
    return day


def day_term(day: dt.date) -> Literal:
    """A day as a value for a query."""
    return Literal(day.isoformat(), datatype=terms.name("xsd", "date"))


def thing_of(opened: Opened, kind: ParameterType, given: str, name: str) -> NamedNode | None:
    """What a user means, by its id, its IRI or one of its names; None of nothing.

    Raises:
        ParameterError: where it is no IRI.
        UnknownNameError: where nothing, or more than one thing, is called so.
    """
    found = reader(opened).read(Parameter(name, kind, ""), given)
    return cast(NamedNode, found[0]) if found else None


def described(opened: Opened, things: Iterable[NamedNode], *steps: Sequence[str]) -> Nodes:
    """What the build says of some things, but for the claims that facts rest on.

    Of these there may be thousands: see `words_of`.

    Args:
        opened: the build.
        things: the things.
        steps: the local names of properties whose values are described as well; those of the
            second step are properties of what the first has found, and so on.
    """
    found: list[lookups.Solution] = []
    wanted = list(dict.fromkeys(things))
    for step in (*steps, ()):
        batches = (select(opened, _DESCRIBED, thing=batch) for batch in lookups.batches(wanted))
        new = [row for batch in batches for row in batch]
        found += new
        wanted = _values(new, {*step})
    return gathered(opened.target.store, opened.target.terms, found)


def _values(found: Iterable[lookups.Solution], step: set[str]) -> list[NamedNode]:
    """What the properties of a step lead to."""
    follow = (row for row in found if re.split(r"[/#]", row["property"].value)[-1] in step)
    return list(dict.fromkeys(v for row in follow if isinstance(v := row["value"], NamedNode)))


def labels(opened: Opened, things: Iterable[NamedNode]) -> dict[Term, str]:
    """What things are called."""
    return lookups.labels(opened.target.store, things)


def words_of(opened: Opened, facts: Iterable[NamedNode]) -> dict[str, Words]:
    """The words that facts rest on, by the facts' keys; not numbered yet."""
    batches = (select(opened, _SUPPORT, fact=batch) for batch in lookups.batches(facts))
    counted = [row for batch in batches for row in batch]
    shown = pieces_of(opened, (NamedNode(iri) for row in counted for iri in _ends(row)))
    found: dict[str, Words] = defaultdict(Words)
    for row in counted:
        key = key_of(opened, row["fact"].value)
        found[key] = _with(found[key], row, [shown[iri] for iri in _ends(row) if iri in shown])
    return dict(found)


def _ends(row: lookups.Solution) -> list[str]:
    return sorted({row["first"].value, row["last"].value})


def _with(words: Words, row: lookups.Solution, pieces: Sequence[Evidence]) -> Words:
    """The words of a fact, with those that support it, or those that contradict it."""
    count = int(row["claims"].value)
    is_against = row["by"] == terms.term("contradictedBy")
    stance = "contradicts" if is_against else "supports"
    return Words(
        (*words.pieces, *(replace(piece, stance=stance) for piece in pieces)),
        words.more + count - len(pieces),
        words.against + is_against * count,
    )


def pieces_of(opened: Opened, claims: Iterable[NamedNode]) -> dict[str, Evidence]:
    """The passages of claims and quotations, by the IRIs of these."""
    wanted = sorted(set(claims), key=lambda claim: claim.value)
    found = evidence.pieces(opened.target.store, wanted)
    pieces = [piece for several in found.values() for piece in several]
    names = labels(opened, (thing for piece in pieces for thing in piece.named))
    return {piece.claim.value: piece.shown(names) for piece in pieces}
