"""Timelines: what is drawn is what the stored queries answer, for every day, and it can be read."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browsing import browsing, needs_axe, needs_browser, visit
from hypothesis import given
from hypothesis import strategies as st
from pageworld import page, refused, world
from playwright.sync_api import Browser, expect
from served import Server, serving

from comity.report.chart import Axis
from comity.report.facts import Fact
from comity.report.memberships import Held
from comity.report.timeline import Bounds, Stretch, worked_out
from comity.serve.pages.layout import environment
from comity.serve.pages.timeline import timeline
from comity.serve.snapshot import Opened, Snapshot, opened
from comity.storedquery import ParameterType

GROUP = "/timeline?body=Melanesian+Spearhead+Group"
NATO = "/timeline?body=org/nato"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with world(tmp_path_factory.mktemp("timeline")) as found:
        yield found


@pytest.fixture(scope="module")
def sampled(samples: Path) -> Iterator[Server]:
    with serving(samples) as found:
        yield found


@pytest.fixture(scope="module")
def build(samples: Path) -> Opened:
    return opened(Snapshot(samples, "samples"))


def test_without_a_body_the_page_offers_bodies_and_members(sampled: Server) -> None:
    found = page(sampled, "/timeline")
    assert "/timeline?body=org%2Fnato" in found.links
    assert "/timeline?member=state%2Ffin" in found.links


def test_a_body_shows_its_members_each_with_a_lane_and_a_row(server: Server) -> None:
    found = page(server, GROUP)
    assert [e.text for e in found.all("a", "who")] == ["Fiji", "Vanuatu"]
    for bar in found.all("rect"):
        if bar.parent and bar.parent.tag == "a":
            assert bar.parent.get("href").startswith("#membership/")
            assert found.by_id(bar.parent.get("href")[1:]).tag == "tr"


def test_each_row_leads_to_the_words_it_rests_on(server: Server) -> None:
    found = page(server, GROUP)
    assert "Fiji joined the Melanesian Spearhead Group in 1996." in found.words
    marks = [e.get("href")[1:] for e in found.all("a", "ev")]
    assert marks
    assert {found.by_id(mark).tag for mark in marks} == {"li"}


def test_a_start_of_which_the_year_is_known_fades_in(server: Server) -> None:
    found = page(server, GROUP)
    assert "it began in between" in next(
        e for e in found.all("svg") if "Fiji" in e.get("aria-label")
    ).get("aria-label")
    assert [e for e in found.all("rect") if e.classes >= {"possible", "start"}]


def test_the_day_is_a_form_without_scripts(server: Server) -> None:
    found = page(server, f"{GROUP}&as-of=1996-06-01")
    assert found.by_id("as-of").get("value") == "1996-06-01"
    assert [e.text for e in found.all("span", "on") if e.parent and "row" in e.parent.classes] == [
        "possible",
        "possible",
    ]
    assert {e.get("x1") for e in found.all("line", "day")} != {""}


def test_a_year_is_its_first_day(server: Server) -> None:
    assert page(server, f"{GROUP}&as-of=1994").by_id("as-of").get("value") == "1994-01-01"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (f"{GROUP}&as-of=soon", "soon"),
        (f"{GROUP}&member=Fiji", "a body and a member"),
        ("/timeline?body=Atlantis+League", "no body is known"),
        (f"{GROUP}&page=x", "page"),
    ],
)
def test_what_cannot_be_drawn_is_told(server: Server, path: str, why: str) -> None:
    assert why in refused(server, path)


def test_a_member_shows_all_its_bodies(sampled: Server) -> None:
    found = page(sampled, "/timeline?member=state/fin")
    assert "North Atlantic Treaty Organization (NATO)" in {e.text for e in found.all("a", "who")}


def test_a_body_nobody_speaks_of_says_so(sampled: Server) -> None:
    assert "No source says anything" in page(sampled, "/timeline?body=org/apec").words


def test_the_word_of_every_day_is_that_of_the_stored_query(build: Opened) -> None:
    drawn = timeline(build, ParameterType.BODY, "org/nato", None, 1)
    assert drawn.axis
    days = {
        day + dt.timedelta(step) for one in drawn.held for day in one.days for step in (-1, 0, 1)
    }
    for day in sorted(days):
        answer = build.target.ask("membership/members-on", {"body": "org/nato", "date": f"{day}"})
        stored = {
            (r.values["member_label"], r.values["answer"])
            for r in answer.rows
            if r.values["status"] == "member"
        }
        held = {(one.who, one.on(day)) for one in drawn.held if one.what == "member"}
        assert {
            pair for pair in held if pair[1] in {"certain", "presumed", "possible", "disputed"}
        } == stored


def test_long_lists_are_drawn_a_page_at_a_time(
    build: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.serve.pages.timeline._SIZE", 2)
    pages = [timeline(build, ParameterType.BODY, "org/nato", None, n) for n in (1, 2, 3)]
    who = [{one.who for one in page.held} for page in pages]
    assert [len(names) for names in who] == [2, 2, 2]
    assert not who[0] & who[1]
    assert pages[0].total == pages[2].total == 6


# What is drawn of any intervals.

_DAY = dt.date(1990, 1, 1)
days = st.integers(0, 12000).map(lambda number: _DAY + dt.timedelta(days=number))
pair = st.one_of(
    st.just((None, None)),
    st.tuples(st.none(), days),
    st.tuples(days, st.none()),
    st.tuples(days, days).map(lambda two: (min(two), max(two))),
)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    start, end = draw(pair), draw(pair)
    attested = tuple(sorted(set(draw(st.lists(days, max_size=3)))))
    return Bounds(*start, *end, attested, disputed := (), draw(st.booleans()) and not disputed)


def held_of(several: list[Bounds], who: str) -> Held:
    facts = tuple(
        Fact(f"membership/{n}", who, (), (), (), None, (), "", one, ())
        for n, one in enumerate(several)
    )
    spans = tuple(worked_out(several))
    axis = Axis.of(day for one in several for day in one.days)
    return Held(
        who, "member", "legal", facts, spans, lane=axis.lane(spans, several) if axis else None
    )


known = bounds().filter(lambda one: one.days)


@given(st.lists(known, min_size=1, max_size=3))
def test_a_certain_bar_never_exceeds_the_bounds_of_its_interval(several: list[Bounds]) -> None:
    axis = Axis.of(day for one in several for day in one.days)
    assert axis
    cores = [
        (axis.place(one.start_latest), axis.place(one.end_earliest))
        for one in several
        if one.start_latest and one.end_earliest and one.start_latest < one.end_earliest
    ]
    for bar in axis.lane(worked_out(several), several).bars:
        if bar.looks == "certain":
            low = float(bar.x.rstrip("%"))
            high = low + float(bar.width.rstrip("%"))
            inside = [(a, b) for a, b in cores if a <= high + 0.01 and low - 0.01 <= b]
            assert inside
            assert min(a for a, _ in inside) - 0.01 <= low
            assert high <= max(b for _, b in inside) + 0.01


@given(st.lists(known, min_size=1, max_size=3), st.text(max_size=8), days)
def test_any_intervals_draw_well_formed_svg(several: list[Bounds], who: str, day: dt.date) -> None:
    who = "".join(c for c in who if c.isprintable())
    held, axis = held_of(several, who), Axis.of(d for one in several for d in one.days)
    source = '{% import "lanes.html.j2" as lanes %}{{ lanes.chart(axis, [held], "x", true, day) }}'
    html = environment().from_string(source).render(axis=axis, held=held, day=day)
    root = ElementTree.fromstring(html)  # noqa: S314 - our own
    for rect in root.iter("rect"):
        x, width = (float(rect.attrib[name].rstrip("%")) for name in ("x", "width"))
        assert 0 <= x <= 100.001
        assert width >= 0
        assert x + width <= 100.01
    spans = json.loads(
        next(e for e in root.iter("div") if "data-spans" in e.attrib).attrib["data-spans"]
    )
    assert len(spans) == len(held.spans)


def test_spans_for_the_script_say_what_python_says() -> None:
    span = Stretch(_DAY, None, "presumed", held=(_DAY,))
    held = Held("Fiji", "member", "legal", (), (span,))
    assert json.loads(held.spans_json) == [["1990-01-01", None, "presumed", ["1990-01-01"], []]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@needs_browser
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_is_quiet_and_fits_a_phone(
    browser: Browser, sampled: Server, scripts: bool
) -> None:
    with visit(browser, sampled, NATO, 360, scripts=scripts) as visited:
        assert not visited.is_too_wide
        assert visited.faults == []


@needs_browser
@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Browser, sampled: Server, scheme: str) -> None:
    for path in (NATO, "/timeline"):
        with visit(browser, sampled, path, scheme=scheme) as visited:
            assert visited.grave() == []


@needs_browser
def test_the_slider_says_what_the_server_says(browser: Browser, server: Server) -> None:
    with visit(browser, server, GROUP) as visited:
        visited.page.fill("#as-of", "1996-06-01")
        visited.page.dispatch_event("#as-of", "change")
        live = visited.page.eval_on_selector_all(".row .on", "all => all.map(e => e.textContent)")
        expect(visited.page).to_have_url(re.compile("as-of=1996-06-01"))
        line = visited.page.get_attribute("line.day", "x1")
        assert visited.faults == []
    drawn = page(server, f"{GROUP}&as-of=1996-06-01")
    assert live == [
        e.text for e in drawn.all("span", "on") if e.parent and "row" in e.parent.classes
    ]
    there = drawn.all("line", "day")[0].get("x1")
    assert abs(float(line.rstrip("%")) - float(there.rstrip("%"))) < 0.01


@needs_browser
def test_the_arrow_keys_go_along_the_bars(browser: Browser, server: Server) -> None:
    with visit(browser, server, GROUP) as visited:
        visited.page.focus("a.who")
        visited.page.keyboard.press("ArrowRight")
        said = visited.page.inner_text(".pointed")
        assert re.match(r"Fiji – member – possible", said)
        visited.page.keyboard.press("Enter")
        expect(visited.page).to_have_url(re.compile("#membership/"))
