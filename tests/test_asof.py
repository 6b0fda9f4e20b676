"""The as-of answer of `membership/status-on`, against every world that the data allow."""

from __future__ import annotations

import datetime as dt

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity import terms
from comity.answers import run
from comity.queries import find
from comity.store import EmbeddedStore
from tests.queries.oracle import FIRST, LAST, Bounds, Case, possible_answers

DATA = terms.Terms()
MEMBER, BODY = DATA.id("state/nzl"), DATA.id("org/pif")


def day(number: int) -> ox.Literal:
    date = dt.date(2001, 5, 1) + dt.timedelta(days=number)
    return ox.Literal(date.isoformat(), datatype=terms.name("xsd", "date"))


def store_of(case: Case, rule: str = "interval/dated-events") -> EmbeddedStore:
    triples: list[ox.Triple] = []

    def add(node: ox.NamedNode, local: str, value: ox.NamedNode | ox.Literal) -> None:
        triples.append(ox.Triple(node, terms.term(local), value))

    membership = DATA.id("membership/org/pif/state/nzl")
    for number, bounds in enumerate(case.intervals):
        node = DATA.id(f"membership/org/pif/state/nzl/interval/member/{number}")
        add(membership, "member", MEMBER)
        add(membership, "body", BODY)
        add(membership, "interval", node)
        add(node, "status", terms.concept("status", "member"))
        add(node, "track", terms.concept("track", "legal"))
        add(node, "fusedBy", ox.Literal(rule))
        stated = {
            "startEarliest": bounds.start_earliest,
            "startLatest": bounds.start_latest,
            "endEarliest": bounds.end_earliest,
            "endLatest": bounds.end_latest,
            "attestedFrom": min(bounds.attested, default=None),
            "attestedUntil": max(bounds.attested, default=None),
        }
        for local, value in stated.items():
            if value is not None:
                add(node, local, day(value))
        if bounds.end_latest is not None:
            add(node, "endEvent", terms.concept("predicate", "left"))
    for number in case.absent:
        node = DATA.id(f"roster/org/pif/{number}")
        add(node, "body", BODY)
        add(node, "rosterDate", day(number))
        add(node, "complete", ox.Literal(True))
        add(node, "rosterMember", DATA.id("state/fji"))
    return EmbeddedStore.of({DATA.facts_graph: triples})


def status_on(case: Case, number: int) -> str:
    values = {"member": [MEMBER], "body": [BODY], "date": [day(number)]}
    (row,) = run(store_of(case), find("membership/status-on"), values).rows
    return str(row.values["answer"])


def ordered(bounds: Bounds) -> bool:
    """Whether the bounds are in the order that the shapes ask for."""

    def below(low: int | None, high: int | None) -> bool:
        return low is None or high is None or low <= high

    return (
        below(bounds.start_earliest, bounds.start_latest)
        and below(bounds.end_earliest, bounds.end_latest)
        and below(bounds.start_earliest, bounds.end_earliest)
        and below(bounds.start_latest, bounds.end_latest)
    )


days = st.integers(FIRST, LAST)
bounds = st.builds(
    Bounds,
    *[st.none() | days] * 4,
    st.lists(days, max_size=2, unique=True).map(lambda found: tuple(sorted(found))),
).filter(ordered)
cases = st.builds(
    Case,
    st.lists(bounds, max_size=2).map(tuple),
    st.lists(days, max_size=2, unique=True).map(tuple),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases, days)
def test_certain_possible_and_no_hold_in_all_some_and_none_of_the_worlds(
    case: Case, number: int
) -> None:
    answer, worlds = status_on(case, number), possible_answers(case, number)
    if not worlds:
        return  # the sources collide: nothing is promised but an answer
    if answer == "certain":
        assert worlds == {True}
    elif answer == "no":
        assert worlds == {False}
    elif answer in ("possible", "presumed"):
        assert True in worlds
    assert answer != "disputed"


@pytest.mark.parametrize(
    ("case", "number", "answer"),
    [
        (Case((Bounds(2, 4),)), 1, "no"),
        (Case((Bounds(2, 4),)), 3, "possible"),
        (Case((Bounds(2, 4),)), 9, "possible"),  # no end is given: never presumed
        (Case((Bounds(3, 3),)), 3, "certain"),  # the day of joining itself
        (Case((Bounds(2, 3, 7, 8),)), 5, "certain"),
        (Case((Bounds(2, 3, 7, 8),)), 7, "possible"),
        (Case((Bounds(2, 3, 7, 8),)), 8, "no"),
        (Case((Bounds(attested=(2, 6)),)), 2, "certain"),
        (Case((Bounds(attested=(2, 6)),)), 4, "presumed"),
        (Case((Bounds(attested=(2, 6)),)), 8, "presumed"),
        (Case((Bounds(attested=(2, 6)),)), 1, "possible"),
        (Case((Bounds(attested=(2,)),), (6,)), 4, "possible"),  # a later roster leaves it out
        (Case((Bounds(attested=(2,)),), (6,)), 6, "no"),
        (Case((Bounds(attested=(2,)),), (6,)), 8, "presumed-not"),
        (Case((Bounds(attested=(2, 8)),), (5,)), 4, "possible"),
        (Case((Bounds(attested=(6,)),), (6,)), 6, "disputed"),
        (Case((), (6,)), 6, "no"),
        (Case((), (6,)), 7, "presumed-not"),
        (Case((), (6,)), 5, "unknown"),
        (Case(()), 5, "unknown"),
        (Case((Bounds(5, 6),), (2,)), 3, "no"),  # it had not joined: more than a presumption
    ],
)
def test_an_answer_says_how_much_is_known(case: Case, number: int, answer: str) -> None:
    assert status_on(case, number) == answer


def test_a_roster_alone_ends_a_membership_by_presumption_only() -> None:
    case = Case((Bounds(1, 1, None, 6),), (6,))
    store = store_of(case)
    node = DATA.id("membership/org/pif/state/nzl/interval/member/0")
    bare = [
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in store._store.quads_for_pattern(None, None, None, None)  # type: ignore[union-attr]  # just opened
        if quad.predicate != terms.term("endEvent")
    ]
    assert ox.Triple(node, terms.term("endLatest"), day(6)) in bare
    values = {"member": [MEMBER], "body": [BODY], "date": [day(8)]}
    ended = EmbeddedStore.of({DATA.facts_graph: bare})
    (row,) = run(ended, find("membership/status-on"), values).rows
    assert row.values["answer"] == "presumed-not"


@pytest.mark.parametrize(("number", "answer"), [(1, "no"), (4, "disputed"), (7, "possible")])
def test_between_two_dates_in_dispute_the_answer_is_disputed(number: int, answer: str) -> None:
    store = store_of(Case((Bounds(2, 6),)), "interval/hull-of-disputed-dates")
    values = {"member": [MEMBER], "body": [BODY], "date": [day(number)]}
    (row,) = run(store, find("membership/status-on"), values).rows
    assert row.values["answer"] == answer
