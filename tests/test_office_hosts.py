"""Whose an official is by who is visited, represented or commanded."""

from __future__ import annotations

import pytest
from test_office_as import told

MINISTER = "Lena Holm: Minister of Trade, state/nor"


@pytest.mark.parametrize(
    "text",
    [
        "For Norway, Minister of Trade Lena Holm signed the treaty.",
        "On the Norwegian side, the treaty was signed by Minister of Trade Lena Holm.",
        "Minister of Trade Lena Holm signed the treaty on behalf of Norway.",
        "Minister of Trade Lena Holm led a Norwegian delegation to Kenya.",
        "On a visit to Norway, Luis Paz was received by Minister of Trade Lena Holm.",
        "Luis Paz flew to Oslo, where he met Minister of Trade Lena Holm.",
        "Oslo was subdued, with Minister of Trade Lena Holm saying it would wait.",
        "Police in Norway arrested Minister of Trade Lena Holm.",
        "The Hon Lena Holm MP\nMinister of Trade\nNorway",
    ],
)
def test_who_hosts_signs_or_arrests_tells_whose_minister_it_is(text: str) -> None:
    assert told(text) == {MINISTER}


@pytest.mark.parametrize(
    "text",
    [
        "Minister of Trade Lena Holm left for Norway.",
        "During his visit to Geneva, Luis Paz met Minister of Trade Lena Holm.",
        "Luis Paz signed the treaty for Norway, and Minister of Trade Lena Holm left.",
    ],
)
def test_a_place_that_is_no_host_tells_nothing(text: str) -> None:
    assert told(text) == set()


def test_one_sends_and_dismisses_ministers_of_the_own_state() -> None:
    premier = "Rita Blom: Prime Minister, state/nor"
    sent = "Norwegian Prime Minister Rita Blom sent Minister of Trade Lena Holm to Chad."
    assert told(sent) == {premier, MINISTER}
    met = "Norwegian Prime Minister Rita Blom thanked Minister of Trade Lena Holm."
    assert told(met) == {premier}


@pytest.mark.parametrize(
    "text",
    [
        "The Albanian president's chief of staff, Edi Lleshi, declined.",
        "On Monday the president of Albania's chief of staff, Edi Lleshi, declined.",
    ],
)
def test_who_serves_an_official_is_of_the_same_state(text: str) -> None:
    assert "Edi Lleshi: chief of staff, state/alb" in told(text)


def test_his_aide_is_of_the_state_of_the_one_official_before() -> None:
    text = "Albanian President Ilir Hoxha and his spokesman, Edi Lleshi, declined."
    assert "Edi Lleshi: spokesman, state/alb" in told(text)
