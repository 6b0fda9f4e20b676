from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rulereading import BOTH, claims, document, names, of, shared_reading

from comity.model import Abstention, Claim, Kind, Modality, Polarity, Predicate
from comity_loaders import wordlists
from comity_loaders.meetings.meetings import meetings
from comity_loaders.rules import meeting

MEETINGS = wordlists.load("meetings.yaml")
ATTENDANCE = wordlists.load("attendance.yaml")
AGENDA = wordlists.load("agenda.yaml")
PROSE = (
    "the a summit meeting talks met in at Vienna NATO leaders of Chad and . , held will on Monday "
    "attended absent agenda discussed not no session with here"
)
WORDS = [*PROSE.split(), '"']


def held(text: str, *, parse: bool = True, place: str | None = None) -> list[Claim]:
    return of(claims(meeting.find, text, parse=parse, place=place), Predicate.HELD)


def told(claim: Claim) -> dict[str, Any]:
    return {
        "predicate": str(claim.predicate),
        "place": claim.place,
        "date": claim.when.date.edtf if claim.when else None,
        "modality": str(claim.modality),
        "polarity": str(claim.polarity),
    }


@BOTH
@pytest.mark.parametrize("example", MEETINGS["examples"], ids=lambda example: example["text"][:60])
def test_every_example_gives_its_meetings(example: dict[str, Any], parse: bool) -> None:
    found = [told(claim) for claim in held(example["text"], parse=parse)]
    assert len(found) == len(example["gives"])
    for wanted, got in zip(example["gives"], found, strict=True):
        assert got == got | wanted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The movement draws on the principles of the 1955 Bandung conference.", "Bandung"),
        ("At their meeting in Tokyo, G7 finance ministers endorsed plans to cut debts.", "Tokyo"),
        ("The news came as West African leaders meet in Lagos to discuss the crisis.", "Lagos"),
        ("At an acrimonious summit in Quito in July 2002, the presidents blamed others.", "Quito"),
        ("At NATO's Madrid summit, Poland and Hungary were invited.", "Madrid"),
        ("After difficult talks in Oslo the two sides went home.", "Oslo"),
    ],
)
def test_what_only_a_parse_can_tell_of_a_meeting(text: str, place: str) -> None:
    found = [(told(claim)["place"], told(claim)["modality"]) for claim in held(text)]
    assert found == [(place, "asserted")]


@BOTH
@pytest.mark.parametrize("text", MEETINGS["counter_examples"])
def test_no_counter_example_gives_a_meeting(text: str, parse: bool) -> None:
    assert claims(meeting.find, text, parse=parse) == []


@BOTH
@pytest.mark.parametrize("example", ATTENDANCE["examples"], ids=lambda e: e["text"][:60])
def test_every_example_gives_who_came_and_who_did_not(example: dict[str, Any], parse: bool) -> None:
    found = claims(meeting.find, example["text"], parse=parse)
    lines = [
        [str(c.predicate), names(c)[0], str(c.modality), str(c.polarity)]
        for c in found
        if c.predicate in (Predicate.ATTENDED, Predicate.ABSENT)
    ]
    wanted = [[*give, *["asserted", "affirmed"][len(give) - 2 :]] for give in example["gives"]]
    assert sorted(lines) == sorted(wanted)


@BOTH
@pytest.mark.parametrize("text", ATTENDANCE["counter_examples"])
def test_no_counter_example_tells_of_attendance(text: str, parse: bool) -> None:
    found = claims(meeting.find, text, parse=parse)
    assert not [c for c in found if c.predicate in (Predicate.ATTENDED, Predicate.ABSENT)]


@BOTH
@pytest.mark.parametrize("example", AGENDA["examples"], ids=lambda e: e["text"][:60])
def test_every_example_gives_its_topics(example: dict[str, Any], parse: bool) -> None:
    found = of(claims(meeting.find, example["text"], parse=parse), Predicate.ON_AGENDA)
    assert [[c.text, str(c.polarity), str(c.modality)] for c in found] == example["gives"]


@BOTH
@pytest.mark.parametrize("text", AGENDA["counter_examples"])
def test_no_counter_example_gives_a_topic(text: str, parse: bool) -> None:
    assert not of(claims(meeting.find, text, parse=parse), Predicate.ON_AGENDA)


def test_here_is_the_place_of_the_dateline() -> None:
    (claim,) = held("The Arab League summit ended here Thursday.", place="Manama")
    assert (claim.place, claim.when and claim.when.date.edtf) == ("Manama", "2024-06-13")


def test_a_dispatch_that_says_here_tells_where_its_summit_is() -> None:
    text = "Leaders were welcomed here by a band. The summit backed a pact on fish."
    (claim,) = held(text, place="Port Louis")
    assert (claim.place, claim.rule) == ("Port Louis", "meeting/held-here")


def test_a_dispatch_that_never_says_here_does_not() -> None:
    text = "Leaders arrived under heavy guard. The summit backed a pact on fish."
    assert held(text, place="Port Louis") == []


def test_a_date_in_an_aside_is_not_the_meetings() -> None:
    text = "The president, in power since a coup in November 1987, told the OIC summit in Dakar no."
    (claim,) = held(text)
    assert (claim.place, claim.when) == ("Dakar", None)


def test_a_day_without_a_year_stays_without_one_where_no_date_is_known() -> None:
    text = "The OPEC conference was held on 27 November in Vienna."
    plain = document(text)
    undated = type(plain.article)(text, "undated")
    from comity_loaders.language import nlp
    from comity_loaders.parsing import read

    found = meeting.find(read(undated, plain.gazetteer, nlp.load()))
    dates = [c.when.date.edtf for c in found if isinstance(c, Claim) and c.when]
    assert dates == ["XXXX-11-27"]


def test_what_a_text_says_later_of_a_meeting_is_said_of_the_same_meeting() -> None:
    found = held(
        "NATO held a summit in Prague on 21 November 2002. The summit invited seven states. "
        "At the gathering in Prague the allies also set up a response force."
    )
    assert len({claim.subject for claim in found}) == 1


def test_meetings_in_two_places_are_two() -> None:
    found = held(
        "The Arab League summit of March 2002 was held in Beirut. "
        "The Arab League summit of March 2005 was held in Algiers."
    )
    assert len({claim.subject for claim in found}) == 2


def test_a_meeting_with_neither_place_nor_date_needs_attendance_or_an_agenda() -> None:
    text = "The ASEAN summit adopted a charter."
    assert held(text) == []
    assert any(isinstance(f, Abstention) for f in meeting.find(document(text)))
    assert held(text + " Myanmar did not attend the summit.")


def test_the_meeting_of_an_organ_is_the_organs() -> None:
    (claim,) = held("The OSCE Permanent Council met in Vienna on 3 March 2014.")
    assert claim.object
    assert claim.object.kind is Kind.ORGAN


def test_what_lies_after_the_articles_day_has_not_happened() -> None:
    (claim,) = held("At a summit in The Hague on 24 June 2025 the allies sign the pledge.")
    assert claim.modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("EU leaders met in Gothenburg on 17 November 2017.", ("affirmed", "asserted")),
        ("EU leaders did not meet in Gothenburg on 17 November 2017.", ("denied", "asserted")),
        ("EU leaders will meet in Gothenburg in November.", ("affirmed", "planned")),
        ("EU leaders hope to meet in Gothenburg in November.", ("affirmed", "hoped")),
        ("EU leaders may meet in Gothenburg in November.", ("affirmed", "hedged")),
        ("If EU leaders met in Gothenburg, much would change.", ("affirmed", "conditional")),
    ],
)
def test_a_meeting_that_is_not_asserted_is_not_claimed_as_held(
    text: str, stance: tuple[str, str]
) -> None:
    (claim,) = held(text)
    assert (str(claim.polarity), str(claim.modality)) == stance


def test_people_attend_under_their_own_names() -> None:
    text = (
        "The SCO summit was held in Samarkand on 16 September 2022. Uzbek President Shavkat "
        "Mirziyoyev and Turkish President Recep Tayyip Erdoğan attended the summit."
    )
    found = of(claims(meeting.find, text), Predicate.ATTENDED)
    assert [names(c)[0] for c in found] == ["Shavkat Mirziyoyev", "Recep Tayyip Erdoğan"]


def test_passages_stop_at_quotation_marks() -> None:
    text = '"We met in Riga in May 2015. It was hot," the envoy of the European Union said.'
    (claim,) = held(text)
    assert claim.passage.of(text) == "We met in Riga in May 2015."


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=25,
    )
)
def test_no_sequence_of_words_breaks_the_rule(parts: list[str]) -> None:
    text = " ".join(parts) + "."
    for finding in meeting.find(document(text, parse=False)):
        assert finding.passage.end <= len(text)


def test_meetings_are_found_once_a_document() -> None:
    read = document("NATO met in Riga in November 2006.")
    assert meetings(read) is meetings(read)


def test_a_real_article_tells_who_came_and_who_was_absent() -> None:
    found = list(shared_reading("004").claims)
    came = {names(c)[0] for c in of(found, Predicate.ATTENDED)}
    absent = {names(c)[0] for c in of(found, Predicate.ABSENT)}
    assert came == {"Russia", "Kazakhstan", "Belarus", "Kyrgyzstan", "Tajikistan"}
    assert absent == {"Armenia"}
    assert {c.when.date.edtf for c in of(found, Predicate.HELD) if c.when} == {"XXXX-11-28"}
    assert len({c.subject for c in of(found, Predicate.HELD)}) == 1


def test_two_real_articles_disagree_about_an_agenda() -> None:
    denied = [
        c
        for c in of(list(shared_reading("000").claims), Predicate.ON_AGENDA)
        if c.polarity is Polarity.DENIED
    ]
    planned = of(list(shared_reading("002").claims), Predicate.ON_AGENDA)
    assert ["ATACMS" in (c.text or "") for c in denied] == [True]
    assert any("ATACMS" in (c.text or "") and c.modality is Modality.PLANNED for c in planned)
    assert denied[0].subject == planned[0].subject


def test_the_meeting_is_the_one_in_the_news_and_not_one_of_years_ago() -> None:
    text = (
        "The Arab League summit opened in Manama on Sunday.\n\n"
        "Syria returned in May 2023 at a summit in Jeddah. It had been away since 2011.\n\n"
        "Tunisia did not attend the meeting."
    )
    found = claims(meeting.find, text)
    (absent,) = of(found, Predicate.ABSENT)
    (here,) = [c for c in of(found, Predicate.HELD) if c.place == "Manama"]
    assert absent.object == here.subject
    assert absent.object != next(
        c.subject for c in of(found, Predicate.HELD) if c.place == "Jeddah"
    )


def test_joining_a_body_at_a_meeting_is_no_attendance() -> None:
    text = "Gabon and Togo joined the Commonwealth at the closing of a summit in Kigali."
    assert not of(claims(meeting.find, text), Predicate.ATTENDED)


def test_a_summit_with_a_name_of_its_own_is_not_the_one_told_of_before() -> None:
    text = (
        "The chancellor flew in from Lisbon, where a summit of NATO leaders had ended. Loans were"
        " promised at the 3rd Lake Donors Summit, which took place in Niamey on 5 May 2011."
    )
    assert [claim.place for claim in held(text)] == ["Lisbon", "Niamey"]
