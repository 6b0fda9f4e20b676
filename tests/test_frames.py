"""Frames of membership: what verbs and nouns tell, wherever their states and bodies stand."""

from __future__ import annotations

from typing import Any

import pytest
from reading import MODEL, document, gazetteer, needs_model
from test_rule_membership import written

from comity.dates import PartialDate, When
from comity.model import Article, Claim, Modality, Polarity, Span
from comity_loaders import wordlists
from comity_loaders.memberships.frameforms import noun_frames, objects, verb_frames
from comity_loaders.parsing import read
from comity_loaders.rules import membership

_DAY = When(PartialDate("2020-01-31"))
EXAMPLES = wordlists.load("membership-frames-examples.yaml")


def claims(text: str) -> list[Claim]:
    return [f for f in membership.find(document(text)) if isinstance(f, Claim)]


def asserted(text: str) -> set[str]:
    return {written(claim) for claim in claims(text) if claim.is_asserted}


@needs_model
@pytest.mark.parametrize("example", EXAMPLES["examples"], ids=lambda e: e["text"][:60])
def test_an_example_gives_exactly_its_claims(example: dict[str, Any]) -> None:
    assert asserted(example["text"]) == set(example["gives"])


@needs_model
@pytest.mark.parametrize("text", EXAMPLES["counter_examples"])
def test_a_counter_example_gives_nothing_affirmed_and_asserted(text: str) -> None:
    assert asserted(text) == set()


_MEANT = {
    "has joined": (Polarity.AFFIRMED, Modality.ASSERTED),
    "has not joined": (Polarity.DENIED, Modality.ASSERTED),
    "will join": (Polarity.AFFIRMED, Modality.PLANNED),
    "is joining": (Polarity.AFFIRMED, Modality.PLANNED),
    "hopes to join": (Polarity.AFFIRMED, Modality.HOPED),
    "may join": (Polarity.AFFIRMED, Modality.HEDGED),
}


@needs_model
@pytest.mark.parametrize("verb", _MEANT)
def test_a_frame_is_meant_as_its_verb_says(verb: str) -> None:
    found = claims(f"Peru, one of its neighbours said, {verb} the African Union.")
    assert {(c.polarity, c.modality) for c in found} <= {_MEANT[verb]}


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "Peru has ruled out joining the African Union.",
        "Peru held talks on joining the African Union.",
        "Peru argued against joining the African Union.",
        "The benefits of joining the African Union are clear to Peru.",
    ],
)
def test_a_gerund_that_names_what_may_be_is_no_fact(text: str) -> None:
    assert asserted(text) == set()


@needs_model
def test_what_was_not_so_until_a_date_was_so_from_it() -> None:
    told = asserted("Switzerland did not join the United Nations until 2002.")
    assert told == {"joined state/che org/un 2002"}


@needs_model
def test_a_headline_is_not_claimed_again_without_its_date() -> None:
    text = "Malta joins EU\n\nMalta joined the European Union on 1 May 2004."
    article = Article(text, "malta", title=Span(0, 14))
    found = membership.find(read(article, gazetteer(), MODEL))
    told = [written(f) for f in found if isinstance(f, Claim)]
    assert told == ["joined state/mlt org/eu 2004-05-01"]


def test_each_frame_names_places_that_are_known() -> None:
    places = {"subject", "object", "noun", "receiver", "from", "as", "aim", "enlargement"}
    for found in verb_frames().values():
        for frame, _ in found:
            assert set(frame.state) <= places
            assert all(place in places or place.islower() for place in frame.body)
    assert set(noun_frames())
    assert objects("member").nouns


@needs_model
@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("The flag of the European Union came down in London on Friday.", "2020-01-31"),
        ("The European Union opened its doors to Britain on 1 January 1973.", None),
        ("The flag of Gibraltar came down on Friday.", None),
    ],
)
def test_a_headline_has_the_day_that_the_sentence_below_tells_of(
    lead: str, day: str | None
) -> None:
    title = "Britain leaves the European Union"
    article = Article(f"{title}\n\n{lead}", "x", published=_DAY, title=Span(0, len(title)))
    document_ = read(article, gazetteer(), MODEL)
    found = [f for f in membership.find(document_) if isinstance(f, Claim)]
    assert [c.when.date.edtf if c.when else None for c in found if c.predicate == "left"] == [day]
