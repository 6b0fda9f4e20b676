"""Offices that "as", a noun for the office or a verb left out tells."""

from __future__ import annotations

import pytest
from rulereading import document

from comity.model import Claim, Predicate
from comity_loaders.rules import office


def told(text: str) -> set[str]:
    claims = [c for c in office.find(document(text)) if isinstance(c, Claim)]
    held = [c for c in claims if c.predicate is Predicate.HOLDS_OFFICE and c.is_asserted]
    return {f"{c.subject.name}: {c.text}, {c.object.key}" for c in held if c.subject and c.object}


HOLM = "Lena Holm: foreign minister, state/nor"
OSEI = "Rafael Osei: finance minister, state/gha"


@pytest.mark.parametrize(
    "text",
    [
        "During Lena Holm's tenure as foreign minister of Norway, the pact was signed.",
        "In her time as Norwegian foreign minister, Lena Holm joined the pact.",
        "Lena Holm, in Tokyo on her first trip to Asia as Norwegian foreign minister, urged talks.",
        "Lena Holm arrived in Tokyo on her first visit abroad as Norway's foreign minister.",
        "Lena Holm, as foreign minister of Norway, opposed the treaty.",
        "Lena Holm opposed the treaty as foreign minister of Norway.",
        "Lena Holm, speaking as foreign minister of Norway, condemned the coup.",
        "As Norway's foreign minister from 2001 to 2009, Lena Holm opposed the treaty.",
        "Lena Holm announced her resignation as foreign minister of Norway.",
        "The vote brought Lena Holm to power as foreign minister of Norway.",
        "Lena Holm beat Rita Blom to become foreign minister of Norway.",
        "Lena Holm won the ballot, becoming the first woman foreign minister of Norway.",
        "A veteran of the last cabinet, Senator Lena Holm, became foreign minister of Norway.",
        "The king appointed as foreign minister of Norway his old friend, Lena Holm.",
    ],
)
def test_as_gives_the_office_to_whose_time_or_deed_it_is(text: str) -> None:
    assert told(text) == {HOLM}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya recognised Lena Holm as foreign minister of Norway.",
        "Many regard Lena Holm as foreign minister of Norway.",
        "Tom Otieno supported Lena Holm as foreign minister of Norway.",
        "Tom Otieno met Lena Holm as the foreign minister of Norway left.",
        "Tom Otieno, as well as the foreign minister of Norway, attended.",
        "Tom Otieno wants to become foreign minister of Kenya.",
        "Tom Otieno criticised the record of the foreign minister of Norway.",
    ],
)
def test_as_that_judges_or_tells_a_time_gives_no_office(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Ghana named Kofi Mensah foreign minister and Rafael Osei finance minister.",
        "Ghana has named Kofi Mensah foreign minister and Rafael Osei finance minister.",
        "Kofi Mensah and Rafael Osei resign as foreign minister and finance minister of Ghana.",
        "Kofi Mensah served as foreign minister of Ghana for two years and Rafael Osei as finance"
        " minister.",
    ],
)
def test_a_verb_that_is_not_repeated_gives_the_next_one_an_office_too(text: str) -> None:
    assert told(text) == {"Kofi Mensah: foreign minister, state/gha", OSEI}


def test_titles_that_one_verb_gives_share_the_state_named_last() -> None:
    both = {"Rita Blom: foreign minister, state/nor", "Rita Blom: deputy prime minister, state/nor"}
    assert told("Rita Blom was foreign minister and deputy prime minister of Norway.") == both
    apart = "Rita Blom became a minister and the foreign minister of Norway resigned."
    assert "Rita Blom: foreign minister, state/nor" not in told(apart)


@pytest.mark.parametrize(
    "text",
    [
        "Kofi Mensah won the presidency of Ghana in 2002.",
        "Kofi Mensah assumed the Ghanaian presidency in 2002.",
        "During Kofi Mensah's presidency of Ghana, the pact was signed.",
    ],
)
def test_the_noun_for_an_office_gives_it_to_who_has_it(text: str) -> None:
    assert told(text) == {"Kofi Mensah: president, state/gha"}


def test_a_presidency_that_somebody_wants_is_nobodys() -> None:
    assert told("Kofi Mensah wants the presidency of Ghana.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Juan Ortiz was replaced as foreign minister of Paraguay by Carlos Duarte.",
        "Carlos Duarte took over as foreign minister of Paraguay from Juan Ortiz.",
    ],
)
def test_who_is_replaced_as_minister_held_the_office_too(text: str) -> None:
    office = "foreign minister, state/pry"
    assert told(text) == {f"Juan Ortiz: {office}", f"Carlos Duarte: {office}"}
