"""Who is what in a body: what is found in sentences of their own making, by phrases and links."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import blank, document, gazetteer, needs_model
from test_rule_membership import asserted

from comity.model import Claim, Kind, Predicate
from comity_loaders import wordlists
from comity_loaders.memberships.finds import masked_with_standins
from comity_loaders.memberships.statusphrases import phrased
from comity_loaders.rules import membership

FILE = "membership-status.yaml"
EXAMPLES = wordlists.load("membership-status-examples.yaml")


def _examples() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = EXAMPLES["examples"]
    return found


@needs_model
@pytest.mark.parametrize("example", _examples(), ids=lambda e: e["text"][:60])
def test_an_example_gives_exactly_its_claims(example: dict[str, Any]) -> None:
    assert asserted(example["text"], example.get("published")) == set(example["gives"])


@pytest.mark.parametrize("text", EXAMPLES["counter_examples"])
def test_a_counter_example_gives_no_status(text: str) -> None:
    assert asserted(text) == set()
    assert asserted(text, pipeline=blank()) == set()


def test_without_a_model_nearly_all_examples_still_give_their_claims() -> None:
    examples = _examples()
    got = [asserted(e["text"], e.get("published"), blank()) == set(e["gives"]) for e in examples]
    assert sum(got) >= 0.9 * len(examples)


def test_every_link_has_an_example() -> None:
    told = {
        finding.rule.removeprefix("membership/")
        for example in _examples()
        for finding in membership.find(document(example["text"]))
        if isinstance(finding, Claim)
    }
    assert set(wordlists.load(FILE)["links"]) - told == set()


def test_a_phrase_is_put_away_with_its_body_and_its_words_stand_where_they_stood() -> None:
    text = "Chad, one of the poorest members of the African Union, asked for help."
    sentence = document(text).sentences[0]
    found = phrased(masked_with_standins(sentence), sentence)
    assert found.text == "<S0>, <P0>, asked for help."
    (phrase,) = found.phrases
    assert phrase.trigger.of(text) == "members"
    assert not phrase.plural
    at = found.text.index("asked")
    assert found.place(at, at + len("asked")).of(text) == "asked"


def test_a_list_of_lines_that_its_head_counts_otherwise_is_not_closed() -> None:
    text = "The Nordic Council has five member states:\n\n* Denmark\n* Finland\n* Iceland\n"
    (roster,) = [
        f
        for f in membership.find(document(text))
        if isinstance(f, Claim) and f.predicate is Predicate.ROSTER
    ]
    assert roster.complete is False
    assert [member.key for member in roster.members] == ["state/dnk", "state/fin", "state/isl"]


_STATES = sorted(
    entry.entity.name
    for entry in gazetteer().entries.values()
    if entry.entity.kind is Kind.STATE and entry.entity.name.isalpha()
)
_SURE = [name for name in _STATES if name not in {"Georgia", "Chad", "Jordan", "Niger", "Congo"}]


@given(st.sampled_from(_SURE), st.sampled_from(["member", "producer", "heavyweight", "state"]))
def test_any_state_right_behind_a_body_and_a_noun_is_its_member(state: str, noun: str) -> None:
    claims = asserted(f"The envoy of OPEC {noun} {state} spoke.", pipeline=blank())
    assert any(claim.startswith("member ") and claim.endswith("org/opec") for claim in claims)


@given(st.sampled_from(_SURE), st.sampled_from(["would-be", "aspiring", "prospective", "non-"]))
def test_no_state_that_only_wants_to_be_one_is_a_member(state: str, word: str) -> None:
    gap = "" if word.endswith("-") else " "
    assert (
        asserted(f"The envoy of {word}{gap}OPEC member {state} spoke.", pipeline=blank()) == set()
    )
