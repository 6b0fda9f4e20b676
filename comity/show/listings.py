"""Lists: stored queries, the solutions of SPARQL, what a build did, SHACL reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from comity.show.cells import markdown, plain
from comity.show.console import OUT, tell, write
from comity.show.lines import Lines, markdown_table, write_json, write_lines
from comity.show.tables import hanging, rows_out
from comity.store import Solutions
from comity.storedquery import StoredQuery

if TYPE_CHECKING:
    from comity.build import BuildReport


def build_report(report: BuildReport) -> None:
    """What a build did, on standard error: standard output is for answers."""
    build = report.build
    tell(
        f"{build.folder}: {report.read} read, {report.kept} unchanged, {report.removed} removed; "
        f"{build.manifest.triples} triples, build {build.hash[:12]}"
    )
    for note in report.notes:
        tell(f"note: {note}", "yellow")
    for refusal in report.refusals:
        tell(f"refused: {refusal}", "red")


def query(stored: StoredQuery, style: str) -> None:
    """What a stored query asks, takes and gives, and a command that asks it."""
    if style == "md":
        write(_markdown_query(stored))
    elif style != "table":
        _described([stored], style)
    else:
        hanging(Text(""), Text(f"{stored.name}  ", "bold").append(stored.summary, "not bold"))
        hanging(Text(""), Text(stored.description))
        for names, rows in _tables(stored):
            OUT.print()
            rows_out(names, rows)
        OUT.print()
        hanging(Text("Example: ", "bold"), Text(stored.example))


def queries(stored: Sequence[StoredQuery], style: str) -> None:
    """The list of stored queries."""
    names = ("query", "question", "--set")
    rows = [[one.name, one.summary, one.settings] for one in stored]
    if style == "md":
        write(markdown_table(names, rows))
    elif style != "table":
        _described(stored, style)
    else:
        rows_out(names, rows)


def _tables(stored: StoredQuery) -> list[tuple[Sequence[str], list[list[str]]]]:
    """The tables that explain a query: its parameters, where it has any, and its columns."""
    parameters = [
        [p.name, str(p.type), "yes" if p.required else "", p.description] for p in stored.parameters
    ]
    columns = [[column.name, column.meaning] for column in stored.columns]
    tables: list[tuple[Sequence[str], list[list[str]]]] = [(("column", "meaning"), columns)]
    if parameters:
        tables.insert(0, (("--set", "type", "required", "meaning"), parameters))
    return tables


def _markdown_query(stored: StoredQuery) -> str:
    head = f"## {markdown(stored.name)}\n\n{markdown(stored.summary)}\n\n"
    tables = [markdown_table(names, rows) for names, rows in _tables(stored)]
    text = f"{markdown(stored.description)}\n"
    return head + "\n".join([text, *tables, f"```sh\n{stored.example}\n```\n"])


def _described(stored: Sequence[StoredQuery], style: str) -> None:
    lines = [
        {
            "name": one.name,
            "summary": one.summary,
            "parameters": {p.name: str(p.type) for p in one.parameters},
            "required": [p.name for p in one.parameters if p.required],
            "columns": [column.name for column in one.columns],
            "examples": list(one.examples),
            "command": one.example,
        }
        for one in stored
    ]
    write_json(lines) if style == "json" else write_lines(list(map(_flat, lines)), style)


def _flat(line: Mapping[str, Any]) -> dict[str, str]:
    """A line whose lists are words with spaces between, and whose questions are behind bars."""
    several = {"examples": " | "}
    return {
        name: value if isinstance(value, str) else several.get(name, " ").join(value)
        for name, value in line.items()
    }


def solutions(found: Solutions | bool | list[Any], style: str) -> None:
    """The answer of a SPARQL query; CSV and TSV as its standard has them."""
    if isinstance(found, bool):
        write_json({"boolean": found}) if style == "json" else write(f"{str(found).lower()}\n")
    elif not isinstance(found, Solutions):
        write("".join(f"{triple} .\n" for triple in found))
    elif style == "tsv":
        write(_results_tsv(found))
    elif style == "table":
        rows_out(found.variables, [list(map(plain, line.values())) for line in _lines(found)])
    else:
        write_lines(_lines(found), style, found.variables, exact=True)


def _lines(found: Solutions) -> Lines:
    return [{name: _value(row.get(name)) for name in found.variables} for row in found]


def _results_tsv(found: Solutions) -> str:
    """SPARQL 1.1 Query Results TSV Format: variables with `?`, terms as in Turtle."""
    head = "\t".join(f"?{name}" for name in found.variables)
    lines = ("\t".join(str(row.get(name, "")) for name in found.variables) for row in found)
    return "".join(f"{line}\n" for line in (head, *lines))


def _value(term: Any) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
