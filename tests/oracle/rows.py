"""Every stored query's oracle, and the answer that it leads to expect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from comity.model import Claim
from tests.oracle import events, lookup, memberships, officials, quality, statements
from tests.oracle.known import Cell, Known, Row, Said
from tests.oracle.reading import iris

ORACLES: Mapping[str, Callable[..., Iterator[Row]]] = {
    "events/agenda": events.agenda,
    "events/interventions": events.interventions,
    "events/meetings": events.meetings,
    "events/requests": events.requests,
    "evidence/conflicts": quality.conflicts,
    "evidence/articles-about": quality.articles_about,
    "evidence/coverage": quality.coverage,
    "evidence/for-fact": quality.for_fact,
    "evidence/inferred-dates": quality.inferred_dates,
    "evidence/single-source": quality.single_source,
    "evidence/undated-articles": quality.undated_articles,
    "lookup/all-names": lookup.all_names,
    "lookup/articles": lookup.articles,
    "lookup/described": lookup.described,
    "lookup/known-names": lookup.known_names,
    "lookup/labels": lookup.labels,
    "lookup/office-names": lookup.office_names,
    "lookup/offices": lookup.offices,
    "lookup/origins": lookup.origins,
    "lookup/rosters": lookup.rosters,
    "membership/history": memberships.history,
    "membership/joined-in": memberships.joined_in,
    "membership/left-in": memberships.left_in,
    "membership/member-count": memberships.member_count,
    "membership/members-on": memberships.members_on,
    "membership/missing-from-roster": memberships.missing_from_roster,
    "membership/original-still-in": memberships.original_still_in,
    "membership/overlap": memberships.overlap,
    "membership/shared-by": memberships.shared_by,
    "membership/standing": memberships.standing,
    "membership/status-on": memberships.status_on,
    "officials/holder-on": officials.holder_on,
    "officials/list": officials.officials,
    "officials/names": officials.names,
    "officials/succession": officials.succession,
    "statements/about": statements.about,
    "statements/by-person": statements.by_person,
    "statements/by-topic": statements.by_topic,
    "statements/chain": statements.chain,
    "statements/conditions": statements.conditions,
    "statements/denied": statements.denied,
    "statements/hedged": statements.hedged,
    "statements/repeated": statements.repeated,
    "treaty/entry-into-force": events.entry_into_force,
    "treaty/signatories": events.signatories,
}

Piece = tuple[Cell, ...]
"""Evidence as plain data: claim, stance, article, outlet, published, start, end, quote, …"""


def expected(known: Known, query: str, **given: Cell) -> list[Row]:
    """The rows of an answer, those with equal columns put together, as the oracle has them."""
    rows: dict[tuple[tuple[str, Cell], ...], Row] = {}
    for row in ORACLES[query](known, **given):
        key = tuple(sorted(row.values.items()))
        same = rows.get(key, row)
        rows[key] = replace(
            row,
            facts=row.facts | same.facts,
            claims=row.claims | same.claims,
            may=row.may | same.may,
            order=min(row.order, same.order, key=sorting),
        )
    return list(rows.values())


def sorting(order: tuple[Cell, ...]) -> list[tuple[bool, Cell]]:
    """What SPARQL sorts by: nothing comes first."""
    return [(value is not None, "" if value is None else value) for value in order]


def evidence(known: Known, row: Row) -> set[Piece]:
    """The passages that a row rests on, and those that speak against it."""
    pieces = {piece for fact in row.facts for piece in _pieces(known, fact)}
    return {p for p in pieces if not row.claims or p[1] == "contradicts" or p[0] in row.claims}


def _pieces(known: Known, fact: str) -> Iterator[Piece]:
    if own := known.claims.get(fact) or known.quotations.get(fact):
        yield _piece(known, own, "supports")
    node = known.facts.get(fact, {})
    for stance, properties in (
        ("supports", ("supportedBy", "relates")),
        ("contradicts", ("contradictedBy",)),
    ):
        for key in iris(node, *properties):
            said = known.claims.get(key) or known.quotations[key]
            yield _piece(known, said, stance)


def _piece(known: Known, said: Said, stance: str) -> Piece:
    outlet, voice = known.outlet(said.article), known.voice(said)
    return (
        said.iri,
        stance,
        said.article,
        known.label(outlet) if outlet else None,
        known.published(said.article),
        said.own.passage.start,
        said.own.passage.end,
        known.text(said),
        known.label(voice) if voice else None,
        " < ".join(_chain(known, said)),
    )


def _chain(known: Known, said: Said) -> Iterable[str]:
    quotation = said.quotation if isinstance(said.own, Claim) else said
    chain = quotation.quote.chain if quotation else ()
    return [known.label(statements.outlet_iri(name)) for name in chain]
