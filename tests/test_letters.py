"""Messages that a text gives in full: whose they are, and where they end."""

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


def letters(text: str) -> list[tuple[str, str]]:
    document = read(Article(text, "test"), gazetteer(), nlp.without_model())
    found = [q for q in statement.find(document) if isinstance(q, Quotation)]
    return [(q.speaker.name, q.content.of(text)) for q in found if q.rule == "statement/letter"]


def test_a_message_is_its_senders_to_its_last_paragraph() -> None:
    text = (
        "President Ada Quill congratulated the painter Lars Holm on his birthday.\n\n"
        "The telegram reads, in part:\n\n“You are known far beyond our islands.\n\n"
        "Many of us own a picture of yours.”\n\nHe was born in Turku.\n"
    )
    assert letters(text) == [
        ("Ada Quill", "You are known far beyond our islands."),
        ("Ada Quill", "Many of us own a picture of yours."),
    ]


def test_each_paragraph_of_a_message_may_open_with_a_mark() -> None:
    text = (
        "President Ada Quill forwarded a greeting to the Oslo conference.\n\n"
        "The message said, in particular:\n\n“This needs a common effort.\n\n“We are ready.”\n\n"
        "The conference ends in May.\n"
    )
    assert [said for _, said in letters(text)] == ["This needs a common effort.", "We are ready."]


@pytest.mark.parametrize(
    "text",
    [
        "President Ada Quill came to Lima.\n\nThe sign on the wall reads:\n\n“A poet was here.”\n",
        "Ada Quill was in Lima.\n\nThe message reads:\n\n“Nobody knows who sent this.”\n",
        "President Ada Quill sent a letter.\n\nThe letter reads:\n\nthe price of fish, and more\n",
    ],
)
def test_what_nobody_is_told_to_have_sent_is_no_message(text: str) -> None:
    assert letters(text) == []
