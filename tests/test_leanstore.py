from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from comity.leanstore import lean_graph

NODES = [URIRef(f"https://data.example/{name}") for name in "abcd"]
triples = st.tuples(
    st.sampled_from(NODES),
    st.sampled_from(NODES[:2]),
    st.sampled_from([*NODES, Literal("01"), Literal(1), Literal("1"), Literal("1", lang="en")]),
)
steps = st.lists(st.tuples(st.sampled_from(["add", "add", "remove"]), triples), max_size=20)
patterns = st.tuples(*(st.sampled_from([None, *NODES[:3], Literal("1")]) for _ in range(3)))


@given(steps, st.lists(patterns, max_size=8))
def test_it_answers_as_the_store_of_rdflib_does(steps, patterns):
    lean, plain = lean_graph(), Graph()
    for step, triple in steps:
        for graph in (lean, plain):
            getattr(graph, step)(triple)
    assert len(lean) == len(plain)
    for pattern in (*patterns, (None, None, None)):
        found = list(lean.triples(pattern))
        assert len(found) == len(set(found))
        assert set(found) == set(plain.triples(pattern))


@given(steps, patterns)
def test_what_is_removed_by_a_pattern_is_gone(steps, pattern):
    lean, plain = lean_graph(), Graph()
    for graph in (lean, plain):
        for _, triple in steps:
            graph.add(triple)
        graph.remove(pattern)
    assert set(lean) == set(plain)
    assert len(lean) == len(plain)
