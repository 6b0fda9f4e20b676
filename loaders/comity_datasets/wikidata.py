"""Results of queries to Wikidata: memberships (P463) and offices (P39), as JSON or CSV.

The query service gives JSON in two forms (https://www.w3.org/TR/sparql11-results-json/ and a plain
list) and CSV. The names of the variables are the asker's; those that are known are in `VARIABLES`,
and `docs/datasets.md` has a query that uses them. Names are looked up by their labels: the query
needs the label service.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from comity.dates import PartialDate
from comity.errors import SourceError
from comity.model import Kind, Metadata
from comity_datasets.claims import belongs, check_order, holds
from comity_datasets.dates import MISSING, of_wikidata
from comity_datasets.grouping import Groups, Placed, stem_of
from comity_datasets.offices import office
from comity_datasets.rows.cells import Row, in_column
from comity_datasets.rows.csvfiles import csv_rows
from comity_datasets.rows.jsonfiles import compact, json_file
from comity_datasets.said import Line, Name, Said, Table

NAME = "wikidata"
OUTLET = "Wikidata"

VARIABLES = {
    "member": ("member", "country", "state", "item"),
    "body": ("body", "organization", "organisation", "org", "memberof", "group"),
    "person": ("person", "human", "official", "holder", "item"),
    "position": ("position", "office", "positionheld", "post"),
    "of": ("of", "jurisdiction", "appliesto", "directed", "body", "organization", "organisation"),
    "start": ("start", "starttime", "startdate", "from", "since"),
    "end": ("end", "endtime", "enddate", "to", "until"),
    "start precision": ("startprecision", "start_precision", "starttimeprecision"),
    "end precision": ("endprecision", "end_precision", "endtimeprecision"),
    "role": ("role", "as", "subjectrole", "objectrole", "membershipstatus"),
    "rank": ("rank", "statementrank"),
}
"""The names of variables that are known, in lower case, the most telling first."""


class Wikidata:
    """Query results."""

    name = NAME

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether rows with these columns are results about memberships or offices."""
        return _kind(columns) is not None

    def needs(self, columns: Sequence[str]) -> list[str]:
        """The columns that a file lacks."""
        labelled = [name for name in columns if name.endswith("label")]
        return [] if labelled else ["bodyLabel and memberLabel, or positionLabel and personLabel"]

    def fits_json(self, opening: str) -> bool:
        """Whether JSON that begins so is a result of a query."""
        bound = '"bindings"' in opening and '"vars"' in opening
        return bound or (opening.lstrip().startswith("[") and "wikidata.org/entity/" in opening)

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table a body, or an office."""
        rows = _json_rows(path) if path.suffix.lower() == ".json" else csv_rows(path)
        groups = Groups(NAME, OUTLET, "rows of the result", "https://www.wikidata.org/")
        for row in rows:
            try:
                if isinstance(row, SourceError):
                    raise row
                groups.add(*_placed(row))
            except SourceError as error:
                yield error
        yield from groups.tables(stem_of(path), given)


def _kind(columns: Sequence[str]) -> str | None:
    """What results are about, by the labels that they have."""
    labels = {name.removesuffix("label") for name in columns if name.endswith("label")}
    if labels & set(VARIABLES["position"]) and labels & set(VARIABLES["person"]):
        return "position"
    if labels & set(VARIABLES["body"]) and labels & set(VARIABLES["member"]):
        return "body"
    return None


def _placed(row: Row) -> Placed:
    kind = _kind(list(row.cells))
    if kind is None:
        raise SourceError(
            "it has neither a body with a member nor a position with a person",
            where=row.where,
            hint="ask for ?bodyLabel and ?memberLabel, or ?positionLabel and ?personLabel",
        )
    label = _label(row, kind)
    said, silent = _position(row, label) if kind == "position" else _membership(row, label)
    if _value(row, "rank").lower().endswith(("deprecated", "deprecatedrank")):
        said, silent = [], "Wikidata has deprecated it"
    line = Line(f"row {row.number} | {row.text}", tuple(said), silent)
    return label, f"{label} ({OUTLET})", line


def _membership(row: Row, body: str) -> tuple[list[Said], str]:
    member = Name(Kind.GROUP, (_label(row, "member"),), _alpha2(row))
    named = Name(Kind.ORGANISATION, (body,))
    return belongs(f"{NAME}/P463", member, named, *_dates(row), _roles(row))


def _roles(row: Row) -> list[str]:
    """What the member is there "as", by the labels, or by the items where these are missing."""
    cells = [row.cells.get(f"{name}label") or row.cells.get(name, "") for name in VARIABLES["role"]]
    return [cell for cell in cells if cell.strip().lower() not in MISSING]


def _position(row: Row, label: str) -> tuple[list[Said], str]:
    body = _value(row, "of", "label")
    held = office(label, body)
    if held is None:
        return [], "the position does not say whose it is: ask for ?ofLabel too"
    title, home = held
    person = Name(Kind.PERSON, (_label(row, "person"),))
    return list(holds(f"{NAME}/P39", person, title, home, *_dates(row))), ""


def _dates(row: Row) -> tuple[list[PartialDate], list[PartialDate]]:
    start, end = (_date(row, which) for which in ("start", "end"))
    check_order(row.where, "end", start, end)
    return [start] if start else [], [end] if end else []


def _date(row: Row, which: str) -> PartialDate | None:
    precision = _value(row, f"{which} precision")
    return in_column(row.where, which, of_wikidata, _value(row, which), precision)


def _label(row: Row, which: str) -> str:
    """The label of what is asked for.

    Raises:
        SourceError: where there is none, or only a number such as Q42.
    """
    label = _value(row, which, "label")
    if not label or (label[0] == "Q" and label[1:].isdecimal()):
        raise SourceError(
            f"it has no English label of the {which}",
            where=row.where,
            hint="use the label service with the languages en, mul",
        )
    return label


def _value(row: Row, which: str, suffix: str = "") -> str:
    for name in VARIABLES[which]:
        found = row.cells.get(f"{name}{suffix}", "").strip()
        if found.lower() not in MISSING:
            return found
    return ""


def _alpha2(row: Row) -> str:
    code = row.cell("alpha2", "iso2", "iso3166").upper()
    return f"alpha2:{code}" if len(code) == 2 else ""


def _json_rows(path: Path) -> Iterator[Row | SourceError]:
    """The rows of a result, the first being row 1.

    Raises:
        SourceError: where it is no result.
    """
    content = json_file(path)
    try:
        bindings = content["results"]["bindings"] if isinstance(content, dict) else content
        rows = list(bindings)
    except (KeyError, TypeError) as error:
        raise SourceError(
            "it is no result of a SPARQL query", where=str(path), hint="save it as JSON again"
        ) from error
    for number, binding in enumerate(rows, start=1):
        where = f"{path}, row {number}"
        if not isinstance(binding, Mapping):
            yield SourceError("it is no JSON object", where=where, hint="save the result again")
            continue
        cells = {str(name).lower(): _plain(value) for name, value in binding.items()}
        shown = compact({str(name): _plain(value) for name, value in binding.items()})
        yield Row(number, shown, cells, where)


def _plain(value: Any) -> str:
    return str(value.get("value", "")) if isinstance(value, Mapping) else str(value or "")
