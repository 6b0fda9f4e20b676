"""Lines of a table for programs and for documents: JSON, CSV, TSV, Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from comity.show.cells import csv_cell, for_programs, json_safe, markdown, plain, tsv_cell
from comity.show.console import write

Lines = Sequence[Mapping[str, Any]]
"""Lines of a table: values by column."""


def write_lines(
    lines: Lines, style: str, columns: Sequence[str] = (), *, exact: bool = False
) -> None:
    """Lines on standard output.

    Args:
        lines: all with the same columns.
        style: json, csv, tsv or md.
        columns: their order; of the first line, unless given.
        exact: in CSV leave alone what a spreadsheet would run, as the standard for SPARQL has it.
    """
    write(as_text(lines, style, columns, exact=exact))


def as_text(lines: Lines, style: str, columns: Sequence[str] = (), *, exact: bool = False) -> str:
    """Lines as a text; see `write_lines`."""
    if style == "json":
        return json_text(lines)
    names = list(columns or (lines[0] if lines else ()))
    if not names:
        return ""
    rows = [[line.get(name) for name in names] for line in lines]
    if style == "csv":
        return csv_text(names, rows, str if exact else csv_cell)
    return tsv_text(names, rows) if style == "tsv" else markdown_table(names, rows)


def write_json(data: Any) -> None:
    """JSON on standard output."""
    write(json_text(data))


def json_text(data: Any) -> str:
    """JSON that no terminal obeys."""
    return json_safe(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def csv_text(
    names: Sequence[str], rows: Sequence[Sequence[Any]], cell: Callable[[Any], Any] = csv_cell
) -> str:
    """CSV under a line of names."""
    return "".join(
        _csv_line(row) for row in (names, *([cell(_typed(v)) for v in row] for row in rows))
    )


def _csv_line(row: Sequence[Any]) -> str:
    """A line that ends as Unix's do, written as if not: Python quotes only its own line's ends."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(row)
    return out.getvalue()[:-2] + "\n"


def tsv_text(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Tab-separated values under a line of names."""
    return "".join("\t".join(map(tsv_cell, row)) + "\n" for row in (names, *rows))


def markdown_table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table of Markdown; the names of columns are words."""
    head = [str(name).replace("_", " ") for name in names]
    lines = [head, ["---"] * len(head), *([plain(value) for value in row] for row in rows)]
    return "".join(
        "| " + " | ".join(cell if number == 1 else markdown(cell) for cell in line) + " |\n"
        for number, line in enumerate(lines)
    )


def _typed(value: Any) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number else for_programs(value)
