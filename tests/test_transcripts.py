"""Turns of interviews and press conferences: what counts as a label, and whom it names."""

from __future__ import annotations

from functools import cache

import pytest

from comity.gazetteer import Gazetteer
from comity.model import Article, Quotation
from comity_loaders.language import nlp
from comity_loaders.parsing import read
from comity_loaders.rules import statement


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def turns(text: str) -> list[tuple[str, str]]:
    document = read(Article(text, "test"), gazetteer(), nlp.without_model())
    found = [q for q in statement.find(document) if isinstance(q, Quotation) and q.cue == ":"]
    return [
        (q.speaker.name, q.content.of(text)) for q in sorted(found, key=lambda q: q.content.start)
    ]


def test_a_label_may_stand_on_a_line_of_its_own() -> None:
    text = (
        "Interview with the president\n\nERIK HOLM:\n\nWill you stay in the pact?\n\n"
        "PRESIDENT ADA QUILL:\n\nI think so.\n\nERIK HOLM:\n\nFor long?\n\n"
        "PRESIDENT ADA QUILL:\n\nThat is for you to judge.\n\nWe shall see.\n"
    )
    assert [said for _, said in turns(text)] == [
        "I think so.",
        "That is for you to judge.",
        "We shall see.",
    ]


def test_an_office_that_nobody_is_named_with_speaks_for_its_holder() -> None:
    text = (
        "Radio interview\n\nHOLM: Good morning. Will you stay?\n\nPRIME MINISTER: I think so.\n\n"
        "HOLM: For long?\n\nPRIME MINISTER: As long as you let me.\n"
    )
    assert turns(text) == [
        ("Prime Minister", "I think so."),
        ("Prime Minister", "As long as you let me."),
    ]


def test_a_heading_in_capitals_tells_who_the_prime_minister_is() -> None:
    text = (
        "TRANSCRIPT OF THE PRIME MINISTER, THE HON A B QUILL, MP, OSLO, 19 MAY 1992\n\n"
        "PM: I can say that we stay.\n\nJ: Is that so?\n\nPM: I think it is.\n"
    )
    assert {speaker for speaker, _ in turns(text)} == {"A B Quill"}


def test_a_surname_may_stand_in_the_heading_alone() -> None:
    text = (
        "TRANSCRIPT OF THE PRIME MINISTER, THE HON A B QUILL, MP, OSLO, 19 MAY 1992\n\n"
        "QUILL: I can say that we stay.\n\nJ: Is that so?\n\nMR QUILL: I think it is.\n"
    )
    assert {speaker for speaker, _ in turns(text)} == {"A B Quill"}


def test_whom_a_question_names_need_not_be_who_answers() -> None:
    text = (
        "Gaggle before departure\n\nQ    How was President Bjorn Strand today?\n\n"
        "THE PRESIDENT:  I am glad to say that he was well.\n\nQ    And you?\n\n"
        "THE PRESIDENT:  I am well too.\n"
    )
    assert {speaker for speaker, _ in turns(text)} == {"President"}


def test_a_greeting_tells_who_the_prime_minister_is() -> None:
    text = (
        "Interview on Radio North\n\nMAX: With us is Prime Minister Ada Quill, good morning.\n\n"
        "PRIME MINISTER: Good morning to you.\n\nMAX: Why are you here?\n\n"
        "PRIME MINISTER: I came for the fish.\n"
    )
    assert {speaker for speaker, _ in turns(text)} == {"Ada Quill"}


def test_a_question_marked_by_a_letter_is_nobodys() -> None:
    text = (
        "Press briefing by Press Secretary Ada Quill\n\nMS. QUILL:  Good afternoon, everybody.\n\n"
        "Q    Good afternoon.\n\nMS. QUILL:  How are you all today.\n\nQ    We are well.\n"
    )
    assert [said for _, said in turns(text)] == [
        "Good afternoon, everybody.",
        "How are you all today.",
    ]


def test_a_country_may_stand_behind_the_name_in_a_label() -> None:
    text = (
        "King Haakon VII of Norway came to Lima.\n\n"
        "President of Peru Ada Quill: Your Majesty, allow me to welcome you.\n\n"
        "King Haakon VII of Norway (retranslated): Madam President, thank you.\n"
    )
    assert [speaker for speaker, _ in turns(text)] == ["Ada Quill", "Haakon VII"]


def test_an_address_is_one_whoever_answers_it() -> None:
    text = (
        "Visit to the yard\n\nPresident of Iceland Ada Quill: Dear friends,\n\n"
        "It is a joy to be with you today.\n\nWorker: Good afternoon, Madam President.\n"
    )
    assert ("Ada Quill", "It is a joy to be with you today.") in turns(text)


def test_answers_below_their_questions_are_of_the_one_named_in_the_lead() -> None:
    text = (
        "Our reporter met Foreign Minister Ada Quill in Oslo.\n\nWill you stay in the pact?\n\n"
        "I think we will. We have no reason to leave.\n\nFor how long?\n\n"
        "That is for our voters to say.\n\nAnd the cod?\n\nI like it.\n\n"
        "Ada Quill was born in Turku.\n"
    )
    assert turns(text) == [
        ("Ada Quill", "I think we will. We have no reason to leave."),
        ("Ada Quill", "That is for our voters to say."),
        ("Ada Quill", "I like it."),
    ]


def test_an_official_who_asks_is_no_journalist() -> None:
    text = (
        "President of Peru Ada Quill: Mr Strand, I want to hear about schools. Go ahead.\n\n"
        "Minister Bjorn Strand: Thank you. We have built ten.\n\nAda Quill: Only ten?\n\n"
        "Bjorn Strand: We will build more.\n"
    )
    assert ("Ada Quill", "Mr Strand, I want to hear about schools. Go ahead.") in turns(text)


def test_the_host_whom_the_heading_names_says_nothing() -> None:
    text = (
        "Radio interview with Lars Holm, Radio North\n\nPRIME MINISTER:\n\nGood morning, Lars.\n\n"
        "LARS HOLM:\n\nIt is good to see you.\n\nPRIME MINISTER:\n\nThank you.\n\n"
        "LARS HOLM:\n\nYou look well.\n"
    )
    assert {speaker for speaker, _ in turns(text)} == {"Prime Minister"}


def test_questions_that_a_text_asks_itself_have_no_answers() -> None:
    text = (
        "Foreign Minister Ada Quill signed the pact.\n\nWhat is in it?\n\n"
        "It has nine articles, of which two are new.\n\nWho pays?\n\nThe members pay.\n\n"
        "What comes next?\n\nParliament votes in May.\n"
    )
    assert turns(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The board of the fund\n\nChairman: Ada Quill\n\nSecretary: Bjorn Strand\n\nSeat: Oslo\n",
        "Members:\n\nAda Quill, chair.\n\nBjorn Strand, deputy.\n\nObservers:\n\nMia Falk.\n",
        "The prime minister: a short life\n\nBorn: 1950\n\nOffice: prime minister\n\nParty: none\n",
    ],
)
def test_a_list_with_labels_is_no_talk(text: str) -> None:
    assert turns(text) == []


def test_a_heading_may_name_the_minister_before_the_title() -> None:
    text = (
        "THE HON. ADA QUILL MP PRIME MINISTER\n\nTRANSCRIPT\n\n"
        "Press Conference with the Minister for Fishing and the Islands, the Hon. Erik Holm\n\n"
        "PRIME MINISTER:\n\nGood morning, we have signed the pact.\n\n"
        "MINISTER FOR FISHING AND THE ISLANDS:\n\nThank you, I am glad that we did.\n"
    )
    assert turns(text) == [
        ("Ada Quill", "Good morning, we have signed the pact."),
        ("Erik Holm", "Thank you, I am glad that we did."),
    ]


def test_turns_may_stand_one_behind_the_other_in_one_line() -> None:
    text = (
        "MINISTER FOR FISHING TRANSCRIPTION: PROOF COPY TITLE: Doorstop, Honiara.   "
        "ADA QUILL:  We had a good talk about the fish.  ERIK HOLM: Thank you, I agree with you.\n"
    )
    assert turns(text) == [
        ("Ada Quill", "We had a good talk about the fish."),
        ("Erik Holm", "Thank you, I agree with you."),
    ]


def test_whoever_only_labels_name_and_asks_is_a_journalist() -> None:
    text = (
        "Radio interview\n\nERIK HOLM: Good morning to you. Will you stay?\n\n"
        "PRIME MINISTER: I think so.\n\nERIK HOLM: I see. We thank you.\n\n"
        "PRIME MINISTER: My pleasure.\n"
    )
    assert {speaker for speaker, _ in turns(text)} == {"Prime Minister"}
