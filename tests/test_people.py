from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.gazetteer import Gazetteer
from comity.model import Article, Span
from comity_loaders.document import Document
from comity_loaders.language import nlp
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.held import offices
from comity_loaders.parsing import read
from comity_loaders.people.people import people_in


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@cache
def document(text: str, *, parse: bool = True) -> Document:
    language = nlp.load() if parse else nlp.without_model()
    return read(Article(text, "test"), gazetteer(), language)


def names(text: str) -> list[tuple[str, str]]:
    return [(m.name, m.entity.name) for m in people_in(document(text)).mentions]


def meant(text: str, phrase: str, *, parse: bool = True) -> str | None:
    start = text.rindex(phrase)
    entity = resolve(document(text, parse=parse), Span(start, start + len(phrase)))
    return entity.name if entity else None


MET = "OSCE chief Umar Belado met Peruvian President Wael Nerwick in Lima. "


@pytest.mark.parametrize(
    "name",
    [
        "Umar Belado",
        "Kwon Da-rim",
        "Zofia Linesti-Ostling",
        "Wael bin Efua Al Velado",
        "Ursula von der Torvane",
        "Hugo Tamkov Nerberg da Belego",
        "George W. Belado",
        "Haloda-Wesoda Nerego",
        "Omari Linsen Jr.",
        "Niels Chr. Velado",
        "Amös Pejčinović",
        "Omar al-Noresti",
    ],
)
def test_a_name_of_any_culture_is_found_whole_behind_a_title(name: str) -> None:
    text = f"OSCE Secretary General {name} spoke on Friday."
    assert names(text) == [(name, name)]


@pytest.mark.parametrize("name", ["B.J. Norsen", "J. R. Velado"])
def test_a_name_may_open_with_initials(name: str) -> None:
    text = f"The deal was signed in Oslo. {name}, the Icelandic fisheries minister, said so."
    assert (name, name) in names(text)


def test_a_name_may_have_an_apostrophe_before_an_article() -> None:
    assert names("Iraqi Prime Minister Umar Shia' al-Noresti spoke.")[0][0] == (
        "Umar Shia' al-Noresti"
    )


def test_letters_behind_a_name_are_no_part_of_it() -> None:
    assert names("Prime Minister Umar Belado MP spoke.")[0][0] == "Umar Belado"


def test_a_name_ends_before_a_day_of_the_week() -> None:
    text = "Peruvian President Wael Nerwick Tuesday left Lima."
    assert names(text) == [("Wael Nerwick", "Wael Nerwick")]


def test_a_surname_means_the_one_who_bears_it() -> None:
    assert names(MET + "Belado left.")[-1] == ("Belado", "Umar Belado")


def test_a_surname_used_before_the_full_name_means_the_same_person() -> None:
    text = "Belado was pleased. OSCE chief Umar Belado spoke in Lima. Belado left."
    assert {entity for _, entity in names(text)} == {"Umar Belado"}


def test_a_surname_that_two_bear_means_nobody() -> None:
    text = "Umar Belado, foreign minister of Peru, met Wanda Belado, foreign minister of Chile. "
    assert meant(text + "Belado left.", "Belado") is None


def test_a_first_word_can_be_the_one_by_which_somebody_is_called() -> None:
    text = "UN Secretary-General Kwon Da-rim spoke. Kwon said that it was late."
    assert names(text)[-1] == ("Kwon", "Kwon Da-rim")


def test_a_slip_of_the_finger_makes_no_second_person() -> None:
    text = (
        "Peruvian President Wael Nerwick spoke. Wael Nerwick said that it was late. "
        'It was early, Wael Nerwik was quoted as saying. "Yes," Wael Nerwick said.'
    )
    assert {entity for _, entity in names(text)} == {"Wael Nerwick"}


def test_states_organisations_and_weapons_are_no_people() -> None:
    text = "Peru, the Arab League and Human Rights Watch said that the Iskander missile was gone."
    assert names(text) == []


def test_the_fullest_form_names_the_person() -> None:
    text = "President Belado of Peru left. George Belado was tired, said George W. Belado."
    assert {entity for _, entity in names(text)} == {"George W. Belado"}


@pytest.mark.parametrize("parse", [True, False], ids=["parsed", "unparsed"])
@pytest.mark.parametrize(
    ("text", "phrase", "person"),
    [
        (MET + '"It was late," the OSCE chief said.', "the OSCE chief", "Umar Belado"),
        (MET + "The Peruvian president left.", "The Peruvian president", "Wael Nerwick"),
        (MET + "The Chilean president left.", "The Chilean president", None),
        (MET + '"It was late," the president said.', "the president", "Wael Nerwick"),
        (MET + "Last year, the OSCE chief stayed away.", "the OSCE chief", None),
        (MET + "A spokesman for Umar Belado left. The spokesman was late.", "The spokesman", None),
        (MET + "The minister left.", "The minister", None),
        ("OSCE chief Umar Belado spoke. He was late.", "He", "Umar Belado"),
        ("OSCE chief Umar Belado spoke. It rained. He was late.", "He", "Umar Belado"),
        ("Ms. Belado met Mr. Nerwick in Lima. She was late.", "She", "Belado"),
        ("OSCE chief Umar Belado said that he was late.", "he", "Umar Belado"),
        ("The OSCE sent no one. He was late.", "He", None),
        ("The foreign ministers, Umar Belado of Peru and Wael Nerwick of Chile, met. "
         "The minister left.", "The minister", None),
        ("Peruvian Foreign Minister Umar Belado met his Chilean counterpart, Wael Nerwick. "
         "The Chilean minister left.", "The Chilean minister", "Wael Nerwick"),
        ("The Kremlin was silent.", "The Kremlin", "Russia"),
    ],
)  # fmt: skip
def test_a_phrase_means_whom_the_article_makes_it_mean(
    text: str, phrase: str, person: str | None, parse: bool
) -> None:
    assert meant(text, phrase, parse=parse) == person


def test_after_an_unknown_office_holder_he_is_nobody_known() -> None:
    text = MET + "Last year, the OSCE chief stayed away. He was ill."
    assert meant(text, "He") is None


def test_at_gives_the_person_named_there() -> None:
    found = people_in(document(MET))
    start = MET.index("Belado")
    person = found.at(Span(start, start + 6))
    assert person is not None
    assert (person.key, person.local) == ("person/umar-belado", True)


_WORDS = st.sampled_from(
    ["President", "Peru", "Umar", "Belado", "the", "former", "minister", "of", "and", ",", ".",
     "said", "he", "OSCE", "chief", '"', "'s", "Wael", "von", "der", "W.", "\n\n", "is", "was"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=30))
def test_any_text_is_read_and_every_name_stands_in_it(words: list[str]) -> None:
    text = " ".join(words)
    found = people_in(document(text, parse=False))
    for mention in found.mentions:
        assert " ".join(mention.span.of(text).split()) == mention.name
    spans = [mention.span for mention in found.mentions]
    assert all(not a.overlaps(b) for a in spans for b in spans if a != b)
    assert len(set(spans)) == len(spans)
    for office in offices(document(text, parse=False)):
        assert office.person in {mention.entity for mention in found.mentions}


@pytest.mark.parametrize(
    "heading",
    ["COMMONWEALTH LEADERS MEETING", "SPEECH BY THE PRIME MINISTER, RAILWAY STATION, SYDNEY"],
)
def test_a_heading_in_capitals_names_nobody_by_a_noun(heading: str) -> None:
    assert names(f"{heading}\n\nIt opened on Friday.") == []
