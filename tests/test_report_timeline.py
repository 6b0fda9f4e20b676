"""Timelines: their words are those of the stored queries, and every day has its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from comity import terms
from comity.answers import run
from comity.fuse.emit import Facts
from comity.fuse.records import Sources
from comity.queries import find
from comity.report.chart import Axis
from comity.report.nodes import Nodes, read
from comity.report.timeline import DAY, DRAWN, Bounds, stretches, word_on
from comity.store import EmbeddedStore

DATA = terms.Terms()
MEMBER, BODY = DATA.id("state/nzl"), DATA.id("org/pif")
INTERVAL = "membership/org/pif/state/nzl/interval/member/1"
FIRST = dt.date(2001, 5, 1)

days = st.integers(0, 9).map(lambda number: FIRST + dt.timedelta(days=number))
pairs = st.one_of(
    st.none().map(lambda _: (None, None)),
    st.tuples(st.none(), days),
    st.tuples(days, st.none()),
    st.tuples(days, days).map(lambda two: (min(two), max(two))),
)
several = st.lists(days, max_size=3, unique=True).map(lambda some: tuple(sorted(some)))


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    start, end = draw(pairs), draw(pairs)
    disputed = st.booleans()
    return Bounds(*start, *end, draw(several), draw(several), draw(disputed), draw(disputed))


def store_of(known: Bounds) -> EmbeddedStore:
    facts = Facts(DATA, Sources(()))
    facts.describe(
        INTERVAL,
        "MembershipInterval",
        status=terms.concept("status", "member"),
        track=terms.concept("track", "legal"),
        startEarliest=known.start_earliest,
        startLatest=known.start_latest,
        endEarliest=known.end_earliest,
        endLatest=known.end_latest,
        startDisputed=known.start_disputed,
        endDisputed=known.end_disputed,
        attestedOn=known.attested,
        notHeldOn=known.not_held,
        attestedFrom=known.attested[0] if known.attested else None,
        attestedUntil=known.attested[-1] if known.attested else None,
    )
    facts.describe(
        "membership/org/pif/state/nzl",
        "OrganisationMembership",
        member=MEMBER,
        body=BODY,
        interval=DATA.id(INTERVAL),
    )
    return EmbeddedStore.of({DATA.facts_graph: facts.triples})


def around(known: Bounds) -> Iterator[dt.date]:
    yield from sorted({day + step * DAY for day in known.days for step in (-1, 0, 1)})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(bounds().filter(lambda known: known.days), st.data())
def test_a_day_has_the_word_that_the_stored_query_gives_it(
    known: Bounds, data: st.DataObject
) -> None:
    store, query = store_of(known), find("membership/status-on")
    day = data.draw(st.sampled_from(list(around(known))))
    date = Literal(day.isoformat(), datatype=terms.name("xsd", "date"))
    asked = run(store, query, {"member": [MEMBER], "body": [BODY], "date": [date]})
    assert word_on(known, day) == asked.rows[0].values["answer"]


def test_bounds_are_read_as_they_were_written() -> None:
    known = Bounds(FIRST, FIRST + DAY, None, FIRST + 5 * DAY, (FIRST,), (), True)
    nodes: Nodes = read(store_of(known), DATA)
    assert Bounds.of(nodes[INTERVAL]) == known


@given(bounds())
def test_stretches_cover_the_days_of_their_words_and_no_other(known: Bounds) -> None:
    found = stretches(known)
    for day in around(known):
        at = [
            stretch.word
            for stretch in found
            if (stretch.start or dt.date.min) <= day < (stretch.end or dt.date.max)
        ]
        word = word_on(known, day)
        assert at == ([word] if word in DRAWN else [])


def test_nothing_known_is_nothing_drawn() -> None:
    assert stretches(Bounds()) == []
    assert Axis.of([]) is None


any_days = st.lists(st.dates(), min_size=1, max_size=6)


@given(any_days)
def test_each_day_has_its_place_on_the_axis_in_order(some: list[dt.date]) -> None:
    axis = Axis.of(some)
    assert axis is not None
    places = [axis.place(day) for day in sorted(some)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@given(any_days)
def test_the_axis_has_a_handful_of_ticks_in_order(some: list[dt.date]) -> None:
    axis = Axis.of(some)
    assert axis is not None
    places = [float(tick.x.rstrip("%")) for tick in axis.ticks]
    assert places == sorted(set(places))
    assert 1 <= len(places) <= 9
    assert len({tick.label for tick in axis.ticks}) == len(places)


@given(bounds().filter(lambda known: known.days))
def test_bars_lie_on_the_axis_and_do_not_overlap(known: Bounds) -> None:
    axis = Axis.of(known.days)
    assert axis is not None
    end = 0.0
    for bar in axis.lane(known).bars:
        x, width = float(bar.x.rstrip("%")), float(bar.width.rstrip("%"))
        assert x >= end - 0.01
        end = x + width
    assert end <= 100.01


def test_a_core_is_certain_its_edges_possible_and_an_open_end_goes_on() -> None:
    known = Bounds(dt.date(1993, 1, 1), dt.date(1993, 12, 31), attested=(dt.date(2004, 3, 2),))
    axis = Axis.of([*known.days, dt.date(2010, 1, 1)])
    assert axis is not None
    lane = axis.lane(known)
    assert [bar.looks for bar in lane.bars] == ["possible start", "possible", "certain", "presumed"]
    assert lane.bars[-1].open == ("right",)
    assert [sign.what for sign in lane.signs] == ["attested"]
