from __future__ import annotations

from dataclasses import replace

import pytest
from fusing import (
    AU,
    CHE,
    COMMITTEE,
    EFTA,
    EST,
    FIN,
    FRA,
    GRC,
    ISL,
    LIE,
    LTU,
    LVA,
    MAR,
    NATO,
    NOR,
    OAU,
    OTTAWA,
    SWE,
    P,
    article,
    made,
    say,
    when,
)

from comity.dates import DateBasis
from comity.model import Modality, Polarity

MEMBER = "membership/org/nato/{}/interval/member/{}"
DENIED, PLANNED = Polarity.DENIED, Modality.PLANNED


def member(state: str = "state/fin", number: int = 1) -> str:
    return MEMBER.format(state, number)


def test_a_year_of_joining_gives_the_bounds_of_the_start():
    found = made(article("a", say(P.JOINED, FIN, NATO, on="2023")))
    assert found.bounds(member()) == ["2023-01-01", "2023-12-31", None, None]
    assert found.values[member()]["startEdtf"] == ["2023"]
    assert found.values[member()]["startEvent"] == ["joined"]
    assert found.values[member()]["status"] == ["member"]
    assert found.values[member()]["track"] == ["legal"]


def test_compatible_dates_of_one_event_are_fused_to_the_most_precise():
    found = made(
        article("a", say(P.JOINED, FIN, NATO, on="2023")),
        article("b", say(P.JOINED, FIN, NATO, on="2023-04-04")),
        article("c", say(P.ACCEDED, FIN, NATO, on="2023-04")),
    )
    assert found.bounds(member()) == ["2023-04-04", "2023-04-04", None, None]
    assert len(found.values[member()]["supportedBy"]) == 3
    assert not found.of("Conflict")


def test_incompatible_dates_of_one_event_give_their_hull_and_a_conflict():
    found = made(
        article("a", say(P.JOINED, FIN, NATO, on="2022-05")),
        article("b", say(P.JOINED, FIN, NATO, on="2023-04-04")),
    )
    assert found.bounds(member()) == ["2022-05-01", "2023-04-04", None, None]
    assert "startEdtf" not in found.values[member()]
    [conflict] = found.relations("membership-date")
    assert conflict["conflictStatus"] == ["open"]
    assert sorted(conflict["relates"]) == sorted(found.values[member()]["supportedBy"])


def test_joining_leaving_and_joining_again_are_two_intervals_in_order():
    found = made(
        article("a", say(P.READMITTED, GRC, NATO, on="1980-10-20")),
        article("b", say(P.LEFT, GRC, NATO, on="1974"), say(P.JOINED, GRC, NATO, on="1952")),
    )
    first, second = member("state/grc", 1), member("state/grc", 2)
    assert found.bounds(first) == ["1952-01-01", "1952-12-31", "1974-01-01", "1974-12-31"]
    assert found.bounds(second) == ["1980-10-20", "1980-10-20", None, None]
    withdrawn = "membership/org/nato/state/grc/interval/withdrawn/1"
    assert found.bounds(withdrawn) == ["1974-01-01", "1974-12-31", "1980-10-20", "1980-10-20"]


def test_who_is_readmitted_was_out_before():
    found = made(
        article(
            "a", say(P.JOINED, GRC, NATO, on="1952"), say(P.READMITTED, GRC, NATO, on="1980-10-20")
        )
    )
    first = member("state/grc", 1)
    assert found.bounds(first) == ["1952-01-01", "1952-12-31", None, "1980-10-20"]
    assert found.values[first]["endBasis"] == ["inferred"]


def test_who_left_was_a_member_even_if_nobody_says_since_when():
    found = made(article("a", say(P.LEFT, GRC, NATO, on="1974")))
    assert found.bounds(member("state/grc")) == [None, None, "1974-01-01", "1974-12-31"]
    assert found.values[member("state/grc")]["endEvent"] == ["left"]


def test_joining_and_leaving_in_one_year_stay_in_order():
    found = made(
        article("a", say(P.JOINED, GRC, NATO, on="1952-06"), say(P.LEFT, GRC, NATO, on="1952"))
    )
    expected = ["1952-06-01", "1952-06-30", "1952-06-01", "1952-12-31"]
    assert found.bounds(member("state/grc")) == expected


def test_a_status_is_attested_on_the_day_of_the_article():
    found = made(
        article("a", say(P.MEMBER, NOR, NATO), day="2010-05-01"),
        article("b", say(P.MEMBER, NOR, NATO), day="2012-05-01"),
        article("c", say(P.MEMBER, NOR, NATO, on="2015-03-02"), day="2020-01-01"),
    )
    node = found.values[member("state/nor")]
    assert node["attestedFrom"] == ["2010-05-01"]
    assert node["attestedUntil"] == ["2015-03-02"]
    assert found.bounds(member("state/nor")) == [None, None, None, None]


def test_an_undated_article_attests_nothing_but_is_evidence():
    found = made(article("a", say(P.MEMBER, NOR, NATO)))
    node = found.values[member("state/nor")]
    assert "attestedFrom" not in node
    assert len(node["supportedBy"]) == 1


def test_being_a_member_until_a_year_is_not_being_one_on_the_day_of_the_article():
    claim = say(P.MEMBER, FRA, NATO, since="1949", until="1966")
    found = made(article("a", claim, day="2000-01-01"))
    assert "attestedFrom" not in found.values[member("state/fra")]
    expected = ["1949-01-01", "1949-12-31", "1966-01-01", "1966-12-31"]
    assert found.bounds(member("state/fra")) == expected


def test_an_article_that_tells_of_leaving_attests_no_membership():
    since = say(P.MEMBER, FIN, EFTA, since="1986")
    found = made(article("a", since, say(P.LEFT, FIN, EFTA, on="1995"), day="2020-01-01"))
    key = "membership/org/efta/state/fin/interval/member/1"
    assert found.bounds(key) == ["1986-01-01", "1986-12-31", "1995-01-01", "1995-12-31"]
    assert len(found.of("MembershipInterval")) == 2


def test_leaving_told_without_a_date_is_not_undone_by_joining_before():
    left = article("a", say(P.LEFT, FIN, EFTA), day="2020-01-01")
    found = made(left, article("b", say(P.JOINED, FIN, EFTA, on="1986")))
    stem = "membership/org/efta/state/fin/interval"
    assert found.bounds(f"{stem}/withdrawn/1") == [None, "2020-01-01", None, None]
    assert found.bounds(f"{stem}/member/1") == ["1986-01-01", "1986-12-31", None, "2020-01-01"]


def test_joining_in_the_year_of_leaving_does_not_undo_it():
    joined, left = say(P.JOINED, GRC, NATO, on="1952"), say(P.LEFT, GRC, NATO, on="1952")
    found = made(article("a", joined, left))
    withdrawn = "membership/org/nato/state/grc/interval/withdrawn/1"
    assert found.bounds(withdrawn) == ["1952-01-01", "1952-12-31", None, None]


def test_an_undated_event_happened_by_the_day_of_the_article():
    found = made(article("a", say(P.JOINED, FIN, NATO), day="2023-05-01"))
    assert found.bounds(member()) == [None, "2023-05-01", None, None]
    assert found.values[member()]["startBasis"] == ["inferred"]
    assert "attestedFrom" not in found.values[member()]


def test_an_undated_event_joins_the_only_interval():
    found = made(
        article("a", say(P.JOINED, FIN, NATO, on="2023-04-04")),
        article("b", say(P.JOINED, FIN, NATO), day="2024-01-01"),
    )
    assert len(found.values[member()]["supportedBy"]) == 2
    assert member(number=2) not in found.values


def test_an_undated_event_belongs_to_none_of_several_intervals():
    found = made(
        article("a", say(P.JOINED, GRC, NATO, on="1952"), say(P.LEFT, GRC, NATO, on="1974")),
        article("b", say(P.READMITTED, GRC, NATO, on="1980")),
        article("c", say(P.JOINED, GRC, NATO), day="2024-01-01"),
    )
    support = [found.values[member("state/grc", n)]["supportedBy"] for n in (1, 2)]
    assert [len(claims) for claims in support] == [2, 1]
    assert len(found.values["membership/org/nato/state/grc"]["supportedBy"]) == 4
    assert member("state/grc", 3) not in found.values


def test_a_member_after_leaving_has_an_interval_of_its_own_and_is_related_in_time():
    found = made(
        article("a", say(P.JOINED, GRC, NATO, on="1952"), say(P.LEFT, GRC, NATO, on="1974")),
        article("b", say(P.MEMBER, GRC, NATO), day="1990-01-01"),
    )
    again = member("state/grc", 2)
    assert found.bounds(again) == ["1974-01-01", None, None, None]
    assert found.values[again]["attestedFrom"] == ["1990-01-01"]
    assert found.relations("time")
    assert not found.of("Conflict")


@pytest.mark.parametrize("modality", [m for m in Modality if m is not Modality.ASSERTED])
def test_what_is_not_asserted_gives_no_membership(modality):
    found = made(article("a", say(P.JOINED, FIN, NATO, on="2023", modality=modality)))
    assert not found.of("OrganisationMembership")
    assert not found.of("MembershipInterval")


def test_what_is_only_denied_gives_no_membership():
    found = made(article("a", say(P.MEMBER, SWE, NATO, polarity=DENIED), day="2010-01-01"))
    assert not found.of("MembershipInterval")


def test_a_denial_contradicts_the_interval_of_its_day():
    found = made(
        article("a", say(P.MEMBER, SWE, NATO), day="2024-05-01"),
        article("b", say(P.MEMBER, SWE, NATO, polarity=DENIED), day="2024-05-01"),
    )
    node = found.values[member("state/swe")]
    assert len(node["supportedBy"]) == 1
    assert len(node["contradictedBy"]) == 1
    [conflict] = found.relations("membership-status")
    assert len(conflict["relates"]) == 2


def test_affirmed_and_denied_of_different_days_is_related_in_time_and_no_conflict():
    found = made(
        article("a", say(P.MEMBER, SWE, NATO), day="2024-05-01"),
        article("b", say(P.MEMBER, SWE, NATO, polarity=DENIED), day="2010-05-01"),
    )
    assert not found.of("Conflict")
    assert found.relations("time")


def test_who_is_no_longer_a_member_was_out_by_then():
    found = made(
        article("a", say(P.JOINED, FIN, EFTA, on="1986")),
        article("b", say(P.MEMBER, FIN, EFTA, polarity=DENIED), day="2001-05-01"),
    )
    key = "membership/org/efta/state/fin/interval/member/1"
    assert found.bounds(key) == ["1986-01-01", "1986-12-31", None, "2001-05-01"]
    assert found.values[key]["fusedBy"] == ["interval/denied-later"]
    assert found.values[key]["endBasis"] == ["metadata"]
    assert len(found.values[key]["supportedBy"]) == 2
    assert "contradictedBy" not in found.values[key]
    assert "contradictedBy" not in found.values["membership/org/efta/state/fin"]


def test_a_denial_on_a_stated_day_gives_its_basis_to_the_end():
    denial = say(P.MEMBER, FIN, EFTA, polarity=DENIED, on="2001-05-01")
    found = made(article("a", say(P.JOINED, FIN, EFTA, on="1986"), denial))
    key = "membership/org/efta/state/fin/interval/member/1"
    assert found.values[key]["endBasis"] == ["stated"]


def test_who_was_never_a_member_has_no_membership_for_being_said_not_to_be_one():
    found = made(article("a", say(P.MEMBER, CHE, NATO, polarity=DENIED), day="2010-01-01"))
    assert not found.of("OrganisationMembership")
    [outside] = found.of("NonMembership").values()
    assert outside["nonMember"] == ["state/che"]
    assert outside["notMemberOf"] == ["org/nato"]
    assert outside["notMemberOn"] == ["2010-01-01"]


def test_a_denial_before_the_start_contradicts_nothing():
    found = made(
        article("a", say(P.MEMBER, SWE, NATO, polarity=DENIED), day="2010-01-01"),
        article("b", say(P.JOINED, SWE, NATO, on="2024-03-07")),
    )
    assert "contradictedBy" not in found.values[member("state/swe")]


@pytest.mark.parametrize("event", [P.LEFT, P.EXPELLED])
def test_who_has_not_left_is_still_in_where_membership_is_known(event):
    denial = article("b", say(event, FRA, NATO, polarity=DENIED), day="2019-12-01")
    found = made(article("a", say(P.JOINED, FRA, NATO, on="1949")), denial)
    node = found.values[member("state/fra")]
    assert node["attestedOn"] == ["2019-12-01"]
    assert "contradictedBy" not in node
    assert "contradictedBy" not in found.values["membership/org/nato/state/fra"]
    assert not made(denial).of("OrganisationMembership")


def test_who_has_not_left_contradicts_that_it_left():
    found = made(
        article("a", say(P.LEFT, FRA, NATO, on="1966"), day="2000-01-01"),
        article("b", say(P.LEFT, FRA, NATO, polarity=DENIED), day="2019-12-01"),
    )
    for status in ("member", "withdrawn"):
        node = found.values[f"membership/org/nato/state/fra/interval/{status}/1"]
        assert len(node["contradictedBy"]) == 1


def test_who_did_not_leave_in_one_year_may_have_left_in_another():
    found = made(
        article("a", say(P.LEFT, FRA, NATO, on="1966"), day="2000-01-01"),
        article("b", say(P.LEFT, FRA, NATO, on="1959", polarity=DENIED), day="2019-12-01"),
    )
    assert "contradictedBy" not in found.values[member("state/fra")]


def test_a_complete_roster_says_on_which_day_a_status_did_not_hold():
    listed = say(P.ROSTER, EFTA, members=(ISL, LIE, NOR, CHE), complete=True)
    found = made(
        article("a", say(P.MEMBER, FIN, EFTA), day="1990-01-01"),
        article("b", listed, day="1992-01-01"),
        article("c", say(P.MEMBER, FIN, EFTA), day="1994-01-01"),
    )
    node = found.values["membership/org/efta/state/fin/interval/member/1"]
    assert node["notHeldOn"] == ["1992-01-01"]
    assert node["attestedOn"] == ["1990-01-01", "1994-01-01"]
    assert "endLatest" not in node


def test_many_dates_of_one_event_are_one_conflict():
    found = made(
        *(article(f"a{y}", say(P.JOINED, FIN, NATO, on=str(y))) for y in range(1990, 2020))
    )
    [conflict] = found.relations("membership-date")
    assert len(conflict["relates"]) == 30
    assert found.values[member()]["startDisputed"] == ["true"]
    assert "endDisputed" not in found.values[member()]


def test_joining_a_treaty_makes_a_party_and_signing_a_signatory():
    found = made(
        article(
            "a", say(P.SIGNED, NOR, OTTAWA, on="1997-12-03"), say(P.JOINED, EST, OTTAWA, on="2004")
        )
    )
    stem = "membership/treaty/ottawa-convention/state"
    assert found.values[f"{stem}/nor/interval/signatory/1"]["status"] == ["signatory"]
    assert f"{stem}/nor/interval/party/1" not in found.values
    assert found.values[f"{stem}/est/interval/party/1"]["status"] == ["party"]
    assert f"{stem}/est" in found.of("TreatyParticipation")


def test_ratification_starts_it_only_where_nothing_else_does():
    alone = made(article("a", say(P.RATIFIED, NOR, OTTAWA, on="1998-07")))
    both = made(
        article(
            "a", say(P.RATIFIED, NOR, OTTAWA, on="1998-07"), say(P.JOINED, NOR, OTTAWA, on="1999")
        )
    )
    party = "membership/treaty/ottawa-convention/state/nor/interval/party/1"
    assert alone.bounds(party)[:2] == ["1998-07-01", "1998-07-31"]
    assert both.bounds(party)[:2] == ["1999-01-01", "1999-12-31"]
    assert not both.of("Conflict")


def test_a_complete_roster_without_a_member_bounds_the_end():
    found = made(
        article("a", say(P.JOINED, FIN, EFTA, on="1986")),
        article(
            "b", say(P.ROSTER, EFTA, members=(ISL, LIE, NOR, CHE), complete=True), day="2020-03-01"
        ),
    )
    key = "membership/org/efta/state/fin/interval/member/1"
    assert found.bounds(key) == ["1986-01-01", "1986-12-31", None, "2020-03-01"]
    assert found.values[key]["endBasis"] == ["inferred"]
    assert found.values[key]["fusedBy"] == ["interval/absent-from-complete-roster"]


def test_an_incomplete_roster_ends_nothing():
    found = made(
        article("a", say(P.JOINED, FIN, EFTA, on="1986")),
        article(
            "b", say(P.ROSTER, EFTA, members=(ISL, LIE, NOR, CHE), complete=False), day="2020-03-01"
        ),
    )
    assert found.bounds("membership/org/efta/state/fin/interval/member/1")[3] is None


def test_a_roster_of_one_body_ends_no_membership_of_another():
    found = made(
        article("a", say(P.JOINED, FIN, EFTA, on="1986")),
        article("b", say(P.ROSTER, NATO, members=(EST, LVA), complete=True), day="2020-03-01"),
    )
    assert found.bounds("membership/org/efta/state/fin/interval/member/1")[3] is None


def test_a_complete_roster_does_not_end_what_may_have_begun_after_it():
    found = made(
        article("a", say(P.MEMBER, FIN, NATO)),
        article("b", say(P.ROSTER, NATO, members=(NOR, FRA), complete=True), day="2020-03-01"),
    )
    assert found.bounds(member()) == [None, None, None, None]


def test_a_count_in_the_same_article_makes_a_roster_incomplete():
    roster = say(P.ROSTER, NATO, members=(EST, LVA, LTU), complete=True)
    alone = made(article("a", roster, day="2020-03-01"))
    counted = made(article("a", roster, say(P.MEMBER_COUNT, NATO, count=30), day="2020-03-01"))
    agreeing = made(article("a", roster, say(P.MEMBER_COUNT, NATO, count=3), day="2020-03-01"))
    flags = [
        [n["complete"] for n in f.of("BodyRoster").values()] for f in (alone, counted, agreeing)
    ]
    assert flags == [[["true"]], [["false"]], [["true"]]]


def test_listed_members_are_attested_on_the_day_of_the_roster():
    found = made(article("a", say(P.ROSTER, NATO, members=(EST, LVA)), day="2020-03-01"))
    assert found.values[member("state/lva")]["attestedFrom"] == ["2020-03-01"]


def test_taking_no_part_in_an_organ_is_engagement_with_the_whole_organisation():
    found = made(article("a", say(P.NOT_PARTICIPATING, FRA, COMMITTEE), day="2000-01-01"))
    absent = found.values["membership/org/nato/state/fra/interval/absent/1"]
    assert absent["track"] == ["engagement"]
    assert absent["attestedFrom"] == ["2000-01-01"]


def test_suspended_participation_ends_when_it_is_resumed_and_membership_goes_on():
    found = made(
        article(
            "a",
            say(P.PARTICIPATION_SUSPENDED, FRA, NATO, on="1966"),
            say(P.RESUMED, FRA, NATO, on="2009-04"),
            say(P.MEMBER, FRA, NATO),
            day="2010-01-01",
        )
    )
    stem = "membership/org/nato/state/fra/interval"
    expected = ["1966-01-01", "1966-12-31", None, "2009-04-30"]
    assert found.bounds(f"{stem}/participation-suspended/1") == expected
    assert found.bounds(f"{stem}/resumed/1") == ["2009-04-01", "2009-04-30", None, None]
    assert found.bounds(f"{stem}/member/1") == [None, None, None, None]


def test_a_candidate_is_none_any_more_once_it_has_joined():
    found = made(
        article(
            "a",
            say(P.APPLIED, FIN, NATO, on="2022-05-18"),
            say(P.JOINED, FIN, NATO, on="2023-04-04"),
        )
    )
    key = "membership/org/nato/state/fin/interval/candidate/1"
    assert found.bounds(key) == ["2022-05-18", "2022-05-18", None, "2023-04-04"]


def test_a_member_who_never_applied_was_no_candidate():
    found = made(article("a", say(P.JOINED, FIN, NATO, on="2023-04-04")))
    assert not [key for key in found.values if "candidate" in key]


def test_a_date_without_a_year_bounds_nothing():
    found = made(article("a", say(P.JOINED, FIN, NATO, on="XXXX-04-04")))
    assert found.bounds(member()) == [None, None, None, None]


def test_the_better_known_of_two_equal_dates_is_kept():
    stated = say(P.JOINED, FIN, NATO, on="2023")
    relative = replace(stated, when=when("2023", DateBasis.RELATIVE))
    found = made(article("a", relative), article("b", stated))
    assert found.values[member()]["startBasis"] == ["stated"]


def test_suspending_membership_and_not_taking_part_are_related_and_no_conflict():
    found = made(
        article("a", say(P.MEMBERSHIP_SUSPENDED, FRA, NATO, polarity=DENIED), day="2000-01-01"),
        article("b", say(P.PARTICIPATION_SUSPENDED, FRA, NATO)),
    )
    [related] = found.relations("scope")
    assert len(related["relates"]) == 2
    assert not found.of("Conflict")


def test_two_counts_for_one_day_are_a_conflict_and_for_two_days_none():
    one = article("a", say(P.MEMBER_COUNT, NATO, count=30), day="2021-01-01")
    other = article("b", say(P.MEMBER_COUNT, NATO, count=31), day="2021-01-01")
    later = article("c", say(P.MEMBER_COUNT, NATO, count=32), day="2024-06-01")
    assert len(made(one, other).relations("count")) == 1
    assert not made(one, later).of("Conflict")
    assert len(made(one, later).of("BodyCount")) == 2


def test_a_member_that_a_complete_roster_of_the_same_day_lacks_is_a_conflict():
    found = made(
        article("a", say(P.MEMBER, FIN, NATO), day="2020-03-01"),
        article("b", say(P.ROSTER, NATO, members=(EST, LVA), complete=True), day="2020-03-01"),
    )
    assert len(found.relations("membership-status")) == 1


def test_a_body_goes_back_to_another_without_taking_over_its_members():
    found = made(article("a", say(P.ORIGINATES_FROM, AU, OAU), say(P.JOINED, MAR, OAU, on="1963")))
    [origin] = found.of("BodyOrigin").values()
    assert origin["body"] == ["org/au"]
    assert list(found.of("OrganisationMembership")) == ["membership/org/oau/state/mar"]
