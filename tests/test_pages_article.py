"""Articles on pages: the stored text as it is, its passages marked, and what gave nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from htmlpages import Element, Page
from hypothesis import given
from hypothesis import strategies as st
from served import Server, serving
from shipped import TRIPLES

from comity.build import build
from comity.model import Span
from comity.opened import open_build
from comity.serve.pages.article import cut
from comity.serve.pages.sentences import outside, silent
from comity.serve.pages.writing import PART, place_of

SAID = "Kenya joined the East African Community on 7 July 2000."
LONG = "Kenya and a long text\n\n" + "\n".join(
    f"Line {n} tells of nothing at all, and of nothing that anyone could join." if n % 50 else SAID
    for n in range(1, 1400)
)


@pytest.fixture(scope="module")
def server(samples: Path) -> Iterator[Server]:
    with serving(samples) as found:
        yield found


@pytest.fixture(scope="module")
def without_texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = Path(shutil.copytree(TRIPLES, tmp_path_factory.mktemp("texts") / "build"))
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module")
def long_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("long")
    (folder / "long.txt").write_text(LONG)
    build([folder / "long.txt"], folder / "build", waiting=lambda: None)
    with serving(folder / "build") as found:
        yield found


def fetched(server: Server, path: str) -> Page:
    reply = server.send("GET", path, headers={"Accept": "text/html"})
    assert reply.status == 200, reply.text[-500:]
    return Page(reply.text)


def listed(server: Server, path: str = "/articles") -> list[str]:
    return [
        e.get("href") for e in fetched(server, path).all("a") if e.parent and e.parent.tag == "th"
    ]


def shown_text(page: Page) -> str:
    return "".join(element.text for element in page.all("div", "text"))


def test_the_text_is_shown_as_it_is_stored(server: Server, samples: Path) -> None:
    texts = {path.read_bytes().decode() for path in (samples / "texts").glob("*.txt")}
    paths = listed(server)
    assert len(paths) == len(texts) == 16
    assert {shown_text(fetched(server, path)) for path in paths} == texts


def test_each_mark_leads_to_its_claim_and_the_claim_to_its_facts(server: Server) -> None:
    page = fetched(server, next(path for path in listed(server) if "nato-sweden" in path))
    marks = [e for e in page.all("mark") if e.get("id")]
    assert len(marks) > 8
    for mark in marks:
        note = page.by_id("n" + mark.get("id")[1:])
        inside = [e for e in page.all("a") if _is_in(e, note)]
        claim = next(e for e in inside if "said" in e.classes).get("href")
        assert claim.startswith(("/page/claim/", "/page/quotation/"))
        assert fetched(server, claim).one("h1").text
    facts = [e.get("href") for e in page.all("a", "to")]
    assert any(fact.startswith("/page/membership/") for fact in facts)


def _is_in(element: Element, other: Element) -> bool:
    while element.parent:
        element = element.parent
        if element is other:
            return True
    return False


def test_sentences_that_gave_nothing_are_visible_and_no_passage_is_among_them(
    server: Server,
) -> None:
    for path in listed(server):
        page = fetched(server, path)
        for element in page.all("span", "silent"):
            assert not [e for e in page.all("mark") if _is_in(e, element)]
            assert element.text.strip()


def test_kinds_can_be_switched_without_a_script(server: Server) -> None:
    page = fetched(server, next(path for path in listed(server) if "nato-sweden" in path))
    switches = {e.get("id") for e in page.all("input") if e.get("type") == "checkbox"}
    kinds = {f"show-{name[1]}" for e in page.all("mark") for name in e.classes if len(name) == 2}
    assert kinds - {"show-n"} <= switches


def test_without_texts_the_passages_are_shown_and_that_is_said(without_texts: Server) -> None:
    page = fetched(without_texts, next(p for p in listed(without_texts) if "nato-sweden" in p))
    assert "The text of this article is not here" in page.words
    assert any("Sweden" in mark.text for mark in page.all("mark"))


def test_a_long_article_comes_in_parts_and_links_lead_to_the_right_one(long_one: Server) -> None:
    (path,) = listed(long_one)
    parts, text = [path], ""
    while parts[-1]:
        page = fetched(long_one, parts[-1])
        text += shown_text(page)
        parts.append(next((e.get("href") for e in page.all("a") if e.get("rel") == "next"), ""))
    assert len(parts) - 1 == -(-len(LONG) // PART) > 2
    assert text == LONG
    start = LONG.rindex(SAID)
    link, _, mark = place_of(
        path.replace("/articles/", "article/"), start, start + len(SAID)
    ).partition("#")
    assert mark in fetched(long_one, link).ids


def test_articles_are_found_by_words_of_their_headline_and_outlet(server: Server) -> None:
    assert [p for p in listed(server, "/articles?words=sweden+nato") if "nato-sweden" in p]
    assert listed(server, "/articles?words=nothing+like+it") == []
    assert 0 < len(listed(server, "/articles?outlet=comity+wire")) < 16


@pytest.mark.parametrize("path", ["/articles/none", "/articles/..%2f..%2fetc", "/articles/a b"])
def test_an_article_that_is_not_there_is_not_found(server: Server, path: str) -> None:
    assert server.send("GET", path.replace(" ", "%20")).status == 404


def test_the_headline_and_the_furniture_are_told_from_the_article(samples: Path) -> None:
    build_ = open_build(samples)
    texts = [build_.text(path.stem) or "" for path in (samples / "texts").glob("*.txt")]
    assert sum(outside(text)[0] is not None for text in texts) > 8


TEXTS = st.text(alphabet=st.sampled_from('ab AB.!?\n\r”"… 1'), max_size=80)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 79), st.integers(1, 20)), max_size=4))
def test_silent_sentences_share_nothing_with_passages_or_furniture(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = [Span(a, min(a + n, len(text))) for a, n in places if a < len(text)]
    passages, outer = spans[::2], spans[1::2]
    found = list(silent(text, 0, len(text), passages, outer))
    for span in found:
        assert not any(span.overlaps(other) for other in spans)
        assert span.of(text).strip() == span.of(text)
    if not spans:
        told = "".join(text.split())
        assert "".join("".join(span.of(text).split()) for span in found) == told


@given(st.text(alphabet="ab\n", max_size=300), st.integers(5, 60))
def test_the_parts_of_a_text_are_the_text(text: str, size: int) -> None:
    parts = max(-(-len(text) // size), 1)
    cuts = [cut(text, number, len(text), size) for number in range(parts + 1)]
    assert cuts == sorted(cuts)
    assert "".join(text[a:b] for a, b in pairwise(cuts)) == text
