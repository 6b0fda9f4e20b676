"""Things on pages: what is known of each, how things lead to one another, and to the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from htmlpages import Page
from served import Server, serving

from comity.opened import open_build
from comity.store import Solutions
from comity.terms import PREFIXES

_CLASSES = """
PREFIX comity: <https://w3id.org/comity/ns#>
SELECT ?class (SAMPLE(?thing) AS ?one) (MIN(?thing) AS ?other) {
  ?thing a ?class
  FILTER(STRSTARTS(STR(?class), STR(comity:)) && CONTAINS(STR(?thing), "/id/"))
} GROUP BY ?class"""


@pytest.fixture(scope="module")
def server(samples: Path) -> Iterator[Server]:
    with serving(samples) as found:
        yield found


@pytest.fixture(scope="module")
def examples(samples: Path) -> dict[str, str]:
    """A thing of each class, by the class: its key."""
    build = open_build(samples)
    found = build.store().query(_CLASSES)
    assert isinstance(found, Solutions)
    home = f"{build.terms.base}id/"
    return {
        row["class"].value.removeprefix(PREFIXES["comity"]): row["one"].value.removeprefix(home)
        for row in found
    }


def fetched(server: Server, key: str, status: int = 200) -> Page:
    reply = server.send("GET", f"/page/{key}", headers={"Accept": "text/html"})
    assert reply.status == status, (key, reply.status, reply.text[-500:])
    return Page(reply.text)


def test_a_thing_of_every_class_has_a_page_with_a_name(
    server: Server, examples: dict[str, str]
) -> None:
    assert len(examples) > 25
    for name, key in examples.items():
        if name == "Article":
            assert server.send("GET", f"/page/{key}").status == 308
        elif name == "Passage":
            reply = server.send("GET", f"/page/{key}")
            assert (reply.status, reply.headers["location"][:10]) == (303, "/articles/")
        else:
            page = fetched(server, key)
            assert page.one("h1").text.strip(), name
            assert "://" not in page.one("h1").text


def test_facts_are_named_by_what_they_say(server: Server, examples: dict[str, str]) -> None:
    unnamed = {"AsOfSpan", "Relay", "Article", "Passage", "Outlet"}
    for name in {*examples} - unnamed:
        title = fetched(server, examples[name]).one("h1").text
        assert "/" not in title.replace("and/or", ""), (name, title)


def test_an_organisation_shows_its_members_offices_and_what_is_said_of_it(server: Server) -> None:
    page = fetched(server, "org/nato")
    sections = {e.get("id") for e in page.all("h2")}
    assert {"members", "offices", "about", "words"} <= sections
    assert page.link("Sweden, NATO: member").startswith("/page/membership/org/nato/state/swe/")
    assert "/timeline?body=org%2Fnato" in page.links
    assert any(link.startswith("/ask?query=membership%2Fmembers-on&body=") for link in page.links)


def test_a_state_a_person_and_a_fact_lead_to_one_another(server: Server) -> None:
    state = fetched(server, "state/swe")
    interval = unquote(state.link("Sweden, NATO: member")).removeprefix("/page/")
    membership = unquote(fetched(server, interval).link("Sweden")).removeprefix("/page/")
    assert membership
    fact = fetched(server, "membership/org/nato/state/swe")
    assert fact.link("Sweden") == "/page/state/swe"
    assert fact.link("North Atlantic Treaty Organization") == "/page/org/nato"
    assert fact.all("mark", "quoted")


def test_a_fact_shows_its_rule_its_sources_and_all_its_words(server: Server) -> None:
    page = fetched(server, "membership/org/nato/state/swe/interval/member/1")
    assert "by the rule" in page.words
    assert "source" in page.words
    words = fetched(server, "membership/org/nato/state/swe/interval/member/1?section=words")
    assert len(words.all("li", "passage")) >= len(page.all("li", "passage")) > 0


def test_a_claim_shows_how_it_is_said_and_what_rests_on_it(
    server: Server, examples: dict[str, str]
) -> None:
    page = fetched(server, examples["Roster"])
    assert page.all("abbr", "kind")
    assert len(page.all("li", "passage")) >= 1
    assert any(link.startswith("/articles/") for link in page.links)
    assert "rests" in {e.get("id") for e in page.all("h2")}


def test_what_the_reference_knows_and_no_article_names_says_so(server: Server) -> None:
    page = fetched(server, "state/tuv")
    assert "Tuvalu" in page.one("h1").text
    assert "No article that this build has read" in page.words


def test_a_section_can_be_looked_at_alone_in_pages(server: Server) -> None:
    page = fetched(server, "org/nato?section=about")
    assert [e.get("id") for e in page.all("h2") if e.get("id") != "words"] == ["about"]


@pytest.mark.parametrize("query", ["section=none", "page=0", "page=x", "page=99999999999"])
def test_sections_and_pages_that_are_none_are_refused(server: Server, query: str) -> None:
    assert server.send("GET", f"/page/org/nato?{query}").status in (400, 404)


def test_a_thing_that_is_not_there_offers_those_of_a_like_name(server: Server) -> None:
    page = fetched(server, "org/natoo", 404)
    assert page.link("North Atlantic Treaty Organization") == "/page/org/nato"


@pytest.mark.parametrize("key", ["a%20b", "%3Cscript%3E", "..", "x" * 3000, "%00", "state/"])
def test_strange_keys_are_not_found(server: Server, key: str) -> None:
    assert server.send("GET", f"/page/{key}").status == 404


def test_things_are_listed_by_kind_and_found_by_name(server: Server) -> None:
    kinds = Page(server.send("GET", "/page").text)
    assert kinds.link("North Atlantic Treaty Organization") == "/page/org/nato"
    assert Page(server.send("GET", "/page/state").text).link("Sweden") == "/page/state/swe"
    found = Page(server.send("GET", "/page?words=north+atlantic+treaty").text)
    assert "/page/org/nato" in found.links
    assert "/page/treaty/north-atlantic-treaty" in found.links
