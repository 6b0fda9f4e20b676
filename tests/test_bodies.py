"""Bodies called by other words than their names, and bodies that the reference lacks."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import blank, document

from comity.gazetteer import Gazetteer
from comity.model import Kind
from comity_loaders import wordlists

BODIES = wordlists.load("bodies.yaml")


def bodies(text: str) -> list[str]:
    return [
        m.entity.key
        for m in document(text, pipeline=blank()).mentions
        if m.entity and m.entity.kind in (Kind.ORGANISATION, Kind.TREATY)
    ]


@pytest.mark.parametrize("example", BODIES["examples"], ids=lambda e: str(e["text"])[:40])
def test_an_example_names_these_bodies(example: dict[str, Any]) -> None:
    assert bodies(example["text"]) == example["gives"]


@pytest.mark.parametrize("text", BODIES["counter_examples"], ids=lambda t: str(t)[:40])
def test_a_counter_example_names_no_body(text: str) -> None:
    assert bodies(text) == []


def test_every_body_of_the_word_list_is_in_the_reference() -> None:
    known = Gazetteer.load().entries
    keys = {key for keys in BODIES["regions"].values() for key in keys}
    keys |= {*BODIES["joined_names"].values(), *BODIES["founding_treaties"].values()}
    assert keys | set(BODIES["founding_treaties"]) <= set(known)


def test_a_phrase_for_another_region_is_no_body_that_was_named() -> None:
    assert bodies("The Arab League met. Kenya left the West African bloc.") == ["org/arab-league"]


def test_the_body_before_a_phrase_goes_before_one_behind_it() -> None:
    text = "The AU met. The African body spoke. The OAU is gone."
    assert bodies(text) == ["org/au", "org/au", "org/oau"]


@given(st.text(alphabet="AaBb Tthe,.(is)an bloc joined", max_size=60))
@settings(max_examples=60, deadline=None)
def test_mentions_never_overlap(text: str) -> None:
    spans = [m.span for m in document(text, pipeline=blank()).mentions]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_an_acronym_of_another_language_is_its_body_s_where_the_text_says_so() -> None:
    told = "The Lake Tana Fisheries Council, known under its French initials CPLT, met. CPLT grew."
    assert len(bodies(told)) == 3
    assert len(set(bodies(told))) == 1
    assert bodies("The Gulf of Tana, known by its acronym GT, is calm. GT is deep.") == []
