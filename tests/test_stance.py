from __future__ import annotations

import pytest
from reading import blank, last_sentence, needs_model

from comity.model import Modality, Polarity, Span
from comity_loaders.language import nlp
from comity_loaders.sentences.stance import stance

_MODEL = nlp.load()

# The verb is marked by asterisks.
_CASES = [
    ("Zambia *joined* the bank in 1990.", "affirmed asserted"),
    ("The minister said that Zambia had *joined* the bank.", "affirmed asserted"),
    ("Zambia confirmed that it had *left* the bank.", "affirmed asserted"),
    (
        "It takes effect when Malawi, Zambia and the Gambia have *ratified* it.",
        "affirmed conditional",
    ),
    ("It takes effect once Zambia has *joined* it.", "affirmed conditional"),
    ("Once part of a federation, Zambia *joined* the bank in 1990.", "affirmed asserted"),
    ("Once a colony, Zambia *joined* the bank in 1990.", "affirmed asserted"),
    ("Once a state has paid, it *joins* the bank.", "affirmed conditional"),
    ("Zambia, which had not paid for years, *left* the bank.", "affirmed asserted"),
    ("Zambia and Malawi, but not Kenya, *joined* the bank.", "affirmed asserted"),
    ("Kenya did not attend, but Zambia *joined* the bank.", "affirmed asserted"),
    ("The treaty that Zambia *signed* bans mines.", "affirmed asserted"),
    ("I would like to stress that Zambia *left* the bank.", "affirmed asserted"),
    ("He wishes to point out that Zambia *left* the bank.", "affirmed asserted"),
    ("Let me recall that Zambia never *left* the bank.", "denied asserted"),
    ("I can confirm that Zambia hopes to *leave* the bank.", "affirmed hoped"),
    ("I would not like to say that Zambia *left* the bank.", "affirmed conditional"),
    ("Zambia has not *joined* the bank.", "denied asserted"),
    ("Zambia hasn't *joined* the bank.", "denied asserted"),
    ("Zambia never *joined* the bank.", "denied asserted"),
    ("Neither Malawi nor Zambia *joined* the bank.", "denied asserted"),
    ("Zambia denied that it had *left* the bank.", "denied asserted"),
    ("Zambia will *join* the bank.", "affirmed planned"),
    ("Zambia is to *join* the bank in May.", "affirmed planned"),
    ("Zambia is expected to *join* the bank.", "affirmed planned"),
    ("The drought forced Zambia to *leave* the bank.", "affirmed asserted"),
    ("Zambia was forced to *leave* the bank.", "affirmed asserted"),
    ("Its debts led Zambia and Malawi to *join* the bank.", "affirmed asserted"),
    ("The drought prompted calls for Zambia to *leave* the bank.", "affirmed hoped"),
    ("The drought could have forced Zambia to *leave* the bank.", "affirmed hedged"),
    ("The drought forced Zambia to agree to *leave* the bank.", "affirmed planned"),
    ("Zambia agreed to *join* the bank.", "affirmed planned"),
    ("Zambia decided to *leave* the bank.", "affirmed planned"),
    ("Zambia is set to *join* the bank.", "affirmed planned"),
    ("Zambia threatened to *leave* the bank.", "affirmed planned"),
    ("Zambia hopes to *join* the bank.", "affirmed hoped"),
    ("Zambia should *join* the bank.", "affirmed hoped"),
    ("Malawi urged Zambia to *join* the bank.", "affirmed hoped"),
    ("Zambia tried to *join* the bank.", "affirmed hoped"),
    ("Malawi asked for Zambia to be *expelled* from the bank.", "affirmed hoped"),
    ("Malawi has called for Zambia to be *admitted* to the bank.", "affirmed hoped"),
    ("Zambia was the first country to be *expelled* from the bank.", "affirmed asserted"),
    ("Zambia continues to be *excluded* from the bank.", "affirmed asserted"),
    ("They met to talk about Zambia *leaving* the bank.", "affirmed hedged"),
    ("If Zambia *joins* the bank, Malawi will follow.", "affirmed conditional"),
    ("Unless Zambia *joins* the bank, Malawi will leave.", "affirmed conditional"),
    ("It is not clear whether Zambia has *joined* the bank.", "affirmed conditional"),
    ("Zambia would *join* the bank at once.", "affirmed conditional"),
    ("Zambia may *join* the bank.", "affirmed hedged"),
    ("Zambia could *leave* the bank.", "affirmed hedged"),
    ("Zambia has reportedly *left* the bank.", "affirmed hedged"),
    ("As far as Zambia *leaves* the bank, the answer is no.", "affirmed hedged"),
    ("Reports that Zambia has *left* the bank are false.", "affirmed hedged"),
    ("Rumours that Zambia had *left* the bank were rife.", "affirmed hedged"),
    ("It is untrue that Zambia *left* the bank.", "affirmed hedged"),
    ("No one believes that Zambia *left* the bank.", "affirmed hedged"),
    ("Has Zambia *joined* the bank?", "affirmed hedged"),
]


def _read(marked: str, pipeline: nlp.Nlp) -> str:
    before, verb, after = marked.split("*")
    sentence = last_sentence(before + verb + after, pipeline)
    polarity, modality = stance(sentence, Span(len(before), len(before) + len(verb)))
    return f"{polarity} {modality}"


@needs_model
@pytest.mark.parametrize(("marked", "expected"), _CASES)
def test_a_verb_is_meant_as_its_clause_says(marked: str, expected: str) -> None:
    got = _read(marked, _MODEL)
    is_fact = got == "affirmed asserted"
    assert is_fact == (expected == "affirmed asserted"), got
    # A second shade of doubt is no harm: only what is no fact must not become one.
    if expected.startswith("denied"):
        assert Polarity(got.split()[0]) is Polarity.DENIED
    elif expected.endswith("asserted"):
        assert Modality(got.split()[1]) is Modality.ASSERTED


@pytest.mark.parametrize(("marked", "expected"), _CASES)
def test_the_words_alone_tell_facts_from_the_rest(marked: str, expected: str) -> None:
    got = _read(marked, blank())
    if expected == "affirmed asserted":
        assert got == expected
    elif "would" not in marked and "whether" not in marked:
        assert got != "affirmed asserted"


@needs_model
@pytest.mark.parametrize(
    ("marked", "expected"), [case for case in _CASES if case[1].split()[1] != "asserted"]
)
def test_the_modality_is_the_one_that_the_words_have(marked: str, expected: str) -> None:
    assert _read(marked, _MODEL).split()[1] == expected.split()[1]


@needs_model
def test_verbs_side_by_side_share_what_governs_the_first() -> None:
    assert _read("Zambia plans to sign and *ratify* the pact.", _MODEL) == "affirmed planned"
    assert _read("Zambia refused to sign and *ratify* the pact.", _MODEL).startswith("denied")
    assert _read("It is time for Zambia to sign and *ratify* it.", _MODEL) == "affirmed planned"
