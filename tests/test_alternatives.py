"""Expressions of many words: as the plain alternation, only faster."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from comity_loaders.language.alternatives import begins, trie

_WORDS = st.lists(st.text("abc.- ", min_size=1, max_size=5), min_size=1, max_size=8)


@given(_WORDS, st.text("abc.- ", max_size=12))
def test_a_trie_matches_what_the_longest_first_alternation_matches(
    words: list[str], text: str
) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    expected = [match.span() for match in re.finditer(plain, text)]
    assert [match.span() for match in re.finditer(trie(words), text)] == expected


@given(_WORDS)
def test_a_guard_lets_every_one_of_its_words_pass(words: list[str]) -> None:
    guard = re.compile(begins(words))
    assert all(guard.match(word.upper()) for word in words)


def test_a_guard_holds_back_longer_words() -> None:
    assert not re.match(begins(["leave"]), "leaves")
