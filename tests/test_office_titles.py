"""Titles that name a part of a body, a posting or a remit of their own."""

from __future__ import annotations

import pytest
from test_office_as import told


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("head of the Polish delegation", "head of the Polish delegation, state/pol"),
        (
            "deputy head of Poland's mission to the UN",
            "deputy head of Poland's mission, state/pol",
        ),
        (
            "head of Poland's foreign intelligence service",
            "head of Poland's foreign intelligence service, state/pol",
        ),
        ("the Polish defence attaché in Kyiv", "defence attaché in Kyiv, state/pol"),
        ("Polish minister without portfolio", "minister without portfolio, state/pol"),
        ("Polish minister-counsellor", "minister-counsellor, state/pol"),
        ("Poland's presidential envoy to Ukraine", "presidential envoy to Ukraine, state/pol"),
        (
            "World Bank vice president for Africa",
            "vice president for Africa, org/world-bank",
        ),
        (
            "Poland's ambassador to the United Nations in Geneva",
            "ambassador to the United Nations, state/pol",
        ),
        (
            "Chairman of the Third Committee of the United Nations",
            "Chairman of the Third Committee, org/un",
        ),
        ("head of the WHO's department of nutrition", "head of the WHO's department, org/who"),
    ],
)
def test_a_title_is_of_the_body_that_it_names_last(text: str, office: str) -> None:
    assert told(f"Adam Nowak, {text}, spoke on Monday.") == {f"Adam Nowak: {office}"}


@pytest.mark.parametrize(
    "text", ["head of a delegation", "chairman of the Budget Committee", "a trial lawyer"]
)
def test_a_title_that_names_no_body_gives_no_office(text: str) -> None:
    assert told(f"Adam Nowak, {text}, flew to Poland and to Chad.") == set()


def test_who_serves_with_an_official_of_a_court_is_of_it_too() -> None:
    text = "ICC president Ana Duarte and senior trial lawyer Ben Cole were sanctioned."
    assert told(text) == {
        "Ana Duarte: president, org/icc",
        "Ben Cole: senior trial lawyer, org/icc",
    }


def test_titles_stand_beside_a_member_of_parliament_without_a_comma() -> None:
    text = (
        "A new centre for trade opens.\n\nThe Hon Peter Garland MP Minister for Trade and Tourism\n"
        "\nAustralia signed the treaty in May. Australia is glad of it. Australia won."
    )
    assert "Peter Garland: Minister for Trade and Tourism, state/aus" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rita Blom, once Norway's justice minister, spoke.",
        "Rita Blom, 61, Norway's justice minister, spoke.",
        "Rita Blom, 61, who was Norway's justice minister, spoke.",
        "Rita Blom, herself a former Norwegian justice minister, spoke.",
        "Norway's choice of Rita Blom as Norwegian justice minister surprised many.",
        "Ministers from Norway, such as justice minister Rita Blom, agreed.",
    ],
)
def test_words_beside_a_name_part_it_not_from_its_title(text: str) -> None:
    assert told(text) == {"Rita Blom: justice minister, state/nor"}


def test_of_two_remits_and_two_names_each_has_one() -> None:
    both = {"Rita Blom: finance minister, state/nor", "Tomas Berg: defence minister, state/nor"}
    assert told("Norway's finance and defence ministers, Rita Blom and Tomas Berg, agreed.") == both
    one = "Norway's finance and defence minister, Rita Blom, agreed."
    assert told(one) == {"Rita Blom: finance and defence minister, state/nor"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The commander of the Norwegian navy", "commander of the Norwegian navy"),
        ("Norway's Speaker of Parliament", "Speaker of Parliament"),
    ],
)
def test_a_navy_or_a_parliament_is_part_of_the_title(text: str, office: str) -> None:
    assert told(f"{text}, Tomas Berg, opens it.") == {f"Tomas Berg: {office}, state/nor"}


def test_of_two_joined_titles_the_second_may_be_in_small_letters() -> None:
    text = "Norwegian Deputy Foreign Minister and chief negotiator Tomas Berg opens it."
    assert told(text) == {
        "Tomas Berg: Deputy Foreign Minister, state/nor",
        "Tomas Berg: chief negotiator, state/nor",
    }


def test_who_is_dismissed_held_the_office() -> None:
    text = "Tomas Berg is dismissed as Norwegian finance minister."
    assert told(text) == {"Tomas Berg: finance minister, state/nor"}
