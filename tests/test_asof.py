"""The as-of answers of memberships and offices, against every world that the data allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import overload

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity import fuse, terms
from comity.answers import ask, run
from comity.dates import DateBasis
from comity.fuse.absences import with_outs
from comity.fuse.asof import add_spans, membership_spans, tenure_spans
from comity.fuse.emit import Facts, timespan
from comity.fuse.marks import Interval, Out
from comity.fuse.moments import Moment
from comity.fuse.records import Sources
from comity.fuse.tenures import Tenure, without_others
from comity.model import Polarity, Reading
from comity.queries import find
from comity.store import EmbeddedStore
from tests.fusing import FIN, NATO, P, article, say
from tests.fusing import store_of as store_of_readings
from tests.queries.oracle import FIRST, LAST, Bounds, Case, possible_answers, possible_holders

DATA = terms.Terms()
MEMBERSHIP = "membership/org/pif/state/nzl"
MEMBER, BODY = DATA.id("state/nzl"), DATA.id("org/pif")


@overload
def date(number: int) -> dt.date: ...
@overload
def date(number: None) -> None: ...
def date(number: int | None) -> dt.date | None:
    return None if number is None else dt.date(2001, 5, 1) + dt.timedelta(days=number)


def interval_of(bounds: Bounds) -> Interval:
    return Interval(
        Moment(date(bounds.start_earliest), date(bounds.start_latest)),
        Moment(date(bounds.end_earliest), date(bounds.end_latest)),
        attested=tuple(date(day) for day in bounds.attested),
    )


def store_of(case: Case, **flags: bool) -> EmbeddedStore:
    """The facts that fusion writes of these intervals and rosters."""
    facts = Facts(DATA, Sources(()))
    lists = [
        Out(date(number), frozenset(), DateBasis.INFERRED, stated=False) for number in case.absent
    ]
    intervals = [
        with_outs(replace(interval_of(bounds), **flags), lists) for bounds in case.intervals
    ]
    keys = [f"{MEMBERSHIP}/interval/member/{number}" for number in range(len(intervals))]
    for key, interval in zip(keys, intervals, strict=True):
        facts.describe(
            key,
            "MembershipInterval",
            status=terms.concept("status", "member"),
            track=terms.concept("track", "legal"),
            **timespan(interval),
        )
    if intervals:
        nodes = facts.nodes(keys)
        spans = membership_spans(intervals)
        facts.describe(
            MEMBERSHIP,
            "OrganisationMembership",
            member=MEMBER,
            body=BODY,
            interval=nodes,
            asOf=add_spans(MEMBERSHIP, spans, nodes, facts, "member"),
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


often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def agrees(answer: str, worlds: set[bool]) -> bool:
    """Whether an answer is true of all, some or none of the worlds, as it must be."""
    if answer == "certain":
        return worlds == {True}
    if answer == "no":
        return worlds == {False}
    return True in worlds if answer in ("possible", "presumed") else answer == "presumed-not"


@often
@given(cases, days)
def test_certain_possible_and_no_hold_in_all_some_and_none_of_the_worlds(
    case: Case, number: int
) -> None:
    answer, worlds = status_on(case, number), possible_answers(case, number)
    if not worlds:
        return  # the sources collide: nothing is promised but an answer
    if not case.intervals:
        assert answer in ("no", "presumed-not", "unknown")
    else:
        assert agrees(answer, worlds)


@often
@given(bounds)
def test_what_holds_in_all_worlds_is_certain_and_what_in_none_is_no(bounds: Bounds) -> None:
    case = Case((bounds,))
    store = store_of(case)
    for number in range(FIRST, LAST + 1):
        worlds = possible_answers(case, number)
        if worlds:
            answer = asked(store, number)
            assert (worlds == {True}) == (answer == "certain")
            assert (worlds == {False}) == (answer == "no")


@often
@given(cases)
def test_the_spans_of_a_membership_lie_side_by_side_and_leave_no_day_out(case: Case) -> None:
    lists = [Out(date(day), frozenset(), DateBasis.INFERRED) for day in case.absent]
    spans = membership_spans([with_outs(interval_of(b), lists) for b in case.intervals])
    assert (spans[0].first, spans[-1].after) == (None, None)
    for one, other in pairwise(spans):
        assert one.after == other.first is not None


def holders_on(tenures: Sequence[Bounds], number: int) -> dict[int, str]:
    """What `holder-on` answers of tenures, each another person's, by their numbers."""
    facts, office = Facts(DATA, Sources(())), DATA.id("office/pif-secretary-general")
    post = ("org/pif", "secretary general")
    held = [
        Tenure(f"tenure/pif-secretary-general/{n}", f"person/{n}", post, interval_of(b), None)
        for n, b in enumerate(tenures)
    ]
    for tenure in without_others(held):
        nodes = facts.nodes([tenure.key])
        spans = tenure_spans(tenure.interval, tenure.taken)
        facts.describe(
            tenure.key,
            "Tenure",
            office=office,
            holder=facts.node(tenure.holder),
            asOf=add_spans(tenure.key, spans, nodes, facts),
        )
    store = EmbeddedStore.of({DATA.facts_graph: facts.triples})
    day = ox.Literal(date(number).isoformat(), datatype=terms.name("xsd", "date"))
    found = run(store, find("officials/holder-on"), {"office": [office], "date": [day]})
    told = {int(str(r.values["holder"])[-1]): str(r.values["answer"]) for r in found.rows}
    return {n: told.get(n, "no") for n in range(len(tenures))}


@often
@given(st.lists(bounds, min_size=1, max_size=3), days)
def test_one_holder_at_a_time_whatever_the_world(tenures: list[Bounds], number: int) -> None:
    told = holders_on(tenures, number)
    for place, worlds in enumerate(possible_holders(tenures, number)):
        if worlds and told[place] in ("certain", "no"):
            assert agrees(told[place], worlds), place


@often
@given(bounds, days)
def test_a_tenure_alone_is_certain_or_excluded_just_where_the_worlds_are(
    bounds: Bounds, number: int
) -> None:
    (answer,) = holders_on([bounds], number).values()
    (worlds,) = possible_holders([bounds], number)
    if worlds and len(bounds.attested) < 2:
        assert agrees(answer, worlds)


@pytest.mark.parametrize(
    ("tenures", "number", "answers"),
    [
        ([Bounds(attested=(2,)), Bounds(attested=(6,))], 8, ["no", "presumed"]),
        ([Bounds(attested=(2,)), Bounds(attested=(6,))], 4, ["possible", "possible"]),
        ([Bounds(attested=(2,)), Bounds(attested=(6,))], 1, ["possible", "no"]),
        ([Bounds(attested=(4,)), Bounds(attested=(4,))], 4, ["disputed", "disputed"]),
        ([Bounds(1, 1, 8, 8), Bounds()], 5, ["certain", "no"]),  # another's time, by its bounds
        ([Bounds(1, 1, 8, 8), Bounds(attested=(9,))], 0, ["no", "no"]),
        ([Bounds(1, 1, 8, 8), Bounds(attested=(5,))], 5, ["disputed", "disputed"]),
        ([Bounds(attested=(4,)), Bounds()], 2, ["possible", "possible"]),  # before or after
        ([Bounds(None, None, 8, 8)], 7, ["certain"]),  # it ended on the next day
    ],
)
def test_a_tenure_ends_where_anothers_begins(
    tenures: list[Bounds], number: int, answers: list[str]
) -> None:
    assert list(holders_on(tenures, number).values()) == answers


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


@pytest.mark.parametrize(
    "known",
    [
        article("pact", say(P.JOINED, FIN, NATO, on="2023-04-04"), day="2023-05-01"),
        article("pact", say(P.MEMBER, FIN, NATO), day="2024-01-01"),
        article("pact", say(P.MEMBER, FIN, NATO), day="2023-12-01"),
    ],
)
def test_not_having_left_supports_a_membership_on_that_day(known: Reading) -> None:
    denied = say(P.LEFT, FIN, NATO, polarity=Polarity.DENIED)
    store = store_of_readings([known, article("stays", denied, day="2024-01-01")])
    store.extend(ox.Quad(*triple, DATA.facts_graph) for triple in fuse.facts(store, DATA))
    given_names = {"member": "Finland", "body": "NATO", "date": "2024-01-01"}
    (row,) = ask(EmbeddedStore(store), "status-on", given_names).rows
    assert row.values["answer"] == "certain"
    assert {piece.stance for piece in row.evidence} == {"supports"}
    assert any("left stays" in piece.quote for piece in row.evidence)
