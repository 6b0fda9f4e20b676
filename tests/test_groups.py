from __future__ import annotations

import pytest
from reading import blank, document

from comity_loaders.memberships.memberset import member_groups
from comity_loaders.memberships.standins import standins
from comity_loaders.sentences.groups import references


def meant(text: str, *, of_members: bool = False) -> dict[str, list[str]]:
    """What the last sentence's words for several states, or for one, mean."""
    sentence = document(text, pipeline=blank()).sentences[-1]
    groups = member_groups(sentence) if of_members else (*references(sentence), *standins(sentence))
    return {
        group.span.of(text): [
            m.entity.key.removeprefix("state/") for m in group.mentions if m.entity
        ]
        for group in groups
    }


@pytest.mark.parametrize(
    ("text", "words", "states"),
    [
        ("Peru and Chile signed. Both countries left.", "Both countries", ["per", "chl"]),
        (
            "Peru, Chile and Cuba met. The three states left.",
            "The three states",
            ["per", "chl", "cub"],
        ),
        (
            "Peru met Chile. Cuba came. All three countries left.",
            "All three countries",
            ["per", "chl", "cub"],
        ),
        ("The three Baltic states left.", "The three Baltic states", ["est", "lva", "ltu"]),
        ("The Benelux countries left.", "The Benelux countries", ["bel", "nld", "lux"]),
        ("Peru has a coast. It left.", "It", ["per"]),
        ("Peru has a coast. The country left.", "The country", ["per"]),
        ("Peru has a coast. The Andean country left.", "The Andean country", ["per"]),
        ("In 1990, Peru had a coast. Its accession came late.", "Its", ["per"]),
        ("Peru and Chile have coasts. They left.", "They", ["per", "chl"]),
        ("Peru said it left.", "it", ["per"]),
    ],
)
def test_words_for_states_mean_those_just_named(text: str, words: str, states: list[str]) -> None:
    assert meant(text)[words] == states


@pytest.mark.parametrize(
    "text",
    [
        "Peru, Chile and Cuba met. Both countries left.",
        "Peru and Chile signed. The three countries left.",
        "Peru and Chile signed. It left.",
        "Peru has a coast. They left.",
        "The Commonwealth met Peru. It left.",
        "Peru's president met Chile's. It left.",
        "The president of Peru met the king of Spain. The country left.",
        "The two Baltic states left.",
        "Nobody came. It left.",
        "Peru has a coast.\n\nIt left.",
    ],
)
def test_words_for_states_mean_nothing_where_more_than_one_reading_is_left(text: str) -> None:
    assert meant(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "All the Nordic states except Norway left.",
        "The Benelux countries, bar Belgium, signed.",
        "The Baltic states apart from Latvia signed.",
        "Most of the Central Asian states left.",
        "Not all of the Scandinavian countries left.",
        "Some Nordic countries left.",
    ],
)
def test_a_group_of_which_some_are_left_out_means_nobody(text: str) -> None:
    assert meant(text) == {}


def test_the_members_of_a_body_are_those_that_the_article_lists() -> None:
    text = "Mercosur groups Argentina, Brazil, Paraguay and Uruguay. The Mercosur countries met."
    assert meant(text, of_members=True) == {"The Mercosur countries": ["arg", "bra", "pry", "ury"]}


def test_the_members_of_a_body_are_those_of_the_only_list_of_as_many_states() -> None:
    text = (
        "Botswana, Lesotho and Namibia met. SACU has a seat in Windhoek. "
        "All three of SACU's member states were represented."
    )
    assert meant(text, of_members=True) == {
        "All three of SACU's member states": ["bwa", "lso", "nam"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Mercosur countries met.",
        "Mercosur groups Argentina, Brazil, Paraguay and Uruguay. The two Mercosur countries met.",
        "Mercosur groups Argentina and Brazil. The four Mercosur states - Peru and Chile - met.",
        "Peru, Chile and Cuba met. Iran, Iraq and Oman met. All three of SACU's members came.",
    ],
)
def test_the_members_of_a_body_are_not_guessed(text: str) -> None:
    assert meant(text, of_members=True) == {}
