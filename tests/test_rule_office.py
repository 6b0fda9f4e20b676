from __future__ import annotations

from functools import cache

import pytest

from comity.gazetteer import Gazetteer
from comity.model import (
    Abstention,
    Article,
    Claim,
    Modality,
    OfficeStatus,
    Polarity,
    Predicate,
    Span,
)
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.language import nlp
from comity_loaders.parsing import read
from comity_loaders.rules import office

EXAMPLES = wordlists.load("office-examples.yaml")
# What only a parse can tell: "denied that she was" governs from another clause.
ONLY_WITH_A_PARSE = ("denied that",)


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def document(text: str, *, parse: bool = True) -> Document:
    language = nlp.load() if parse else nlp.without_model()
    return read(Article(text, "test"), gazetteer(), language)


def offices(text: str, *, parse: bool = True) -> list[Claim]:
    found = [f for f in office.find(document(text, parse=parse)) if isinstance(f, Claim)]
    return [claim for claim in found if claim.predicate is Predicate.HOLDS_OFFICE]


def line(claim: Claim) -> str:
    assert claim.subject
    assert claim.object
    parts = [claim.subject.name, claim.text or "", claim.object.key, str(claim.status)]
    parts += [when.date.edtf if when else "" for when in (claim.since, claim.until)]
    return " | ".join(parts).rstrip(" |")


def expected(gives: list[str]) -> list[str]:
    return sorted(" | ".join(part.strip() for part in words.split("|")) for words in gives)


@pytest.mark.parametrize("parse", [True, False], ids=["parsed", "unparsed"])
@pytest.mark.parametrize("example", EXAMPLES["examples"], ids=lambda example: example["text"][:60])
def test_every_example_gives_its_offices(example: dict[str, object], parse: bool) -> None:
    claims = offices(str(example["text"]), parse=parse)
    assert sorted(line(c) for c in claims if c.is_asserted) == expected(example["gives"])  # type: ignore[arg-type]  # a list of lines


@pytest.mark.parametrize("parse", [True, False], ids=["parsed", "unparsed"])
@pytest.mark.parametrize("text", EXAMPLES["counter_examples"], ids=lambda text: text[:60])
def test_no_counter_example_gives_an_office(text: str, parse: bool) -> None:
    if not parse and any(words in text for words in ONLY_WITH_A_PARSE):
        pytest.skip("only a parse can tell")
    claims = offices(text, parse=parse)
    assert [
        line(c) for c in claims if c.is_asserted and c.status is not OfficeStatus.CANDIDATE
    ] == []


def test_a_denied_office_is_a_denied_claim() -> None:
    [claim] = offices("Umar Belado is not the secretary general of the Arab League.")
    assert claim.polarity is Polarity.DENIED


def test_an_office_to_come_is_planned() -> None:
    [claim] = offices("Umar Belado will become secretary general of the Arab League in May 2011.")
    assert (claim.status, claim.modality) == (OfficeStatus.ELECT, Modality.PLANNED)


def test_who_will_be_sworn_in_does_not_hold_the_office_yet() -> None:
    [claim] = offices("Umar Belado will be sworn in as president of Estonia on Monday.")
    assert (claim.status, claim.modality) == (OfficeStatus.ELECT, Modality.PLANNED)


def test_who_will_be_succeeded_holds_the_office_still() -> None:
    found = offices(
        "Umar Belado will succeed Neranu Belsen as secretary general of the Arab League."
    )
    status = {c.subject.name: c.status for c in found if c.subject}
    assert status == {"Neranu Belsen": OfficeStatus.CURRENT, "Umar Belado": OfficeStatus.ELECT}


def test_a_candidate_only_hopes() -> None:
    [claim] = offices("Umar Belado was nominated secretary general of the Arab League.")
    assert claim.status is OfficeStatus.CANDIDATE
    assert claim.modality is Modality.HOPED


def test_whose_office_it_is_stays_open_where_the_text_leaves_it_open() -> None:
    text = "Prime Minister Umar Belado flew to Peru. Chile, Peru and Bolivia welcomed the visit."
    findings = list(office.find(document(text)))
    assert offices(text) == []
    assert any(isinstance(f, Abstention) and "cannot be told" in f.reason for f in findings)


def test_a_state_that_has_a_president_gets_no_second_one() -> None:
    text = (
        "Chilean President Umar Belado said that Chile would sign. Chile had waited. "
        "President Wael Nerwick left Chile early."
    )
    assert [line(claim) for claim in offices(text)] == [
        "Umar Belado | President | state/chl | current"
    ]


def test_the_names_of_somebody_are_claims() -> None:
    text = (
        "Arab League chief Umar Belado spoke in Tunis. Belado left. "
        "The Arab League chief will be back."
    )
    names = [
        claim.text
        for claim in office.find(document(text))
        if isinstance(claim, Claim) and claim.predicate is Predicate.NAMED
    ]
    assert names == ["Umar Belado", "Belado", "the Arab League chief"]


def test_a_former_minister_can_be_told_by_a_description() -> None:
    text = (
        "Arab League chief Umar Belado lost the vote. "
        "But the former Egyptian foreign minister stayed."
    )
    assert "Umar Belado | foreign minister | state/egy | former" in map(line, offices(text))


def test_furniture_gives_no_office() -> None:
    text = "Egypt left the talks.\n\nEgyptian President Umar Belado writes here every week."
    start = text.index("Egyptian")
    article = Article(text, "test", furniture=(Span(start, len(text)),))
    found = office.find(read(article, gazetteer(), nlp.load()))
    assert list(found) == []


def test_an_agency_s_name_may_have_several_spaces_in_it() -> None:
    found = offices("Jane Roe, chair of the Federal     Reserve, spoke. Rates stayed.")
    assert all(claim.object and claim.object.key == "state/usa" for claim in found)


def offices_published(text: str, outlet: str) -> list[str]:
    article = Article(text, "test", outlet=outlet)
    found = office.find(read(article, gazetteer(), nlp.load()))
    return [line(f) for f in found if isinstance(f, Claim) and f.object]


def test_the_prime_minister_of_a_prime_minister_s_page_is_its_own() -> None:
    text = "Chad celebrates.\nThe Prime Minister and Minister for Trade, Mr Belado, left for Chad."
    assert offices_published(text, "Prime Minister of Malta") == [
        "Belado | Prime Minister | state/mlt | current",
        "Belado | Minister for Trade | state/mlt | current",
    ]


def test_a_ministry_s_own_minister_is_of_its_state() -> None:
    text = "Minister for Trade and Industry Ada Kessen will be in Lima, Peru. Peru invited her."
    assert offices_published(text, "Ministry of Trade and Industry, Malta") == [
        "Ada Kessen | Minister for Trade and Industry | state/mlt | current"
    ]


def test_a_guest_on_a_prime_minister_s_page_stays_of_an_unknown_state() -> None:
    text = "Talks were held. Prime Minister Belado came. Chad and Mali were spoken of."
    assert offices_published(text, "Prime Minister of Malta") == []


def test_who_succeeds_in_another_office_says_nothing_of_the_one_held() -> None:
    text = (
        "The European Union elects Chadian foreign minister Ada Kessen as the bloc's chair, "
        "succeeding Malian Tom Vane."
    )
    vanes = [line(claim) for claim in offices(text) if "Vane" in line(claim)]
    assert vanes
    assert all("chair" in told for told in vanes)


def test_one_title_is_that_of_all_who_follow_with_a_state_of_their_own() -> None:
    text = (
        "The summit drew President Ada Kessen of Peru, Norsen Fensen of Chile and Tom Vane "
        "of Bolivia; Foreign Minister Joel Bidmann of Cuba and Otto Kragh of Belize came too."
    )
    told = [line(claim) for claim in offices(text)]
    assert {person for person in told if "President" in person} == {
        "Ada Kessen | President | state/per | current",
        "Norsen Fensen | President | state/chl | current",
        "Tom Vane | President | state/bol | current",
    }
    assert not any("Kragh" in person for person in told)  # two may be two things
