"""Lists of states below what announces them, and the dates that stand beside single states."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_membership_fields import told


def dated(predicate: str, body: str, **days: str) -> set[str]:
    return {f"{predicate} state/{state} {body} {day}".rstrip() for state, day in days.items()}


@pytest.mark.parametrize(
    "page",
    [
        "The Andean Community grew.\n\nThese countries joined the community:\n\n- Chile (1976)\n"
        "- Venezuela (13 February 1973)\n",
        "Andean Community\n\nDates of accession:\nChile - 1976\nVenezuela - 13 February 1973\n",
        "Andean Community\n\nJoined: Chile (1976), Venezuela (13 February 1973)\n",
        "Andean Community\n\nNew members\n* Chile: 1976\n* Venezuela: 13 February 1973\n",
    ],
)
def test_states_of_a_list_have_the_dates_beside_them(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == dated(
        "joined", "org/andean-community", chl="1976", ven="1973-02-13"
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "1986:\n\nTwo more states join Mercosur:\n\n1. Peru\n2. Chile\n",
            dated("joined", "org/mercosur", per="1986", chl="1986"),
        ),
        (
            "Mercosur has grown. Countries that joined later (2012): Peru, Chile\n",
            set(),  # no field of its own: prose stands before it
        ),
        (
            "Mercosur\n\nSecond enlargement (2012): Peru, Chile\n",
            dated("joined", "org/mercosur", per="2012", chl="2012"),
        ),
        (
            "Ottawa Convention\n\nRatified: Peru (1998), Togo and Mali (2000), Chad\n",
            dated("ratified", "treaty/ottawa-convention", per="1998", mli="2000", tgo="2000")
            | {"ratified state/tcd treaty/ottawa-convention"},
        ),
        (
            "ECOWAS\n\nFormer members: Mauritania (withdrew in 2000), Niger (2025)\n",
            dated("left", "org/ecowas", mrt="2000", ner="2025"),
        ),
    ],
)
def test_a_label_tells_what_was_done_and_when(
    page: str, expected: set[str], tmp_path: Path
) -> None:
    assert told(page, tmp_path) == expected


@pytest.mark.parametrize(
    "page",
    [
        "Who are the members of Mercosur?\nA: Argentina, Brazil, Paraguay and Uruguay.\n",
        "Q: Which countries belong to Mercosur?\n- Argentina\n- Brazil\n- Paraguay\n- Uruguay\n",
        "Mercosur\n\nMembers (4):\nArgentina, Brazil\nParaguay and Uruguay\n",
    ],
)
def test_a_question_or_a_label_announces_a_list(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == {
        "roster org/mercosur complete state/arg state/bra state/pry state/ury"
    }


def test_members_with_dates_joined_on_them(tmp_path: Path) -> None:
    page = "Mercosur\n\nMembers:\nArgentina, Brazil\nPeru and Chile (2019)\n"
    assert told(page, tmp_path) == {
        "roster org/mercosur complete state/arg state/bra state/per state/chl",
        *dated("joined", "org/mercosur", per="2019", chl="2019"),
    }


def test_a_list_of_some_members_is_open(tmp_path: Path) -> None:
    page = (
        "Mercosur\n\nObservers: 9 countries including Mexico, Peru\nMembers include: Brazil, Chad\n"
    )
    assert told(page, tmp_path) == {
        "observer state/mex org/mercosur",
        "observer state/per org/mercosur",
        "roster org/mercosur open state/bra state/tcd",
    }


@pytest.mark.parametrize(
    "page",
    [
        "NATO invited the following countries to join the alliance:\n\n- Chad\n- Mali\n",
        "These countries may join Mercosur:\n\n- Chad\n- Mali\n",
        "The fund helps many. The following countries joined the programme:\n\n- Chad\n- Mali\n",
        "The ministers of Mercosur visited these countries:\n\n- Chad\n- Mali\n",
        "Which countries could join Mercosur?\nChad, Mali and Togo.\n",
    ],
)
def test_what_is_not_done_announces_nobody(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "ECOWAS admitted Chad (1999), Mali (2000), Togo, Benin and Ghana (2010).",
            dated(
                "joined", "org/ecowas", tcd="1999", mli="2000", tgo="2010", ben="2010", gha="2010"
            ),
        ),
        (
            "ECOWAS admitted Chad, Mali (1999) and Togo (2010).",
            dated("joined", "org/ecowas", mli="1999", tgo="2010") | {"joined state/tcd org/ecowas"},
        ),
    ],
)
def test_a_date_in_brackets_is_of_those_joined_by_and(
    sentence: str, expected: set[str], tmp_path: Path
) -> None:
    assert told(sentence, tmp_path) == expected


def test_the_year_of_the_next_entry_ends_no_line(tmp_path: Path) -> None:
    page = (
        "ASEAN: a chronology\n\n1999 - Cambodia becomes the tenth member\n"
        "2011 - Peru applies for membership\n"
    )
    assert told(page, tmp_path) == {
        "joined state/khm org/asean 1999",
        "applied state/per org/asean 2011",
    }


@pytest.mark.parametrize(
    "text",
    [
        "The members of Mercosur are: 1. Argentina 2. Brazil 3. Paraguay 4. Uruguay.",
        "Mercosur has four members: (1) Argentina, (2) Brazil, (3) Paraguay and (4) Uruguay.",
        "Members of Mercosur: 1) Argentina; 2) Brazil; 3) Paraguay; 4) Uruguay",
    ],
)
def test_a_numbered_list_may_run_on_in_a_line(text: str, tmp_path: Path) -> None:
    claims = " ".join(told(text, tmp_path))
    assert all(state in claims for state in ("state/arg", "state/bra", "state/pry", "state/ury"))


def test_a_list_in_a_text_of_short_lines_keeps_its_lines(tmp_path: Path) -> None:
    prose = (
        "It was set up so that goods may cross the rivers of the south without duties,\n"
        "and so that those who live on either bank may work on the other one as well,\n"
        "which they had done for as long as anybody there was able to remember, and to\n"
        "this day they do.\n\n"
    )
    page = (
        f"Mercosur is a union of neighbours in the south of the continent, as it has been.\n{prose}"
    )
    page += (
        "Mercosur includes most of its neighbours.\n\nIt also includes:\nBolivia\nPeru\nChile\n\n"
    )
    claims = told(page + prose, tmp_path)
    assert claims == {"roster org/mercosur open state/bol state/per state/chl"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Rarotonga Treaty (1985) was signed by Fiji and Samoa.",
            dated("signed", "treaty/rarotonga-treaty", fji="1985", wsm="1985"),
        ),
        (
            "In 1934 Greece and Romania signed a treaty known as the Tanager Pact.",
            dated("signed", "treaty/tanager-pact", grc="1934", rou="1934"),
        ),
        (
            "Albania and Poland signed the Warsaw Pact in 1955.",
            dated("signed", "org/warsaw-pact", alb="1955", pol="1955"),
        ),
        ("Albania joined NATO to be safe (2009).", dated("joined", "org/nato", alb="2009")),
    ],
)
def test_treaties_have_years_in_brackets_and_names_behind_them(
    sentence: str, expected: set[str], tmp_path: Path
) -> None:
    assert told(sentence, tmp_path) == expected


def test_who_is_listed_behind_a_status_is_not_who_stands_before_it(tmp_path: Path) -> None:
    page = (
        "The EU is a union. The EU grows. The EU trades.\n\n"
        "Benelux has three full members: Belgium, Luxembourg and the Netherlands, and two"
        " observers: Chad and Mali.\n"
    )
    claims = told(page, tmp_path)
    assert {c for c in claims if c.startswith("observer")} == {
        "observer state/tcd org/benelux",
        "observer state/mli org/benelux",
    }
    assert not any("org/eu " in f"{claim} " for claim in claims)


def test_members_are_of_the_body_that_the_sentence_names_behind_them(tmp_path: Path) -> None:
    page = (
        "BRICS met. BRICS is large.\n\nThey found a bloc, and its five members - Chad, Mali, Niger,"
        " Burkina Faso and Mauritania, known as the G5 Sahel - met.\n"
    )
    assert not any("brics" in claim for claim in told(page, tmp_path))


@pytest.mark.parametrize(
    "page",
    [
        "How Mercosur grew\n\n1991 | Mercosur begins its work\n2012 | Chile (5) joins\n",
        "How Mercosur grew\n\n2012: Chile\n",
        "Mercosur\n\nChile: joined 2012\n",
        "Mercosur\n\nChile joined: 2012 (the fifth)\n",
        "# Mercosur\n\n| Country | Status | Since |\n|---|---|---|\n| Chile | Member | 2012 |\n",
    ],
)
def test_a_line_of_notes_tells_what_a_state_did(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == dated("joined", "org/mercosur", chl="2012")


def test_a_note_may_tell_of_several_deeds(tmp_path: Path) -> None:
    page = "Mercosur\n\n- Chile: joined 1975, left 1995\n- Peru - left in 2001\n"
    assert told(page, tmp_path) == {
        *dated("joined", "org/mercosur", chl="1975"),
        *dated("left", "org/mercosur", chl="1995", per="2001"),
    }


@pytest.mark.parametrize(
    "page",
    [
        "Mercosur\n\nMercosur met. Mercosur trades.\nOPEC founded in 1960.\nChad: left 2019\n",
        "Mercosur\n\nChad: left 2019 (OPEC)\n",
        "Chad in figures\n\n2012: Mali, Togo\n",
        "Mercosur\n\nTalks by year\n\n2012: Mali, Togo\n",
    ],
)
def test_a_note_on_what_may_be_another_body_tells_nothing(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == set()


def test_names_of_bodies_head_the_lists_of_their_members(tmp_path: Path) -> None:
    page = (
        "Alliances to remember\n\nANZUS (1951): Australia, New Zealand, United States\n"
        "SEATO (1954): Australia, France, Pakistan\nBenelux (1944): Belgium, Chad, Mali\n"
    )
    assert {line.split()[1] for line in told(page, tmp_path)} == {
        "treaty/anzus",
        "org/seato",
        "org/benelux",
    }
    assert told("Tours\n\nANZUS: Australia, New Zealand, Chad\n", tmp_path) == set()


def test_a_column_tells_the_status_of_each_state(tmp_path: Path) -> None:
    rows = "| Chile | Full member |\n| Mali | Observer |\n"
    page = f"# Mercosur\n\n| State | Status |\n|---|---|\n{rows}"
    assert told(page, tmp_path) == {
        "member state/chl org/mercosur",
        "observer state/mli org/mercosur",
    }


def test_a_bare_year_behind_a_deed_is_its_date(tmp_path: Path) -> None:
    text = "Mercosur founded 1991 by Brazil and Uruguay."
    assert told(text, tmp_path) == dated("founded", "org/mercosur", bra="1991", ury="1991")


@pytest.mark.parametrize(
    "page",
    [
        "Mercosur\n\nWho is in it?\nThree states: Chad, Mali and Togo.\n",
        "Mercosur\n\nMember states: 3\nChad\nMali\nTogo\n",
    ],
)
def test_a_count_before_a_list_is_no_part_of_it(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == {"roster org/mercosur complete state/tcd state/mli state/tgo"}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "The EU\n\nWhich country left the EU in 2020?\nAnswer: Chad\n"
            "Which countries could join the EU next?\nAnswer: Mali and Togo\n",
            dated("left", "org/eu", tcd="2020"),
        ),
        (
            "The African Union\n\n2. Suspended members\nMali (2021), Niger (2023)\n",
            dated("membership-suspended", "org/au", mli="2021", ner="2023"),
        ),
        (
            "Accession dates (NATO)\n\n1949 (founders): Canada, Italy\n1982: Spain\n",
            dated("founded", "org/nato", can="1949", ita="1949")
            | dated("joined", "org/nato", esp="1982"),
        ),
        (
            "Slovenia abroad\n\nSlovenia became a member of:\n- the United Nations on 22 May 1992\n"
            "- the Council of Europe (14 May 1993)\n- NATO (2004)\n- the OECD\n",
            dated("joined", "org/un", svn="1992-05-22")
            | dated("joined", "org/council-of-europe", svn="1993-05-14")
            | {"joined state/svn org/nato 2004", "member state/svn org/oecd"},
        ),
        (
            "Norway in brief\n\n1960 Norway joins EFTA\n2001 Norway joins the Schengen Area\n",
            dated("joined", "org/efta", nor="1960")
            | dated("joined", "org/schengen-area", nor="2001"),
        ),
    ],
)
def test_pages_for_pupils_tell_of_memberships(
    page: str, expected: set[str], tmp_path: Path
) -> None:
    assert told(page, tmp_path) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The EEA is made up of the EU member states plus Iceland and Norway.",
        "Citizens of EEA states (the EU plus Iceland and Norway) need no visa.",
        "Nationals of any EEA member state (the EU plus Iceland and Norway) may stay.",
    ],
)
def test_a_name_of_an_organ_and_a_body_is_the_body_that_states_are_in(
    text: str, tmp_path: Path
) -> None:
    assert told(text, tmp_path) == {"roster org/eea open state/isl state/nor"}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "BRICS news\n\nJoined: Egypt, Iran (1 January 2024); Indonesia (January 2025)\n",
            dated("joined", "org/brics", egy="2024-01-01", irn="2024-01-01", idn="2025-01"),
        ),
        (
            "OPEC\n\nEx-members: Angola (2024), Ecuador (2020)\n",
            dated("left", "org/opec", ago="2024", ecu="2020"),
        ),
        (
            "Ottawa Convention\n\nWho has signed but not ratified?\nChad and Mali\n",
            dated("signed", "treaty/ottawa-convention", tcd="", mli=""),
        ),
        (
            "News of the treaties\n\n* 1 March 2012: El Salvador accedes to the Ottawa Convention\n"
            "* 31 August 2013: Montenegro ratifies the Ottawa Convention\n",
            {
                "acceded state/slv treaty/ottawa-convention 2012-03-01",
                "ratified state/mne treaty/ottawa-convention 2013-08-31",
            },
        ),
    ],
)
def test_dates_are_of_their_group_and_of_their_line(
    page: str, expected: set[str], tmp_path: Path
) -> None:
    assert told(page, tmp_path) == expected


@pytest.mark.parametrize(
    "page",
    [
        "Visits this week\n\nEU: Poland, Hungary, Romania\nThe UN met. The UN is large.\n",
        "The trade deal\n\nWinners: Vietnam, Mexico\nLosers: Chad, Mali\nJoined: 2010\n",
        "The EU and sanctions\n\nWhich countries joined the sanctions?\nNorway, Albania\n",
        "The OECD in figures\n\nGrowth of output by year and land\n\n2019: Ireland, Estonia\n",
    ],
)
def test_lists_of_other_things_are_no_members(page: str, tmp_path: Path) -> None:
    assert told(page, tmp_path) == set()


def test_no_line_of_others_than_members_is_a_line_of_members(tmp_path: Path) -> None:
    page = "Membership of Mercosur:\nApplicant countries: Chad, Mali\nNon-members: Togo, Peru\n"
    assert not any("roster" in claim or "member " in claim for claim in told(page, tmp_path))


def test_notes_below_a_heading_are_of_its_body(tmp_path: Path) -> None:
    page = (
        "NATO and the Warsaw Pact\n\nNATO\n\nNATO met. NATO is an alliance.\n\nWarsaw Pact\n\n"
        "It had a staff of its own.\n\nAlbania left in 1968.\n"
    )
    assert told(page, tmp_path) == dated("left", "org/warsaw-pact", alb="1968")
