"""The as-of answer of `membership/status-on`, against every world that the data allow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import overload

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity import terms
from comity.answers import run
from comity.dates import DateBasis
from comity.fuse.emit import Facts, timespan
from comity.fuse.marks import Interval, Out
from comity.fuse.moments import Moment
from comity.fuse.records import Sources
from comity.fuse.timeline import with_outs
from comity.queries import find
from comity.store import EmbeddedStore
from tests.queries.oracle import FIRST, LAST, Bounds, Case, possible_answers

DATA = terms.Terms()
MEMBERSHIP = "membership/org/pif/state/nzl"
MEMBER, BODY = DATA.id("state/nzl"), DATA.id("org/pif")


@overload
def date(number: int) -> dt.date: ...
@overload
def date(number: None) -> None: ...
def date(number: int | None) -> dt.date | None:
    return None if number is None else dt.date(2001, 5, 1) + dt.timedelta(days=number)


def store_of(case: Case, **flags: bool) -> EmbeddedStore:
    """The facts that fusion writes of these intervals and rosters."""
    facts = Facts(DATA, Sources(()))
    lists = [
        Out(date(number), frozenset(), DateBasis.INFERRED, stated=False) for number in case.absent
    ]
    for number, bounds in enumerate(case.intervals):
        interval = replace(
            Interval(
                Moment(date(bounds.start_earliest), date(bounds.start_latest)),
                Moment(date(bounds.end_earliest), date(bounds.end_latest)),
                attested=tuple(date(day) for day in bounds.attested),
            ),
            **flags,
        )
        facts.describe(
            f"{MEMBERSHIP}/interval/member/{number}",
            "MembershipInterval",
            status=terms.concept("status", "member"),
            track=terms.concept("track", "legal"),
            **timespan(with_outs(interval, lists)),
        )
        facts.describe(
            MEMBERSHIP,
            "OrganisationMembership",
            member=MEMBER,
            body=BODY,
            interval=DATA.id(f"{MEMBERSHIP}/interval/member/{number}"),
        )
    for number in case.absent:
        facts.describe(
            f"roster/org/pif/{number}",
            "BodyRoster",
            rosterOf=BODY,
            rosterDate=date(number),
            complete=True,
            rosterMember=DATA.id("state/fji"),
        )
    return EmbeddedStore.of({DATA.facts_graph: facts.triples})


def asked(store: EmbeddedStore, number: int) -> str:
    """What `status-on` answers; `members-on` must say the same."""
    day = [ox.Literal(date(number).isoformat(), datatype=terms.name("xsd", "date"))]
    values = {"member": [MEMBER], "body": [BODY], "date": day}
    (row,) = run(store, find("membership/status-on"), values).rows
    listed = run(store, find("membership/members-on"), {"body": [BODY], "date": day}).rows
    answer = str(row.values["answer"])
    held = answer in ("certain", "presumed", "possible", "disputed")
    assert [row.values["answer"] for row in listed] == ([answer] if held else [])
    return answer


def status_on(case: Case, number: int, **flags: bool) -> str:
    return asked(store_of(case, **flags), number)


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
        (Case((Bounds(attested=(2, 6, 8)),), (5,)), 7, "presumed"),  # nothing between 6 and 8
        (Case((Bounds(attested=(2, 4, 8)),), (5,)), 3, "presumed"),
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
    assert status_on(case, 8) == "no"
    assert status_on(case, 8, end_presumed=True) == "presumed-not"
    assert status_on(case, 6, end_presumed=True) == "no"


@pytest.mark.parametrize(("number", "answer"), [(1, "no"), (4, "disputed"), (7, "possible")])
def test_between_two_dates_in_dispute_the_answer_is_disputed(number: int, answer: str) -> None:
    assert status_on(Case((Bounds(2, 6),)), number, start_disputed=True) == answer


@pytest.mark.parametrize(
    ("number", "answer"), [(2, "possible"), (4, "certain"), (6, "disputed"), (8, "no")]
)
def test_a_disputed_end_leaves_the_start_alone(number: int, answer: str) -> None:
    case = Case((Bounds(1, 3, 5, 8),))
    assert status_on(case, number, end_disputed=True) == answer
