"""Those who speak without a name, and bodies that speak for others."""

from __future__ import annotations

import pytest

from tests.test_speakers import speakers


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mill will close, a Peruvian official said.", "Peruvian official"),
        ("An adviser in Oslo said the mill would close.", "adviser in Oslo"),
        ("The mill will close, said a retired judge.", "retired judge"),
        (
            "A member of the audit board told the Brenvik Post that the mill would close.",
            "member of the audit board",
        ),
        (
            "A Chilean envoy who declined to be identified said the mill would close.",
            "Chilean envoy",
        ),
        (
            "A Chilean envoy, who was tired, said that the mill would close.",
            "Chilean envoy",
        ),
        (
            "The mill will close, a person familiar with the plan said.",
            "person familiar with the plan",
        ),
    ],
)
def test_somebody_without_a_name_speaks_as_the_text_tells_of_him(text: str, who: str) -> None:
    assert speakers(text) == [who]


@pytest.mark.parametrize(
    "again",
    [
        "She added that the mine would stay open.",
        '"The mine will stay open," the diplomat said.',
        "The mine, the diplomat added, would stay open.",
    ],
)
def test_who_has_no_name_goes_on_speaking(again: str) -> None:
    text = f"A Latvian diplomat in Lima said the mill would close. {again}"
    assert set(speakers(text)) == {"Latvian diplomat in Lima"}


def test_an_official_of_whom_nothing_is_told_is_nobody() -> None:
    assert speakers("An official said the mill would close. He said it was over.") == []


def test_what_explains_a_name_is_no_other_speaker() -> None:
    said = "said the mill would close."
    assert speakers(f"Ada Quill, an analyst at Brenvik Bank, {said}") == ["Ada Quill"]
    assert speakers(f"Ada Quill, an analyst at Brenvik Bank {said}") == ["Ada Quill"]
    assert speakers(f"A Danish diplomat, Ada Quill, {said}") == ["Ada Quill"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Chadian embassy in Lima said the mill would close.", "Chad"),
        ("Chad's high commission in Ottawa said the mill would close.", "Chad"),
        ("The government in Lima said the mill would close.", "Peru"),
        (
            "The Office of the Trade Ombudsman said the mill would close.",
            "Office of the Trade Ombudsman",
        ),
    ],
)
def test_a_mission_speaks_for_whoever_sent_it(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_the_bank_is_the_central_bank_named_before() -> None:
    text = "Peru's central bank said prices would rise. The bank added that jobs would go."
    assert speakers(text) == ["Peru", "Peru"]
    other = "Peru's supreme court met. A dam broke. The bank added that jobs would go."
    assert speakers(other) == []


def test_the_parties_with_a_capital_are_those_that_a_joint_paper_names_first() -> None:
    text = (
        "Joint statement on the talks between Peru and Chad. Norway, Togo and Malta looked on. "
        "The Parties agreed that the mill should close. Both Parties agreed that it was old."
    )
    assert speakers(text) == ["Peru and Chad"] * 2
    three = text.replace("Peru and Chad", "Peru, Chad and Fiji")
    assert "Peru and Chad" not in speakers(three)


def test_they_are_not_one_without_a_name() -> None:
    assert len(speakers("A Danish diplomat said it was over. This, they say, is wrong.")) == 1


def test_who_did_the_same_is_no_part_of_what_is_said() -> None:
    assert speakers("Ada Quill welcomed the plan warmly, as did her deputies.") == []
    assert speakers("Ada Quill called him home to run the mill.") == []
    assert speakers("Ada Quill called him a crook.") == ["Ada Quill"]
