from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model import Article
from comity_loaders.language import blocks
from comity_loaders.language.quotes import find_quotes


def quoted(text: str) -> list[str]:
    plain = blocks.plain(Article(text, "x"))
    return [quote.inner.of(plain) for quote in find_quotes(text, plain)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will stay," she said.', ["We will stay"]),
        ("\u201cWe will stay,\u201d she said. \u201cAlways.\u201d", ["We will stay", "Always."]),
        ("\u00abWe will stay,\u00bb she said.", ["We will stay"]),
        ("``We will stay,'' she said.", ["We will stay"]),
        ('"We will "always" stay," she said.', ['We will "always" stay']),
        ("It is 6' 2\" tall.", []),
        ("No quotation at all.", []),
        ('He spoke, in the draft, of " numbers". He said " the end", too.', []),
        ('It says: " Old and new". We know both.', ["Old and new"]),
    ],
)
def test_what_stands_between_marks_is_found(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_its_paragraph_leaves_open_says_so() -> None:
    text = "\u201cWe will stay.\n\n\u201cWe will not leave,\u201d she said."
    quotes = find_quotes(text, blocks.plain(Article(text, "x")))
    assert [quote.is_open for quote in quotes] == [True, False]


@given(st.text(alphabet='ab "\u201c\u201d\n.', max_size=60))
def test_quotes_hold_their_inner_part_and_do_not_overlap(text: str) -> None:
    quotes = find_quotes(text, blocks.plain(Article(text, "x")))
    assert all(quote.span.contains(quote.inner) for quote in quotes)
    assert all(a.span.end <= b.span.start for a, b in pairwise(quotes))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The pact is dead, says Ada Quill, a former minister, because nobody kept it.”",
            ["The pact is dead", "because nobody kept it."],
        ),
        ("«For the islands, he said, this is a loss.»", ["For the islands", "this is a loss."]),
        ('"My mother, she said, you must go."', ["My mother, she said, you must go."]),
        (
            '"I met those who, said Ada Quill, had left," the minister said.',
            ["I met those who, said Ada Quill, had left"],
        ),
    ],
)
def test_who_says_so_inside_the_marks_is_not_quoted(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
