from __future__ import annotations

import pytest
from fusing import COMMITTEE, FRA, NATO, NOR, SWE, P, article, made, person, say

from comity.model import Entity, Kind, Modality, OfficeStatus, Polarity

COUNCIL = Entity(Kind.ORGANISATION, "org/nordic-council", "Nordic Council")
CURRENT, FORMER = OfficeStatus.CURRENT, OfficeStatus.FORMER


def holds(full_name, body, title, status=CURRENT, **rest):
    return say(P.HOLDS_OFFICE, person(full_name), body, text=title, status=status, **rest)


def test_equal_full_names_are_one_official_across_articles():
    found = made(
        article("a", holds("Ásta Brandt", NOR, "foreign minister"), day="2019-01-01"),
        article("b", holds("Asta Brandt", NOR, "Minister of Foreign Affairs"), day="2020-01-01"),
    )
    [official] = found.of("Official").values()
    assert len(official["identifies"]) == 2
    [tenure] = found.of("Tenure").values()
    assert tenure["attestedFrom"] == ["2019-01-01"]
    assert tenure["attestedUntil"] == ["2020-01-01"]


def test_a_surname_alone_identifies_nobody_across_articles():
    found = made(
        article("a", holds("Brandt", NOR, "foreign minister"), day="2019-01-01"),
        article("b", holds("Asta Brandt", NOR, "foreign minister"), day="2020-01-01"),
    )
    assert len(found.of("Official")) == 2


def test_offices_of_two_states_keep_people_of_one_name_apart():
    found = made(
        article("a", holds("Jan Berg", NOR, "foreign minister")),
        article("b", holds("Jan Berg", SWE, "finance minister")),
    )
    assert sorted(found.of("Official")) == [
        "person/jan-berg-state-nor",
        "person/jan-berg-state-swe",
    ]


def test_an_office_of_a_state_and_one_of_an_organisation_can_be_one_persons():
    found = made(
        article("a", holds("Jan Berg", NOR, "prime minister", FORMER)),
        article("b", holds("Jan Berg", NATO, "secretary general")),
    )
    assert list(found.of("Official")) == ["person/jan-berg"]
    assert len(found.of("Tenure")) == 2


def test_who_could_be_either_of_two_is_neither():
    found = made(
        article("a", holds("Jan Berg", NOR, "foreign minister")),
        article("b", holds("Jan Berg", SWE, "finance minister")),
        article("c", holds("Jan Berg", NATO, "secretary general")),
    )
    assert len(found.of("Official")) == 3


def test_an_initial_stands_for_a_name_only_with_the_same_office():
    full = article("a", holds("Jan Berg", NOR, "foreign minister"))
    same = article("b", holds("J. Berg", NOR, "foreign minister"))
    other = article("b", holds("J. Berg", NOR, "finance minister"))
    assert len(made(full, same).of("Official")) == 1
    assert len(made(full, other).of("Official")) == 2


def test_an_initial_that_two_names_fit_stands_for_none():
    found = made(
        article("a", holds("Jan Berg", NOR, "foreign minister")),
        article("b", holds("Jon Berg", NOR, "foreign minister")),
        article("c", holds("J. Berg", NOR, "foreign minister")),
    )
    assert len(found.of("Official")) == 3


def test_a_person_without_an_office_is_no_official():
    assert not made(article("a", say(P.NAMED, person("Jan Berg"), text="Mr Berg"))).of("Official")


@pytest.mark.parametrize("status", [OfficeStatus.CANDIDATE, OfficeStatus.ELECT])
def test_who_does_not_hold_the_office_yet_is_no_official(status):
    assert not made(article("a", holds("Jan Berg", NOR, "president", status))).of("Official")


@pytest.mark.parametrize("manner", [{"modality": Modality.PLANNED}, {"polarity": Polarity.DENIED}])
def test_what_is_not_asserted_makes_no_official(manner):
    found = made(article("a", holds("Jan Berg", NOR, "president", **manner)))
    assert not found.of("Official")
    assert not found.of("Tenure")


def test_the_most_frequent_name_is_preferred_and_the_others_are_kept():
    found = made(
        article("a", holds("Asta Brandt", NOR, "foreign minister")),
        article("b", holds("Asta Brandt", NOR, "foreign minister")),
        article(
            "c",
            holds("Ásta Brandt", NOR, "foreign minister"),
            say(P.NAMED, person("Ásta Brandt"), text="the minister"),
        ),
    )
    [official] = found.of("Official").values()
    assert official["name"] == ["Asta Brandt"]
    assert sorted(official["alsoNamed"]) == ["the minister", "Ásta Brandt"]


@pytest.mark.parametrize(
    "title", ["secretary-general", "Secretary General", "NATO's Secretary-General", "NATO chief"]
)
def test_wordings_of_one_title_are_one_office(title):
    found = made(
        article("a", holds("Jan Berg", NATO, "Secretary General"), day="2019-01-01"),
        article("b", holds("Jan Berg", NATO, title), day="2020-01-01"),
    )
    [office] = found.of("Office")
    assert office == "office/nato-secretary-general"
    assert found.values[office]["label"] == ["NATO Secretary General"]


def test_a_chief_who_holds_no_other_title_is_head():
    found = made(article("a", holds("Jan Berg", NATO, "NATO chief")))
    assert list(found.of("Office")) == ["office/nato-head"]


def test_a_chief_who_is_called_by_a_title_has_that_title():
    called = say(P.NAMED, person("Jan Berg"), text="the NATO secretary general")
    found = made(article("a", holds("Jan Berg", NATO, "NATO chief"), called))
    assert list(found.of("Office")) == ["office/nato-secretary-general"]


def test_a_chief_is_not_called_by_a_title_that_is_held_elsewhere():
    called = say(P.NAMED, person("Jan Berg"), text="the president")
    president = holds("Jan Berg", NOR, "president")
    found = made(article("a", holds("Jan Berg", COUNCIL, "chief"), president, called))
    assert sorted(found.of("Office")) == ["office/nor-president", "office/nordic-council-head"]


def test_a_chief_of_one_body_is_not_the_secretary_general_of_another():
    found = made(
        article(
            "a", holds("Jan Berg", NATO, "chief"), holds("Jan Berg", COUNCIL, "secretary general")
        )
    )
    assert len(found.of("Office")) == 2


def test_the_chair_of_an_organ_does_not_chair_the_organisation():
    found = made(
        article("a", holds("Jan Berg", COMMITTEE, "chairman"), holds("Ida Lund", NATO, "chairman"))
    )
    assert len(found.of("Office")) == 2


def test_a_former_holder_was_out_by_the_day_of_the_article():
    found = made(article("a", holds("Jan Berg", FRA, "president", FORMER), day="2020-01-01"))
    [key] = found.of("Tenure")
    assert found.bounds(key) == [None, None, None, "2020-01-01"]
    assert "attestedFrom" not in found.values[key]


def test_stated_dates_bound_a_tenure():
    found = made(
        article("a", holds("Jan Berg", FRA, "president", FORMER, since="2007", until="2012-05-15"))
    )
    [key] = found.of("Tenure")
    assert found.bounds(key) == ["2007-01-01", "2007-12-31", "2012-05-15", "2012-05-15"]


def test_two_holders_of_a_single_office_on_one_day_are_a_conflict():
    one = article("a", holds("Jan Berg", FRA, "president"), day="2020-01-01")
    same_day = article("b", holds("Ida Lund", FRA, "president"), day="2020-01-01")
    later = article("b", holds("Ida Lund", FRA, "president"), day="2020-06-01")
    assert len(made(one, same_day).relations("office-holder")) == 1
    assert not made(one, later).of("Conflict")


def test_two_spokespeople_on_one_day_are_no_conflict():
    found = made(
        article(
            "a",
            holds("Jan Berg", FRA, "spokesman"),
            holds("Ida Lund", FRA, "spokeswoman"),
            day="2020-01-01",
        )
    )
    assert not found.of("Conflict")
