"""Those who speak without a name: by what the text tells of them, or not at all."""

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
