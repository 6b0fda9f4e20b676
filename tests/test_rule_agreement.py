from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rulereading import BOTH, claims

from comity.model import Claim, Kind, Predicate
from comity_loaders import wordlists
from comity_loaders.rules import agreement

WORDS = wordlists.load("agreements.yaml")
PROSE = (
    "the a bilateral trade agreement Accord signed was by between Peru and Chile EU in Lima on "
    "Monday 1999 which entered into force of , . will not Friendship Treaty"
)


def told(claim: Claim) -> tuple[str, str | None, str | None, str | None]:
    return (
        str(claim.predicate),
        claim.object.name if claim.object else None,
        claim.place,
        claim.when.date.edtf if claim.when else None,
    )


@BOTH
@pytest.mark.parametrize("example", WORDS["examples"], ids=lambda example: example["text"][:60])
def test_every_example_gives_its_agreements(example: dict[str, Any], parse: bool) -> None:
    found = claims(agreement.find, example["text"], parse=parse)
    wanted = [(g["predicate"], g["object"], g["place"], g["date"]) for g in example["gives"]]
    assert list(dict.fromkeys(told(c) for c in found if c.is_asserted)) == wanted


@BOTH
@pytest.mark.parametrize("text", WORDS["counter_examples"])
def test_no_counter_example_asserts_an_agreement(text: str, parse: bool) -> None:
    assert [told(c) for c in claims(agreement.find, text, parse=parse) if c.is_asserted] == []


def test_each_signatory_has_a_claim_of_its_own() -> None:
    found = claims(agreement.find, "Peru and Chile signed a border treaty in Lima in June 1929.")
    assert [c.subject.key for c in found if c.subject] == ["state/per", "state/chl"]


def test_who_signed_a_treaty_that_the_reference_knows_is_left_to_the_rules_on_bodies() -> None:
    text = "France and Italy signed the North Atlantic Treaty in Washington on 4 April 1949."
    (claim,) = claims(agreement.find, text)
    assert (claim.subject, claim.place) == (None, "Washington")


def test_the_date_of_what_was_done_besides_is_not_the_date_of_signing() -> None:
    text = "The pact on rivers, signed in Bonn by Peru and Chile and ratified in June 1988, failed."
    assert {(c.place, c.when) for c in claims(agreement.find, text)} == {("Bonn", None)}


def test_the_date_of_an_anniversary_is_not_the_date_of_signing() -> None:
    text = "In 2009 we marked the anniversary of the signing of the Antarctic Treaty in Washington."
    assert [c.when for c in claims(agreement.find, text)] == [None]


@pytest.mark.parametrize(
    ("text", "treaty", "date"),
    [
        ("The river convention took effect on 8 January 2005.", "river convention", "2005-01-08"),
        (
            "The border treaty was signed in 1929 and came into force in 1930.",
            "border treaty",
            "1930",
        ),
        ("The rail pact, signed in Oslo in 1921, entered into force in 1922.", "rail pact", "1922"),
        ("The rail pact was effective from May 1922.", "rail pact", "1922-05"),
        ("The rail pact came into force from 1922 onwards.", "rail pact", "1922"),
        (
            "The rail pact was signed in 1919 but did not come into force until May 1922.",
            "rail pact",
            "1922-05",
        ),
        (
            "The rail pact was signed on 5 May 1920 and took effect in the 3rd quarter of 1922.",
            "rail pact",
            "1922",
        ),
        (
            "Two states signed a gas pact in Doha in 1999; it became binding in 2001.",
            "gas pact",
            "2001",
        ),
    ],
)
@BOTH
def test_what_entered_into_force_is_the_subject(
    text: str, treaty: str, date: str, parse: bool
) -> None:
    found = claims(agreement.find, text, parse=parse)
    entries = [c for c in found if c.predicate is Predicate.ENTERED_INTO_FORCE]
    assert [(c.subject and c.subject.name, c.when and c.when.date.edtf) for c in entries] == [
        (treaty, date)
    ]


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed in 1990 and sanctions took effect in 1991.",
        "Changes to the treaty came into force in 1991.",
        "The ceasefire, which followed the accord, held; a curfew took effect on 4 May 1991.",
    ],
)
def test_what_is_no_agreement_enters_into_no_force(text: str, parse: bool) -> None:
    found = claims(agreement.find, text, parse=parse)
    assert not [c for c in found if c.predicate is Predicate.ENTERED_INTO_FORCE]


def test_a_signing_by_nobody_that_is_named_has_no_subject() -> None:
    (claim,) = claims(agreement.find, "The water accord was signed in Amman in October 1994.")
    assert claim.subject is None


@given(st.lists(st.sampled_from(PROSE.split()), max_size=20).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_an_agreement_is_signed_by_two_and_somewhere_or_some_day(text: str) -> None:
    for claim in claims(agreement.find, text, parse=False):
        assert claim.place or claim.when
        treaty = claim.object if claim.predicate is Predicate.SIGNED else claim.subject
        assert treaty
        assert treaty.kind is Kind.TREATY


def test_the_date_of_what_came_of_a_signing_is_not_its_date() -> None:
    text = "In 1991 Oman was expelled from the league for having signed the Bicesse Accords."
    assert not claims(agreement.find, text)
