"""From claims to answers, the whole way: what some queries must answer by the claims alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from comity.answers import Answer
from comity.model import Kind, Predicate
from comity.queries import find
from comity.turtle import triples_of, turtle
from tests.oracle import claims
from tests.oracle.asking import answer
from tests.oracle.known import Cell, Known
from tests.oracle.reading import iris, one
from tests.synthetic.world import TERMS, seeded

SEEDS = range(60)


@cache
def known(seed: int) -> Known:
    return Known(seeded(seed))


def worlds() -> Iterator[Known]:
    return map(known, SEEDS)


def ask(world: Known, query: str, **given: Cell) -> Answer:
    return answer(world.world.store, find(query), given)


def supports(found: Answer, *columns: str) -> dict[Cell | tuple[Cell, ...], set[str]]:
    """The claims that support the rows, by the values of some columns."""
    by_value: dict[Cell | tuple[Cell, ...], set[str]] = defaultdict(set)
    for row in found.rows:
        key = tuple(row.values[column] for column in columns)
        claims_ = {piece.claim for piece in row.evidence if piece.stance == "supports"}
        by_value[key if len(key) > 1 else key[0]] |= claims_
    return by_value


def bodies(world: Known, *kinds: Kind) -> list[str]:
    stock = world.world.stock
    return [TERMS.id(body.key).value for body in stock.bodies if body.kind in kinds]


def test_a_request_was_made_or_was_not_by_what_is_asserted_and_denied() -> None:
    for world in worlds():
        for actor in world.world.stock.actors:
            member = TERMS.id(actor.key).value
            found = supports(ask(world, "events/requests", member=member), "happened")
            want = claims.happened(world, Predicate.REQUESTED_ASSISTANCE, member, claims.ACTORS)
            assert found == {key: value for key, value in want.items() if value}


def test_a_body_intervened_or_did_not_by_what_is_asserted_and_denied() -> None:
    for world in worlds():
        for body in bodies(world, Kind.ORGANISATION):
            found = supports(ask(world, "events/interventions", body=body), "happened")
            kinds = (Kind.ORGANISATION, Kind.ORGAN)
            want = claims.happened(world, Predicate.INTERVENED, body, kinds)
            assert found == {key: value for key, value in want.items() if value}


def test_the_signatories_are_those_who_are_said_to_have_signed() -> None:
    for world in worlds():
        for treaty in bodies(world, Kind.TREATY):
            found = ask(world, "treaty/signatories", body=treaty)
            assert supports(found, "signatory") == claims.signatories(world, treaty)


def test_a_treaty_entered_into_force_where_somebody_asserts_it() -> None:
    for world in worlds():
        for treaty in bodies(world, Kind.TREATY):
            found = supports(ask(world, "treaty/entry-into-force", body=treaty), "when")
            said = [s for s in world.saying(Predicate.ENTERED_INTO_FORCE) if claims.asserted(s)]
            assert set().union(*found.values()) == {s.iri for s in said}
            dates = {s.claim.when.date.edtf if s.claim.when else None for s in said}
            assert {*found} <= dates


def test_each_count_has_a_row_with_all_that_give_it() -> None:
    for world in worlds():
        for body in bodies(world, Kind.ORGANISATION, Kind.TREATY):
            found = ask(world, "membership/member-count", body=body)
            rows = supports(found, "members", "when", "how")
            counted = {key[:2]: value for key, value in rows.items() if key[2] == "count"}  # type: ignore[index]  # of three
            assert counted == claims.counts(world, body)


def test_a_joining_that_nothing_else_is_said_about_is_told_as_it_is_said() -> None:
    told = 0
    for world in worlds():
        found = ask(world, "membership/joined-in", since="0001-01-01")
        rows = {(r.values["member"], r.values["body"]): r for r in found.rows}
        for pair, said in claims.only_joinings(world).items():
            row, claim = rows[pair], said.claim
            assert claim.when is not None
            assert (row.values["how"], row.values["when"]) == (
                claim.predicate.value,
                claim.when.date.edtf,
            )
            assert [piece.claim for piece in row.evidence] == [said.iri]
            told += 1
    assert told > 10


def test_independent_sources_are_counted_by_who_first_said_it() -> None:
    for world in worlds():
        for iri, node in world.facts.items():
            if "supportedBy" in node:
                first = claims.origins(world, iris(node, "supportedBy"))
                assert one(node, "independentSourceCount") == len(first), iri


def test_whoever_speaks_every_quotation_is_found_once() -> None:
    for world in worlds():
        speakers = {world.speaker(said) for said in world.quotations.values()}
        found = [
            fact
            for speaker in speakers
            for row in ask(world, "statements/by-person", person=speaker).rows
            for fact in row.facts
        ]
        assert sorted(found) == sorted(world.quotations)


def test_the_graphs_of_a_world_are_the_same_when_written_and_read() -> None:
    for world in worlds():
        for triples in (*world.world.graphs.values(), world.world.facts):
            assert set(triples_of(turtle(triples, TERMS))) == set(triples)
