from __future__ import annotations

from typing import Any

import pytest
from rulereading import BOTH, claims, names, of, shared_reading

from comity.dates import DateBasis
from comity.model import Polarity, Predicate
from comity_loaders import wordlists
from comity_loaders.rules import request

LISTS = wordlists.load("requests.yaml")


@BOTH
@pytest.mark.parametrize("example", LISTS["examples"], ids=lambda example: example["text"][:60])
def test_every_example_gives_its_claims(example: dict[str, Any], parse: bool) -> None:
    found = claims(request.find, example["text"], parse=parse)
    lines = [[str(c.predicate), *names(c), str(c.polarity), str(c.modality)] for c in found]
    assert lines == example["gives"]


@BOTH
@pytest.mark.parametrize("text", LISTS["counter_examples"])
def test_no_counter_example_gives_a_claim(text: str, parse: bool) -> None:
    assert [c for c in claims(request.find, text, parse=parse) if c.is_asserted] == []


def test_such_a_request_is_one_for_what_was_spoken_of() -> None:
    about_aid = "Aid is given on request. Oman has not made such a request."
    about_visas = "Visas are given on request. Oman has not made such a request."
    assert len(claims(request.find, about_aid)) == 1
    assert claims(request.find, about_visas) == []


def test_what_a_request_is_about_is_kept_in_the_articles_words() -> None:
    (claim,) = claims(
        request.find, "Peru did not ask the OAS for help in connection with the border war."
    )
    assert claim.text == "the border war"
    assert claim.polarity is Polarity.DENIED


def test_a_presidents_request_is_his_states() -> None:
    text = "President Adama Barrow of the Gambia asked ECOWAS for troops in January 2017."
    (claim,) = claims(request.find, text)
    assert names(claim) == ["Gambia", "Economic Community of West African States"]


def test_an_organ_is_asked_for_its_body() -> None:
    (claim,) = claims(request.find, "Chad asked the UN Security Council for peacekeepers.")
    assert names(claim) == ["Chad", "United Nations"]


def test_an_intervention_keeps_its_place_and_date() -> None:
    (claim,) = claims(request.find, "In August 1990 ECOWAS sent a peacekeeping force to Liberia.")
    assert (claim.place, claim.when and claim.when.date.edtf) == ("Liberia", "1990-08")


def test_an_inherited_date_says_that_it_is_inferred() -> None:
    text = "However, the coup came in August 2020. ECOWAS did not intervene."
    (claim,) = claims(request.find, text)
    assert claim.when
    assert (claim.when.date.edtf, claim.when.basis) == ("2020-08", DateBasis.INFERRED)


def test_a_date_is_not_inherited_without_a_contrast() -> None:
    (claim,) = claims(request.find, "The coup came in August 2020. ECOWAS did not intervene.")
    assert claim.when is None


@pytest.mark.parametrize("article", ["000", "002"])
def test_real_articles_deny_a_request(article: str) -> None:
    found = of(list(shared_reading(article).claims), Predicate.REQUESTED_ASSISTANCE)
    assert found
    assert {(names(c)[0], c.polarity) for c in found} == {("Russia", Polarity.DENIED)}


def test_a_real_article_denies_an_intervention() -> None:
    (claim,) = of(list(shared_reading("001").claims), Predicate.INTERVENED)
    assert (claim.polarity, claim.said_in) == (Polarity.DENIED, None)
    assert claim.when
    assert claim.when.date.edtf == "2020-07"
