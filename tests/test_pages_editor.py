"""The editor: a plain form without scripts, and with them completion from the build's own terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import browsing, needs_axe, needs_browser, needs_editor, visit
from htmlpages import Page as Parsed
from pageworld import page
from playwright.sync_api import Browser, Page, expect
from served import Server, serving

from comity.queries import stored_queries

ASKED = "SELECT ?s WHERE { ?s a <https://w3id.org/comity/ns#State> } LIMIT 3"


@pytest.fixture(scope="module")
def server(samples: Path) -> Iterator[Server]:
    with serving(samples) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


def test_the_plain_form_posts_to_the_endpoint(server: Server) -> None:
    found = page(server, "/editor")
    form = found.by_id("editor")
    assert (form.get("action"), form.get("method")) == ("/sparql", "post")
    assert found.by_id("query").tag == "textarea"
    head = {"Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"}
    reply = server.send("POST", "/sparql", f"query={quote(ASKED)}".encode(), head)
    assert reply.status == 200
    assert len(Parsed(reply.text).all("tr")) == 4


def test_a_query_in_the_address_stands_in_the_form(server: Server) -> None:
    hostile = ASKED + "# </textarea><script>"
    assert page(server, f"/editor?query={quote(hostile)}").by_id("query").text.strip() == hostile


def test_every_stored_query_is_an_example(server: Server) -> None:
    links = page(server, "/editor").links
    asked = [query.name for query in stored_queries() if not query.name.startswith("lookup/")]
    assert {f"/editor?stored={quote(name, safe='')}" for name in asked} <= set(links)
    shown = page(server, "/editor?stored=membership/status-on").by_id("query").text
    assert shown.lstrip().startswith("PREFIX")
    assert "#+" not in shown
    assert server.send("GET", "/editor?stored=weather/today").status == 404


def test_terms_are_those_that_the_build_has(server: Server) -> None:
    path = page(server, "/editor").by_id("editor").get("data-terms")
    reply = server.send("GET", path)
    assert "immutable" in reply.headers["cache-control"]
    told = json.loads(reply.body)
    assert told["prefixes"]["comity"] == "https://w3id.org/comity/ns#"
    classes = {one["iri"]: one for one in told["classes"]}
    assert classes["https://w3id.org/comity/ns#Statement"]["count"] > 1
    assert classes["https://w3id.org/comity/ns#Statement"]["meaning"]
    assert "https://w3id.org/comity/ns#member" in {one["iri"] for one in told["properties"]}
    assert "no-cache" in server.send("GET", "/editor/terms/other.json").headers["cache-control"]


def _write(page: Page, text: str) -> None:
    """Another query; the editor reads what is typed a moment later."""
    for _ in range(20):
        page.click(".CodeMirror")
        for key in ("Control+a", "Delete"):
            page.keyboard.press(key)
            page.wait_for_timeout(100)
        page.keyboard.insert_text(text)
        page.wait_for_timeout(300)
        if page.input_value("#query") == text:
            return
    raise AssertionError(page.input_value("#query"))


def _offered(page: Page) -> list[str]:
    """What is offered where the cursor stands; a server under load may need a second asking."""
    for _ in range(8):
        page.keyboard.press("Control+Space")
        page.wait_for_timeout(1500)
        found: list[str] = page.eval_on_selector_all(
            ".CodeMirror-hint", "all => all.map(e => e.textContent)"
        )
        if found:
            return found
    return []


@needs_browser
@needs_editor
def test_classes_properties_and_names_are_completed(browser: Browser, server: Server) -> None:
    prefix = "PREFIX comity: <https://w3id.org/comity/ns#>\nSELECT * WHERE {\n  ?s "
    with visit(browser, server, "/editor") as visited:
        visited.page.wait_for_selector(".yasqe .CodeMirror")
        _write(visited.page, f"{prefix}a comity:Mem")
        assert any(hint.startswith("comity:MembershipInterval") for hint in _offered(visited.page))
        visited.page.keyboard.press("Escape")
        _write(visited.page, f"{prefix}comity:sta")
        assert any(hint.startswith("comity:statedBy") for hint in _offered(visited.page))
        visited.page.keyboard.press("Escape")
        _write(visited.page, f"{prefix}comity:member Finlan")
        assert "Finland (state)" in _offered(visited.page)
        visited.page.keyboard.press("Enter")
        assert "<https://w3id.org/comity/id/state/fin>" in visited.page.input_value("#query")
        assert visited.faults == []


@needs_browser
@needs_editor
def test_the_keyboard_runs_a_query_and_gets_out_of_the_editor(
    browser: Browser, server: Server
) -> None:
    with visit(browser, server, f"/editor?query={quote(ASKED)}", 360, "dark") as visited:
        visited.page.wait_for_selector(".yasqe .CodeMirror")
        visited.page.click(".CodeMirror")
        visited.page.keyboard.press("Tab")
        assert visited.page.evaluate("document.activeElement.id") == "run"
        visited.page.keyboard.press("Enter")
        visited.page.wait_for_selector("#results table")
        expect(visited.page.locator("#results tbody tr")).to_have_count(3)
        expect(visited.page).to_have_url(re.compile("query=SELECT"))
        assert not visited.is_too_wide
        assert visited.faults == []


@needs_browser
@pytest.mark.parametrize("query", [ASKED, "SELECT nonsense"])
def test_without_scripts_an_answer_is_a_page(browser: Browser, server: Server, query: str) -> None:
    with visit(browser, server, f"/editor?query={quote(query)}", scripts=False) as visited:
        visited.page.click("#run")
        expect(visited.page).to_have_url(re.compile("/sparql$"))
        expect(visited.page.locator("table tbody tr")).to_have_count(3 if query == ASKED else 0)


@needs_browser
@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Browser, server: Server, scheme: str) -> None:
    with visit(browser, server, "/editor?stored=membership/status-on", scheme=scheme) as visited:
        visited.page.wait_for_timeout(800)
        assert visited.grave() == []
        assert visited.faults == []
