"""How sure a reading is of a finding: by the record of its rule, and by who agrees."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders.confidence import reliability, with_confidence, with_record

CHAD = Entity(Kind.STATE, "state/tcd", "Chad")
BANK = Entity(Kind.ORGANISATION, "org/world-bank", "World Bank")
RECORD = {"a/good": (90, 10), "a/bad": (0, 12), "b/rare": (1, 0)}


def claim(rule: str, start: int = 0) -> Claim:
    return Claim(
        predicate=Predicate.JOINED,
        subject=CHAD,
        object=BANK,
        passage=Span(start, start + 9),
        rule=rule,
    )


def sure(*rules: str) -> list[float | None]:
    claims = [claim(rule, 20 * number) for number, rule in enumerate(rules)]
    return [one.confidence for one in with_record(claims, RECORD)]


def test_a_rule_that_was_often_right_is_believed() -> None:
    [good], [bad] = sure("a/good"), sure("a/bad")
    assert good is not None
    assert bad is not None
    assert 0.85 < good < 0.95
    assert bad < 0.5


def test_a_rule_without_a_record_is_as_good_as_its_family() -> None:
    assert sure("a/new") != sure("b/new")
    assert sure("c/new") == [None]


def test_two_rules_that_find_the_same_are_believed_more() -> None:
    [alone], [first, second] = sure("a/good"), sure("a/good", "a/new")
    assert alone is not None
    assert first is not None
    assert first > alone
    assert first == second
    assert sure("a/good", "a/good") == [alone, alone]


def test_what_a_rule_says_of_itself_is_kept() -> None:
    [one] = with_confidence([replace(claim("membership/joined"), confidence=0.1)])
    assert one.confidence == 0.1


def test_the_shipped_record_speaks_of_the_measured_families() -> None:
    for family in ("membership", "office", "statement"):
        found = reliability(f"{family}/any")
        assert found is not None
        assert 0.5 < found < 1
    assert reliability("proposition/any") is None


@given(
    st.dictionaries(
        st.sampled_from(["a/x", "a/y", "b/x"]), st.tuples(st.integers(0, 99), st.integers(0, 99))
    ),
    st.lists(st.sampled_from(["a/x", "a/y", "b/x", "c/x"]), max_size=4),
)
def test_a_confidence_is_between_0_and_1_whatever_the_record(
    record: dict[str, tuple[int, int]], rules: list[str]
) -> None:
    for one in with_record([claim(rule) for rule in rules], record):
        assert one.confidence is None or 0 <= one.confidence <= 1
