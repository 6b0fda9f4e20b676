from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from comity.gazetteer import Gazetteer
from comity.model import Article, Quotation
from comity_loaders import wordlists
from comity_loaders.language import nlp
from comity_loaders.parsing import read
from comity_loaders.rules import statement


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def chains(text: str, outlet: str | None = None) -> list[list[str]]:
    found = statement.find(read(Article(text, "test", outlet=outlet), gazetteer(), nlp.load()))
    said = sorted((q for q in found if isinstance(q, Quotation)), key=lambda q: q.content)
    return [list(q.chain) for q in said]


@pytest.mark.parametrize("example", wordlists.load("chains.yaml")["examples"])
def test_an_example_of_the_word_list_gives_its_chain(example: dict[str, Any]) -> None:
    assert chains(example["text"]) == example["chains"]


def test_the_outlet_of_the_article_is_no_part_of_a_chain() -> None:
    text = "Ada Quill said the talks had failed, Example.Az reports via Norwegian media."
    assert chains(text) == [["Example.Az", "Norwegian media"]]
    assert chains(text, outlet="Example.Az") == [["Norwegian media"]]


def test_a_relaying_clause_holds_for_all_that_the_speaker_says() -> None:
    text = (
        "Ada Quill said the talks had failed, Example.Az reports via Norwegian media.\n\n"
        '"We are sad about it," Ada Quill said.'
    )
    assert chains(text) == [["Example.Az", "Norwegian media"]] * 2


def test_a_source_named_once_holds_for_its_sentence_only() -> None:
    text = (
        "Ada Quill told AFP that the talks had failed.\n\n"
        "On Monday Ada Quill said that they would resume."
    )
    assert chains(text) == [["AFP"], []]


def test_a_source_inside_what_is_said_is_no_channel() -> None:
    assert chains('Ada Quill said that "the report of Reuters was wrong".') == [[]]
