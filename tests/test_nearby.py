"""What an answer without rows says of what is known nearby."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Triple
from shipped import TRIPLES

from comity.answers import Answer, Nearby
from comity.asking import Target, opened
from comity.evidence import grounds
from comity.nearby.looking import _Look
from comity.nearby.saying import answers, listed, named, on, sentence
from comity.queries import find
from comity.store import EmbeddedStore
from tests.test_queries import answer


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with opened(TRIPLES) as found:
        yield found


def asked(target: Target, query: str, **given: str) -> Answer:
    found = target.ask(query, given)
    assert not found.rows or {row.values["answer"] for row in found.rows} == {"unknown"}
    return found


def said(found: Answer) -> str:
    return " ".join(one.says for one in found.nearby)


def that(found: Answer, words: str) -> Nearby:
    """The sentence that says so."""
    (one,) = [one for one in found.nearby if words in one.says]
    return one


def quotes(one: Nearby) -> str:
    return " ".join(" ".join(piece.quote.split()) for piece in one.evidence)


def test_who_joined_at_other_times_is_said(target: Target) -> None:
    found = asked(target, "joined-in", body="NATO", year="2005")
    assert found.note == (
        "No source says that anyone joined North Atlantic Treaty Organization in 2005."
    )
    assert "Finland joined the organisation on 2023-04-04" in said(found)


def test_a_sentence_leads_to_the_words_that_it_rests_on(target: Target) -> None:
    one = that(asked(target, "joined-in", body="NATO", year="2005"), "Finland joined")
    rows = target.ask("joined-in", {"body": "NATO"}).rows
    named = [row for row in rows if str(row.values["member_label"]) in one.says]
    assert set(one.facts) == {fact for row in named for fact in row.facts}
    assert set(one.evidence) == {piece for row in named for piece in row.evidence}
    assert "Finland" in quotes(one)


def test_of_the_body_it_goes_back_to_the_words_of_that_are_shown_too(target: Target) -> None:
    found = asked(target, "joined-in", body="CSTO", year="1993")
    one = that(found, "Azerbaijan, Belarus and Georgia joined the Collective Security Treaty")
    assert "to which the organisation traces its origins" in one.says
    origins = [fact for fact in one.facts if "/origin/" in fact]
    assert len(origins) == 1
    assert len(one.facts) == 4
    for words in ("Belarus and Azerbaijan joined the treaty", "founded on this treaty"):
        assert words in quotes(one)


def test_the_latest_complete_roster_is_said_and_leads_to_its_list() -> None:
    found = answer("joined-in", body="EFTA", year="1965")
    assert "Iceland joined the organisation on 1970-03-01." in said(found)
    one = that(found, "The last complete roster of the organisation, of 2024-02-01, has Switz")
    assert len(one.facts) == 1
    assert "an association of Iceland, Liechtenstein, Norway and Switzerland" in quotes(one)


def test_what_the_member_has_to_do_with_the_body_is_said(target: Target) -> None:
    found = asked(target, "left-in", member="Finland", body="NATO")
    assert found.note.startswith("No source says that Finland left")
    one = that(found, "Finland applied to the organisation on 2022-05-18; it joined")
    assert one.facts
    assert "Finland" in quotes(one)


def test_absence_rests_on_the_roster_and_what_nobody_says_on_nothing(target: Target) -> None:
    found = asked(target, "left-in", member="Uzbekistan", body="CSTO")
    absent = that(found, "is absent from the last complete roster of the organisation")
    roster = that(asked(target, "joined-in", body="CSTO", year="1993"), "The last complete roster")
    assert absent.facts
    assert (absent.facts, absent.evidence) == (roster.facts, roster.evidence)
    never = asked(target, "status-on", member="Finland", body="OPEC", date="2020-01-01")
    nobody = that(never, "None says that it was ever in the organisation.")
    assert (nobody.facts, nobody.evidence) == ((), ())


def test_what_the_member_is_in_is_said_where_no_body_is_asked_about(target: Target) -> None:
    found = asked(target, "left-in", member="Finland")
    assert "it joined the North Atlantic Treaty Organization on 2023-04-04" in said(found)
    assert found.nearby[0].evidence


def test_a_question_of_words_gets_no_second_look(target: Target) -> None:
    found = asked(target, "statements/about", entity="Tuvalu")
    assert (found.note, found.nearby) == ("No quotation of this build names Tuvalu.", ())


def test_an_answer_with_rows_gets_no_second_look(target: Target) -> None:
    found = target.ask("joined-in", {"body": "NATO", "year": "2023"})
    assert found.rows
    assert (found.note, found.nearby) == ("", ())


def test_nothing_is_said_of_bodies_of_which_nothing_is_known(target: Target) -> None:
    assert not asked(target, "members-on", body="org/who", date="2020-01-01").nearby


def test_the_way_to_older_kin_is_told_step_by_step(target: Target) -> None:
    """A body that goes back to one that goes back to a third rests on both steps."""
    data, ns = target.terms, "https://w3id.org/comity/ns#"
    steps = [("org/new", "org/mid"), ("org/mid", "treaty/old"), ("org/other", "treaty/old")]
    triples = [
        Triple(data.id(f"origin/{a}/{b}"), NamedNode(f"{ns}{name}"), data.id(end))
        for a, b in steps
        for name, end in (("body", a), ("origin", b))
    ]
    store = EmbeddedStore.of({data.id("graph/facts"): triples})
    found = _Look(store, find("joined-in"), {"body": [data.id("org/new")]})
    assert set(found.kin) == {data.id("org/mid"), data.id("treaty/old")}
    way = grounds(found._steps(data.id("treaty/old")))
    assert set(way) == {data.id(f"origin/{a}/{b}") for a, b in steps[:2]}
    old = _Look(store, find("joined-in"), {"body": [data.id("treaty/old")]})
    assert set(old.kin) == {data.id(f"org/{name}") for name in ("new", "mid", "other")}
    assert all(younger == kin for kin, younger in old.kin.items())


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


@given(
    st.lists(
        st.tuples(st.integers(0, 40).map(lambda n: f"S{n:02}"), st.sampled_from(["", *"12345678"])),
        unique=True,
    )
)
def test_what_a_sentence_rests_on_is_what_it_names(found: list[tuple[str, str]]) -> None:
    told = answers("membership/joined-in", found, "X")
    assert {name for name, _ in named(found)} == set(re.findall(r"S\d\d", told))
