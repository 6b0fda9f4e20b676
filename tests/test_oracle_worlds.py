"""Random worlds are such as comity could have built: well formed, and with all there is."""

from __future__ import annotations

from collections import Counter

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib import OWL, RDF

from comity import resources
from comity.model import Modality, Polarity, Predicate
from comity.terms import TYPE
from comity.validate import validate
from tests.synthetic.world import World, seeded

SEEDS = range(80)
RARE = {"NonMembership", "Conflict", "ClaimRelation", "BodyOrigin", "BodyRoster", "Attendance"}


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    return [seeded(seed) for seed in SEEDS]


def functional() -> set[NamedNode]:
    ontology = rdflib.Graph().parse(resources.ontology() / "comity.ttl")
    found = ontology.subjects(RDF.type, OWL.FunctionalProperty)
    return {NamedNode(str(property_)) for property_ in found}


def test_what_can_have_one_value_has_one(worlds: list[World]) -> None:
    single = functional()
    for world in worlds:
        for triples in (*world.graphs.values(), world.facts):
            counted = Counter((t.subject, t.predicate) for t in triples if t.predicate in single)
            assert [pair for pair, count in counted.items() if count > 1] == []


def test_worlds_have_every_kind_of_fact_and_of_claim(worlds: list[World]) -> None:
    kinds = Counter(
        triple.object.value.rpartition("#")[2]
        for world in worlds
        for triple in world.facts
        if triple.predicate == TYPE
    )
    assert set(kinds) >= RARE
    claims = [claim for world in worlds for r in world.readings for claim in r.claims]
    assert {claim.predicate for claim in claims} == {*Predicate}
    assert {claim.modality for claim in claims} == {*Modality}
    assert {claim.polarity for claim in claims} == {*Polarity}


def test_a_seed_makes_the_same_world_each_time() -> None:
    assert seeded(3) == seeded(3) != seeded(4)
    assert seeded(3).facts == seeded(3).facts


@pytest.mark.parametrize("seed", range(4))
def test_a_world_conforms_to_the_shapes(seed: int) -> None:
    world = seeded(seed)
    for graph, triples in world.graphs.items():
        if "/graph/article/" in graph.value:
            report = validate([*triples, *world.reference])
            assert report.conforms, report.text
    report = validate([*world.facts, *world.reference])
    assert report.conforms, report.text
