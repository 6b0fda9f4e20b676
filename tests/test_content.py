"""What a graph holds, as sorted lines: in any order, in pieces on disk, by value."""

from __future__ import annotations

import hashlib
import random
from unittest.mock import patch

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.exchange import content
from comity.exchange.content import Content, content_of, differences, sorted_lines
from comity.terms import name

NODES = st.sampled_from([ox.NamedNode(f"https://data.example/{n}") for n in range(4)])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6)
LITERALS = st.one_of(
    WORDS.map(ox.Literal),
    WORDS.map(lambda text: ox.Literal(text, language="en")),
    st.integers().map(ox.Literal),
)
TRIPLES = st.lists(st.builds(ox.Triple, NODES, NODES, st.one_of(NODES, LITERALS)), max_size=30)


def typed(text: str, kind: str) -> ox.Triple:
    node = ox.NamedNode("https://data.example/x")
    return ox.Triple(node, node, ox.Literal(text, datatype=name("xsd", kind)))


@given(triples=TRIPLES, seed=st.randoms())
def test_neither_order_nor_repetition_makes_a_difference(
    triples: list[ox.Triple], seed: random.Random
) -> None:
    again = triples + triples[:3]
    seed.shuffle(again)
    assert content_of(sorted_lines(triples)) == content_of(sorted_lines(again))


@given(triples=TRIPLES, size=st.integers(1, 7))
def test_pieces_on_disk_are_merged_in_order(triples: list[ox.Triple], size: int) -> None:
    whole = list(sorted_lines(triples))
    with patch.object(content, "_PIECE", size):  # a size of ours, as a graph of millions has it
        assert list(sorted_lines(triples)) == whole
    assert whole == sorted(set(whole))


@given(triples=TRIPLES)
def test_the_lines_are_the_canonical_n_quads_of_rdfc(triples: list[ox.Triple]) -> None:
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} ." for quad in map(str, {q.triple for q in dataset}))
    assert list(sorted_lines(triples)) == lines
    digest = hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    assert content_of(lines) == Content(len(lines), digest)


@given(one=TRIPLES, two=TRIPLES)
def test_differences_are_those_of_the_sets(one: list[ox.Triple], two: list[ox.Triple]) -> None:
    ours, theirs = list(sorted_lines(one)), list(sorted_lines(two))
    gone, come = differences(ours, theirs, most=1000)
    assert gone == [line for line in ours if line not in theirs]
    assert come == [line for line in theirs if line not in ours]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("1.00", "decimal"), ("1", "decimal")),
        (("-0.50", "decimal"), ("-.5", "decimal")),
        (("-0.0", "decimal"), ("+0", "decimal")),
        (("007", "integer"), ("7", "integer")),
        (("32", "nonNegativeInteger"), ("32", "integer")),
        (("1.0E3", "double"), ("1000", "double")),
        (("1", "boolean"), ("true", "boolean")),
        (
            ("123456789012345678901234567890.10", "decimal"),
            ("123456789012345678901234567890.1", "decimal"),
        ),
    ],
)
def test_numbers_that_mean_the_same_are_the_same(
    one: tuple[str, str], two: tuple[str, str]
) -> None:
    kinds = dict.fromkeys(("decimal", "integer", "double", "boolean"))
    by_value = {**{kind: kind for kind in kinds}, "nonNegativeInteger": "integer"}
    assert list(sorted_lines([typed(*one)], by_value)) == list(
        sorted_lines([typed(*two)], by_value)
    )
    assert list(sorted_lines([typed(*one)])) != list(sorted_lines([typed(*two)]))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "decimal"),
        (".", "decimal"),
        ("1e999999999", "decimal"),
        ("x", "integer"),
        ("NaN", "double"),
        ("INF", "double"),
        ("maybe", "boolean"),
        ("١", "integer"),
    ],
)
def test_what_is_no_number_stays_as_it_is(text: str, kind: str) -> None:
    assert list(sorted_lines([typed(text, kind)], {kind: kind})) == [f"{typed(text, kind)} ."]


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_a_decimal_keeps_its_value(number: object) -> None:
    from decimal import Decimal

    assert Decimal(content._number(f"{number:f}")) == number
