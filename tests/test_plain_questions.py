"""Plain questions: what they are taken for, and what is declined."""

from __future__ import annotations

import datetime as dt
import functools
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import TRIPLES

from comity.asking import Target, open_target, opened
from comity.errors import DeclinedError, ParameterError, QueryError
from comity.plainly import put
from comity.queries import is_name, stored_queries
from comity.questions import Declined, Understood, understand
from comity.questions.text import LONGEST, plain
from comity.questions.times import times_in
from comity.questions.words import Words, words
from comity.store import EmbeddedStore
from comity.storedquery import StoredQuery
from comity.terms import Terms

HERE = Path(__file__).parent / "questions"
TODAY = dt.date(2024, 11, 22)
QUERIES = [
    query
    for query in stored_queries()
    if not query.name.startswith("lookup/") and query.name != "evidence/for-fact"  # the engine's
]
LEAST = {"built-with": 50, "other-styles": 48, "later": 49}
"""How many of each file are right at least; none may be wrong."""

Right = tuple[str, dict[str, str]]


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with opened(TRIPLES) as found:
        yield found


@functools.cache
def kept() -> Target:
    """The same for tests that hypothesis runs, which take no fixture of the module."""
    return open_target(TRIPLES)


def asked(target: Target, question: str) -> Understood | Declined:
    return understand(question, target.store, target.terms, TODAY)


def routed(target: Target, question: str) -> Right | None:
    found = asked(target, question)
    return (found.query, dict(found.settings)) if isinstance(found, Understood) else None


def listed(name: str) -> list[Any]:
    read: list[Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


def declined(target: Target, question: str) -> Declined:
    found = asked(target, question)
    assert isinstance(found, Declined), found
    return found


# --- What is understood ---


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_wording_of_a_head_is_taken_for_its_own_query(
    target: Target, query: StoredQuery
) -> None:
    others = [(e, routed(target, e)) for e in query.examples]
    assert [(e, r) for e, r in others if r is None or r[0] != query.name] == []


@pytest.mark.parametrize("name", LEAST)
def test_paraphrases_are_understood_or_declined_and_never_taken_for_another_question(
    target: Target, name: str
) -> None:
    found = [
        (entry["question"], routed(target, entry["question"]), (entry["query"], entry["settings"]))
        for entry in listed(name)
    ]
    assert [one for one in found if one[1] not in (None, one[2])] == []
    assert sum(one[1] == one[2] for one in found) >= LEAST[name]


@pytest.mark.parametrize("question", [*listed("declined"), *listed("later-declined")])
def test_what_no_stored_query_answers_is_declined(target: Target, question: str) -> None:
    assert declined(target, question).why


@pytest.mark.parametrize("name", LEAST)
def test_a_question_as_it_is_restated_means_the_same(target: Target, name: str) -> None:
    for entry in listed(name):
        found = asked(target, entry["question"])
        if isinstance(found, Understood):
            assert routed(target, found.restated) == (found.query, dict(found.settings))


def test_an_understood_question_says_which_words_set_what(target: Target) -> None:
    found = asked(target, "Which states joined the alliance called NATO in 2004?")
    assert isinstance(found, Declined)
    found = asked(target, "Which states joined NATO in 2004?")
    assert isinstance(found, Understood)
    assert {(f.words, f.parameter, f.value) for f in found.filled} == {
        ("NATO", "body", "org/nato"),
        ("in 2004", "year", "2004"),
    }
    assert found.restated == "Which members joined NATO in 2004?"
    assert found.given(Terms())["body"] == "https://w3id.org/comity/id/org/nato"
    assert found.to_json()["settings"] == {"year": "2004", "body": "org/nato"}


def test_every_understood_question_can_be_asked(target: Target) -> None:
    for query in QUERIES:
        for example in query.examples[:2]:
            found = asked(target, example)
            assert isinstance(found, Understood)
            assert target.ask(found.query, found.given(target.terms)).query == query.name
            assert target.ask(found.query, found.settings).query == query.name


def test_the_order_of_names_counts(target: Target) -> None:
    assert routed(target, "When did Finland join NATO?")
    assert not routed(target, "When did NATO join Finland?")
    assert routed(target, "What did Russia say about NATO?") == (
        "statements/about",
        {"entity": "org/nato", "person": "state/rus"},
    )


def test_a_name_that_is_a_common_word_must_be_written_as_one(target: Target) -> None:
    assert routed(target, "Which states joined WHO?") == (
        "membership/joined-in",
        {"body": "org/who"},
    )
    assert not routed(target, "which states joined who?")


def test_what_a_query_does_not_narrow_is_said(target: Target) -> None:
    found = asked(target, "Who was Secretary General of NATO in 2020?")
    assert isinstance(found, Understood)
    assert found.query == "officials/succession"
    assert "“in 2020”" in found.remark


def test_the_present_tense_means_today(target: Target) -> None:
    assert routed(target, "Is Kenya a member of the EAC?") == (
        "membership/status-on",
        {"member": "state/ken", "body": "org/eac", "date": "2024-11-22"},
    )


# --- What is declined ---


@pytest.mark.parametrize(
    ("question", "suggested"),
    [
        ("wich states joind NATO in 2004?", "Which members joined NATO in 2004?"),
        ("When did Finnland join NATO?", "When did Finland join NATO?"),
        ("Why did Angola leave OPEC?", "When did Angola leave OPEC?"),
        ("Who were the members of NATO in 1999?", "Who was a member of NATO on 1999-12-31?"),
        ("Did Finland join NATO before Sweden?", "When did Finland join NATO?"),
        ("Who runs NATO?", "Which officials are named of NATO?"),
    ],
)
def test_what_may_have_been_meant_is_offered(target: Target, question: str, suggested: str) -> None:
    assert suggested in [s.restated for s in declined(target, question).suggestions]


def test_an_unknown_word_is_named(target: Target) -> None:
    assert "“landlocked”" in declined(target, "Which landlocked states joined NATO?").why


def test_a_body_without_its_name_is_asked_for(target: Target) -> None:
    assert "which organisation or treaty" in declined(target, "Who signed the treaty?").why


def test_who_is_called_by_a_role_is_not_whoever_has_it(target: Target) -> None:
    calls = "SELECT ?who WHERE { ?who <https://w3id.org/comity/ns#alsoNamed> ?chair "
    calls += 'FILTER(STR(?chair) = "the chair of the SCO") }'
    assert target.store.query(calls), "an article calls somebody so"
    assert "which office" in declined(target, "Who is the chair of the SCO?").why


def test_a_question_that_is_too_long_is_declined(target: Target) -> None:
    assert str(LONGEST) in declined(target, "who joined NATO " * 100).why


@settings(max_examples=300)
@given(st.text(max_size=120))
def test_no_text_makes_it_crash(text: str) -> None:
    assert asked(kept(), text)


pieces = st.sampled_from(
    [
        *("who", "which states", "when did", "joined", "left", "member of", "NATO", "Finland"),
        *("in 2004", "since", "between", "and", "1995", "by", "about", "“", '"', "'s", "?", ","),
        *("Secretary General of NATO", "the", "is", "was", "not", "said", "today", "31 February"),
        *("0000", "9999-12-31", "before 1500", "\u202e", "\ud800", "\x00", "(", "\\", "xyzzy"),
    ]
)


@settings(max_examples=400)
@given(st.lists(pieces, max_size=14).map(" ".join))
def test_no_heap_of_words_makes_it_crash(text: str) -> None:
    found = asked(kept(), text)
    assert isinstance(found, Declined) or found.settings is not None


def test_routing_is_quick_once_the_names_are_read(target: Target) -> None:
    questions = [entry["question"] for entry in listed("later")]
    asked(target, questions[0])
    costs = []
    for question in questions:
        begun = time.process_time()
        asked(target, question)
        costs.append(time.process_time() - begun)
    assert sorted(costs)[len(costs) // 2] < 0.05


# --- Words and dates ---


@pytest.mark.parametrize(
    ("words_", "since", "until"),
    [
        ("in 1993", "1993", "1993"),
        ("between 1995 and 1999", "1995", "1999"),
        ("from 1995 to 1999", "1995", "1999"),
        ("1995–1999", "1995", "1999"),
        ("since 2004", "2004", None),
        ("after 2004", "2005", None),
        ("after 7 March 2024", "2024-03-08", None),
        ("before 2004", None, "2003"),
        ("until May 2004", None, "2004-05"),
        ("in the 1990s", "1990", "1999"),
        ("on the 7th of March, 2024", "2024-03-07", "2024-03-07"),
        ("as of March 7th 2024", "2024-03-07", "2024-03-07"),
        ("today", "2024-11-22", "2024-11-22"),
        ("last year", "2023", "2023"),
    ],
)
def test_a_time_is_read(words_: str, since: str | None, until: str | None) -> None:
    (found,) = times_in(plain(f"who joined {words_}?"), TODAY)
    assert (found.since and str(found.since), found.until and str(found.until)) == (since, until)


@pytest.mark.parametrize("words_", ["31 February 2020", "7/3/2024", "12345", "room 404", "G20"])
def test_what_is_no_time_or_a_vague_one_is_not_read(words_: str) -> None:
    assert list(times_in(plain(f"who joined {words_}?"), TODAY)) == []


def test_a_phrase_with_two_concepts_is_an_error() -> None:
    with pytest.raises(QueryError, match="'join' and 'leave'"):
        Words({"join": ["join~"], "leave": ["joined"]})


def test_every_reason_is_of_a_concept() -> None:
    concepts = {one for concept in words().concepts for one in concept.split("+")}
    assert set(words().reasons) <= concepts | {"passive", "ongoing"}


# --- Asking ---


def test_a_question_is_answered_under_the_query_that_it_was_taken_for(target: Target) -> None:
    chosen, found = put(target, "When did Angola leave OPEC?", (), lambda _: None)
    assert chosen.query == found.query == "membership/left-in"
    assert [row.values["when"] for row in found.rows] == ["2024-01-01"]


def test_a_declined_question_is_an_error_that_offers_others(target: Target) -> None:
    told: list[Declined] = []
    with pytest.raises(DeclinedError, match="no stored query tells reasons") as error:
        put(target, "Why did Angola leave OPEC?", (), told.append)
    assert "comity ask membership/left-in" in error.value.report
    assert len(told) == 1


def test_settings_belong_to_a_stored_query(target: Target) -> None:
    with pytest.raises(ParameterError, match="--set"):
        put(target, "Who joined NATO?", ("year=2004",), lambda _: None)


@pytest.mark.parametrize("text", ["joined-in", "membership/joined-in", "joind-in"])
def test_a_word_is_the_name_of_a_query(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["who joined NATO", "joined?"])
def test_several_words_are_a_question(text: str) -> None:
    assert not is_name(text)


def test_a_store_without_names_is_asked_in_vain() -> None:
    found = understand("Who joined NATO in 2004?", EmbeddedStore.of({}), Terms(), TODAY)
    assert isinstance(found, Declined)
