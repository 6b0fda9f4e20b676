"""What brackets behind the names of a list tell of the one before them."""

from __future__ import annotations

import pytest
from reading import needs_model
from test_rule_membership import asserted

from comity.model import Predicate
from comity_loaders.sentences.remarks import remark_at

LEFT, JOINED = Predicate.LEFT, Predicate.JOINED


def told(bracket: str) -> list[tuple[Predicate | None, str | None]] | None:
    """What a bracket tells behind a name, with its days."""
    text = f"Togo{bracket}, Mali"
    remark = remark_at(text, len("Togo"))
    if remark is None:
        return None
    return [(one.predicate, one.day and one.day.of(text)) for one in remark.told]


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        (" (1960)", [(None, "1960")]),
        (" (since 4 May 1960)", [(None, "4 May 1960")]),
        (" (both 2009)", [(None, "2009")]),
        (" (left in 1983)", [(LEFT, "1983")]),
        (" (until 1933)", [(LEFT, "1933")]),
        (" (1926-33)", [(JOINED, "1926"), (LEFT, "33")]),
        (" (1961 to 1979)", [(JOINED, "1961"), (LEFT, "1979")]),
        (" (1961–present)", [(JOINED, "1961")]),
        (" (withdrew 1969, readmitted 1974)", [(LEFT, "1969"), (Predicate.READMITTED, "1974")]),
        (" (1961; suspended)", [(None, "1961"), (Predicate.MEMBERSHIP_SUSPENDED, None)]),
        (" (founding member)", [(Predicate.FOUNDED, None)]),
        (" (observer)", [(Predicate.OBSERVER, None)]),
    ],
)
def test_a_bracket_whose_words_are_known_tells_what_and_when(
    bracket: str, expected: list[tuple[Predicate | None, str | None]]
) -> None:
    assert told(bracket) == expected


@pytest.mark.parametrize(
    "bracket",
    ["", " (the host)", " (left in 1983 by bus)", " (1960", " ()", " (not a member)"],
)
def test_a_bracket_with_a_word_that_is_not_known_tells_nothing(bracket: str) -> None:
    assert told(bracket) is None


@needs_model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "OPEC's members are Iraq, Kuwait, Qatar (until 2019) and Indonesia (left 2016).",
            {
                "left state/qat org/opec 2019",
                "left state/idn org/opec 2016",
                "roster org/opec complete state/irq state/kwt",
            },
        ),
        (
            "Members of the League of Nations included Brazil (1920-26) and Ecuador (1934).",
            {
                "joined state/bra org/league-of-nations 1920",
                "left state/bra org/league-of-nations 1926",
                "joined state/ecu org/league-of-nations 1934",
            },
        ),
        (
            "Members of the African Union include Niger (suspended in 2023), Mali (suspended 2021)"
            " and Chad.",
            {
                "membership-suspended state/ner org/au 2023",
                "membership-suspended state/mli org/au 2021",
                "roster org/au open state/tcd",
            },
        ),
        (
            "SAARC's members are India, Nepal, Bhutan and, since 2007, Afghanistan.",
            {
                "joined state/afg org/saarc 2007",
                "roster org/saarc complete state/ind state/npl state/btn state/afg",
            },
        ),
        (
            "Members of CAFTA include Honduras (2006), Guatemala (both 2006) and Nicaragua (left).",
            {
                "joined state/hnd treaty/cafta 2006",
                "joined state/gtm treaty/cafta 2006",
                "left state/nic treaty/cafta",
                "roster treaty/cafta open state/hnd state/gtm",
            },
        ),
    ],
    ids=lambda value: value[:50] if isinstance(value, str) else "",
)
def test_a_remark_is_of_the_state_before_it_alone(text: str, expected: set[str]) -> None:
    assert asserted(text) == expected


@needs_model
def test_those_that_a_body_has_lost_have_left_and_did_not_join() -> None:
    found = asserted("ECOWAS has lost three members: Mauritania (2000), Mali (2025), Niger (2025).")
    assert found == {
        "left state/mrt org/ecowas 2000",
        "left state/mli org/ecowas 2025",
        "left state/ner org/ecowas 2025",
    }


@needs_model
def test_terms_of_office_in_a_council_are_no_membership() -> None:
    text = "Members of the UN Security Council were Chad (2014-2015) and Chile (2014-2015)."
    assert asserted(text) == set()
