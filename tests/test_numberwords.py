from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity_loaders.language.numberwords import number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("six", 6),
        ("Six", 6),
        ("27", 27),
        ("twenty-seven", 27),
        ("twenty seven", 27),
        ("ninety-nine", 99),
        ("nineteen", 19),
        ("193", 193),
        ("a hundred and ninety-three", None),
        ("zero", None),
        ("several", None),
        ("twenty-eleven", None),
        ("six-twenty", None),
        ("1999", None),
        ("401", None),
        ("", None),
        ("and", None),
    ],
)
def test_numbers_of_members_are_read_and_nothing_else(words: str, value: int | None) -> None:
    assert number(words) == value


@given(st.integers(1, 400))
def test_figures_mean_themselves(value: int) -> None:
    assert number(str(value)) == value


@given(st.text(max_size=20))
def test_any_words_give_a_count_of_members_or_none(words: str) -> None:
    value = number(words)
    assert value is None or 1 <= value <= 400
