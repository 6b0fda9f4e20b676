"""Where what somebody said begins and ends, and which words say so."""

from __future__ import annotations

import pytest

from tests.test_rule_statement import quotations

LED = "Foreign Minister Ada Quill met reporters in Oslo. "


def contents(text: str) -> list[str]:
    return [q.content.of(text) for q in quotations(text)]


@pytest.mark.parametrize(
    "said",
    [
        "The vote, she claimed, was a farce",
        "Ghana, Togo and Benin, she claimed, would never have agreed",
        "Other candidates, says Quill, are Chad and, more remotely, Mali",
        "It would be wrong, in her view, to leave the fund before the summer",
        'The smaller members, in her opinion, deserved "more patience than money"',
        "The dam was, in the estimation of the minister, the best in the north",
        "What the council needs, she said, is patience",
        'The entry sends a signal, in her words, that the council is "open to all"',
    ],
)
def test_a_clause_that_its_cue_breaks_is_said_as_a_whole(said: str) -> None:
    assert contents(f"{LED}{said}.") == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("By the minister's own reckoning, the fund is empty.", "the fund is empty"),
        ("At present, by her reckoning, the fund is nearly empty.", "the fund is nearly empty"),
        ("The fund was empty, by her own admission.", "The fund was empty"),
        ("To her mind, the fund was empty.", "the fund was empty"),
        ("As she sees it, the fund is empty.", "the fund is empty"),
    ],
)
def test_a_noun_of_view_tells_whose_the_words_around_it_are(text: str, said: str) -> None:
    assert contents(LED + text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "In the eyes of many, Ada Quill is a traitor.",
        "Ada Quill sold the boat on her own account in May.",
        "By all accounts, Ada Quill is ill.",
    ],
)
def test_an_account_is_not_always_a_view(text: str) -> None:
    assert contents(text) == []
