"""Treaties that the reference does not know, by the forms of their names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import blank, document

from comity_loaders.names.treatynames import find_treaty_names

_NAMES = {
    "Angola signed the Lusaka Protocol.": ["Lusaka Protocol"],
    "The Tampere Convention was signed.": ["Tampere Convention"],
    "Finland joined the Convention on Road Signs and Signals of Ruritania.": [
        "Convention on Road Signs and Signals of Ruritania"
    ],
    "It signed the Optional Protocol to the Convention on Road Signs.": [
        "Optional Protocol to the Convention on Road Signs"
    ],
    "It signed the Convention on Road Signs on October 5, 1968.": ["Convention on Road Signs"],
    "It signed the Treaty on Friendship on Monday.": ["Treaty on Friendship"],
    "It signed the U.S.-Ruritania Treaty on Friendship.": ["U.S.-Ruritania Treaty on Friendship"],
    "It signed Protocol II to the Convention on Road Signs.": [
        "Protocol II to the Convention on Road Signs"
    ],
}
_NO_NAMES = [
    "They signed the Trade Agreement and the Peace Agreement.",
    "Under the Convention, and under this Treaty, it is so.",
    "The Republican National Convention of Ohio met.",
    "The Lusaka Protocol Department met.",
]


@pytest.mark.parametrize(("text", "names"), _NAMES.items())
def test_a_treaty_is_named_by_its_noun_and_capitals(text: str, names: list[str]) -> None:
    assert [span.of(text) for span in find_treaty_names(text, (), ())] == names


@pytest.mark.parametrize("text", _NO_NAMES)
def test_a_kind_of_treaty_is_no_name(text: str) -> None:
    assert find_treaty_names(text, (), ()) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chad signed the Treaty on Friendship in Oslo.", "Treaty on Friendship"),
        ("Chad signed the Treaty on Friendship in Malta.", "Treaty on Friendship in Malta"),
    ],
)
def test_the_city_where_it_is_signed_is_no_part_of_a_treatys_name(text: str, name: str) -> None:
    found = document(text, pipeline=blank()).mentions
    assert name in [m.entity.name for m in found if m.entity]


def test_a_headline_alone_makes_no_treaty() -> None:
    headline = "Delegates Praise Fishing Treaty, Deplore Delays"
    assert not find_treaty_names(f"{headline}\n\nThe debate went on for hours.", (), ())
    text = "Harbour Fishing Treaty, Under Fire\n\nThe Harbour Fishing Treaty was signed in Oslo."
    assert len(find_treaty_names(text, (), ())) == 2


def test_a_treaty_of_the_reference_stays_what_it_is() -> None:
    found = document("Chad signed the Kyoto Protocol.", pipeline=blank())
    assert [m.entity.local for m in found.mentions if m.entity] == [False, False]


@given(st.text(alphabet="AbC TreatyProtocolof,.\n", max_size=60))
def test_names_never_overlap_and_have_a_noun(text: str) -> None:
    spans = find_treaty_names(text, (), ())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all("Treaty" in s.of(text) or "Protocol" in s.of(text) for s in spans)
