"""Lists: stored queries, the solutions of SPARQL, what a build did, SHACL reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from comity.queries import StoredQuery
from comity.show.console import ERR, OUT, listing, write_json
from comity.store import Solutions

if TYPE_CHECKING:
    from comity.build import BuildReport
    from comity.validate import Report


def build_report(report: BuildReport) -> None:
    """What a build did, on standard error: standard output is for answers."""
    build = report.build
    ERR.print(
        f"{build.folder}: {report.read} read, {report.kept} unchanged, {report.removed} removed; "
        f"{build.manifest.triples} triples, build {build.hash[:12]}"
    )
    for note in report.notes:
        ERR.print(f"note: {note}", style="yellow", markup=False)
    for refusal in report.refusals:
        ERR.print(f"refused: {refusal}", style="red", markup=False)


def query(stored: StoredQuery, style: str) -> None:
    """What a stored query asks, takes and gives."""
    if style != "table":
        listing([_described(stored)], style)
        return
    OUT.print(f"[bold]{stored.name}[/bold]  {escape(stored.summary)}\n{escape(stored.description)}")
    parameters = Table(
        "parameter", "type", "required", "meaning", title="--set", title_justify="left"
    )
    for parameter in stored.parameters:
        required = "yes" if parameter.required else ""
        parameters.add_row(parameter.name, str(parameter.type), required, parameter.description)
    OUT.print(parameters)


def queries(stored: Sequence[StoredQuery], style: str) -> None:
    """The list of stored queries."""
    if style != "table":
        listing([_described(one) for one in stored], style)
        return
    table = Table("query", "question", "--set")
    for one in stored:
        table.add_row(one.name, one.summary, " ".join(p.name for p in one.parameters))
    OUT.print(table)


def _described(stored: StoredQuery) -> dict[str, Any]:
    return {
        "name": stored.name,
        "summary": stored.summary,
        "parameters": {p.name: str(p.type) for p in stored.parameters},
        "columns": [column.name for column in stored.columns],
        "examples": list(stored.examples),
    }


def reports(found: Mapping[str, Report], style: str) -> None:
    """SHACL reports, by file."""
    lines = [
        {"file": file, **{name: getattr(one, name) for name in one.__slots__}}
        for file, report in found.items()
        for one in report.findings
    ]
    if style != "table":
        listing(lines, style)
        return
    for file, report in found.items():
        OUT.print(f"{file}: {report.text}", markup=False, style="" if report.conforms else "red")


def solutions(found: Solutions | bool | list[Any], style: str) -> None:
    """The answer of a SPARQL query."""
    if isinstance(found, bool):
        write_json({"boolean": found}) if style == "json" else OUT.print(str(found).lower())
    elif isinstance(found, Solutions):
        lines = [{name: _plain(row.get(name)) for name in found.variables} for row in found]
        _table(found.variables, lines) if style == "table" else listing(
            lines, style, found.variables
        )
    else:
        for triple in found:
            sys.stdout.write(f"{triple} .\n")


def _plain(term: Any) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


def _table(columns: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> None:
    table = Table(*columns)
    for line in lines:
        table.add_row(*(Text(str(line[c] if line[c] is not None else "")) for c in columns))
    OUT.print(table)
