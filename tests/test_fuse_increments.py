"""Fusing what is new must give what fusing everything gives."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from copies import copy
from fusing import NATO, NOR, TERMS, P, article, person, say, store_of
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Triple
from reading import gazetteer, needs_model
from test_fuse_properties import articles, often

from comity import fuse
from comity.graph import article_graph
from comity.loading import read_articles
from comity.model import Metadata, OfficeStatus, Reading
from comity.turtle import document, triples_of, turtle

SAMPLES = Path(__file__).parents[1] / "examples" / "articles"


def hashes(readings: Iterable[Reading]) -> dict[str, str]:
    graphs = {r.article.id: turtle(article_graph(r, TERMS), TERMS) for r in readings}
    return {f"article/{i}": hashlib.sha256(data).hexdigest() for i, data in graphs.items()}


def step(ledger: fuse.Ledger, readings: Sequence[Reading], **options: bool) -> set[str]:
    shelf = fuse.Shelf(store_of(readings, **options), TERMS)
    return fuse.update(ledger, shelf, hashes(readings))


def held(ledger: fuse.Ledger) -> list[Triple]:
    return triples_of(document(ledger.paragraphs(), TERMS, fuse.PREFIXES))


@often
@given(articles(), st.data())
def test_facts_do_not_depend_on_what_came_and_went_before(readings, data):
    ledger = fuse.Ledger(TERMS)
    for _ in range(3):
        some = data.draw(st.lists(st.sampled_from(readings), unique_by=lambda r: r.article.id))
        cut = data.draw(st.sampled_from([*some, None])) if some else None
        now = [replace(r, claims=r.claims[1:]) if r is cut else r for r in some]
        step(ledger, now, with_reference=False)
        assert held(ledger) == fuse.facts(store_of(now, with_reference=False), TERMS)


@needs_model
def test_facts_of_the_samples_and_of_copies_do_not_depend_on_what_came_and_went(tmp_path):
    for path in sorted(SAMPLES.glob("*.txt"))[::3]:
        for number in (0, 1, 2):
            (tmp_path / f"{path.stem}-{number}.txt").write_text(copy(path.read_text(), number))
    found = read_articles([tmp_path], Metadata(), gazetteer=gazetteer())
    readings = [reading for reading in found if isinstance(reading, Reading)]
    assert len(readings) == 18
    ledger, chance = fuse.Ledger(TERMS), random.Random(3)  # noqa: S311  # no secret
    for size in (18, 5, 17, 1, 12):
        some = chance.sample(readings, size)
        step(ledger, some)
        assert held(ledger) == fuse.facts(store_of(some), TERMS)


def holder(stem: str, body: object, name: str = "Ida Lund") -> Reading:
    claim = say(P.HOLDS_OFFICE, person(name), body, text="president", status=OfficeStatus.CURRENT)
    return article(stem, claim, day="2001-02-03")


def test_only_what_an_article_touches_is_fused():
    ledger = fuse.Ledger(TERMS)
    readings = [holder("a", NOR), article("b", say(P.JOINED, NOR, NATO, on="1949"))]
    assert step(ledger, readings) == {"person lund", "office state/nor", "body org/nato"}
    assert step(ledger, readings) == set()
    readings.append(article("c", say(P.MEMBER_COUNT, NATO, count=30), day="2001-02-03"))
    assert step(ledger, readings) == {"body org/nato"}
    assert step(ledger, readings[1:]) == {"person lund", "office state/nor"}


def test_who_shares_a_surname_with_somebody_new_is_looked_at_again():
    ledger = fuse.Ledger(TERMS)
    step(ledger, [holder("a", NOR)])
    touched = step(ledger, [holder("a", NOR), holder("b", NATO, "Jan Lund")])
    assert touched == {"person lund", "office state/nor", "office org/nato"}


def test_a_ledger_reads_back_from_its_file(tmp_path):
    path = tmp_path / "ledger.sqlite"
    ledger = fuse.Ledger(TERMS, path)
    step(ledger, [holder("a", NOR)])
    facts = held(ledger)
    ledger.close()
    again = fuse.Ledger(TERMS, path)
    assert held(again) == facts
    assert step(again, [holder("a", NOR)]) == set()


def test_new_facts_come_with_those_that_they_refer_to(tmp_path):
    path = tmp_path / "ledger.sqlite"
    ledger = fuse.Ledger(TERMS, path)
    step(ledger, [holder("a", NOR), holder("b", NATO, "Jan Berg")])
    everything = set(ledger.new_facts())
    assert everything == set(held(ledger))
    ledger.close()
    again = fuse.Ledger(TERMS, path)
    step(again, [holder("a", NOR), holder("b", NATO, "Jan Berg"), holder("c", NATO)])
    assert set(again.new_facts()) - everything
    subjects = {t.subject.value.rpartition("/id/")[2] for t in again.new_facts()}
    assert {
        "tenure/nato-president/ida-lund/1",
        "person/ida-lund",
        "office/nato-president",
    } <= subjects
    assert not any("nor-president" in subject for subject in subjects)
