"""Prose that tells of several states and bodies at once claims of each only what is said of it."""

from __future__ import annotations

import pytest
from reading import needs_model
from test_frames import asserted

TOLD = {
    "the assembly is that of the body that owns it elsewhere": (
        "Interpol turned Kosovo down at the agency's General Assembly in Santiago. In 1971 the "
        "General Assembly in Ottawa had admitted Fiji. The United Nations had sent a clerk.",
        {"joined state/fji org/interpol 1971"},
    ),
    "a date before the last of a list is not that of the others": (
        "Malta, Kenya and, in 1998, Denmark ratified the Ottawa Treaty.",
        {
            "ratified state/mlt treaty/ottawa-convention",
            "ratified state/ken treaty/ottawa-convention",
        },
    ),
    "those who follow the first members, which are only counted, join as they did": (
        "OPEC was formed in 1960 by five countries. Qatar followed in 1961, Libya in 1962.",
        {"joined state/qat org/opec 1961", "joined state/lby org/opec 1962"},
    ),
    "who follows another that left does not join": (
        "The Arab League had 22 members. Iraq left in 1990 and Libya followed in 1991.",
        {"left state/irq org/arab-league 1990", "left state/lby org/arab-league 1991"},
    ),
    "who follows somebody's deed does not follow the first members": (
        "OPEC was formed in 1960 by five countries. Iraq invaded Kuwait in 1990. Iran followed "
        "suit in 1992.",
        set(),
    ),
    "what is said beside a name denies nothing of what is told of it": (
        "Gabon, once French, joined the Commonwealth in June 2022. Togo, with no colonial tie to "
        "London, joined the Commonwealth in the same month.",
        {"joined state/gab org/commonwealth 2022-06", "joined state/tgo org/commonwealth 2022-06"},
    ),
    "each of two relative clauses is of the state before it": (
        "The WTO has more than 160 members. Nepal, which joined in 2004, and Tonga, which joined "
        "in 2007, sent their trade ministers.",
        {"joined state/npl org/wto 2004", "joined state/ton org/wto 2007"},
    ),
    "a government that is thanked is none of those who join in the next clause": (
        "Its envoy thanked the Swiss government, and Finland joined EFTA in 1986.",
        {"joined state/fin org/efta 1986"},
    ),
    "who keeps an instrument is not who became a member by it": (
        "The paper was left with the Belgian government, and Latvia thereby became a member of "
        "NATO in March 2004.",
        {"joined state/lva org/nato 2004-03"},
    ),
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
    "a body whose members do something is not what is told of": (
        "The International Energy Agency was set up in 1974 by sixteen OECD members. "
        "Finland did not join until 1992.",
        {"joined state/fin org/iea 1992"},
    ),
    "a body that is spoken to is not what is left": (
        "The International Criminal Court opened in 2002. Sudan told the United Nations in 2008 "
        "that it would not ratify its statute. Burundi left in 2017.",
        {"left state/bdi org/icc 2017"},
    ),
    "a body joined in a clause beside is not what the next sentence is about": (
        "Malta gave up its membership of the Non-Aligned Movement when it joined the European "
        "Union in 2004. Argentina quit in 1991.",
        {"left state/arg org/nam 1991"},
    ),
    "a predecessor is not what is joined next": (
        "ASEAN was founded in 1967. Its predecessor, the Association of Southeast Asia, had been "
        "formed in 1961. Brunei joined in January 1984. Vietnam was admitted in July 1995.",
        {"joined state/brn org/asean 1984-01", "joined state/vnm org/asean 1995-07"},
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
    "what follows a base is joined to the base": (
        "Barbados joined the OAS in 1967. It hosts the Bridgetown Seed Bank, which Belize joined "
        "in 2010.",
        "state/blz",
    ),
    "the only one not to have joined has not": (
        "Austria is the only one of its neighbours not to have joined NATO.",
        "joined",
    ),
    "what others ask for has not come about": (
        "Zimbabwe left the Commonwealth in 2003. Ghana argued that Zimbabwe be let back in.",
        "readmitted",
    ),
    "who is left out has left nothing": (
        "Egypt joined the League of Nations in 1937. Mexico, left out in 1919, came in in 1931.",
        "left",
    ),
    "a body named only afterwards is not what was left": (
        "The accord was signed in Lisbon in 1994. Italy withdrew in January 2016. "
        "The European Union's own exit took effect in June 2025.",
        "left",
    ),
    "a date of another clause dates nothing": (
        "Oman, which acceded in 2012, withdrew in 2024 after it had signed the Artemis Accords.",
        "org/artemis 2012",
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
