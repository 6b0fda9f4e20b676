"""Who speaks: firms, roles and descriptions tied to whom the text names."""

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


def speakers(text: str) -> list[str]:
    found = statement.find(read(Article(text, "test"), gazetteer(), nlp.load()))
    said = sorted((q for q in found if isinstance(q, Quotation)), key=lambda q: q.content)
    return [q.speaker.name for q in said]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Shares in Brenvik have fallen after the firm revealed it would restate its results.",
            ["Brenvik"],
        ),
        ("Ryska said fares would rise. Ryska has 40 planes. The airline said it would fly.", 2),
        ("Brenvik Foods said the mill would close. It also warned that 300 jobs would go.", 2),
        (
            "Brenvik shares fell by a third. The insurer blamed the storms in the north. "
            "A spokesman said that Brenvik would recover.",
            ["Brenvik"],
        ),
    ],
)
def test_the_firm_is_the_one_that_the_text_is_about(text: str, who: list[str] | int) -> None:
    found = speakers(text)
    assert found == who if isinstance(who, list) else len(found) == who and len(set(found)) == 1


def test_of_two_firms_named_as_often_neither_is_the_company() -> None:
    text = (
        "Brenvik has bought shares in Klorm. Klorm sold Brenvik a mill. The company said no more."
    )
    assert speakers(text) == []


def test_the_leader_of_another_party_is_not_the_leader_named() -> None:
    text = "Ada Quill is the leader of Kadima. Quill wants talks.\n\n"
    assert speakers(f"{text}The leader of Vekst said that it was too late.") == ["leader of Vekst"]
    assert speakers(f"{text}The leader of Kadima said that it was too late.") == ["Ada Quill"]


def test_a_judge_is_not_the_judge_named_before() -> None:
    text = "Judge Jane Roe wrote the ruling. In May, a U.S. district court judge said {} was void."
    assert speakers(text.format("the law")) == ["U.S. district court judge"]


def test_a_party_keeps_its_leader_from_another_partys_chairman() -> None:
    text = "Liberal chairman Matthew Vik was silent. The Tory leader said the ports had cost much."
    assert speakers(text) == []


def test_a_senator_is_the_one_who_was_called_so() -> None:
    text = (
        '{} Charles Vik said the tapes were stolen. "There should be checks," the {} senator said.'
    )
    assert speakers(text.format("Senator", "Democrat")) == ["Charles Vik"] * 2
    assert speakers(text.format("Sen.", "Vermont")) == ["Charles Vik"] * 2
    assert speakers(text.format("Republican Senator", "Democrat")) == ["Charles Vik"]


def test_who_begins_a_sentence_is_described_in_its_next_clause() -> None:
    text = "Chris Vik attacked Marco Strand, and the Ohio governor said that Strand had no record."
    assert speakers(text) == ["Chris Vik"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('"We are glad," Ada Quill, BFC director said.', "Ada Quill"),
        ('"We are glad," Ada Quill, Shadow Minister for Trade said today.', "Ada Quill"),
        (
            '"We are glad," said a former harbour commissioner, Ada Quill, who was there.',
            "Ada Quill",
        ),
        (
            "Military analyst Ada Quill of the organization Oslo Watch said the guns were old.",
            "Ada Quill",
        ),
        ("Air Norge issued a statement saying the threat was false.", "Air Norge"),
        ("State media said the fire was out.", "State media"),
    ],
)
def test_the_name_is_found_beside_what_describes_it(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_comma_behind_the_verb_keeps_the_name_before_a_role_in_what_is_said() -> None:
    assert "Ada Quill" not in speakers("Ada Quill, the finance minister said, was ill.")


def test_the_letter_is_of_whoever_sent_it() -> None:
    text = (
        "President Vladimir Putin sent a letter to the forum. The letter said that it was bright."
    )
    assert speakers(text) == ["Vladimir Putin"]


def test_the_president_of_a_state_is_the_one_known_to_have_led_it() -> None:
    text = "Vladimir Putin praised the ties with Chad. The {} President said all would be signed."
    assert speakers(text.format("Russian")) == ["Vladimir Putin"]
    assert speakers(text.format("Chadian")) != ["Vladimir Putin"]


def test_two_roles_speak_together_and_two_who_met() -> None:
    text = (
        "The Prime Minister of Australia, Kevin Rudd, met the President of Botswana, Ian Khama. "
        "They agreed that trade would grow. The Prime Minister and the President said it was good."
    )
    assert speakers(text) == ["Kevin Rudd and Ian Khama"] * 2


def test_two_offices_of_one_person_speak_as_one() -> None:
    text = "Party leader and Prime Minister Bjorn Strand said that he was humbled."
    assert speakers(text) == ["Bjorn Strand"]


def test_she_is_the_spokeswoman_who_spoke_right_before() -> None:
    text = (
        "Professor Ada Quill said the trawlers mattered. The Fisheries Department would not "
        'comment.\n\nA spokeswoman said: "They are old." But she added that claims were false.'
    )
    assert speakers(text) == ["Ada Quill", "Fisheries Department", "Fisheries Department"]


def test_who_speaks_for_a_person_is_not_that_person() -> None:
    said = "said the port was ready."
    assert speakers(f"A spokesman for Jane Roe {said}") != ["Jane Roe"]
    assert speakers(f"A spokesman for Senator Jane Roe, Hilde Moe, {said}") == ["Hilde Moe"]
    assert speakers(f"Hilde Moe, a spokesman for Senator Jane Roe {said}") == ["Hilde Moe"]


def test_it_is_the_paper_that_begins_the_sentence_before() -> None:
    text = "The Washington Post also wrote about the port. It reported that the port was shut."
    assert speakers(text) == ["Washington Post"]


def test_a_womans_given_name_keeps_he_from_her() -> None:
    text = (
        "Roman Strand was arrested. The court's secretary, Nina Hagstad, spoke of it on Thursday."
    )
    assert speakers(f'{text} "We granted the request," she said.') == ["Nina Hagstad"]


@pytest.mark.parametrize("who", ["judge", "police chief", "prosecutor"])
def test_whom_news_brings_in_without_a_name_is_not_who_was_named(who: str) -> None:
    assert speakers(f"Paul Vik was shot on Monday. The {who} said that a man was held.") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Oslo Herald said the port would close.", ["Oslo Herald"]),
        ("According to the Oslo Herald, the port would close.", ["Oslo Herald"]),
        ("The Oslo Herald told of it. The newspaper said that it was late.", ["Oslo Herald"]),
        ("Ekofisk, the oil firm, said that output had fallen.", ["Ekofisk"]),
        ("A Bergen court ruled on Monday that the port may close.", ["Bergen court"]),
        ("The Supreme Court heard it. The court found that the owners lied.", ["Supreme Court"]),
    ],
)
def test_papers_firms_and_courts_speak_under_their_names(text: str, who: list[str]) -> None:
    assert speakers(text) == who


def test_of_two_courts_neither_is_the_court() -> None:
    text = "The Supreme Court and the High Court heard it. The court found that the owners lied."
    assert speakers(text) == []


@pytest.mark.parametrize("whose", ["Nordic Bank spokesman", "Nordic Bank's chief economist"])
def test_a_name_behind_a_body_and_a_post_speaks_and_not_the_body(whose: str) -> None:
    assert speakers(f'"We are glad," said {whose} Paul Vik.') == ["Paul Vik"]
    assert speakers('"We are glad," said Nordic Bank on Monday.') == ["Nordic Bank"]


def test_two_who_are_kin_speak_together() -> None:
    text = "Jane Roe and her husband Paul Roe said that they were glad."
    assert speakers(text) == ["Jane Roe and her husband Paul Roe"]
