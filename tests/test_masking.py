from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import blank, document, last_sentence

from comity_loaders.memberships.finds import find_matches
from comity_loaders.memberships.standins import standins
from comity_loaders.rules import count, membership
from comity_loaders.sentences.masking import Masked, mask_with
from comity_loaders.sentences.unfolding import unfold

_WORDS = ["Kenya", "Malawi", "OPEC", "the", "Commonwealth", "joined", "left", "and", ",", "which"]
_WORDS += [
    "(",
    ")",
    "-",
    "in",
    "1995",
    "2004",
    "member",
    "of",
    ";",
    "it",
    "but not",
    "was",
    "\u2013",
]


def masked(text: str) -> Masked:
    sentence = last_sentence(text, blank())
    return mask_with(sentence, standins(sentence))


def clauses(text: str) -> list[str]:
    return [clause.text for clause in unfold(masked(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malta and Cyprus joined the Commonwealth in 1964.", "<S0> joined the <B0> <D0>."),
        ("Malta and \u2013 since 2004 \u2013 Cyprus use it.", "<S0> use it."),
        ("Malta (1964) and Cyprus (1961) joined.", "<S0> (<D0>) joined."),
        ("Malta, together with Cyprus, joined.", "<S0> joined."),
        ("Malta in 1964 and Cyprus in 1961 joined.", "<S0> <D0> and <S1> <D1> joined."),
        ("Malta, but not Cyprus, joined.", "<S0>, but not <X0>, joined."),
        ("All but Malta joined.", "All but <X0> joined."),
        ("Maltese ships left Valletta.", "<N0> ships left <S0>."),
        ("Ships sailed from Valletta.", "Ships sailed from <C0>."),
        ("The three Baltic states joined NATO.", "<S0> joined <B0>."),
        ("Sweden joined the NATO-led force.", "<S0> joined the NATO-led force."),
    ],
)
def test_names_and_dates_become_marks(text: str, expected: str) -> None:
    assert masked(text).text == expected


def test_a_list_with_an_interruption_keeps_all_its_states_and_their_own_dates() -> None:
    slot = masked("Malta (1964) and Cyprus (1961) joined.").slots["S0"]
    assert [entity.key for entity in slot.entities] == ["state/mlt", "state/cyp"]
    assert [date.words for _, date in slot.own] == ["1964", "1961"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya, which left OPEC in 2004, joined the Commonwealth in 2005.",
            ["<S0> joined the <B1> <D1>.", "<S0> left <B0> <D0>"],
        ),
        (
            "Kenya joined OPEC in 2004 and left in 2006.",
            ["<S0> joined <B0> <D0> and left <D1>.", "<S0> left <D1>."],
        ),
        (
            "Kenya was expelled from OPEC in 2004 and readmitted in 2006.",
            ["<S0> was readmitted <D1>."],
        ),
        ("Two states - Kenya and Malawi - joined OPEC.", ["<S0> joined <B0>."]),
        ("All states except Kenya joined OPEC.", ["All states joined <B0>."]),
        ("Kenya (population 50m) joined OPEC.", ["<S0> joined <B0>."]),
    ],
)
def test_a_sentence_is_unfolded_into_its_clauses(text: str, expected: list[str]) -> None:
    assert set(expected) <= set(clauses(text))


def test_a_clause_leads_back_to_its_words_in_the_article() -> None:
    text = "Kenya, which left OPEC in 2004, joined the Commonwealth in 2005."
    for clause in unfold(masked(text)):
        at = clause.text.find("joined")
        if at >= 0:
            assert clause.place(at, at + len("joined")).of(text) == "joined"


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30))
@settings(deadline=None, max_examples=60)
def test_any_sentence_is_masked_and_unfolded_within_its_own_bounds(words: list[str]) -> None:
    found = document(" ".join(words), pipeline=blank())
    for sentence in found.sentences:
        whole = mask_with(sentence, standins(sentence))
        for clause in (whole, *unfold(whole)):
            for start in range(len(clause.text)):
                span = clause.place(start, start + 1)
                assert sentence.span.start <= span.start < span.end <= sentence.span.end + 1


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30))
@settings(deadline=None, max_examples=60)
def test_every_claim_rests_on_a_sentence_of_the_article(words: list[str]) -> None:
    found = document(" ".join(words), pipeline=blank())
    for finding in (*membership.find(found), *count.find(found)):
        assert 0 <= finding.passage.start < finding.passage.end <= len(found.text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya joined NATO" + "," * 10_000,
        "Kenya joined NATO " + "(" * 5_000 + ")" * 5_000,
        "Kenya joined NATO " + "(x) " * 2_500,
        "Kenya, Uganda, " * 700 + "joined NATO.",
        "Kenya NATO " * 900,
        "Kenya, which NATO, " * 500,
        "Kenya and left NATO and joined " * 300,
        "Kenya \u2013 NATO \u2013 " * 600,
        "Kenya " + "has been also formally " * 400 + "joined.",
        "Kenya joined in 1995, " * 400,
        "NATO, which " + "groups " * 1_400 + "Kenya and Uganda",
        "the members of " * 600 + "NATO are Kenya and Uganda",
        "Kenya" + " " * 9_000 + "joined NATO",
    ],
    ids=lambda text: text[:24],
)
def test_hostile_sentences_take_bounded_time(text: str) -> None:
    started = time.process_time()
    found = document(text, pipeline=blank())
    for sentence in found.sentences:
        find_matches(sentence)
    assert time.process_time() - started < 5
