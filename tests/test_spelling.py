"""A name with other letters, points, prefixes and slips is still the same name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.gazetteer import Gazetteer
from comity.spelling import (
    dotted,
    loose_key,
    loose_words,
    organ_names,
    small_nouns,
    spellings,
    tokens_of,
)


def meant(text: str) -> list[str]:
    return [match.entity.key for match in Gazetteer.load().find(text) if match.entity]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("I.A.E.A.", "org/iaea"),
        ("Gulf Co-operation Council", "org/gcc"),
        ("Organisation of Central American State", "org/odeca"),
        (
            "Convention on the rights of persons with disabilities",
            "treaty/persons-with-disabilities",
        ),
        ("South-East Asia Treaty organisation", "org/seato"),
        ("Inter-governmental Authority on Development", "org/igad"),
        ("World Food Program", "org/wfp"),
        ("U.N. Commission on International Trade Law", "organ/un-uncitral"),
        ("Permanent Council of the OAS", "organ/oas-permanent-council"),
        ("AU's Peace and Security Council", "organ/au-peace-and-security-council"),
        ("Commission of the African Union", "organ/au-commission"),
        ("Tlatelolco treaty", "treaty/tlatelolco-treaty"),
        ("San Francisco peace treaty", "treaty/treaty-of-san-francisco"),
        ("OAS charter", "treaty/charter-of-the-organization-of-american-states"),
    ],
)
def test_a_variant_of_a_name_means_the_same(name: str, key: str) -> None:
    assert meant(f"He came to the {name} in May.") == [key]


@pytest.mark.parametrize(
    "text", ["A group of seven men met.", "Group of seven men met.", "the convention on torture"]
)
def test_common_words_are_no_name(text: str) -> None:
    assert meant(text) == []


def test_only_a_short_acronym_is_written_with_points() -> None:
    assert dotted("IMF") == "I.M.F."
    assert [dotted(word) for word in ("EU", "UNESCO", "BIMSTEC", "AfDB")] == ["", "", "", ""]


def test_an_organ_is_called_by_each_name_of_its_body() -> None:
    names = set(organ_names("ECO Council", ["ECO", "Economic Cooperation Organization"]))
    assert {"Council of the ECO", "Economic Cooperation Organization's Council"} <= names
    assert set(organ_names("ASEAN summit", ["ASEAN"])) == set()


@given(st.text(max_size=60))
def test_any_text_has_its_words_in_order(text: str) -> None:
    tokens = tokens_of(text)
    assert all(start < end for _, start, end in tokens)
    places = [(first, last) for _, first, last in loose_words(tokens)]
    assert places == sorted(places)
    assert all(0 <= first <= last < len(tokens) for first, last in places)


@given(st.lists(st.sampled_from(["Union", "of", "the", "Inter", "-", "States", "Co"]), max_size=9))
def test_every_spelling_of_a_name_has_words(words: list[str]) -> None:
    for key in spellings(" ".join(words)):
        assert key
        assert loose_key(key) == loose_key(tuple(word for word in key if word != "the"))


@pytest.mark.parametrize("name", ["test ban treaty", "Rio treaty", "Paris accord", "Rome treaty"])
def test_a_name_that_papers_give_to_several_treaties_links_to_none(name: str) -> None:
    assert meant(f"They signed the {name} in May.") == []


def test_a_treaty_made_in_a_capital_keeps_its_capitals() -> None:
    assert "treaty/washington-treaty" not in meant("They signed the Washington agreement in May.")
    assert meant("They signed the Tokyo convention in May.") != meant("the Tokyo Convention")


def test_only_common_nouns_of_a_short_name_are_written_small() -> None:
    assert "San Francisco peace treaty" in set(small_nouns("San Francisco Peace Treaty"))
    assert set(small_nouns("Mine Ban Treaty")) == {"Mine ban treaty", "Mine Ban treaty"}
    assert set(small_nouns("INF Treaty")) == {"INF treaty"}
    assert set(small_nouns("Andean Community")) == set()
