from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model import Article, Span
from comity_loaders.language import blocks

_WRAPPED = (
    "The council of ministers met for the second time in a year\n"
    "and agreed that the secretariat would open a new office in\n"
    "the capital of the country that holds the chair until the\n"
    "end of the year, when a successor will have to be chosen\n"
    "by the heads of state.\n"
)


@given(st.text(max_size=300))
def test_the_plain_text_is_as_long_as_the_article(text: str) -> None:
    assert len(blocks.plain(Article(text, "x"))) == len(text)


def test_wrapped_lines_are_joined_and_paragraphs_are_not() -> None:
    plain = blocks.plain(Article(_WRAPPED + "\nA second paragraph.\n", "x"))
    assert "a year and agreed" in plain
    assert len(blocks.paragraphs(plain)) == 2


def test_short_lines_are_not_taken_for_wrapped_ones() -> None:
    assert not blocks.is_wrapped("- Peru\n- Chad\n- Cuba\n- Iran\n- Oman\n")


def test_furniture_becomes_blank_and_parts_what_stands_beside_it() -> None:
    text = "By Jane DoeThursday it rained."
    plain = blocks.plain(Article(text, "x", furniture=(Span(0, 11),)))
    assert plain[:11].strip() == ""
    assert plain[11:] == "Thursday it rained."


@pytest.mark.parametrize(
    ("text", "starts"),
    [("It rained.\nIt stopped.", [11]), ("It rained.Then it stopped.", [10]), ("See U.S.Az", [])],
)
def test_sentences_start_behind_line_breaks_and_glued_full_stops(
    text: str, starts: list[int]
) -> None:
    assert sorted(blocks.sentence_starts(text)) == starts


def test_endless_punctuation_becomes_blank() -> None:
    assert blocks.plain(Article("a" + "," * 500 + "b", "x")) == "a" + " " * 500 + "b"


def test_headings_above_long_items_are_no_wrapped_lines() -> None:
    heading = "Relations of the islands with the states around the lake\n"
    item = "Chad and Peru open a port on the lake, " * 6 + "an agency reports. (Example Post)\n\n"
    assert not blocks.is_wrapped((heading + item) * 6)
    assert blocks.is_wrapped((heading * 6 + "\n") * 6)


def test_the_items_of_a_list_stay_apart_in_a_wrapped_text() -> None:
    wrapped = _WRAPPED + "\n" + "".join(f"- {line}\n" for line in ("Peru voted.", "Chad did not."))
    plain = blocks.plain(Article(wrapped, "x"))
    assert plain.rstrip().endswith("\n- Peru voted.\n- Chad did not.")


def test_marks_of_links_and_bold_type_become_blank() -> None:
    text = "**Ada Quill** met [the *council*](https://example.org/a_b), [w]e read."
    plain = blocks.plain(Article(text, "x"))
    assert plain.split() == ["Ada", "Quill", "met", "the", "*council*", ",", "[w]e", "read."]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The treaty of friendship was signed in Lima on 4 May\n1931 by both.", "4 May 1931"),
        ("The union of the four neighbours holds its summits in\nQuito.", "in Quito"),
        ("The foreign ministers of the four neighbouring states\nmet again.", "states met again"),
    ],
)
def test_a_short_note_is_joined_where_a_phrase_breaks_off(text: str, joined: str) -> None:
    assert joined in blocks.plain(Article(text, "x"))


def test_a_heading_is_not_joined_with_what_stands_below_it() -> None:
    text = "Chile signs the treaty of friendship at long last\nThe ceremony was short."
    assert blocks.plain(Article(text, "x")) == text
