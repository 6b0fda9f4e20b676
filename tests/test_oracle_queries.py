"""Every stored query, over random worlds, against its oracle; see `tests/oracle`."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.queries import find, stored_queries
from comity.terms import term
from tests.oracle.asking import agree, answer, bound, values
from tests.oracle.known import Known
from tests.oracle.rows import ORACLES
from tests.synthetic.chance import Drawn, Seeded
from tests.synthetic.world import World, seeded, worlds

TOPICS = sorted({name.partition("/")[0] for name in ORACLES})
every_topic = pytest.mark.parametrize("topic", TOPICS)
some = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def queries(topic: str) -> list[str]:
    return [name for name in sorted(ORACLES) if name.startswith(f"{topic}/")]


@cache
def large() -> Known:
    return Known(seeded(7, articles=60))


def test_every_stored_query_has_an_oracle() -> None:
    assert sorted(ORACLES) == sorted(query.name for query in stored_queries())


@every_topic
@some
@given(worlds(), st.data())
def test_a_query_answers_what_its_oracle_expects(
    topic: str, world: World, data: st.DataObject
) -> None:
    known, chance = Known(world), Drawn(data.draw)
    for name in queries(topic):
        asked = values(chance, known, find(name))
        if asked is not None:
            agree(known, name, asked)


@every_topic
def test_queries_agree_with_their_oracles_in_a_larger_world(topic: str) -> None:
    known, chance = large(), Seeded.of(7)
    for name in queries(topic):
        for _ in range(5):
            asked = values(chance, known, find(name))
            assert asked is not None
            agree(known, name, asked)


@pytest.mark.parametrize("seed", range(3))
def test_an_answer_does_not_depend_on_how_the_store_was_filled(seed: int) -> None:
    known, chance = Known(seeded(seed, articles=12)), Seeded.of(seed)
    for name in sorted({*ORACLES} - {"lookup/described"}):  # which promises no order
        query = find(name)
        for _ in range(3):
            asked = values(chance, known, query)
            if asked is not None:
                first, second = (
                    answer(store, query, asked)
                    for store in (known.world.store, known.world.mirrored)
                )
                assert first == second, (name, asked)


def test_what_many_graphs_describe_is_told_once() -> None:
    query = find("lookup/described")
    sparql = query.bind(bound(query, {"class": term("Outlet").value}))
    found = large().world.store.query(sparql)
    rows = [tuple(sorted((name, str(node)) for name, node in row.items())) for row in found]
    assert len(rows) == len(set(rows)) > 0
