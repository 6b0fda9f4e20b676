"""What an answer without rows says of what is known nearby."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shipped import TRIPLES

from comity.asking import Target, opened
from comity.nearby.saying import answers, listed, on, sentence
from tests.test_queries import answer


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with opened(TRIPLES) as found:
        yield found


def note(target: Target, query: str, **given: str) -> str:
    found = target.ask(query, given)
    assert not found.rows or {row.values["answer"] for row in found.rows} == {"unknown"}
    return found.note


def test_who_joined_at_other_times_is_said(target: Target) -> None:
    said = note(target, "joined-in", body="NATO", year="2005")
    assert said.startswith("No source says that anyone joined")
    assert "Finland joined the organisation on 2023-04-04" in said


def test_the_latest_complete_roster_is_said() -> None:
    said = answer("joined-in", body="EFTA", year="1965").note
    assert "Iceland joined the organisation on 1970-03-01." in said
    assert "The last complete roster of the organisation, of 2024-02-01, has Switzerland" in said


def test_what_the_member_has_to_do_with_the_body_is_said(target: Target) -> None:
    said = note(target, "left-in", member="Finland", body="NATO")
    assert "No source says that Finland left" in said
    assert "Finland applied to the organisation on 2022-05-18; it joined" in said


def test_a_pair_of_which_nothing_is_known_is_said_to_be_one(target: Target) -> None:
    said = note(target, "status-on", member="Finland", body="OPEC", date="2020-01-01")
    assert "None says that it was ever in the organisation." in said


def test_what_the_member_is_in_is_said_where_no_body_is_asked_about(target: Target) -> None:
    said = note(target, "left-in", member="Finland")
    assert "it joined the North Atlantic Treaty Organization on 2023-04-04" in said


def test_a_question_of_words_gets_no_second_look(target: Target) -> None:
    said = note(target, "statements/about", entity="Tuvalu")
    assert said == "No quotation of this build names Tuvalu."


def test_an_answer_with_rows_gets_no_second_look(target: Target) -> None:
    found = target.ask("joined-in", {"body": "NATO", "year": "2023"})
    assert found.rows
    assert found.note == ""


def test_nothing_is_said_of_bodies_of_which_nothing_is_known(target: Target) -> None:
    assert note(target, "members-on", body="org/who", date="2020-01-01").count(".") == 1


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Chad"], "Chad"),
        (["Chad", "Mali"], "Chad and Mali"),
        (["Chad", "Mali", "Niger"], "Chad, Mali and Niger"),
        ([f"S{n}" for n in range(9)], "S0, S1, S2, S3, S4, S5 and 3 more"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], said: str) -> None:
    assert listed(names) == said


def test_dates_and_sentences_are_put_into_words() -> None:
    assert (on("1993"), on("1993-05"), on("1993-05-01"), on("")) == (
        " in 1993",
        " in 1993-05",
        " on 1993-05-01",
        "",
    )
    told = answers("membership/joined-in", [("Chad", "1993"), ("Mali", "1993"), ("Togo", "")], "X")
    assert sentence(told) == "Chad and Mali joined X in 1993; Togo joined X."
