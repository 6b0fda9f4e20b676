"""The OpenAPI document: valid by its own schema, and kept by the server, as schemathesis finds."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schemas import published
from served import Server, serving
from shipped import ROOT

from comity.dates import PartialDate
from comity.serve.api.offered import offered
from comity.serve.api.openapi import document
from comity.serve.api.schemas import schema_of
from comity.storedquery import Parameter, ParameterType
from comity.terms import Terms
from comity.values import Reader

OPENAPI = (
    "https://raw.githubusercontent.com/OAI/OpenAPI-Specification/main/schemas/v3.1/schema.json"
)

READER = Reader(lambda _: (), Terms())
DAY = Parameter("date", ParameterType.DATE, "A day.")
SPAN = Parameter("since", ParameterType.DATE, "The first day.", bound="earliest")
YEAR = Parameter("year", ParameterType.YEAR, "A year.")

BROAD = "membership_joined_in|membership_members_on|officials_list|evidence|values|search"
"""Operations with every kind of parameter, which are tested from more sides."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(ROOT / "triples") as found:
        yield found


def test_the_document_is_openapi_3_1(server: Server) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    told = json.loads(server.send("GET", "/api/openapi.json", timeout=60).text)
    schema = published(OPENAPI)
    jsonschema.Draft202012Validator(schema).validate(told)


def test_every_schema_in_it_is_json_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for schema in document()["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_reference_in_it_leads_somewhere() -> None:
    told = document()
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(told))):
        place: Any = told
        for part in reference.split("/"):
            place = place[part]
        assert place, reference


def test_it_has_every_query_with_its_parameters_and_columns() -> None:
    told = document()
    for query in offered():
        operation = told["paths"][f"/api/{query.name}"]["get"]
        own = [p["name"] for p in operation["parameters"] if "name" in p]
        assert own == [p.name for p in query.parameters]
        assert all(p["description"] and p["schema"] for p in operation["parameters"] if "name" in p)
        assert operation["summary"] == query.summary
    rows = [one for name, one in told["components"]["schemas"].items() if name.endswith("Row")]
    assert len(rows) == len(offered())
    assert all(
        cell.get("description") or "$ref" in cell for r in rows for cell in r["properties"].values()
    )


@given(day=st.dates())
def test_every_day_is_taken_as_a_day(day: Any) -> None:
    assert READER.read(DAY, day.isoformat())
    assert READER.read(SPAN, day.isoformat())


@given(st.data())
def test_every_span_that_the_schema_allows_is_taken(data: st.DataObject) -> None:
    patterns = [one["pattern"] for one in schema_of(SPAN)["anyOf"] if "pattern" in one]
    for pattern in patterns:
        (term,) = READER.read(SPAN, data.draw(st.from_regex(pattern, fullmatch=True)))
        assert PartialDate(str(term.value)).is_day


@given(year=st.integers(1000, 9999))
def test_every_year_that_the_schema_allows_is_taken(year: int) -> None:
    assert READER.read(YEAR, str(year))


def test_schemathesis_finds_no_fault(server: Server, tmp_path: Path) -> None:
    """Each operation with its examples and with what fuzzing thinks of; CI looks longer."""
    pytest.importorskip("schemathesis")
    examples = "20" if os.environ.get("CI") else "2"
    found = schemathesis(server, tmp_path, "examples,fuzzing", "--max-examples", examples)
    assert "No issues found" in found


def test_schemathesis_finds_no_fault_at_the_edges_of_the_schemas(
    server: Server, tmp_path: Path
) -> None:
    pytest.importorskip("schemathesis")
    some = [] if os.environ.get("CI") else ["--include-operation-id-regex", f"^({BROAD})$"]
    assert "No issues found" in schemathesis(server, tmp_path, "coverage", *some)


def schemathesis(server: Server, folder: Path, phases: str, *options: str) -> str:
    """What schemathesis says of a server: all its checks, as they come."""
    where = f"http://127.0.0.1:{server.port}/api/openapi.json"
    call = "from schemathesis.cli import schemathesis; schemathesis()"
    fixed = ["--seed", "1", "--continue-on-failure", "--request-timeout", "60"]
    done = subprocess.run(
        [sys.executable, "-c", call, "run", where, "--phases", phases, *fixed, *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
