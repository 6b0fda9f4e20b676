"""Offices told by who follows whom: by a pronoun, past nations and titles, by a settled choice."""

from __future__ import annotations

import pytest
from rulereading import document

from comity.model import Claim, Modality, Predicate
from comity_loaders.rules import office


def told(text: str) -> set[str]:
    """The asserted offices of a text: whose, which, of what, and how they stand to it."""
    return {
        f"{c.subject.name} | {c.text} | {c.object.name} | {c.status.value}"
        for c in office.find(document(text))
        if isinstance(c, Claim) and c.predicate is Predicate.HOLDS_OFFICE
        if c.modality is Modality.ASSERTED and c.subject and c.object and c.status
    }


SADC = "Southern African Development Community"
ASEAN = "Association of Southeast Asian Nations"


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "ASEAN named Vu Thanh of Vietnam as secretary-general on Monday. "
            "He takes over from Malaysia's Zaki Omar, who retires.",
            {f"Zaki Omar | secretary-general | {ASEAN} | former"},
        ),
        (
            "SADC elected Bo Sato as executive secretary. "
            "She will replace Zambia's Ann Mwale in May.",
            {f"Ann Mwale | executive secretary | {SADC} | current"},
        ),
        (
            "Tiro Sello has been executive secretary of SADC since 2009, when he replaced "
            "his compatriot Neo Kgosi.",
            {f"Neo Kgosi | executive secretary | {SADC} | former"},
        ),
        (
            "SADC's executive secretary, Tiro Sello of Botswana, was succeeded by Mauritius's "
            "Ravi Seeram.",
            {f"Ravi Seeram | executive secretary | {SADC} | current"},
        ),
        (
            "The summit approved the appointment of Ana Costa of Mozambique as executive secretary "
            "of SADC.",
            {f"Ana Costa | executive secretary | {SADC} | current"},
        ),
        (
            "SADC elected Zambian trade minister Joe Banda as its chairman, in succession to "
            "Malawi's Peter Phiri.",
            {f"Peter Phiri | chairman | {SADC} | former"},
        ),
    ],
)
def test_whoever_follows_another_tells_the_other_s_office(text: str, offices: set[str]) -> None:
    assert offices <= told(text)


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "SADC is run by an executive secretary. Neo Kgosi of Botswana has been in the post "
            "since 2009.",
            {f"Neo Kgosi | executive secretary | {SADC} | current"},
        ),
        (
            "SADC sits in Gaborone. By custom the executive secretary comes from the south; "
            "Neo Kgosi, who was appointed in 2009, succeeded Tiro Sello.",
            {
                f"Neo Kgosi | executive secretary | {SADC} | current",
                f"Tiro Sello | executive secretary | {SADC} | former",
            },
        ),
        (
            "Under President Joe Biden charges were brought against SADC's executive secretary "
            "at the time, Ann Mwale, and later her successor, Peter Phiri.",
            {f"Peter Phiri | executive secretary | {SADC} | current"},
        ),
        (
            "The European Commission spoke of Chad. Fisheries Commissioner Ada Borg and Executive "
            "Vice-President Bo Lind said no.",
            {
                "Ada Borg | Fisheries Commissioner | European Union | current",
                "Bo Lind | Executive Vice-President | European Union | current",
            },
        ),
        (
            "The East African Community met. Joe Okello, chairman of the community, spoke.",
            {"Joe Okello | chairman | East African Community | current"},
        ),
        (
            "Chief Cabinet Secretary Ken Mori said the whaling talks had failed.",
            {"Ken Mori | Chief Cabinet Secretary | Japan | current"},
        ),
    ],
)
def test_an_office_just_spoken_of_or_known_by_its_remit_needs_no_body(
    text: str, offices: set[str]
) -> None:
    assert offices <= told(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Zambian Foreign Minister Joe Banda was elected chairman of the panel. "
            "He replaces Malawi's Peter Phiri.",
            "Peter Phiri",
        ),
        (
            "Zambian President Joe Banda replaced his trade minister, Ann Mwale, with Peter Phiri.",
            "Peter Phiri | president",
        ),
        (
            "SADC executive secretary Tiro Sello spoke first. He was followed by Malawi's "
            "Peter Phiri.",
            "Peter Phiri",
        ),
        (
            "SADC executive secretary Tiro Sello said Lesotho should not replace Malawi's "
            "Peter Phiri on the panel.",
            "Peter Phiri",
        ),
        (
            "The executive secretary of SADC was absent. Neo Kgosi succeeded Tiro Sello in goal.",
            "Neo Kgosi",
        ),
        (
            "The African Union and the European Union met. Fisheries Commissioner Ada Borg spoke.",
            "Ada Borg",
        ),
        (
            "The summit is to approve the appointment of Ana Costa as executive secretary of SADC.",
            "Ana Costa",
        ),
    ],
)
def test_a_state_s_office_and_an_open_choice_pass_to_nobody(text: str, name: str) -> None:
    assert not [o for o in told(text) if o.startswith(name)]


@pytest.mark.parametrize(
    "follows",
    [
        "Zaki Omar of Malaysia succeeded her in 2019.",
        "Zaki Omar took over from her in May.",
        "Zaki Omar succeeded her as executive secretary in 2019.",
    ],
)
def test_who_succeeded_her_has_her_office(follows: str) -> None:
    text = f"Ann Mwale was executive secretary of SADC until 2019. {follows}"
    assert f"Zaki Omar | executive secretary | {SADC} | current" in told(text)


def test_who_was_elected_to_succeed_him_is_to_have_his_office() -> None:
    text = "Tiro Sello is executive secretary of SADC. Zaki Omar was elected to succeed him."
    assert f"Zaki Omar | executive secretary | {SADC} | elect" in told(text)


@pytest.mark.parametrize(
    "follows",
    [
        "Zaki Omar hopes to succeed her.",
        "Zaki Omar is tipped to succeed her.",
        "Zaki Omar failed to be elected to succeed her.",
        "Zaki Omar replaced her in the chess final.",
        "Zaki Omar succeeded her as mayor of the town.",
    ],
)
def test_who_only_hopes_to_succeed_her_has_no_office(follows: str) -> None:
    text = f"Ann Mwale is executive secretary of SADC. {follows}"
    assert not any("Omar" in office for office in told(text))


def test_years_in_brackets_tell_who_came_after_in_office() -> None:
    text = (
        "Ann Mwale was the first executive secretary of SADC. She was followed by Zaki Omar of "
        "Trinidad and Tobago (1984-1990), Bo Sato (1990-1997) and Vu Thanh (since 1997)."
    )
    assert told(text) >= {
        f"Zaki Omar | executive secretary | {SADC} | former",
        f"Bo Sato | executive secretary | {SADC} | former",
        f"Vu Thanh | executive secretary | {SADC} | current",
    }


def test_who_spoke_next_came_after_nobody() -> None:
    text = "President Ann Mwale of Zambia spoke first. She was followed by Zaki Omar and Bo Sato."
    assert told(text) == {"Ann Mwale | President | Zambia | current"}


def test_a_title_that_is_repeated_without_its_state_is_of_the_same() -> None:
    text = (
        "Ann Mwale, the president of Zambia, fled in 2010 and was succeeded as president by "
        "Bo Sato."
    )
    assert "Bo Sato | president | Zambia | current" in told(text)
