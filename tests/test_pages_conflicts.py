"""Where the sources disagree: both sides with their words, by type and by what they are about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import browsing, needs_axe, needs_browser, visit
from pageworld import page, refused, world
from served import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with world(tmp_path_factory.mktemp("conflicts")) as found:
        yield found


def test_both_sides_stand_beside_each_other_with_their_words(server: Server) -> None:
    found = page(server, "/conflicts")
    (conflict,) = found.all("article", "conflict")
    assert "Conflict: how many members there are" in conflict.text
    five, four = sorted((side.text for side in found.all("div", "side")), key=lambda t: "four" in t)
    assert "The Melanesian Spearhead Group has five members." in five
    assert "The Reef Courier" in five
    assert "The Melanesian Spearhead Group has four members." in four
    assert "Lagoon News" in four


def test_each_side_leads_to_its_words_in_the_article(server: Server) -> None:
    found = page(server, "/conflicts")
    links = [link for link in found.links if link.startswith("/articles/") and "#" in link]
    assert len(links) == 2
    for link in links:
        path, _, anchor = link.partition("#")
        assert page(server, path).by_id(anchor)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("type=count", 1),
        ("kind=conflict", 1),
        ("kind=related", 0),
        ("body=Melanesian+Spearhead+Group", 1),
        ("body=Samoa", 0),
        ("type=count&kind=conflict&body=org/msg", 1),
    ],
)
def test_type_kind_and_body_choose(server: Server, query: str, count: int) -> None:
    assert len(page(server, f"/conflicts?{query}").all("article", "relation")) == count


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("type=weather", "no disagreement of the type"),
        ("kind=quarrel", "no kind"),
        ("body=Atlantis+League", "atlantis league"),
    ],
)
def test_what_cannot_be_asked_is_told(server: Server, query: str, why: str) -> None:
    assert why in refused(server, f"/conflicts?{query}")


@needs_browser
def test_the_page_is_quiet_and_fits_a_phone(server: Server) -> None:
    with browsing() as browser, visit(browser, server, "/conflicts", 360, "dark") as visited:
        assert not visited.is_too_wide
        assert visited.faults == []


@needs_browser
@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(server: Server, scheme: str) -> None:
    with browsing() as browser, visit(browser, server, "/conflicts", scheme=scheme) as visited:
        assert visited.grave() == []
