"""Plots: the numbers are right, what is drawn is the numbers, and they can be taken away."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from browsing import browsing, needs_axe, needs_browser, visit
from hypothesis import example, given
from hypothesis import strategies as st
from pageworld import page, refused, world
from served import Server

from comity.fuse.story import Answer
from comity.report.chart import Axis
from comity.report.timeline import Stretch, word_on
from comity.serve.pages.numbers import COUNTED, Series, Step, months, steps
from comity.serve.pages.plotted import HEIGHT, ROW, drawn_months, drawn_steps, month_axis, scale

GROUP = "body=Melanesian+Spearhead+Group"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with world(tmp_path_factory.mktemp("plots")) as found:
        yield found


def test_the_page_draws_members_statements_and_articles(server: Server) -> None:
    found = page(server, f"/plots?{GROUP}")
    assert [e.text for e in found.all("h2")] == [
        "Members over time",
        "Statements by topic and month",
        "Articles by outlet and month",
    ]
    assert len(found.all("svg", "plot")) >= 3
    assert "from 2004-03-05 to before 2004-03-06: 1 certain, 1 possible" in found.words


def test_a_bar_leads_to_the_statements_that_it_counts(server: Server) -> None:
    found = page(server, "/plots?topics=Suva")
    (link,) = [one for one in found.links if one.startswith("/statements?topic=Suva")]
    assert len(page(server, link).all("article")) == 1


def test_the_numbers_can_be_taken_as_csv_and_json(server: Server) -> None:
    reply = server.send("GET", f"/plots/members.csv?{GROUP}")
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    assert [(row["from"], row["least"], row["most"]) for row in rows][-2:] == [
        ("2004-03-05", "1", "2"),
        ("2004-03-06", "0", "2"),
    ]
    assert reply.headers["content-disposition"].startswith("attachment")
    told = json.loads(server.send("GET", "/plots/statements.json?topics=Suva,weather").body)
    assert told == [{"topic": "Suva", "month": "2004-03", "statements": 1}]


def test_a_spreadsheet_does_not_run_what_an_outlet_is_called(server: Server) -> None:
    reply = server.send("GET", "/plots/articles.csv")
    assert "\n'=2+5+cmd,,1" in reply.text.replace("\r", "")


def test_what_cannot_be_plotted_is_told(server: Server) -> None:
    assert "too many topics" in refused(server, "/plots?topics=a,b,c,d,e,f,g")
    assert server.send("GET", "/plots/weather.csv").status == 404
    assert server.send("GET", "/plots/members.exe").status == 404


_DAY = dt.date(2000, 1, 1)
_WORDS = st.sampled_from([answer.value for answer in Answer])


@st.composite
def statuses(draw: st.DrawFn) -> list[Stretch]:
    """The spans of a status, from the first of days to the last."""
    cuts = sorted(draw(st.sets(st.integers(1, 30), max_size=4)))
    days = [_DAY + dt.timedelta(cut) for cut in cuts]
    ends = [None, *days, None]
    spans = []
    days = [_DAY + dt.timedelta(number) for number in range(32)]
    for start, end in pairwise(ends):
        inside = [d for d in days if (not start or start <= d) and (not end or d < end)]
        held = draw(st.lists(st.sampled_from(inside), max_size=1)) if inside else []
        spans.append(Stretch(start, end, draw(_WORDS), held=tuple(held)))
    return spans


members = st.lists(st.lists(statuses(), min_size=1, max_size=2), min_size=1, max_size=4)


@given(members)
def test_each_day_has_the_numbers_of_its_members(several: list[list[list[Stretch]]]) -> None:
    rank = {answer.value: place for place, answer in enumerate(Answer)}
    found = steps(several)
    assert (found[0].start, found[-1].end) == (None, None)
    for day in (_DAY + dt.timedelta(number) for number in range(-1, 34)):
        words = [max((word_on(s, day) for s in of), key=rank.__getitem__) for of in several]
        expected = {word: n for word, n in Counter(words).items() if word in COUNTED}
        (step,) = [
            s for s in found if (not s.start or s.start <= day) and (not s.end or day < s.end)
        ]
        assert dict(step.counts) == expected
        assert step.least <= step.most <= len(several)


@given(members)
def test_what_is_drawn_lies_in_the_plot(several: list[list[list[Stretch]]]) -> None:
    found = steps(several)
    drawn = drawn_steps(found, Axis(_DAY, _DAY + dt.timedelta(40)))
    for box in drawn.boxes:
        assert 0 <= float(box.x.rstrip("%")) <= 100
        assert float(box.y) >= 0
        assert float(box.y) + float(box.height) <= HEIGHT + 0.1


@given(st.dictionaries(st.dates().map(lambda d: f"{d:%Y-%m}".zfill(7)), st.integers(1, 500)))
@example({"9999-12": 1})
def test_months_have_bars_as_high_as_their_numbers(by_month: dict[str, int]) -> None:
    series = Series("x", by_month, 0)
    axis, most = month_axis([series]), max(by_month.values(), default=0)
    if axis is None:
        assert not by_month
        return
    known = months([series])
    assert (known[0], known[-1]) == (min(by_month), max(by_month))
    for box in drawn_months(series, axis, most, {}).boxes:
        assert 0 <= float(box.x.rstrip("%")) <= 100
        assert 0 < float(box.height) <= ROW


@given(st.integers(0, 100_000))
def test_a_scale_is_round_short_and_high_enough(most: int) -> None:
    marks = scale(most)
    assert marks[0] == 0
    assert marks[-1] >= most
    assert 2 <= len(marks) <= 6


def test_a_step_says_the_least_and_the_most() -> None:
    step = Step(None, None, {"certain": 2, "possible": 3})
    assert (step.least, step.most) == (2, 5)


@needs_browser
def test_the_page_is_quiet_and_fits_a_phone(server: Server) -> None:
    with browsing() as browser, visit(browser, server, f"/plots?{GROUP}", 360) as visited:
        assert not visited.is_too_wide
        assert visited.faults == []


@needs_browser
@needs_axe
def test_axe_finds_no_serious_fault(server: Server) -> None:
    with browsing() as browser:
        for scheme in ("light", "dark"):
            with visit(browser, server, f"/plots?{GROUP}", scheme=scheme) as visited:
                assert visited.grave() == []
