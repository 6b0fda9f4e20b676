"""Reference pages: parts under headings, and fields that list members or signatories."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import MODEL, document, gazetteer, needs_model
from test_rule_membership import written

from comity.model import Claim, Metadata
from comity_loaders.memberships.sections import section_at
from comity_loaders.parsing import read
from comity_loaders.rules import membership
from comity_loaders.text import article_of


def told(text: str, tmp_path: Path) -> set[str]:
    article = article_of(text, tmp_path / "page.txt", Metadata())
    found = membership.find(read(article, gazetteer(), MODEL))
    return {written(c) for c in found if isinstance(c, Claim) and c.is_asserted}


MERCOSUR = "roster org/mercosur complete state/arg state/bra state/pry state/ury"


@pytest.mark.parametrize(
    "page",
    [
        "Mercosur\n\nMembers: Argentina, Brazil, Paraguay and Uruguay\n",
        "Mercosur (4)\nfull members - (4) Argentina, Brazil, Paraguay, Uruguay\n",
        "## Mercosur\n\n**Member states (4):** Argentina; Brazil; Paraguay; Uruguay\n",
        "Unions\n\nMercosur\n\nOverview\n\nParties | Argentina, Brazil, Paraguay, Uruguay\n",
        "Mercosur members: Argentina, Brazil, Paraguay, Uruguay.\n",
        "Mercosur\n\nIntroduction & Formation\nMembers: 4 countries (Argentina, Brazil, Paraguay,"
        " Uruguay)\n",
        "Mercosur comprises four member states, each of which has a say. Here they are, in a list"
        " of their own, as one finds it in most of the books on trade and on what came of it in the"
        " end:\n\n1. Argentina\n2. Brazil\n3. Paraguay\n4. Uruguay\n",
        "Mercosur\n\nCurrent members\n\n- Argentina\n- Brazil\n- Paraguay\n- Uruguay\n",
    ],
)
def test_a_field_lists_the_members_of_the_body_above(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == {MERCOSUR}


def test_each_part_of_a_page_is_about_the_body_of_its_own_heading(tmp_path: Path) -> None:
    page = (
        "Agreements in force\n\nBenelux Union\n\nMembers: Belgium, Luxembourg, Netherlands\n\n"
        "Baltic Assembly\n\nMembers: Estonia, Latvia, Lithuania\n"
    )
    assert {line.split()[1] for line in told(page, tmp_path)} == {
        "org/benelux",
        "org/baltic-assembly",
    }


def test_signatories_have_the_day_of_signature_that_the_part_gives(tmp_path: Path) -> None:
    page = "Ottawa Treaty\n\nDate of signature: 3 December 1997\nSignatories: Peru, Poland\n"
    assert told(page, tmp_path) == {
        "signed state/per treaty/ottawa-convention 1997-12-03",
        "signed state/pol treaty/ottawa-convention 1997-12-03",
    }


@pytest.mark.parametrize(
    "page",
    [
        "Mercosur\n\nUnder negotiation\n\nPacific Alliance\n\nParties: Canada, Ecuador\n",
        "Mercosur\n\nEU-Mercosur Agreement\n\nParties: France, Brazil\n",
        "Agreements under negotiation\n\nEFTA-Thailand FTA\n\nParties: Norway, Thailand\n",
        "Mercosur\n\nMembers of the jury: Argentina, Brazil\n",
        "World Cup\n\nParticipants: Argentina, Brazil, Chad\n",
    ],
)
def test_what_is_planned_or_of_others_is_no_field(page: str, tmp_path: Path) -> None:
    assert not any("org/" in line for line in told(page, tmp_path))


def test_a_heading_that_goes_on_keeps_the_body_of_the_part() -> None:
    page = document("Arab Maghreb Union\n\nKey facts\n\nIt has five members.\n")
    section = section_at(page, page.text.index("It has"))
    assert section is not None
    assert section.body is not None
    assert section.body.key == "org/amu"


@pytest.mark.parametrize(
    "heading",
    ["AMU - Arab Maghreb Union", "NORTH - Nordic Council", "AMU – the Arab Maghreb Union"],
)
def test_a_heading_may_have_the_short_and_the_long_name(heading: str, tmp_path: Path) -> None:
    page = f"Mercosur\n\nIt is a bloc.\n\n{heading}\n\nMembers: Norway, Denmark\n"
    assert "org/mercosur" not in " ".join(told(page, tmp_path))
    assert any(line.startswith("roster") for line in told(page, tmp_path))


def test_those_who_join_are_no_whole_list_of_members(tmp_path: Path) -> None:
    page = "Some nations join Mercosur as full members:\n\n1. Chile\n2. Bolivia\n3. Peru\n"
    assert not any(line.startswith("roster") for line in told(page, tmp_path))


def test_a_name_of_two_states_leaves_a_list_open(tmp_path: Path) -> None:
    page = "Members of OPEC:\n\n1. Algeria\n2. Congo\n3. Gabon\n4. Kuwait\n"
    expected = "roster org/opec open state/dza state/gab state/kwt"
    assert told(page, tmp_path) == {expected}


FACT_BOX = """OPEC: who came and went

● Gabon. Withdrew in 1995, when its wells ran low. Returned in July 2016.
● Angola. Admitted as the twelfth member, although it pumped less than the others.
● Indonesia. Suspended on 30 November 2016.
● Qatar. Out since 2019.
● Ecuador: Its membership lapsed in 1992 after a quarrel over dues.
"""


@needs_model
def test_an_entry_of_a_fact_box_tells_of_the_state_at_its_head(tmp_path: Path) -> None:
    assert told(FACT_BOX, tmp_path) == {
        "left state/gab org/opec 1995",
        "readmitted state/gab org/opec 2016-07",
        "joined state/ago org/opec",
        "membership-suspended state/idn org/opec 2016-11-30",
        "left state/qat org/opec 2019",
        "left state/ecu org/opec 1992",
    }


def test_one_entry_alone_makes_no_fact_box(tmp_path: Path) -> None:
    page = "OPEC: who came and went\n\n● Qatar. Out since 2019.\n"
    assert told(page, tmp_path) == set()
