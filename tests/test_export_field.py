from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from shipped import ROOT
from test_export import exported

from comity.build import build
from comity.dataset import graphs_of, opened_data
from comity.dates import PartialDate
from comity.described import Described
from comity.export.cow import CODES, code, states, table
from comity.export.holdings import Holdings
from comity.export.messydates import messy
from comity.export.records import Held, Moment, Stretch, Thing

FIELD = ("cow", "messydates", "popolo", "ftm", "schemaorg")
_POPOLO_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@pytest.fixture(scope="module")
def out(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(samples, tmp_path_factory.mktemp("field") / "out", *FIELD)


def holdings_of(where: Path) -> Holdings:
    with opened_data(where) as data:
        kept = (data.terms.facts_graph.value, data.terms.reference_graph.value)
        triples = [t for name, several in graphs_of(data) for t in several if name in kept]
        found = Holdings(data, Described(triples), {})
        assert found.intervals  # while the store is open
        assert found.tenures is not None
    return found


def rebuilt(file: Path, folder: Path) -> Holdings:
    """What comity reads from a file of its own export."""
    report = build([file], folder)
    assert not report.refusals
    return holdings_of(folder)


def memberships(several: list[Held]) -> set[tuple[str, ...]]:
    return {
        (h.who.key, h.body.key, h.start.partial, h.end.partial)
        for h in several
        if h.body and h.status == "member" and not (h.is_treaty or h.body.is_local)
    }


def tenures(several: list[Held]) -> set[tuple[str, ...]]:
    return {
        (h.who.name, h.body.key, h.title.casefold(), h.start.partial, h.end.partial)
        for h in several
        if h.body and h.body.key.startswith(("org/", "state/")) and h.title
    }


def participations(several: list[Held]) -> set[tuple[str, ...]]:
    return {
        (h.who.key, h.body.key, h.status, messy(h.start), messy(h.end))
        for h in several
        if h.body and h.is_treaty and not h.body.is_local
    }


@pytest.mark.parametrize("file", ["popolo/popolo.json", "ftm/entities.ftm.json"])
def test_memberships_and_tenures_come_back_as_they_went(
    file: str, samples: Path, out: Path, tmp_path: Path
) -> None:
    first, again = holdings_of(samples), rebuilt(out / file, tmp_path / "build")
    assert len(memberships(first.intervals)) > 100
    assert memberships(again.intervals) == memberships(first.intervals)
    assert len(tenures(first.tenures)) > 50
    assert tenures(again.tenures) == tenures(first.tenures)


def test_treaties_come_back_as_they_went(samples: Path, out: Path, tmp_path: Path) -> None:
    first = holdings_of(samples)
    again = rebuilt(out / "messydates/treaties.csv", tmp_path / "build")
    assert len(participations(first.intervals)) > 20
    assert participations(again.intervals) == participations(first.intervals)


def cells(holdings: Holdings) -> dict[tuple[int, int, str], int]:
    kept = [s for s in holdings.stretches if s.status in CODES and not s.body.is_local]
    head, rows = table([s for s in kept if s.member.key in states()])
    known = {(r[0], r[1], head[i]): r[i] for r in rows for i in range(3, len(r))}
    return {place: number for place, number in known.items() if number != -9}


def test_no_state_year_says_otherwise_when_it_comes_back(
    samples: Path, out: Path, tmp_path: Path
) -> None:
    first = cells(holdings_of(samples))
    again = cells(rebuilt(out / "cow/state-year.csv", tmp_path / "build"))
    assert again
    assert {place: first.get(place) for place in again} == again


def test_a_state_year_says_what_is_known_of_it(out: Path) -> None:
    with (out / "cow/state-year.csv").open(newline="") as file:
        rows = {(row["ccode"], row["year"]): row for row in csv.DictReader(file)}
    assert rows["380", "2023"]["org/nato"] == "0"  # Sweden joined in 2024
    assert rows["380", "2024"]["org/nato"] == "1"
    assert rows["380", "2024"]["org/opec"] == "-9"
    assert {cell for row in rows.values() for cell in list(row.values())[3:]} <= {
        *("-9", "0", "1", "2", "3")
    }


MEMBER, BODY = (Thing(key, f"https://e.example/id/{key}", key) for key in ("state/swe", "org/x"))
days = st.dates(dt.date(1990, 1, 1), dt.date(1993, 12, 31))
answers = st.sampled_from(
    ["certain", "presumed", "possible", "presumed-not", "no", "disputed", "unknown"]
)


@given(st.lists(days, unique=True, max_size=4).map(sorted), st.data(), st.integers(1990, 1993))
def test_a_code_follows_from_the_days_of_its_year(
    turns: list[dt.date], data: st.DataObject, year: int
) -> None:
    edges = [None, *turns, None]
    spans = [
        Stretch(MEMBER, BODY, "member", data.draw(answers), first, after, ())
        for first, after in itertools.pairwise(edges)
    ]
    first = dt.date(year, 1, 1)
    said = set()
    for number in range((dt.date(year + 1, 1, 1) - first).days):
        day = first + dt.timedelta(days=number)
        said |= {
            s.answer
            for s in spans
            if (s.first is None or s.first <= day) and (s.after is None or day < s.after)
        }
    if "disputed" in said:
        expected = -9
    elif said & {"certain", "presumed"}:
        expected = 1
    else:
        expected = 0 if said <= {"no", "presumed-not"} else -9
    assert code(spans, year) == expected


def test_nothing_known_is_unknown_and_never_no() -> None:
    assert code([], 1990) == -9


@given(st.tuples(days, days).map(sorted))
def test_a_date_is_never_written_surer_than_it_is(bounds: list[dt.date]) -> None:
    first, last = bounds
    moment = Moment("", first.isoformat(), last.isoformat())
    if moment.partial:
        written = PartialDate(moment.partial)
        assert written.earliest is not None
        assert written.latest is not None
        assert written.earliest <= first <= last <= written.latest
    else:
        assert first.year != last.year


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (Moment("1993", "1993-01-01", "1993-12-31"), "1993"),
        (Moment("199X", "1990-01-01", "1999-12-31"), "1990-01-01..1999-12-31"),
        (Moment("", "", "2024-03-07"), "..2024-03-07"),
        (Moment("", "2024-03-07", ""), "2024-03-07.."),
        (Moment("", "2024-03-07", "2024-03-07"), "2024-03-07"),
        (Moment("XXXX-11-28"), "XXXX-11-28"),
        (Moment(), "NA"),
    ],
)
def test_a_date_is_written_as_messydates_has_it(moment: Moment, written: str) -> None:
    assert messy(moment) == written


@pytest.mark.parametrize("form", ["popolo", "ftm", "schemaorg", "messydates"])
def test_what_is_left_out_is_named_with_the_reason(form: str, samples: Path, out: Path) -> None:
    with (out / form / "left-out.csv").open(newline="", encoding="utf-8") as file:
        left = {row["fact"]: row["why"] for row in csv.DictReader(file)}
    assert all(left.values())
    files = [p for p in (out / form).iterdir() if p.name != "left-out.csv"]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    holdings = holdings_of(samples)
    facts = [*holdings.intervals, *(holdings.tenures if form != "messydates" else ())]
    for held in facts:
        is_signature = form == "messydates" and held.status == "signatory"
        assert is_signature or (held.iri in text) != (held.iri in left), held.iri


def test_popolo_is_as_its_schemas_have_it(out: Path) -> None:
    content = json.loads((out / "popolo/popolo.json").read_text())
    known = {one["id"] for name in ("persons", "organizations", "posts") for one in content[name]}
    assert len(known) == sum(len(content[n]) for n in ("persons", "organizations", "posts"))
    for one in content["memberships"]:
        ends = {one[k] for k in ("person_id", "organization_id", "post_id") if one.get(k)}
        assert ends | ({one["member"]["id"]} if "member" in one else set()) <= known
        dates = [one[k] for k in ("start_date", "end_date") if k in one]
        assert all(_POPOLO_DATE.fullmatch(date) for date in dates)
        assert all(source["url"].startswith("http") for source in one["sources"])
    assert any(source["note"] for one in content["memberships"] for source in one["sources"])


_REQUIRED = {
    "Membership": {"member", "organization", "role"},
    "Occupancy": {"holder", "post"},
    **{key: {"name"} for key in ("Person", "Organization", "PublicBody", "Position")},
}


def test_entities_of_followthemoney_have_what_their_schemata_require(out: Path) -> None:
    lines = (out / "ftm/entities.ftm.json").read_text().splitlines()
    entities: list[dict[str, Any]] = [json.loads(line) for line in lines]
    known = {entity["id"] for entity in entities}
    assert len(known) == len(entities)
    for entity in entities:
        said = entity["properties"]
        assert set(said) >= _REQUIRED[entity["schema"]]
        assert all(isinstance(v, str) and v for values in said.values() for v in values)
        for end in ("member", "organization", "holder", "post"):
            assert set(said.get(end, ())) <= known


def test_schema_org_is_json_ld_of_roles_with_the_last_day_as_their_end(out: Path) -> None:
    data = (out / "schemaorg/schemaorg.jsonld").read_bytes()
    quads = list(ox.parse(data, format=ox.RdfFormat.JSON_LD))
    ends = {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate.value == "https://schema.org/endDate"
    }
    ecuador = "https://w3id.org/comity/id/membership/org/opec/state/ecu/interval/member/1"
    assert ends[ecuador] == "2019-12-31"  # it left on 1 January 2020


def test_the_numbers_of_states_are_those_that_data_sets_are_read_by() -> None:
    theirs = yaml.safe_load((ROOT / "loaders/comity_datasets/states.yaml").read_text())
    for key, several in states().items():
        for one in several:
            year = max(one.since, 1816) if one.since else min(one.until, 2010)
            meant = theirs["states"].get(one.number)
            for until, then in reversed(theirs["periods"].get(one.number, ())):
                meant = then if year <= until else meant
            assert meant == key
            assert theirs["columns"].get(one.name, one.number) == one.number
