from __future__ import annotations

from typing import Any

import pytest
from rulereading import BOTH, claims, document, names, of, shared_reading

from comity.model import Abstention, Predicate
from comity_loaders import wordlists
from comity_loaders.rules import condition

LISTS = wordlists.load("conditions.yaml")


@BOTH
@pytest.mark.parametrize("example", LISTS["examples"], ids=lambda example: example["text"][:60])
def test_every_example_gives_its_condition(example: dict[str, Any], parse: bool) -> None:
    found = claims(condition.find, example["text"], parse=parse)
    assert [[names(c)[0], c.text] for c in found] == example["gives"]


@BOTH
@pytest.mark.parametrize("text", LISTS["counter_examples"])
def test_no_counter_example_gives_a_condition(text: str, parse: bool) -> None:
    assert claims(condition.find, text, parse=parse) == []


def test_a_condition_of_nobody_is_abstained_from() -> None:
    (found,) = condition.find(document("Help is given only at the request of the member."))
    assert isinstance(found, Abstention)


def test_where_several_bodies_are_about_none_is_taken_for_the_one_that_helps() -> None:
    text = "The African Union and NATO talked. Aid is provided at the request of the government."
    assert claims(condition.find, text) == []


@pytest.mark.parametrize("article", ["000", "001", "002"])
def test_real_articles_tell_on_what_condition_help_is_given(article: str) -> None:
    found = of(list(shared_reading(article).claims), Predicate.ASSISTS_ON_CONDITION)
    assert {c.subject and c.subject.key for c in found} == {"org/csto"}
    assert any("request" in (c.text or "") for c in found)
