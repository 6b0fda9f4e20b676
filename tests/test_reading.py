"""What a reading makes of all that the rules found."""

from __future__ import annotations

import pytest

from comity.gazetteer import Gazetteer
from comity.model import Article, Claim, Predicate, Reading
from comity_loaders.reading import reader


def read(text: str) -> Reading:
    return reader(Gazetteer.load())(Article(text=text, stem="made-up"))


def only(reading: Reading, predicate: Predicate) -> Claim:
    (claim,) = [claim for claim in reading.claims if claim.predicate is predicate]
    return claim


@pytest.mark.parametrize(
    "text",
    [
        "Qatar left OPEC on 1 January 2019, Secretary General Ada Quill said.",
        "OPEC Secretary General Ada Quill said that Qatar left OPEC on 1 January 2019.",
        'Ada Quill, the head of OPEC, said: "Qatar left OPEC on 1 January 2019."',
    ],
)
def test_a_claim_in_reported_speech_knows_its_quotation(text: str) -> None:
    reading = read(text)
    (quotation,) = reading.quotations
    assert quotation.speaker.name == "Ada Quill"
    assert only(reading, Predicate.LEFT).said_in == quotation.content


def test_the_office_of_a_speaker_is_told_by_the_outlet() -> None:
    reading = read("OPEC Secretary General Ada Quill said that Qatar left OPEC on 1 January 2019.")
    assert only(reading, Predicate.HOLDS_OFFICE).said_in is None


def test_what_the_outlet_says_beside_a_quotation_is_its_own() -> None:
    reading = read("Kuwait, a member of OPEC, said that Kuwait would keep to the quotas of OPEC.")
    assert only(reading, Predicate.MEMBER).said_in is None


def test_a_sentence_that_gave_nothing_has_a_reason() -> None:
    reading = read("The weather was fine. Norway is a country of fjords.")
    assert [a.rule for a in reading.abstentions] == ["reading/silent", "reading/silent"]
    assert "Norway" in reading.abstentions[1].reason


@pytest.mark.parametrize("odd", ["\u200d", "\x00"])
def test_a_name_that_an_unseen_sign_parts_from_its_letters_is_read(odd: str) -> None:
    claims = read(f"Australia signed the {odd}ANZUS Treaty.").claims
    assert [c.predicate for c in claims] in ([], [Predicate.SIGNED])
