"""Pages in a real browser: no fault, nothing from elsewhere, no barrier, in any size and scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import SIZES, browsing, needs_axe, needs_browser, visit
from playwright.sync_api import Browser, expect
from served import Server, serving

from comity.serve.pages.layout import NAVIGATION

pytestmark = needs_browser
ANSWER = "/ask?query=membership/members-on&body=org/nato&date=2024-03-07"
SAID = "/ask?query=statements/denied"
PATHS = [
    *(place.path for place in NAVIGATION),
    ANSWER,
    SAID,
    "/ask?query=membership/status-on",
    "/ask?q=Is+the+weather+nice+in+Brussels%3F",
    "/articles?words=sweden",
    "/page/org/nato",
    "/page/state/swe",
    "/page/membership/org/nato/state/swe",
    "/page/person",
]


@pytest.fixture(scope="module")
def server(samples: Path) -> Iterator[Server]:
    with serving(samples) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture(scope="module")
def article(browser: Browser, server: Server) -> str:
    """The path of an article."""
    with visit(browser, server, "/articles?words=sweden") as seen:
        path = seen.page.locator("table a").first.get_attribute("href")
        assert path
        return path


@pytest.mark.parametrize(("width", "scheme"), SIZES[::3])
def test_no_page_has_a_fault_goes_elsewhere_or_is_too_wide(
    browser: Browser, server: Server, article: str, width: int, scheme: str
) -> None:
    with visit(browser, server, "/", width, scheme) as seen:
        for path in [*PATHS, article]:
            seen.go(path)
            assert (seen.faults, seen.is_too_wide) == ([], False), path


@needs_axe
@pytest.mark.parametrize(("width", "scheme"), SIZES[1:3])
def test_axe_finds_no_serious_barrier(
    browser: Browser, server: Server, article: str, width: int, scheme: str
) -> None:
    with visit(browser, server, "/", width, scheme) as seen:
        for path in [*PATHS, article, "/nothing/here"]:
            seen.go(path)
            assert seen.grave() == [], path


def test_everything_works_without_javascript(
    browser: Browser, server: Server, article: str
) -> None:
    with visit(browser, server, "/", scripts=False) as seen:
        seen.page.fill("#q", "Who was a member of NATO on 7 March 2024?")
        seen.page.click("form.ask button")
        expect(seen.page.locator("table.answer tbody tr").nth(2)).to_be_visible()
        seen.page.locator("a.ev").first.click()
        expect(seen.page).to_have_url(re.compile("#w1$"))
        seen.page.locator("#w1 a").first.click()
        expect(seen.page).to_have_url(re.compile("/articles/"))
        expect(seen.page.locator("mark:target")).to_have_count(1)
        seen.page.goto(f"{seen.home}/ask?query=membership/joined-in")
        seen.page.fill("input[name=year]", "2024")
        seen.page.click("form.query button")
        expect(seen.page.locator("table.answer")).to_contain_text("Sweden")


def test_kinds_are_switched_by_style_alone(browser: Browser, server: Server, article: str) -> None:
    with visit(browser, server, article, scripts=False) as seen:
        mark = seen.page.locator(".text mark.kM").first
        shown = "e => getComputedStyle(e).textDecorationLine"
        before = mark.evaluate(shown)
        seen.page.uncheck("#show-M")
        assert (before, mark.evaluate(shown)) == ("underline", "none")
        expect(seen.page.locator(".notes > .kM").first).to_be_hidden()
        seen.page.uncheck("#show-notes")
        expect(seen.page.locator(".notes").first).to_be_hidden()


def test_the_keyboard_reaches_the_content_the_box_and_every_link(
    browser: Browser, server: Server
) -> None:
    with visit(browser, server, ANSWER) as seen:
        focused = "() => document.activeElement.matches(':focus-visible')"
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.className") == "skip"
        assert seen.page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("#main")).to_be_focused()
        seen.page.keyboard.press("Tab")
        expect(seen.page.locator("#q")).to_be_focused()
        for _ in range(40):
            seen.page.keyboard.press("Tab")
            assert seen.page.evaluate(focused), "what has the focus is seen to have it"
            if "ev" in seen.page.evaluate("document.activeElement.className").split():
                break
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("li.passage:target")).to_have_count(1)


def test_a_field_offers_what_the_build_knows_as_it_is_typed(
    browser: Browser, server: Server
) -> None:
    with visit(browser, server, "/ask?query=membership/members-on") as seen:
        field = seen.page.locator("input[name=body]")
        with seen.page.expect_response(lambda r: "/values/body?" in r.url and r.ok):
            field.press_sequentially("north atl")
        offered = field.evaluate("e => [...e.list.options].map(o => o.value)")
        assert "org/nato" in offered
        assert seen.faults == []


def test_what_is_left_empty_does_not_stand_in_the_address(browser: Browser, server: Server) -> None:
    with visit(browser, server, "/ask?query=membership/joined-in") as seen:
        seen.page.fill("input[name=year]", "2024")
        seen.page.click("form.query button")
        seen.page.wait_for_url("**/ask?query=membership%2Fjoined-in&year=2024")


def test_a_printed_page_has_no_navigation_and_all_its_words(
    browser: Browser, server: Server
) -> None:
    with visit(browser, server, ANSWER) as seen:
        seen.page.emulate_media(media="print")
        assert seen.page.locator("header.site").is_hidden()
        assert seen.page.locator("form.ask").is_hidden()
        assert seen.page.locator("li.passage").first.is_visible()
