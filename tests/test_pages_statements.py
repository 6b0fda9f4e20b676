"""Statements by person, topic and date; what several outlets tell stands side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import browsing, needs_axe, needs_browser, visit
from pageworld import page, refused, world
from served import Server

from comity.serve.pages.statements import Asked, statements
from comity.serve.snapshot import Opened, Snapshot, opened

OFFICE = "open a new office for trade in Suva"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with world(tmp_path_factory.mktemp("statements")) as found:
        yield found


@pytest.fixture(scope="module")
def build(samples: Path) -> Opened:
    return opened(Snapshot(samples, "samples"))


def test_what_two_outlets_tell_is_one_statement_side_by_side(server: Server) -> None:
    found = page(server, "/statements?several=1")
    (article,) = found.all("article")
    assert "told twice, in 2 articles" in article.text
    assert "1 independent source" in article.text
    (beside,) = found.all("div", "beside")
    assert beside.text.count(OFFICE) == 2
    assert "The Reef Courier" in beside.text
    assert "Lagoon News" in beside.text


@pytest.mark.parametrize(
    ("mode", "words"),
    [("denied", "Kiribati had applied"), ("hedged", "Tonga may join"), ("said", OFFICE)],
)
def test_how_a_thing_is_said_can_be_asked_for(server: Server, mode: str, words: str) -> None:
    found = page(server, f"/statements?person=Jonas+Musterfrau&mode={mode}")
    (article,) = found.all("article")
    assert words in article.text
    manners = {element.text for element in found.all("span", "manner")}
    assert manners == (set() if mode == "said" else {mode})


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("person=Jonas+Musterfrau", 3),
        ("topic=TRADE+IN+SUVA", 1),
        ("topic=weather", 0),
        ("since=2004-03&until=2004", 3),
        ("since=2005", 0),
        ("until=2003", 0),
        ("", 4),
    ],
)
def test_person_topic_and_dates_choose(server: Server, query: str, count: int) -> None:
    assert len(page(server, f"/statements?{query}").all("article")) == count


def test_each_rendering_leads_to_its_words_in_the_article(server: Server) -> None:
    found = page(server, "/statements?mode=denied")
    link = next(link for link in found.links if link.startswith("/articles/"))
    path, _, anchor = link.partition("#")
    assert found.link("Kiribati applied to").startswith("/page/claim/")
    assert page(server, path).by_id(anchor)


@pytest.mark.parametrize(
    ("query", "why"),
    [("mode=shouted", "no mode"), ("since=soon", "soon"), ("person=Nobody+Known", "nobody known")],
)
def test_what_cannot_be_asked_is_told(server: Server, query: str, why: str) -> None:
    assert why in refused(server, f"/statements?{query}")


def test_words_of_articles_are_never_markup(server: Server) -> None:
    found = page(server, "/statements?person=Samoa")
    assert not found.all("img")
    assert "<img src=x onerror=alert(2)>" in found.words


def test_pages_hold_each_statement_once_in_one_order(
    build: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = statements(build, Asked(), 1)
    monkeypatch.setattr("comity.serve.pages.statements._SIZE", 7)
    pages = [statements(build, Asked(), number) for number in range(1, -(-whole.total // 7) + 1)]
    keys = [one.key for found in pages for one in found.statements]
    assert len(keys) == len(set(keys)) == whole.total
    assert keys[: len(whole.statements)] == [one.key for one in whole.statements]


@needs_browser
def test_the_page_is_quiet_and_fits_a_phone(server: Server) -> None:
    with browsing() as browser, visit(browser, server, "/statements", 360, "dark") as visited:
        assert not visited.is_too_wide
        assert visited.faults == []


@needs_browser
@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(server: Server, scheme: str) -> None:
    with browsing() as browser, visit(browser, server, "/statements", scheme=scheme) as visited:
        assert visited.grave() == []
