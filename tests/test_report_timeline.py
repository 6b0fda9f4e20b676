"""Timelines: what is drawn are the as-of spans, and every day has its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from comity.report.chart import Axis
from comity.report.nodes import Node
from comity.report.timeline import DRAWN, Bounds, Stretch, stretches, word_on, worked_out, written

FIRST = dt.date(2001, 5, 1)
DAY = dt.timedelta(days=1)

days = st.integers(0, 9).map(lambda number: FIRST + dt.timedelta(days=number))
pairs = st.one_of(
    st.none().map(lambda _: (None, None)),
    st.tuples(st.none(), days),
    st.tuples(days, st.none()),
    st.tuples(days, days).map(lambda two: (min(two), max(two))),
)
some_days = st.lists(days, max_size=3, unique=True).map(lambda some: tuple(sorted(some)))


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    start, end = draw(pairs), draw(pairs)
    disputed = st.booleans()
    flags = draw(disputed), draw(disputed)
    return Bounds(*start, *end, draw(some_days), draw(some_days), *flags)


known_bounds = bounds().filter(lambda known: known.days)
several_bounds = st.lists(known_bounds, min_size=1, max_size=2)


def around(several: list[Bounds]) -> Iterator[dt.date]:
    known = {day for bounds in several for day in bounds.days}
    yield from sorted({day + step * DAY for day in known for step in (-1, 0, 1)})


def word(spans: list[Stretch], day: dt.date) -> list[str]:
    return [
        span.word
        for span in spans
        if (span.start or dt.date.min) <= day < (span.end or dt.date.max)
    ]


@given(several_bounds)
def test_the_spans_are_drawn_and_nothing_else(several: list[Bounds]) -> None:
    spans = worked_out(several)
    drawn = stretches(spans, several)
    for day in around(several):
        (usual,) = word(spans, day)
        assert word(drawn, day) == ([usual] if usual in DRAWN else [])


@given(several_bounds)
def test_what_fades_lies_where_it_may_have_begun_or_ended(several: list[Bounds]) -> None:
    windows = {(edge, *days) for bounds in several for edge, *days in bounds.windows}
    for piece in stretches(worked_out(several), several):
        if piece.edge:
            inside = [
                first
                for edge, first, last in windows
                if edge == piece.edge and first and last and first <= piece.start
                if piece.end <= last
            ]
            assert inside


def test_spans_are_read_as_a_build_has_them() -> None:
    later = Node("b", {"spanFrom": ["2001-05-03"], "answer": ["presumed"]})
    earlier = Node("a", {"spanUntil": ["2001-05-03"], "answer": ["unknown"]})
    third = FIRST + 2 * DAY
    assert written([later, earlier]) == [
        Stretch(None, third, "unknown"),
        Stretch(third, None, "presumed"),
    ]


def test_nothing_known_is_nothing_drawn() -> None:
    assert worked_out([Bounds()]) == []
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


@given(several_bounds)
def test_bars_lie_on_the_axis_and_do_not_overlap(several: list[Bounds]) -> None:
    axis = Axis.of(day for bounds in several for day in bounds.days)
    assert axis is not None
    end = 0.0
    for bar in axis.lane(worked_out(several), several).bars:
        x, width = float(bar.x.rstrip("%")), float(bar.width.rstrip("%"))
        assert x >= end - 0.01
        end = x + width
    assert end <= 100.01


def test_a_start_fades_in_and_an_open_end_goes_on() -> None:
    known = [Bounds(dt.date(1993, 1, 1), dt.date(1993, 12, 31), attested=(dt.date(2004, 3, 2),))]
    axis = Axis.of([*known[0].days, dt.date(2010, 1, 1)])
    assert axis is not None
    lane = axis.lane(worked_out(known), known)
    assert [bar.looks for bar in lane.bars] == ["possible start", "possible", "presumed"]
    assert lane.bars[-1].open == ("right",)
    assert [sign.what for sign in lane.signs] == ["attested"]


def test_a_core_is_certain_between_exact_days() -> None:
    known = [Bounds(FIRST, FIRST, FIRST + 900 * DAY, FIRST + 900 * DAY)]
    axis = Axis.of(known[0].days)
    assert axis is not None
    lane = axis.lane(worked_out(known), known)
    assert [bar.looks for bar in lane.bars] == ["certain"]
    assert [sign.what for sign in lane.signs] == ["start", "end"]
    assert lane.bars[0].open == ()


@given(several_bounds)
def test_a_day_has_the_word_of_its_span_unless_it_is_known_by_itself(several: list[Bounds]) -> None:
    spans = worked_out(several)
    for day in around(several):
        (usual,) = word(spans, day)
        assert word_on(spans, day) in {usual, "certain", "no"}


@given(known_bounds)
def test_a_day_on_which_a_source_says_it_held_is_certain(known: Bounds) -> None:
    spans = worked_out([known])
    for day in set(known.attested) - set(known.not_held):
        assert word_on(spans, day) in {"certain", "disputed"}


def test_a_day_outside_all_spans_is_unknown() -> None:
    assert word_on([Stretch(FIRST, FIRST + DAY, "certain")], FIRST + DAY) == "unknown"
