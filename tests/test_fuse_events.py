from __future__ import annotations

import pytest
from fusing import (
    COMMITTEE,
    EFTA,
    EST,
    FIN,
    LVA,
    NATO,
    NOR,
    OTTAWA,
    SWE,
    P,
    Quote,
    article,
    made,
    meeting,
    person,
    say,
)

from comity.model import Modality, OfficeStatus, Polarity

DENIED, PLANNED = Polarity.DENIED, Modality.PLANNED
SUMMIT = meeting("summit")


def held(body=NATO, mention=SUMMIT, **rest):
    return say(P.HELD, mention, body, **rest)


def test_one_meeting_in_two_articles_is_one():
    found = made(
        article("a", held(on="2023-07-11", place="Vilnius")),
        article(
            "b", held(mention=meeting("NATO summit in Vilnius"), on="2023-07-11", place="Vilnius")
        ),
    )
    assert list(found.of("Meeting")) == ["meeting/org/nato/2023-07-11/vilnius"]
    [summit] = found.of("Meeting").values()
    assert len(summit["mentionedAs"]) == 2
    assert summit["label"] == ["NATO summit in Vilnius"]


@pytest.mark.parametrize(
    "other",
    [
        {"on": "2023-07-11", "place": "Riga"},
        {"on": "2023-07-12", "place": "Vilnius"},
        {"on": "2023", "place": "Vilnius"},
        {"on": "XXXX-07-11", "place": "Vilnius"},
        {"place": "Vilnius"},
        {"on": "2023-07-11", "place": "Vilnius", "body": EFTA},
    ],
)
def test_meetings_that_may_be_two_are_kept_apart(other):
    found = made(article("a", held(on="2023-07-11", place="Vilnius")), article("b", held(**other)))
    assert len(found.of("Meeting")) == 2


def test_a_missing_place_is_no_obstacle_but_two_unknowns_are():
    full = article("a", held(on="2023-07-11", place="Vilnius"))
    placeless = article("b", held(on="2023-07-11"))
    vague = article("b", held(on="2023-07"))
    assert len(made(full, placeless).of("Meeting")) == 1
    assert len(made(full, vague).of("Meeting")) == 2


def test_a_meeting_that_fits_two_is_neither():
    found = made(
        article("a", held(on="2023-07-11", place="Vilnius")),
        article("b", held(on="2023-07-11", place="Riga")),
        article("c", held(on="2023-07-11")),
    )
    assert len(found.of("Meeting")) == 3


def test_a_day_without_a_year_is_the_same_as_itself():
    found = made(
        article("a", held(on="XXXX-07-11", place="Vilnius")),
        article("b", held(on="XXXX-07-11", place="Vilnius")),
    )
    [summit] = found.of("Meeting").values()
    assert summit["edtf"] == ["XXXX-07-11"]
    assert "earliest" not in summit


def test_an_organ_meets_as_its_organisation_does():
    found = made(
        article("a", held(on="2023-07-11", place="Vilnius")),
        article("b", held(body=COMMITTEE, on="2023-07-11", place="Vilnius")),
    )
    [summit] = found.of("Meeting").values()
    assert summit["body"] == ["organ/nato-military-committee"]


def test_a_planned_meeting_is_no_meeting_but_can_be_recognised():
    plan = article("a", held(on="2023-07-11", place="Vilnius", modality=PLANNED))
    report = article("b", held(on="2023-07-11", place="Vilnius"))
    assert not made(plan).of("Meeting")
    [summit] = made(plan, report).of("Meeting").values()
    assert len(summit["mentionedAs"]) == 2
    assert len(summit["supportedBy"]) == 1


def test_who_came_and_who_did_not():
    found = made(
        article(
            "a",
            held(on="2023-07-11", place="Vilnius"),
            say(P.ATTENDED, FIN, SUMMIT),
            say(P.ABSENT, SWE, SUMMIT),
            say(P.ATTENDED, NOR, SUMMIT, polarity=DENIED),
            say(P.ATTENDED, EST, SUMMIT, modality=PLANNED),
        )
    )
    came = {n["attendee"][0]: n["attended"][0] for n in found.of("Attendance").values()}
    assert came == {"state/fin": "true", "state/swe": "false", "state/nor": "false"}


def test_an_official_attends_and_somebody_unknown_does_not_count():
    berg, unknown = person("Jan Berg"), person("Lund")
    office = say(P.HOLDS_OFFICE, berg, NOR, text="president", status=OfficeStatus.CURRENT)
    found = made(
        article(
            "a", office, held(), say(P.ATTENDED, berg, SUMMIT), say(P.ATTENDED, unknown, SUMMIT)
        )
    )
    [attendance] = found.of("Attendance").values()
    assert attendance["attendee"] == ["person/jan-berg"]


def test_a_disputed_attendance_shows_both_sides():
    found = made(
        article("a", held(on="2023-07-11", place="Vilnius"), say(P.ATTENDED, FIN, SUMMIT)),
        article("b", held(on="2023-07-11", place="Vilnius"), say(P.ABSENT, FIN, SUMMIT)),
    )
    [attendance] = found.of("Attendance").values()
    assert attendance["attended"] == ["true"]
    assert len(attendance["contradictedBy"]) == 1


def test_a_topic_on_the_agenda_and_its_denial_are_in_conflict():
    found = made(
        article("a", held(), say(P.ON_AGENDA, SUMMIT, text="the Zolta pipeline")),
        article("b", held(), say(P.ON_AGENDA, SUMMIT, text="Zolta", polarity=DENIED)),
        article("c", held(), say(P.ON_AGENDA, SUMMIT, text="fishing quotas", polarity=DENIED)),
    )
    [conflict] = found.relations("agenda")
    assert len(conflict["relates"]) == 2
    assert "same meeting" in conflict["note"][0]
    assert len(found.of("AgendaItem")) == 1


def test_a_planned_topic_conflicts_too_but_is_no_agenda_item():
    found = made(
        article("a", held(), say(P.ON_AGENDA, SUMMIT, text="the ZQX missiles", modality=PLANNED)),
        article("b", held(), say(P.ON_AGENDA, SUMMIT, text="ZQX launches", polarity=DENIED)),
    )
    assert len(found.relations("agenda")) == 1
    assert not found.of("AgendaItem")


def test_topics_that_share_only_the_name_of_a_state_are_not_the_same():
    found = made(
        article("a", held(), say(P.ON_AGENDA, SUMMIT, text="fishing off Norway")),
        article("b", held(), say(P.ON_AGENDA, SUMMIT, text="roads in Norway", polarity=DENIED)),
    )
    assert not found.of("Conflict")


def test_agendas_of_meetings_of_two_days_are_no_conflict():
    found = made(
        article("a", held(on="2023-07-11"), say(P.ON_AGENDA, SUMMIT, text="the Zolta pipeline")),
        article(
            "b", held(on="2022-06-29"), say(P.ON_AGENDA, SUMMIT, text="Zolta", polarity=DENIED)
        ),
    )
    assert not found.of("Conflict")


def test_a_request_that_was_not_made_is_a_fact_that_did_not_happen():
    claim = say(P.REQUESTED_ASSISTANCE, EST, NATO, text="the Zolta attacks", polarity=DENIED)
    again = say(P.REQUESTED_ASSISTANCE, EST, None, polarity=DENIED)
    found = made(article("a", claim, outlet="X"), article("b", again, outlet="Y"))
    [request] = found.of("AssistanceRequest").values()
    assert request["happened"] == ["false"]
    assert request["addressee"] == ["org/nato"]
    assert request["text"] == ["the Zolta attacks"]
    assert request["independentSourceCount"] == ["2"]


def test_requests_of_two_years_are_two():
    made_ = say(P.REQUESTED_ASSISTANCE, EST, NATO)
    found = made(article("a", made_, day="2007-05-01"), article("b", made_, day="2014-05-01"))
    assert len(found.of("AssistanceRequest")) == 2


def test_denials_in_renderings_of_one_statement_are_one_fact():
    words = "So far no such request has come from Estonia or any other state of the northern coast."
    claim = say(P.REQUESTED_ASSISTANCE, EST, NATO, polarity=DENIED)
    found = made(
        article("a", quotes=[Quote(NATO, words, (claim,))], day="2007-05-01"),
        article("b", quotes=[Quote(NATO, words, (claim,))], day="2007-05-02"),
    )
    [request] = found.of("AssistanceRequest").values()
    assert request["independentSourceCount"] == ["1"]


def test_a_planned_request_is_none():
    claim = say(P.REQUESTED_ASSISTANCE, EST, NATO, modality=PLANNED)
    assert not made(article("a", claim)).of("AssistanceRequest")


def test_an_intervention_that_did_not_happen_is_contradicted_by_one_that_did():
    no = say(P.INTERVENED, NATO, on="2011-03", polarity=DENIED)
    yes = say(P.INTERVENED, NATO, on="2011-03")
    found = made(article("a", no), article("b", yes))
    both = {n["happened"][0]: n for n in found.of("Intervention").values()}
    assert both["true"]["contradictedBy"] == both["false"]["supportedBy"]
    assert both["false"]["contradictedBy"] == both["true"]["supportedBy"]


def test_a_signing_has_all_who_signed_that_day():
    signed = [say(P.SIGNED, state, OTTAWA, on="1997-12-03", place="Ottawa") for state in (NOR, SWE)]
    found = made(
        article("a", *signed),
        article("b", say(P.SIGNED, LVA, OTTAWA, on="2005")),
        article("c", say(P.ENTERED_INTO_FORCE, OTTAWA, on="1999-03-01")),
        article("d", say(P.ENTERED_INTO_FORCE, OTTAWA, on="1999")),
    )
    actions = found.of("TreatyAction")
    stem = "treaty-action/treaty/ottawa-convention"
    signing = actions[f"{stem}/signature/1997-12-03/ottawa"]
    assert sorted(signing["party"]) == ["state/nor", "state/swe"]
    assert signing["place"] == ["Ottawa"]
    assert actions[f"{stem}/entry-into-force/1999-03-01"]["earliest"] == ["1999-03-01"]
    assert len(actions) == 3
