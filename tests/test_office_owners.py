"""Whose an office is where a nation, an owner or a mission stands around its title."""

from __future__ import annotations

import pytest
from test_office_as import told

BORG = "Ada Borg: secretary general, org/oecd"


@pytest.mark.parametrize(
    "text",
    [
        "The secretary general of the OECD, the Maltese Ada Borg, arrived on Monday.",
        "The secretary general of the OECD, the Maltese diplomat Ada Borg, arrived on Monday.",
        "The OECD's Maltese secretary general, Ada Borg, arrived on Monday.",
        "Its Maltese secretary general, Ada Borg, said the OECD would wait.",
        "The OECD elected Ada Borg of Malta as its secretary general.",
    ],
)
def test_where_somebody_is_from_tells_not_whose_the_office_is(text: str) -> None:
    assert told(text) == {BORG}


def test_a_nation_alone_tells_whose_the_office_is() -> None:
    assert told("The Maltese foreign minister, Ada Borg, arrived on Monday.") == {
        "Ada Borg: foreign minister, state/mlt"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Dr Ada Borg, President Truman's secretary of state, left.",
        "Dr Ada Borg, Truman's secretary of state, left. US President Truman spoke.",
    ],
)
def test_a_minister_is_of_the_state_of_the_president_who_is_served(text: str) -> None:
    assert "Ada Borg: secretary of state, state/usa" in told(text)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Ada Borg, who chairs the African Union this year, spoke.", "chair, org/au"),
        ("Ada Borg, a lawyer, holds the chair of the African Union until June.", "chair, org/au"),
        ("Ada Borg presides over ECOWAS until June.", "chair, org/ecowas"),
        ("Ada Borg took the oath as president of Chad on Friday.", "president, state/tcd"),
        ("Ada Borg was yesterday chosen president of Chad.", "president, state/tcd"),
        (
            "Ada Borg, who last March became president of Chad, spoke.",
            "president, state/tcd",
        ),
        (
            "Ada Borg, who besides being president of Chad writes novels, spoke.",
            "president, state/tcd",
        ),
        (
            "Ada Borg, director of the legal department in the Chadian foreign ministry, spoke.",
            "director of the legal department, state/tcd",
        ),
        (
            "The Permanent Secretary of the Ministry of Trade of Chad, Ada Borg, spoke.",
            "Permanent Secretary, state/tcd",
        ),
        ("Chad's honorary consul in Leeds, Ada Borg, spoke.", "honorary consul, state/tcd"),
        (
            "The Chadian delegation was headed by Ms Ada Borg, Director for Legal Affairs.",
            "Director for Legal Affairs, state/tcd",
        ),
    ],
)
def test_who_presides_swears_or_represents_has_the_office(text: str, office: str) -> None:
    assert f"Ada Borg: {office}" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Borg chairs the African Union mission.",
        "Ada Borg is tipped as successor to Ben Cole.",
        "The Chadian delegation met Ms Ada Borg, Director for Legal Affairs.",
        "Ada Borg, the consul's cousin, flew to Leeds.",
    ],
)
def test_what_only_looks_so_gives_no_office(text: str) -> None:
    assert told(text) == set()


def test_an_imperative_is_no_name() -> None:
    assert told("Enter Ada Borg, prime minister of Malta, with a plan.") == {
        "Ada Borg: prime minister, state/mlt"
    }
    assert told("Meet Ada Borg, prime minister of Malta.") == {
        "Ada Borg: prime minister, state/mlt"
    }


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        (
            "The OECD elected Malta's finance minister, Ada Borg, as its president.",
            "Ada Borg",
            "president, org/oecd",
        ),
        (
            "Chad on Friday replaced veteran oil minister Ben Cole with Ada Borg.",
            "Ada Borg",
            "oil minister, state/tcd",
        ),
        (
            "Chad's oil minister, Ben Cole, and Ada Borg, his Maltese counterpart, met.",
            "Ada Borg",
            "oil minister, state/mlt",
        ),
        (
            "Ada Borg, who had been Chad's oil minister for a decade, retired.",
            "Ada Borg",
            "oil minister, state/tcd",
        ),
        ("Ada Borg, then Chad's oil minister, spoke.", "Ada Borg", "oil minister, state/tcd"),
        (
            "Ada Borg, the lawyer who was then the OECD's secretary general, spoke.",
            "Ada Borg",
            "secretary general, org/oecd",
        ),
        (
            "Malta's Ada Borg, prime minister at independence, championed the OECD.",
            "Ada Borg",
            "prime minister, state/mlt",
        ),
    ],
)
def test_one_office_is_told_by_another_or_by_its_owner(text: str, person: str, office: str) -> None:
    assert f"{person}: {office}" in told(text)


def test_ministers_of_several_states_are_told_one_by_one() -> None:
    text = (
        "The chancellors of the four countries met in Lima. The Peruvian Luis Paz read the text. "
        "His Bolivian colleague, Ana Duarte, left early. His Chilean colleague, Juan "
        "Rojas, smiled."
    )
    assert told(text) == {
        "Luis Paz: chancellor, state/per",
        "Ana Duarte: chancellor, state/bol",
        "Juan Rojas: chancellor, state/chl",
    }
    assert told("The chancellors of the four countries met. The Peruvian Luis Paz read.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Ada Borg chaired the OECD summit in May.",
        "Ada Borg, executive secretary of ZIPLA, flew to the OECD.",
        "Chad may have replaced nobody with Ada Borg.",
    ],
)
def test_meetings_and_bodies_that_nobody_knows_give_no_office(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The Asian Development Bank was founded in 1966. Ada Borg of Malta served as the first"
        " president.",
        "The Asian Development Bank is a lender in Manila.\n\nThe lender grew. The Maltese"
        " economist Ada Borg served as the second President from 1972 to 1976.",
    ],
)
def test_the_first_president_is_of_the_body_that_was_spoken_of(text: str) -> None:
    assert {office.lower() for office in told(text)} == {"ada borg: president, org/adb"}


def test_the_first_president_is_of_the_state_that_was_spoken_of() -> None:
    text = "Malta became a republic in 1974. Ada Borg of Gozo was the first president."
    assert told(text) <= {"Ada Borg: president, state/mlt"}


def test_an_official_behind_a_sentence_about_a_state_is_of_that_state() -> None:
    text = "Malta's parliament approved the treaty on Friday. Justice Minister Ada Borg was glad."
    assert told(text) == {"Ada Borg: Justice Minister, state/mlt"}


def test_an_official_is_not_of_the_state_before_where_the_dateline_tells_another() -> None:
    text = "OSLO (Reuters) - Malta was hit by rain. Justice Minister Ada Borg was glad."
    assert told(text) != {"Ada Borg: Justice Minister, state/mlt"}


def test_a_queen_is_no_prime_minister() -> None:
    text = "The envoy met the Queen, and Prime Minister Ada Borg of Malta."
    assert told(text) == {"Ada Borg: Prime Minister, state/mlt"}


def test_a_title_behind_an_opening_is_of_the_name_behind_it() -> None:
    text = "After talks with President Ian Cole, the OECD's secretary general, Ada Borg, left."
    assert BORG in told(text)
    assert "Ian Cole: secretary general, org/oecd" not in told(text)


def test_who_acts_behind_an_opening_is_nobody_named_in_it() -> None:
    text = "After talks with Ada Borg, the OECD's secretary general, Malta's premier resigned."
    assert told(text) == {BORG}


def test_a_president_for_a_time_is_of_the_body_and_not_of_a_state() -> None:
    text = (
        "President Ada Borg of Chile, in her capacity as pro tempore president of Mercosur, left."
    )
    assert told(text) == {
        "Ada Borg: President, state/chl",
        "Ada Borg: pro tempore president, org/mercosur",
    }


def test_the_spokesman_of_a_presidents_office_is_a_states() -> None:
    assert told("Malta's presidential office spokesman Ada Borg said so.") == {
        "Ada Borg: presidential office spokesman, state/mlt"
    }
