from __future__ import annotations

import pytest
from fusing import EFTA, FIN, NATO, NOR, P, Quote, article, made, person, say

from comity.fuse.renderings import rendering, same_utterance
from comity.model import OfficeStatus

SAID = (
    "Under the founding treaty, help, including money for harvests, is given when a member asks "
    "for it. That rule has been used before. So far Norway has made no such request."
)
TRANSLATED = (
    "Within the founding treaty, aid, including money for the harvest, is granted when a member "
    "asks. The rule was used before, as you know. So far no such request came from Norway."
)
OTHER = (
    "The founding treaty says nothing about fisheries, and the members of the union will have to "
    "agree on quotas for cod and herring next spring."
)
BERG = person("Jan Berg")
OFFICE = say(P.HOLDS_OFFICE, BERG, EFTA, text="secretary general", status=OfficeStatus.CURRENT)


def same(one: str, other: str) -> bool:
    return same_utterance(rendering(one), rendering(other))


def test_two_translations_of_one_utterance_are_one_statement():
    found = made(
        article("a", OFFICE, quotes=[Quote(BERG, SAID)]),
        article("b", OFFICE, quotes=[Quote(BERG, TRANSLATED)]),
    )
    [statement] = found.of("Statement").values()
    assert len(statement["rendering"]) == 2
    assert statement["statedBy"] == ["person/jan-berg"]
    assert statement["independentSourceCount"] == ["1"]


def test_every_quotation_is_in_exactly_one_statement():
    found = made(
        article("a", OFFICE, quotes=[Quote(BERG, SAID), Quote(BERG, OTHER), Quote(NOR, SAID)]),
    )
    renderings = [q for s in found.of("Statement").values() for q in s["rendering"]]
    assert len(renderings) == len(set(renderings)) == 3


def test_the_same_words_of_two_speakers_are_two_statements():
    other = person("Ida Lund")
    found = made(article("a", quotes=[Quote(BERG, SAID), Quote(other, TRANSLATED)]))
    assert len(found.of("Statement")) == 2


def test_a_sentence_told_again_in_indirect_speech_is_the_same_statement():
    assert (
        same("a rule that has been used before gives money for harvests to members", SAID) is False
    )
    assert same(
        "help, including money for harvests, is given when a member asks under the treaty", SAID
    )


@pytest.mark.parametrize(
    ("frame", "one", "other"),
    [
        ("We will{}support new duties on fish from the islands this year", " not ", " "),
        ("The union will send forty observers to {} for the vote next month", "Moldova", "Georgia"),
        ("The fund lends {} million to build schools and roads in the north", "300", "500"),
        ("{}", SAID, OTHER),
        ("{}", "Thank you all", "Thank you, all of you"),
    ],
)
def test_similar_words_with_another_sense_are_two_utterances(frame, one, other):
    assert not same(frame.format(one), frame.format(other))


def test_short_words_are_the_same_only_word_for_word():
    assert same("Fishing quotas stay high off Norway", "fishing quotas stay high, off Norway.")
    assert not same("Fishing quotas stay high off Norway", "Fishing quotas stay high off Iceland")


def test_a_denied_statement_is_the_same_as_its_negation():
    plain = "the council holds any prisoners in camps near the northern border of the country"
    negated = (
        "the council does not hold any prisoners in camps near the northern border of the country"
    )
    assert not same_utterance(rendering(plain), rendering(negated))
    assert same_utterance(rendering(plain, denied=True), rendering(negated))


def test_the_same_words_on_two_given_days_are_two_statements():
    found = made(
        article("a", quotes=[Quote(NOR, SAID, on="2001-05-01")]),
        article("b", quotes=[Quote(NOR, SAID, on="2004-05-01")]),
    )
    assert len(found.of("Statement")) == 2


def test_the_same_words_in_articles_years_apart_are_two_statements():
    found = made(
        article("a", quotes=[Quote(NOR, SAID)], day="2001-05-01"),
        article("b", quotes=[Quote(NOR, SAID)], day="2004-05-01"),
    )
    assert len(found.of("Statement")) == 2


def test_a_statement_has_the_date_that_one_of_its_renderings_gives():
    found = made(
        article("a", quotes=[Quote(NOR, SAID, on="2001-05")]),
        article("b", quotes=[Quote(NOR, SAID, on="2001-05-04"), Quote(NOR, SAID)]),
    )
    [statement] = found.of("Statement").values()
    assert statement["edtf"] == ["2001-05-04"]


@pytest.mark.parametrize("name", ["The EFTA", "The European Free Trade Association (EFTA)"])
def test_names_of_bodies_count_as_their_acronyms(name):
    words = "wants talks with four farm exporters before the summer break"
    found = made(
        article("a", quotes=[Quote(NOR, f"EFTA {words}")]),
        article("b", quotes=[Quote(NOR, f"{name} {words}")]),
    )
    assert len(found.of("Statement")) == 1


def test_a_claim_in_a_quotation_rests_on_its_speaker_alone():
    joined = say(P.JOINED, FIN, NATO, on="2023")
    found = made(
        article("a", quotes=[Quote(NOR, "One thing was said.", (joined,))], outlet="The Example"),
        article("b", quotes=[Quote(NOR, "Another thing was said.", (joined,))], outlet="The Other"),
    )
    assert found.values["membership/org/nato/state/fin"]["independentSourceCount"] == ["1"]


def test_outlets_in_their_own_voice_are_independent_sources():
    joined = say(P.JOINED, FIN, NATO, on="2023")
    one, other = (
        article("a", joined, outlet="The Example"),
        article("b", joined, outlet="The Other"),
    )
    again = article("c", joined, outlet="The Other")
    found = made(one, other, again)
    assert found.values["membership/org/nato/state/fin"]["independentSourceCount"] == ["2"]
