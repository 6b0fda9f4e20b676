"""What holds of every page: its frame, links and headers, and what it does with hostile words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from htmlpages import Page
from served import Reply, Server, serving

from comity.build import build
from comity.serve.headers import POLICY
from comity.serve.pages.layout import NAVIGATION

_CRAWLED = 90
_ELSEWHERE = ("/api", "/data/", "/id/", "/sparql", "/void", "/static/", "/editor", "/graphs")
"""What is no page, or not of these tests."""
HOSTILE = (
    "Kenya joins <script>alert(1)</script> & the \u202eUNION\u202c\n\n"
    "Kenya joined the East African Community on 7 July 2000. "
    "“We are </blockquote><img src=x onerror=alert(2)> glad,” the spokesperson of Kenya said.\n"
)


@pytest.fixture(scope="module")
def server(samples: Path) -> Iterator[Server]:
    with serving(samples) as found:
        yield found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "words.txt").write_text(HOSTILE)
    (folder / "words.yaml").write_text(
        'url: https://news.example/3\noutlet: "<b onclick=x>Bold</b>"\npublished: 2001-02-03\n'
    )
    build([folder / "words.txt"], folder / "build", waiting=lambda: None)
    (article,) = (folder / "build" / "articles").glob("*.ttl")
    written = article.read_text()
    assert "https://news.example/3" in written
    article.write_text(written.replace("https://news.example/3", "javascript:alert(3)"))
    shutil.rmtree(folder / "build" / "store")
    with serving(folder / "build") as found:
        yield found


def fetched(server: Server, path: str, **headers: str) -> Reply:
    return server.send("GET", path, headers={"Accept": "text/html", **headers})


def page(server: Server, path: str) -> Page:
    reply = fetched(server, path)
    assert reply.status == 200, (path, reply.status, reply.text[:300])
    return Page(reply.text)


def test_every_page_has_one_heading_its_landmarks_and_a_title(server: Server) -> None:
    for place in NAVIGATION:
        found = page(server, place.path)
        assert found.one("h1").text.strip(), place
        assert found.one("main").get("id") == "main"
        assert found.one("html").get("lang") == "en"
        assert found.all("title")[0].text.strip() != "– comity"
        current = [e.get("href") for e in found.all("a") if e.get("aria-current")]
        assert current == [place.path]
        assert found.all("a")[0].get("href") == "#main", "the first link skips to the content"


def test_all_links_of_the_pages_lead_somewhere(server: Server) -> None:
    todo, seen, fragments = ["/"], {"/"}, set[tuple[str, str]]()
    pages: dict[str, Page] = {}
    while todo and len(pages) < _CRAWLED:
        path = todo.pop(0)
        pages[path] = found = page(server, path)
        assert len(set(found.ids)) == len(found.ids), f"an id twice on {path}"
        for link in found.links:
            target, fragment = urldefrag(link)
            if fragment:
                fragments.add((target or path, fragment))
            if urlsplit(link).scheme or target in seen or not target:
                continue
            seen.add(target)
            if not target.startswith(_ELSEWHERE):
                # One of each kind of page first, so that few pages are many kinds.
                todo.insert(0 if len(seen) % 7 == 0 else len(todo), target)
    assert len(pages) == _CRAWLED
    known = [(path, fragment) for path, fragment in fragments if path in pages]
    assert len(known) > 100
    assert [(p, f) for p, f in known if f not in pages[p].ids] == []


def test_nothing_runs_or_is_styled_inline_and_nothing_comes_from_elsewhere(server: Server) -> None:
    for place in NAVIGATION:
        reply = fetched(server, place.path)
        assert reply.headers["content-security-policy"] == POLICY
        for element in Page(reply.text).elements:
            assert element.tag != "style"
            assert not [name for name in element.attributes if name.startswith("on")]
            assert "style" not in element.attributes
            if element.tag == "script":
                assert element.get("src").startswith("/static/")
            if element.tag in {"link", "img"} and element.get("rel") != "canonical":
                assert (element.get("href") or element.get("src")).startswith("/static/")


def test_a_page_that_the_browser_has_is_not_sent_again(server: Server) -> None:
    first = fetched(server, "/queries")
    again = fetched(server, "/queries", **{"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_static_files_are_kept_for_ever_under_their_own_hash_only(server: Server) -> None:
    linked = (e.get("href") for e in page(server, "/queries").all("link"))
    address = next(href for href in linked if href.endswith("/style.css"))
    assert "immutable" in fetched(server, address).headers["cache-control"]
    assert fetched(server, address).headers["content-type"].startswith("text/css")
    other = fetched(server, "/static/0000000000000000/style.css")
    assert (other.status, other.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "path",
    ["/static/x/../layout.py", "/static/x/..%2flayout.py", "/static/x/", "/static/x//etc/passwd"],
)
def test_only_static_files_are_served_as_such(server: Server, path: str) -> None:
    assert fetched(server, path).status == 404


def test_a_path_that_leads_nowhere_says_so_and_offers_the_nearest(server: Server) -> None:
    reply = fetched(server, "/timelines")
    assert reply.status == 404
    assert Page(reply.text).link("Timelines") == "/timeline"
    assert reply.headers["cache-control"] == "no-store"


def test_programs_get_their_errors_as_data(server: Server) -> None:
    reply = server.send("GET", "/nothing", headers={"Accept": "application/json"})
    assert (reply.status, reply.headers["content-type"]) == (404, "application/problem+json")


def test_what_articles_say_is_shown_and_never_run(hostile: Server) -> None:
    (article,) = [
        link for link in page(hostile, "/articles").links if link.startswith("/articles/")
    ]
    thing = page(hostile, "/page/state/ken")
    for found in (page(hostile, article), thing, page(hostile, "/articles"), page(hostile, "/")):
        assert not [
            e for e in found.elements if e.tag in {"img", "b"} and "onclick" in e.attributes
        ]
        assert all(e.get("src").startswith("/static/") for e in found.all("script"))
        assert not [link for link in found.links if link.startswith("javascript:")]
    assert "</blockquote><img src=x onerror=alert(2)> glad" in thing.words


def test_characters_that_hide_or_turn_words_are_visible(hostile: Server) -> None:
    found = page(hostile, "/articles")
    title = next(e.text for e in found.all("a") if e.get("href").startswith("/articles/"))
    assert "\u202e" not in title
    assert "\ufffd" in title
