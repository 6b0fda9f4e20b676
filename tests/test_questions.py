"""The questions of the design, asked of the five articles that the project was created from.

The articles are not ours to ship: they lie in ../shared, and the tests skip where they do not. The
expected answers are facts that a careful reader finds in them, not words of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shipped import ROOT

from comity.answers import Answer, Row
from comity.asking import opened
from comity.build import build
from comity.plainly import put

ARTICLES = ROOT.parent / "shared" / "articles"
pytestmark = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason="the five articles of ../shared are absent"
)

Ask = Callable[..., Answer]
CSTO, TREATY = "org/csto", "treaty/collective-security-treaty"
SIX = {"Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan"}
SIGNATORIES = {"Armenia", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("five")
    assert not build([ARTICLES], out).refusals
    return out


@pytest.fixture(scope="module")
def ask(folder: Path) -> Iterator[Ask]:
    with opened(folder) as target:
        yield lambda query, **given: target.ask(query, given)


def column(answer: Answer, name: str) -> set[object]:
    return {row.values.get(f"{name}_label", row.values.get(name)) for row in answer.rows}


def sources(row: Row) -> set[str]:
    """The numbers that the names of the articles begin with."""
    return {piece.article.rpartition("/")[2][:3] for piece in row.evidence}


def of_articles(answer: Answer) -> set[str]:
    return {number for row in answer.rows for number in sources(row)}


def test_1_azerbaijan_belarus_and_georgia_joined_the_treaty_in_1993(ask: Ask) -> None:
    answer = ask("membership/joined-in", year="1993")
    assert column(answer, "member") == {"Azerbaijan", "Belarus", "Georgia"}
    assert column(answer, "body") == {"Collective Security Treaty"}
    assert of_articles(answer) == {"000"}
    assert not ask("membership/joined-in", year="1993", body=CSTO).rows
    span = ask("membership/joined-in", since="1990", until="1999")
    assert {"Azerbaijan", "Belarus", "Georgia"} <= column(span, "member")


def test_2_six_states_signed_at_tashkent(ask: Ask) -> None:
    answer = ask("treaty/signatories", body=TREATY)
    assert column(answer, "signatory") == SIGNATORIES
    assert column(answer, "when") == {"1992-05-15"}
    assert column(answer, "place") == {"Tashkent"}


def test_3_the_treaty_entered_into_force_in_april_1994(ask: Ask) -> None:
    assert column(ask("treaty/entry-into-force", body=TREATY), "when") == {"1994-04-20"}


def test_4_six_members_are_certain_on_the_day_of_the_roster(ask: Ask) -> None:
    answer = ask("membership/members-on", body=CSTO, date="2024-03-28")
    members = {r.values["member_label"]: r for r in answer.rows if r.values["status"] == "member"}
    assert set(members) == SIX
    assert {row.values["answer"] for row in members.values()} == {"certain"}


@pytest.mark.parametrize(
    ("member", "body", "date", "expected"),
    [
        ("state/aze", TREATY, "1992-12-31", "no"),
        ("state/aze", TREATY, "1993-06-01", "possible"),
        ("state/aze", TREATY, "2024-03-28", "possible"),
        ("state/aze", CSTO, "2024-03-28", "no"),
        ("state/arm", CSTO, "2020-10-08", "certain"),
        ("state/arm", CSTO, "2022-01-01", "presumed"),
    ],
)
def test_5_the_status_on_a_day_is_as_certain_as_the_sources(
    ask: Ask, member: str, body: str, date: str, expected: str
) -> None:
    answer = ask("membership/status-on", member=member, body=body, date=date)
    found = {r.values["answer"] for r in answer.rows if r.values["status"] == "member"}
    assert found == {expected}


def test_6_six_members_by_count_in_2020_and_by_roster_in_2024(ask: Ask) -> None:
    answer = ask("membership/member-count", body=CSTO)
    found = {(r.values["members"], r.values["when"], r.values["how"]) for r in answer.rows}
    assert {(6, "2020-10-08", "count"), (6, "2024-03-28", "roster")} <= found
    assert {members for members, _, _ in found} == {6}


def test_7_three_states_are_missing_and_no_withdrawal_is_stated(ask: Ask) -> None:
    answer = ask("membership/missing-from-roster", body=CSTO)
    assert column(answer, "member") == {"Azerbaijan", "Georgia", "Uzbekistan"}
    assert column(answer, "joined_body") == {"Collective Security Treaty"}
    assert column(answer, "withdrawal") == {"not stated"}


def test_8_the_history_of_armenia_has_both_tracks(ask: Ask) -> None:
    answer = ask("membership/history", member="Armenia")
    statuses = {
        (r.values["body_label"], r.values["track"], r.values["status"]) for r in answer.rows
    }
    csto, treaty = "Collective Security Treaty Organization", "Collective Security Treaty"
    assert (treaty, "legal", "signatory") in statuses
    assert (csto, "legal", "member") in statuses
    assert (csto, "engagement", "absent") in statuses
    assert (csto, "engagement", "participation-suspended") in statuses
    assert {track for _, track, _ in statuses} == {"legal", "engagement"}


def test_9_five_original_signatories_are_on_the_latest_roster(ask: Ask) -> None:
    answer = ask("membership/original-still-in", body=CSTO)
    assert column(answer, "member") == SIGNATORIES - {"Uzbekistan"}


def test_10_armenia_is_a_member_that_takes_no_part(ask: Ask) -> None:
    answer = ask("membership/standing", member="Armenia", body=CSTO)
    rows = {r.values["status"]: r for r in answer.rows if r.values["holds"] == "yes"}
    assert {"member", "commitments-in-force", "absent", "participation-suspended"} <= set(rows)
    assert sources(rows["member"]) == {"001", "003"}
    assert sources(rows["commitments-in-force"]) == {"003"}
    assert sources(rows["absent"]) == {"003"}
    assert rows["absent"].values["attested_until"] == "2024-03-28"
    assert sources(rows["participation-suspended"]) == {"004"}
    assert rows["participation-suspended"].values["since"] is None
    assert {row.values["by_member"] for row in rows.values()} == {"no"}


def test_12_armenia_shares_the_organisation_with_the_five_others(ask: Ask) -> None:
    answer = ask("membership/shared-by", member="Armenia", date="2024-03-28")
    certain = {
        r.values["other_label"] for r in answer.rows if r.values["other_answer"] == "certain"
    }
    assert certain == SIX - {"Armenia"}
    both = ask("membership/overlap", body=CSTO, other=TREATY, date="2024-03-28")
    assert {(r.values["member_label"], r.values["in_other"]) for r in both.rows} == {
        ("Belarus", "possible")
    }


@pytest.mark.parametrize(
    ("date", "holder"),
    [("2020-10-08", "Stanislav Zas"), ("2024-03-28", "Imangali Tasmagambetov")],
)
def test_13_the_holder_of_an_office_on_a_day(ask: Ask, date: str, holder: str) -> None:
    answer = ask("officials/holder-on", office="CSTO Secretary General", date=date)
    certain = {r.values["holder_label"] for r in answer.rows if r.values["answer"] == "certain"}
    assert certain == {holder}


def test_14_the_known_holders_stand_in_order(ask: Ask) -> None:
    answer = ask("officials/succession", office="CSTO Secretary General")
    holders = [row.values["holder_label"] for row in answer.rows]
    assert holders == ["Stanislav Zas", "Imangali Tasmagambetov"]
    assert answer.note


def test_15_officials_are_listed_and_furniture_is_not(ask: Ask) -> None:
    officials = column(ask("officials/list"), "official")
    expected = {"Stanislav Zas", "Imangali Tasmagambetov", "Vladimir Putin", "Nikol Pashinyan"}
    assert expected <= officials
    assert not {"Tulsi Gabbard", "Bashar Al-Assad"} & officials


def test_17_what_a_person_said_with_form_and_outlet(ask: Ask) -> None:
    answer = ask("statements/by-person", person="Imangali Tasmagambetov")
    assert {"direct", "indirect"} <= column(answer, "form")
    assert of_articles(answer) == {"000", "002", "003", "004"}
    assert len(answer.rows) >= 20


def test_18_who_said_what_about_armenia(ask: Ask) -> None:
    answer = ask("statements/about", entity="Armenia")
    found = {(r.values["speaker_label"], number) for r in answer.rows for number in sources(r)}
    assert {
        ("Stanislav Zas", "001"),
        ("Vladimir Putin", "001"),
        ("Imangali Tasmagambetov", "003"),
        ("Imangali Tasmagambetov", "004"),
    } <= found


def test_19_one_statement_in_two_outlets_and_one_article_that_repeats_itself(ask: Ask) -> None:
    rows: dict[object, set[str]] = {}
    for row in ask("statements/repeated").rows:
        rows.setdefault(row.values["statement"], set()).update(sources(row))
    assert {"000", "002"} in rows.values()
    assert {"003"} in rows.values()


def test_21_what_was_denied_or_not_ruled_out(ask: Ask) -> None:
    answer = ask("statements/denied")
    denied = [(sources(row), " ".join(p.quote for p in row.evidence)) for row in answer.rows]
    expected = [
        ("000", "Russia"),
        ("002", "Russia"),
        ("000", "agenda"),
        ("002", "severed"),
        ("001", "territory"),
        ("003", "statements"),
        ("003", "ruled"),
    ]
    missing = [
        (number, words)
        for number, words in expected
        if not any(number in found and words in quote for found, quote in denied)
    ]
    assert not missing


def test_23_russia_asked_for_nothing(ask: Ask) -> None:
    answer = ask("events/requests", member="Russia")
    assert answer.rows
    assert column(answer, "happened") == {False}
    assert column(answer, "independent_sources") == {1}
    assert of_articles(answer) == {"000", "002"}


def test_25_the_csto_did_not_intervene_in_july_2020(ask: Ask) -> None:
    answer = ask("events/interventions", body=CSTO)
    assert column(answer, "happened") == {False}
    assert of_articles(answer) == {"001"}
    assert column(answer, "independent_sources") == {1}


def test_26_who_came_to_astana_and_who_did_not(ask: Ask) -> None:
    answer = ask("events/meetings", body=CSTO)
    astana = [r for r in answer.rows if "004" in sources(r) and r.values["place"] == "Astana"]
    attended = {r.values["attendee_label"] for r in astana if r.values.get("attended") is True}
    absent = {r.values["attendee_label"] for r in astana if r.values.get("attended") is False}
    assert attended == SIX - {"Armenia"}
    assert absent == {"Armenia"}
    assert {r.values["when"] for r in astana} == {"XXXX-11-28"}


def test_27_the_articles_disagree_on_the_agenda(ask: Ask) -> None:
    answer = ask("events/agenda", topic="ATACMS")
    answers = {(row.values["answer"], number) for row in answer.rows for number in sources(row)}
    assert ("no", "000") in answers
    assert ("yes", "002") in answers


def test_30_the_conflict_has_a_type_and_what_only_differs_is_related(ask: Ask) -> None:
    answer = ask("evidence/conflicts")
    kinds = {(row.values["kind"], row.values["type"]) for row in answer.rows}
    assert ("conflict", "agenda") in kinds
    assert any(kind == "related" for kind, _ in kinds)


def test_32_three_articles_have_no_date(ask: Ask) -> None:
    answer = ask("evidence/undated-articles")
    numbers = {str(row.values["article"]).rpartition("/")[2][:3] for row in answer.rows}
    assert numbers == {"000", "002", "004"}


def test_every_row_rests_on_the_text_at_its_place(ask: Ask, folder: Path) -> None:
    texts = {path.stem: path.read_bytes().decode() for path in (folder / "texts").iterdir()}
    for query in ("statements/denied", "membership/joined-in", "officials/list"):
        given = {"since": "1900", "until": "2100"} if query.endswith("joined-in") else {}
        for row in ask(query, **given).rows:
            assert row.evidence, (query, row.values)
            for piece in row.evidence:
                assert any(t[piece.start : piece.end] == piece.quote for t in texts.values())


def test_plain_who_joined_the_organisation_in_1993_is_nobody_but_the_treaty_had_three(
    folder: Path,
) -> None:
    with opened(folder) as target:
        chosen, answer = put(target, "which states joined the CSTO in 1993?", (), lambda _: None)
    assert (chosen.query, chosen.settings) == (
        "membership/joined-in",
        {"year": "1993", "body": CSTO},
    )
    assert not answer.rows
    treaty, _ = answer.nearby
    assert "Azerbaijan, Belarus and Georgia joined the Collective Security Treaty" in treaty.says
    assert "to which the organisation traces its origins" in treaty.says
    for words in ("Azerbaijan, Belarus", "origins"):
        assert any(words in piece.quote for piece in treaty.evidence)


def test_plain_when_uzbekistan_left_is_not_said_but_what_is_nearby_is(folder: Path) -> None:
    with opened(folder) as target:
        chosen, answer = put(target, "When did Uzbekistan leave the CSTO?", (), lambda _: None)
    assert (chosen.query, chosen.settings) == (
        "membership/left-in",
        {"member": "state/uzb", "body": CSTO},
    )
    assert not answer.rows
    told = " ".join([answer.note, *(one.says for one in answer.nearby)])
    for said in (
        "No source says that Uzbekistan left",
        "None says that it was ever in the organisation",
        "signed the Collective Security Treaty",
        "on 1992-05-15",
        "No source says that it left that",
        "absent from the last complete roster of the organisation, of 2024-03-28",
    ):
        assert said in told
    assert [bool(one.evidence) for one in answer.nearby] == [False, True, False, True]


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("Who signed the Collective Security Treaty, where and when?", "treaty/signatories"),
        ("Who was a member of the CSTO on 28 March 2024?", "membership/members-on"),
        ("Was Azerbaijan a member of the CSTO on 28 March 2024?", "membership/status-on"),
        ("How many members has the CSTO?", "membership/member-count"),
        ("Which original signatories are still in the CSTO?", "membership/original-still-in"),
        ("What is the history of Armenia in the CSTO?", "membership/history"),
        ("What is Armenia's standing in the CSTO?", "membership/standing"),
        ("Is enlargement possible, and who says so?", "statements/hedged"),
        ("Who was CSTO Secretary General on 8 October 2020?", "officials/holder-on"),
        ("Who said what about Armenia?", "statements/about"),
        ("What did Zas say about Armenia?", "statements/about"),
        ("Who has held the office of CSTO Secretary General?", "officials/succession"),
        ("Did Russia ask for assistance?", "events/requests"),
        ("Did the CSTO intervene in July 2020?", "events/interventions"),
        ("Was ATACMS on the agenda?", "events/agenda"),
        ("Which dates are inferred, from what?", "evidence/inferred-dates"),
    ],
)
def test_plain_questions_of_the_design_are_answered(
    folder: Path, question: str, query: str
) -> None:
    with opened(folder) as target:
        chosen, answer = put(target, question, (), lambda _: None)
    assert chosen.query == query
    assert answer.rows
