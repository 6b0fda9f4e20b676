"""No stored query needs a reasoner: what OWL RL infers changes no answer.

`owlrl` closes a small world, with the ontology, under the rules of OWL 2 RL; every stored query
must then answer as it does over the triples as they are written. So superclasses, inverses and
superproperties may be inferred or not, by whatever store the graph is loaded into.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from comity import resources
from comity.background import as_rdflib
from comity.queries import find
from comity.store import EmbeddedStore
from tests.oracle.asking import answer, values
from tests.oracle.known import Known
from tests.oracle.rows import ORACLES
from tests.synthetic.chance import Seeded
from tests.synthetic.world import TERMS, World, seeded

SEEDS = (3, 5)
LITERAL = {"lookup/described"}  # which shows a thing's triples, whatever a store has of them


@cache
def plain(seed: int) -> World:
    return seeded(seed)


@cache
def closed(seed: int) -> EmbeddedStore:
    """The store of a world with all that OWL RL infers, in one graph."""
    graph = rdflib.Graph()
    for file in _ontology():
        for triple in rdflib.Graph().parse(file):
            if triple[1] in _STRUCTURE:
                graph.add(triple)
    world = plain(seed)
    for triples in (*world.graphs.values(), world.facts):
        for triple in triples:
            graph.add(as_rdflib(triple))
    asserted = len(graph)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
        inferred = apart.submit(closure, graph.serialize(format="nt")).result()
    graph.parse(data=inferred, format="nt")
    assert len(graph) > asserted
    return EmbeddedStore.of({TERMS.facts_graph: list(_triples(graph))})


def closure(data: str) -> str:
    """The N-Triples with all that OWL RL infers.

    In a process of its own: owlrl changes how rdflib reads literals, and does not change it back.
    """
    import owlrl

    graph = rdflib.Graph().parse(data=data, format="nt")
    rules = owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False
    )
    rules.expand(graph)
    written = rdflib.Graph()
    for triple in graph:
        if not isinstance(triple[0], rdflib.Literal):  # it also says what literals are
            written.add(triple)
    return written.serialize(format="nt")


def _ontology() -> list[Path]:
    """The ontology and its alignments with others."""
    folder = resources.ontology()
    return [folder / "comity.ttl", *sorted((folder / "alignments").glob("*.ttl"))]


_STRUCTURE = {
    RDF.type,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    RDF.first,
    RDF.rest,
    OWL.inverseOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.intersectionOf,
    OWL.onProperty,
    OWL.allValuesFrom,
    OWL.someValuesFrom,
    OWL.maxCardinality,
    OWL.minCardinality,
    OWL.cardinality,
}


def _triples(graph: Iterable[tuple[object, object, object]]) -> Iterator[ox.Triple]:
    """As the store has them; literals and blank nodes that rules speak of are left out."""
    for subject, verb, value in graph:
        if isinstance(subject, rdflib.URIRef) and isinstance(verb, rdflib.URIRef):
            if isinstance(value, rdflib.URIRef):
                node: ox.NamedNode | ox.Literal = ox.NamedNode(str(value))
            elif isinstance(value, rdflib.Literal):
                node = _literal(value)
            else:
                continue
            yield ox.Triple(ox.NamedNode(str(subject)), ox.NamedNode(str(verb)), node)


def _literal(value: rdflib.Literal) -> ox.Literal:
    if value.language:
        return ox.Literal(str(value), language=value.language)
    datatype = ox.NamedNode(str(value.datatype)) if value.datatype else None
    return ox.Literal(str(value), datatype=datatype)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", sorted({*ORACLES} - LITERAL))
def test_what_owl_rl_infers_changes_no_answer(name: str, seed: int) -> None:
    world, query = plain(seed), find(name)
    known, chance = Known(world), Seeded.of(seed)
    for _ in range(4):
        asked = values(chance, known, query)
        if asked is not None:
            told, inferred = (answer(s, query, asked) for s in (world.store, closed(seed)))
            assert inferred.rows == told.rows, asked
