"""Prose that tells of several states and bodies at once claims of each only what is said of it."""

from __future__ import annotations

import pytest
from reading import needs_model
from test_frames import asserted

TOLD = {
    "a date that opens a sentence counts from what the one before tells, not from its aside": (
        "Austria voted in March 1986 on whether to stay in EFTA, which it had joined in 1960. "
        "That same year it entered the Council of Europe together with Malta.",
        {
            "joined state/aut org/efta 1960",
            "joined state/aut org/council-of-europe 1986",
            "joined state/mlt org/council-of-europe 1986",
        },
    ),
    "what one state approves of another makes the other the one that joins": (
        "Peru signed the protocol of accession to Mercosur in December 2012. "
        "Brazil's Senate approved its entry in 2014 and it became a full member in July 2016.",
        {"joined state/per org/mercosur 2016-07"},
    ),
    "those in favour are not admitted with the newcomer": (
        "Palau had been admitted to UNESCO in October 1999 with France in favour and Fiji against.",
        {"joined state/plw org/unesco 1999-10"},
    ),
    "a clause in the singular is of the last of a list": (
        "Iceland joined the Nordic Council in 1952 with Denmark, Norway and Sweden, "
        "which was suspended in May 1956.",
        {"membership-suspended state/swe org/nordic-council 1956-05"},
    ),
    "the country is what the sentence before calls it": (
        "Bangladesh was admitted to the United Nations in September 1974. It had joined the "
        "Commonwealth in April 1972, to the anger of Pakistan. The country joined OPEC in 1975.",
        {"joined state/bgd org/opec 1975"},
    ),
    "whose summit it was is not what is joined there": (
        "GUAM was formed by Georgia and Moldova in October 1997 at a Council of Europe summit. "
        "Uzbekistan joined in April 1999.",
        {"joined state/uzb org/guam 1999-04"},
    ),
}

SILENT = {
    "it means neither of two states that two clauses tell of": (
        "Peru quit the OECD's steel club, and Chile said in 2009 that it would leave UNASUR. "
        "It returned in 2012.",
        "readmitted",
    ),
    "one who applies to join a body without a known name has not applied to the last one": (
        "Peru left UNASUR in 2019. It applied the following year to join the Quito Steel Compact.",
        "applied",
    ),
    "a clause in the singular is not of all of a list": (
        "Iceland joined the Nordic Council in 1952 with Denmark, Norway and Sweden, "
        "which was suspended in May 1956.",
        "suspended state/nor",
    ),
    "the day of a ratification is not that of the bid": (
        "Hungary's parliament ratified Finland's bid to join NATO on March 27, 2023.",
        "2023-03-27",
    ),
}


@needs_model
@pytest.mark.parametrize(("text", "told"), TOLD.values(), ids=TOLD)
def test_it_is_told(text: str, told: set[str]) -> None:
    assert told <= asserted(text)
    subjects = {claim.split()[1] for claim in asserted(text) - told}
    assert not subjects & {"state/fra", "state/fji", "state/bra", "state/pak"}


@needs_model
@pytest.mark.parametrize(("text", "unsaid"), SILENT.values(), ids=SILENT)
def test_it_is_not_told(text: str, unsaid: str) -> None:
    assert not [claim for claim in asserted(text) if unsaid in claim]
