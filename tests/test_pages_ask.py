"""Asking on pages: forms, plain questions, answers with their words, and what is not answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from htmlpages import Page
from served import Server, serving

from comity.queries import stored_queries
from comity.serve.pages.passages import around
from comity.serve.pages.stored import topics
from comity.storedquery import StoredQuery

FOR_PEOPLE = [query for several in topics().values() for query in several]


@pytest.fixture(scope="module")
def server(samples: Path) -> Iterator[Server]:
    with serving(samples) as found:
        yield found


def asked(server: Server, status: int = 200, **given: str) -> Page:
    reply = server.send("GET", f"/ask?{urlencode(given)}", headers={"Accept": "text/html"})
    assert reply.status == status, reply.text[-2000:]
    return Page(reply.text)


def test_the_first_page_offers_what_the_build_can_answer(server: Server) -> None:
    reply = server.send("GET", "/", headers={"Accept": "text/html"})
    examples = [e for e in Page(reply.text).all("a") if e.get("href").startswith("/ask?query=")]
    assert len(examples) > 6
    for example in examples:
        found = Page(server.send("GET", example.get("href")).text)
        rows = found.all("table", "answer") or found.all("div", "told")
        assert rows, f"no answer to {example.text}"


@pytest.mark.parametrize("query", FOR_PEOPLE, ids=lambda query: query.name)
def test_every_stored_query_has_a_form_and_an_answer(server: Server, query: StoredQuery) -> None:
    form = asked(server, query=query.name)
    fields = {e.get("name") for e in form.all("input") if e.parent and e.parent.tag == "div"}
    assert {p.name for p in query.parameters} <= fields
    given = {p.name: p.default for p in query.parameters if p.default is not None}
    answer = asked(server, query=query.name, **given)
    assert query.name in answer.words
    assert answer.all("tbody") or answer.all("div", "told") or answer.all("div", "notice")


def test_the_look_ups_of_the_engine_are_no_questions_for_people() -> None:
    hidden = {query.name for query in stored_queries()} - {query.name for query in FOR_PEOPLE}
    assert {name.partition("/")[0] for name in hidden} == {"lookup"}


def test_a_row_leads_to_the_passage_and_the_passage_to_the_article_at_its_mark(
    server: Server,
) -> None:
    found = asked(server, query="joined-in", year="2024")
    row = next(e for e in found.all("tr") if "Sweden" in e.text)
    number = next(e for e in found.all("a", "ev") if e.parent and e.parent.parent is row)
    passage = found.by_id(number.get("href").removeprefix("#"))
    mark = next(e for e in found.all("mark") if e.parent and e.parent.parent is passage)
    assert "Sweden" in mark.text
    link = next(link for link in found.links if link.startswith("/articles/nato-sweden"))
    article = Page(server.send("GET", link.partition("#")[0]).text)
    words = [e.text for e in article.all("mark") if e.get("id") == urlsplit(link).fragment]
    assert mark.text in words


def test_of_a_quotation_only_the_quoted_words_are_marked(server: Server) -> None:
    found = asked(server, query="statements/denied")
    quotes = [e for e in found.all("blockquote") if e.parent]
    marks = {id(e.parent): e.text for e in found.all("mark")}
    assert any(len(marks[id(quote)]) < len(quote.text) for quote in quotes)


def test_a_plain_question_is_answered_and_says_as_what_it_was_taken(server: Server) -> None:
    found = asked(server, q="Who was a member of NATO on 7 March 2024?")
    assert "membership/members-on" in found.words
    assert found.link("North Atlantic Treaty Organization") == "/page/org/nato"
    assert "Sweden" in found.one("table", "answer").text
    assert found.by_id("q").get("value") == "Who was a member of NATO on 7 March 2024?"


def test_a_question_that_is_not_understood_is_declined(server: Server) -> None:
    found = asked(server, q="Is the weather nice in Brussels?")
    assert "not answered" in found.one("h1").text
    assert not found.all("table")


def test_an_empty_answer_says_what_is_not_known(server: Server) -> None:
    found = asked(server, query="joined-in", year="1731")
    assert "1731" in found.one("div", "notice").text
    assert not found.all("table")


def test_what_is_known_nearby_leads_to_its_passages(server: Server) -> None:
    found = asked(server, q="Which states joined the CSTO in 1993?")
    assert "No source says" in found.one("div", "notice").text
    told = next(e for e in found.all("li") if "Azerbaijan, Belarus and Georgia" in e.text)
    marks = [e for e in found.all("a", "ev") if e.parent is told]
    words = [found.by_id(mark.get("href").removeprefix("#")).text for mark in marks]
    assert any("Azerbaijan" in passage for passage in words)
    assert all("href" in mark.attributes for mark in marks)


def test_what_is_still_to_be_chosen_is_said_without_complaint(server: Server) -> None:
    found = asked(server, query="members-on", body="org/nato")
    assert "date" in found.one("div", "notice").text
    assert found.by_id("membership-members-on-body").get("value") == "org/nato"


@pytest.mark.parametrize(
    ("given", "status", "says"),
    [
        ({"query": "members-on", "body": "Natoo", "date": "2024-03-07"}, 400, "NATO"),
        ({"query": "members-on", "body": "org/nato", "date": "2024-02-31"}, 400, "2024-02-31"),
        ({"query": "members-on", "bodey": "org/nato"}, 400, "body"),
        ({"query": "joined", "year": "2004"}, 400, "joined-in"),
        ({"query": "single-source", "page": "none"}, 400, "no number of a page"),
    ],
)
def test_what_cannot_be_asked_says_what_to_do(
    server: Server, given: dict[str, str], status: int, says: str
) -> None:
    assert says in asked(server, status, **given).words


def test_long_answers_come_in_pages_that_share_no_row(server: Server) -> None:
    seen: list[str] = []
    path = "/ask?query=evidence/single-source"
    while path:
        found = Page(server.send("GET", path).text)
        keys = [e.get("href") for e in found.all("a") if e.parent and e.parent.tag == "th"]
        seen += keys
        path = next((e.get("href") for e in found.all("a") if e.get("rel") == "next"), "")
        assert len(found.one("tbody").text) < 40_000
        if path and len(seen) > 400:
            break
    assert len(seen) > 100
    assert len(seen) == len(set(seen))


def test_an_answer_has_a_lasting_link_and_can_be_taken_along(server: Server) -> None:
    found = asked(server, query="joined-in", year="2024")
    query = parse_qs(urlsplit(found.link("A lasting link")).query)
    assert (query["query"], query["year"]) == (["membership/joined-in"], ["2024"])
    assert len(query["build"][0]) == 64
    for name, begins in (("CSV", b"member,"), ("JSON", b"{"), ("Markdown", b"|")):
        reply = server.send("GET", found.link(name))
        assert (reply.status, reply.body[: len(begins)]) == (200, begins)
    assert "comity ask membership/joined-in --set year=2024" in found.words


def test_a_link_of_another_build_says_so(server: Server) -> None:
    found = asked(server, query="joined-in", year="2024", build="0" * 64)
    assert "made for the build" in found.words


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One. Two joined it. Three.", "Two joined it.", ("", "")),
        (
            "One. In 2004 two joined it, they said. Three.",
            "two joined it",
            ("In 2004 ", ", they said."),
        ),
        ("It left.Two joined it.Three", "Two joined it.", ("", "")),
        ("A\n\nTwo joined\n\nB", "Two joined", ("", "")),
        ("Two joined", "Two joined", ("", "")),
    ],
)
def test_a_passage_is_shown_in_its_sentence(
    text: str, words: str, expected: tuple[str, str]
) -> None:
    start = text.index(words)
    assert around(text, start, start + len(words)) == expected
