from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model import Span
from comity_loaders.page.furniture import SIGNS, find_furniture
from comity_loaders.wordlists import load

ENTRIES = load("furniture.yaml")["signs"]
PATTERNS = {sign.name: sign for sign in SIGNS}
EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
BODY = (
    "Malta became independent in 1964 and a member of the United Nations in the same year, as the "
    "Assembly in New York had decided without a vote against."
)


@pytest.mark.parametrize(
    ("name", "line"), [(entry["name"], line) for entry in ENTRIES for line in entry["is"]]
)
def test_an_example_of_a_sign_shows_it(name: str, line: str) -> None:
    assert PATTERNS[name].finds(line)


@pytest.mark.parametrize("line", [line for entry in ENTRIES for line in entry["is_not"]])
def test_a_line_that_looks_like_chrome_and_is_text_stays(line: str) -> None:
    assert [sign.name for sign in SIGNS if sign.finds(line)] == []


def test_every_sign_has_examples_both_ways() -> None:
    assert all(entry["is"] and entry["is_not"] for entry in ENTRIES)


def covered(text: str) -> list[str]:
    return [span.of(text) for span in find_furniture(text)]


def test_a_page_ends_at_the_heading_of_other_matter() -> None:
    tail = (
        "Related articles\n\nTonga asks for talks\n\nThe king of Tonga, on Monday, also asked f..."
    )
    assert covered(f"A small state\n\n{BODY}\n\n{tail}\n") == [tail]


def test_a_heading_within_the_article_is_only_a_line() -> None:
    assert covered(f"{BODY}\n\nRelated articles\n\n{BODY}\n\n{BODY}") == ["Related articles"]


def test_a_heading_before_the_article_ends_nothing() -> None:
    assert covered(f"Latest news\n\n{BODY}") == ["Latest news"]


def test_a_caption_that_stands_twice_is_furniture_both_times() -> None:
    text = f"The seat of the Assembly\n\n{BODY}\n\nThe seat of the Assembly\n"
    assert covered(text) == ["The seat of the Assembly"] * 2


def test_a_sentence_that_stands_twice_is_evidence_both_times() -> None:
    assert covered(f"Malta joined in 1964.\n\n{BODY}\n\nMalta joined in 1964.\n\n{BODY}") == []


def test_the_headline_is_no_furniture_though_it_stands_twice() -> None:
    text = f"A small state\n\n{BODY}\n\nA small state"
    assert [span.start for span in find_furniture(text, title=Span(0, 13))] == [len(text) - 13]


def test_a_piece_of_a_line_is_furniture_without_its_line() -> None:
    text = f"[ad_1]\n{BODY} (Reporting by Jane Doe; Editing by John Roe)\n[ad_2]\nSource"
    assert covered(text) == [
        "[ad_1]",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "[ad_2]",
        "Source",
    ]


def test_metadata_is_furniture_and_joins_what_it_touches() -> None:
    text = f"By Jane Doe\n{BODY}"
    assert find_furniture(text, (Span(3, 15),)) == (Span(0, 15),)


@given(st.lists(st.sampled_from(["Share this", BODY, "Related posts", "x", "", "  "]), max_size=12))
def test_furniture_is_in_order_apart_and_inside(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = find_furniture(text)
    assert all(one.end < two.start for one, two in pairwise(spans))
    assert all(span.end <= len(text) for span in spans)


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    find_furniture(text)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_most_of_a_sample_article_is_no_furniture(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert sum(span.end - span.start for span in find_furniture(text)) < len(text) / 3
