"""The state that speaks in a speech: known only where the text says so."""

from __future__ import annotations

import pytest
from reading import document

from comity_loaders.sentences.speakerstate import speaker_state

_PAD = " We thank you. Our people thank you."

_TOLD = {
    "On behalf of the Government and people of Samoa, I congratulate you.": "state/wsm",
    "The delegation of Malawi supports the report.": "state/mwi",
    "The Uruguay delegation supports the report.": "state/ury",
    "My country, Benin, has signed the treaty with Togo.": "state/ben",
    "I convey the warm greetings and thanks of the Government and people of Bhutan.": "state/btn",
    "Chile signed it. Chile kept it. Chile, as is known, met Peru. Chile trades.": "state/chl",
    "As President of Iceland, I know the sea.": "state/isl",
    "I have the honour to announce that Fiji has paid.": "state/fji",
    "Botswana welcomes the report. Botswana attaches weight to trade. Chad differs.": "state/bwa",
    "A new Member, Nauru, is welcomed by my Government. Nauru overtook us. "
    "Kiribati attaches weight to its seas.": "state/kir",
}
_SILENT = [
    "Botswana and Chad met. Chad welcomes the report. Botswana welcomes it too.",
    "Botswana joined the union. Botswana left it. Botswana came back.",
    "On behalf of Samoa and for the delegation of Malawi, I congratulate you.",
    "The delegation of Malawi differs. The delegation of Benin agrees.",
]


@pytest.mark.parametrize(("text", "state"), _TOLD.items())
def test_a_speech_tells_whose_it_is(text: str, state: str) -> None:
    found = speaker_state(document(text + _PAD))
    assert found is not None
    assert found.key == state


@pytest.mark.parametrize("text", _SILENT)
def test_where_two_states_could_speak_or_none_does_no_state_is_taken(text: str) -> None:
    assert speaker_state(document(text + _PAD)) is None


def test_without_the_first_person_nobody_speaks() -> None:
    assert speaker_state(document("The delegation of Malawi supports the report.")) is None


def test_what_is_quoted_is_not_the_speech() -> None:
    text = '"On behalf of Samoa, we thank you. Our people thank you," she said.'
    assert speaker_state(document(text)) is None


def test_a_record_of_several_speakers_has_no_single_one() -> None:
    text = (
        "Jane Doe: On behalf of Samoa, we thank you.\n\nJohn Roe: We thank you, and our people do."
    )
    assert speaker_state(document(text)) is None
