"""What stands apart from the words that say whose it is: messages, lists, sentences before."""

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


def apart(text: str) -> list[tuple[str, str]]:
    document = read(Article(text, "test"), gazetteer(), nlp.without_model())
    found = [q for q in statement.find(document) if isinstance(q, Quotation)]
    return [(q.speaker.name, q.content.of(text)) for q in found if q.rule == "statement/apart"]


def test_a_message_is_its_senders_to_its_last_paragraph() -> None:
    text = (
        "President Ada Quill congratulated the painter Lars Holm on his birthday.\n\n"
        "The telegram reads, in part:\n\n“You are known far beyond our islands.\n\n"
        "Many of us own a picture of yours.”\n\nHe was born in Turku.\n"
    )
    assert apart(text) == [
        ("Ada Quill", "You are known far beyond our islands."),
        ("Ada Quill", "Many of us own a picture of yours."),
    ]


def test_each_paragraph_of_a_message_may_open_with_a_mark() -> None:
    text = (
        "President Ada Quill forwarded a greeting to the Oslo conference.\n\n"
        "The message said, in particular:\n\n“This needs a common effort.\n\n“We are ready.”\n\n"
        "The conference ends in May.\n"
    )
    assert [said for _, said in apart(text)] == ["This needs a common effort.", "We are ready."]


def test_a_message_may_be_said_to_be_somebodys() -> None:
    text = "Greetings\n\nThe President’s message reads, in part:\n\n“This day is dear to us all.”\n"
    assert apart(text) == [("President", "This day is dear to us all.")]


@pytest.mark.parametrize(
    "text",
    [
        "President Ada Quill came to Lima.\n\nThe sign on the wall reads:\n\n“A poet was here.”\n",
        "Ada Quill was in Lima.\n\nThe message reads:\n\n“Nobody knows who sent this.”\n",
        "President Ada Quill sent a letter.\n\nThe letter reads:\n\nthe price of fish, and more\n",
    ],
)
def test_what_nobody_is_told_to_have_sent_is_no_message(text: str) -> None:
    assert apart(text) == []


LED = "Talks with Minister Bjorn Strand were held in Oslo on Monday.\n\n"


def test_each_item_behind_a_colon_is_its_speakers() -> None:
    text = LED + (
        "Dr. Lars Holm came from Turku. He made the following points:\n\n"
        "(a) The fund would not close before May;\n\n(b) Talks could go on in Lima.\n\nHe left.\n"
    )
    assert apart(text) == [
        ("Lars Holm", "The fund would not close before May"),
        ("Lars Holm", "Talks could go on in Lima"),
    ]


def test_those_who_agree_say_the_items() -> None:
    text = LED + "Norway and Peru agreed as follows:\n\n1. The fleet will be counted every year.\n"
    assert apart(text) == [("Norway and Peru", "The fleet will be counted every year")]


@pytest.mark.parametrize(
    "told",
    [
        "This was announced on Monday by the Norwegian fishing minister, Bjorn Strand.",
        "This was stated by Bjorn Strand at a briefing.",
        "Bjorn Strand told Reuters this on Sunday.",
    ],
)
def test_a_sentence_may_say_whose_the_one_before_it_is(told: str) -> None:
    text = f"{LED}The fleet will grow by ten ships. {told}\n"
    assert apart(text) == [("Bjorn Strand", "The fleet will grow by ten ships")]


@pytest.mark.parametrize(
    "rest",
    [
        "The minister will announce:\n- A new fund for the islands;\n- An embassy in Lima.\n",
        "Board members:\n- Ada Quill, president of the fund\n- Bjorn Strand, minister\n",
        "The fleet will grow by ten ships. This was denied by Bjorn Strand.\n",
        "Talks go on in Oslo today. Peru will join, Bjorn Strand announced this in Lima.\n",
        "The pact was signed in Lima in May. This was welcomed by Bjorn Strand.\n",
    ],
)
def test_what_is_only_near_a_name_is_not_said(rest: str) -> None:
    assert apart(LED + rest) == []
