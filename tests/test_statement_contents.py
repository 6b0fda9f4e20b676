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
        "The three towns were members in the eyes of the Harbour League.",
        "Ada Quill sold the boat on her own account in May.",
        "By all accounts, Ada Quill is ill.",
    ],
)
def test_an_account_is_not_always_a_view(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '"Read the small print," is the advice of Foreign Minister Ada Quill.',
            "Read the small print",
        ),
        ('"Safe as houses," is how Ada Quill described the dams.', "Safe as houses"),
        ("The message from President Ada Quill was blunt: the dams are old.", "the dams are old"),
        ("That the fund was empty was admitted by President Ada Quill.", "the fund was empty"),
        ("The panel heard President Ada Quill predict that banks would fail.", "banks would fail"),
        (
            "President Ada Quill made it plain, however, that no clerk would leave.",
            "no clerk would leave",
        ),
        ("President Ada Quill advised the members to go ahead.", "the members to go ahead"),
        (
            "President Ada Quill thinks unity is the best card of all.",
            "unity is the best card of all",
        ),
        ("President Ada Quill marvelled that so few had come.", "so few had come"),
        (
            "President Ada Quill, who said the fund was empty, resigned in May.",
            "the fund was empty",
        ),
    ],
)
def test_what_was_said_is_found_in_rarer_forms(text: str, said: str) -> None:
    assert contents(text) == [said]


def test_a_pronoun_behind_a_semicolon_goes_on_with_what_was_said() -> None:
    text = "The harbour was safe, President Ada Quill declared; it had two new piers."
    assert contents(text) == ["The harbour was safe", "it had two new piers"]


def test_another_speaker_is_found_behind_while_and_an_apposition() -> None:
    text = (
        "President Ada Quill said the fund was empty, while Ghana's minister, Bjorn Strand, said"
        " it was full."
    )
    assert contents(text) == ["the fund was empty", "it was full"]


@pytest.mark.parametrize(
    "text",
    [
        "President Ada Quill called him home to run the ministry in 1959.",
        "Vanuatu, which declared its independence in July, would seek a loan.",
        "Finland announced its independence from Russia in 1917.",
        "President Ada Quill conveyed an invitation to her guest to visit Oslo.",
        "President Ada Quill welcomed the guests warmly, as did her deputy.",
        "President Ada Quill advised the board of a bank from 1990 to 1995.",
        "President Ada Quill declared the conference open.",
        "President Ada Quill refused to say whether the fund was empty.",
        "Asked if the dams were safe, President Ada Quill answered in the affirmative.",
        "The African Union met in May. It has admitted new members Iran, Egypt and Chad.",
    ],
)
def test_a_deed_is_no_statement(text: str) -> None:
    assert contents(text) == []


def test_what_leads_up_to_a_colon_is_not_said() -> None:
    text = "Minister Ada Quill spoke of cash: trade would grow threefold, she said."
    assert contents(text)[-1] == "trade would grow threefold"
