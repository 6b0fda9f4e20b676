from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rulereading import BOTH, claims, document, names, of, shared_reading

from comity.model import Modality, Polarity, Predicate
from comity_loaders import wordlists
from comity_loaders.rules import proposition

LISTS = wordlists.load("propositions.yaml")
PROSE = 'Chad NATO " has not no may said that the minister , . ; but there is will'
WORDS = PROSE.split()


@BOTH
@pytest.mark.parametrize("example", LISTS["examples"], ids=lambda example: example["text"][:60])
def test_every_example_gives_its_proposition(example: dict[str, Any], parse: bool) -> None:
    found = claims(proposition.find, example["text"], parse=parse)
    lines = [[names(c)[0], str(c.polarity), str(c.modality)] for c in found]
    assert lines == example["gives"]


@BOTH
@pytest.mark.parametrize("text", LISTS["counter_examples"])
def test_no_counter_example_gives_a_proposition(text: str, parse: bool) -> None:
    assert claims(proposition.find, text, parse=parse) == []


def test_only_the_denied_clause_is_the_passage() -> None:
    text = '"The talks went well, but Malta has not signed the treaty," the envoy said.'
    (claim,) = claims(proposition.find, text)
    assert claim.passage.of(text) == "Malta has not signed the treaty"


def test_a_reported_clause_can_be_denied_too() -> None:
    text = "The spokeswoman of the European Union said that Serbia has not closed the chapter."
    (claim,) = claims(proposition.find, text)
    assert names(claim)[0] == "Serbia"
    assert claim.polarity is Polarity.DENIED


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    )
)
def test_every_passage_lies_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts) + "."
    for finding in proposition.find(document(text, parse=False)):
        assert finding.passage.end <= len(text)


@pytest.mark.parametrize(
    ("article", "words"),
    [
        ("001", "not taking place on the territory of Armenia"),
        ("002", "has not severed contact"),
        ("003", "has not received any official statements"),
    ],
)
def test_real_denials_are_found(article: str, words: str) -> None:
    reading = shared_reading(article)
    found = of(list(reading.claims), Predicate.PROPOSITION)
    texts = [c.passage.of(reading.article.text) for c in found if c.polarity is Polarity.DENIED]
    assert any(words in text for text in texts)


def test_a_real_possibility_is_left_open() -> None:
    reading = shared_reading("003")
    found = of(list(reading.claims), Predicate.PROPOSITION)
    texts = [c.passage.of(reading.article.text) for c in found if c.modality is Modality.HEDGED]
    assert any("enlargement" in text for text in texts)
