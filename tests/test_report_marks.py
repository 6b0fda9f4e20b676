"""Marked texts: the same text, well-formed, each passage with one target and one number."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from comity.model import Span
from comity.report.marks import Block, Mark, marked

TEXT = (
    "Vanuatu joined the Commonwealth in 1980.\r\n\r\n"
    "“It was a good day,” <b>the</b> minister said. 🇻🇺 Cafe\u0301\u00a0& more.\n"
    "<script>alert(1)</script>\r"
)
VOID = {"br", "img", "hr", "input", "meta", "link"}


class Read(HTMLParser):
    """What a browser reads: the text, the elements and whether all are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.seen = "", list[str](), list[tuple[str, dict[str, str]]]()
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {key: value or "" for key, value in attrs}))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def mark(start: int, end: int, number: int = 1) -> Mark:
    return Mark(Span(start, end), f"p{number}", f"n{number}", str(number), 'k"<', "it's <said>")


def read(blocks: list[Block]) -> str:
    return "".join(Read(str(block.html)).text for block in blocks)


texts = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.text(alphabet="ab \r\n<>&\"';\u0301\u00a0\u2028\ufeff🇻🇺👩‍🚀", max_size=60),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts.filter(bool))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place).filter(lambda s: s[0] < s[1]), max_size=8))
    return text, [mark(start, end, number) for number, (start, end) in enumerate(spans)]


@given(cases())
def test_the_marked_text_is_the_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert read(marked(text, marks)) == text


@given(cases())
def test_each_passage_has_one_target_one_number_and_its_words(
    case: tuple[str, list[Mark]],
) -> None:
    text, marks = case
    blocks = marked(text, marks)
    seen = [one for block in blocks for one in Read(str(block.html)).seen]
    assert sorted(a["id"] for t, a in seen if "id" in a) == sorted(m.anchor for m in marks)
    assert sorted(a["href"] for t, a in seen if t == "a") == sorted(f"#{m.note}" for m in marks)
    assert sorted(m.anchor for b in blocks for m in b.marks) == sorted(m.anchor for m in marks)
    assert {tag for tag, _ in seen} <= {"mark", "a"}


@given(cases())
def test_what_is_marked_is_what_the_spans_cover(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    covered = {place for m in marks for place in range(m.span.start, m.span.end)}
    assert _marked_places(marked(text, marks)) == covered


def _marked_places(blocks: list[Block]) -> set[int]:
    class Places(HTMLParser):
        at, depth, found = 0, 0, set[int]()

        def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
            self.depth += tag == "mark"

        def handle_endtag(self, tag: str) -> None:
            self.depth -= tag == "mark"

        def handle_data(self, data: str) -> None:
            if self.depth:
                self.found.update(range(self.at, self.at + len(data)))
            self.at += len(data)

    places = Places(convert_charrefs=True)
    places.found = set()
    places.feed("".join(str(block.html) for block in blocks))
    places.close()
    return places.found


def test_hostile_and_unusual_text_stays_text() -> None:
    blocks = marked(TEXT, [mark(0, 40), mark(44, len(TEXT), 2)])
    assert read(blocks) == TEXT
    assert "<script" not in "".join(block.html for block in blocks)
    assert "&#13;\n" in blocks[0].html


def test_a_passage_that_crosses_another_goes_on_in_a_second_piece() -> None:
    (block,) = marked("abcdef", [mark(0, 4, 1), mark(2, 6, 2)])
    pieces = [attrs.get("id") for tag, attrs in Read(str(block.html)).seen if tag == "mark"]
    assert pieces == ["p1", "p2", None]


def test_a_paragraph_ends_with_the_white_space_behind_it() -> None:
    blocks = marked("One.\r\n\r\nTwo.\n", [])
    assert [Read(str(block.html)).text for block in blocks] == ["One.\r\n\r\n", "Two.\n"]


def test_a_null_character_is_shown_as_a_replacement() -> None:
    assert read(marked("a\0b", [])) == "a\ufffdb"


def test_a_text_of_many_passages_is_marked_in_one_pass() -> None:
    text = "Fiji is a member.\n" * 20_000
    marks = [mark(18 * i, 18 * i + 17, i) for i in range(20_000)]
    assert len(marked(text, marks)) == 20_000
