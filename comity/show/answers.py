"""Answers: a table with numbered passages below it, JSON, or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from comity.answers import Answer, Evidence
from comity.show.console import OUT, write_csv, write_json


def answer(found: Answer, style: str, command: str = "") -> None:
    """An answer; for people its rows with numbered passages below, `command` above."""
    if style == "json":
        write_json(found.to_json())
    elif style == "csv":
        write_csv(_answer_lines(found))
    else:
        if command:
            OUT.print(f"\n[bold]{escape(command)}[/bold]")
        _answer_table(found)


def _answer_table(found: Answer) -> None:
    shown = [c for c in found.columns if any(row.values.get(c) is not None for row in found.rows)]
    table = Table()
    for column in shown:
        cells = [_cell(row.values, column) for row in found.rows]
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=_is_short(cells))
    table.add_column("words", overflow="fold")
    passages: dict[tuple[object, ...], tuple[int, Evidence]] = {}
    for row in found.rows:
        marks = []
        for piece in row.evidence:
            number, _ = passages.setdefault(_words_of(piece), (len(passages) + 1, piece))
            marks.append(_mark(piece, number))
        words = " ".join(dict.fromkeys(marks))
        table.add_row(*(_cell(row.values, column) for column in shown), words)
    if found.rows:
        OUT.print(table)
    _passages(passages.values())
    if found.note:
        OUT.print(f"note: {found.note}", style="yellow", markup=False)
    elif not found.rows:
        OUT.print("nothing is known")


def _is_short(cells: Iterable[Text]) -> bool:
    """Whether a column is better not broken: dates, numbers, single words."""
    return all(len(cell) <= 12 for cell in cells)


def _passages(passages: Iterable[tuple[int, Evidence]]) -> None:
    """The passages below a table, numbered, each with the place where it stands."""
    grid = Table.grid(padding=(0, 1))
    for number, piece in passages:
        grid.add_row(Text(f"{number:>3}", style="bold"), _passage(piece))
    OUT.print(grid)


def _words_of(piece: Evidence) -> tuple[object, ...]:
    """What makes two pieces of evidence the same to a reader: the same words, said by the same."""
    return piece.article, piece.start, piece.end, piece.speaker, piece.stance


def _mark(piece: Evidence, number: int) -> str:
    return f"{number}" if piece.stance == "supports" else f"!{number}"


def _cell(values: Mapping[str, Any], column: str) -> Text:
    value = values.get(f"{column}_label", values.get(column))
    return Text("" if value is None else str(value))


def _passage(piece: Evidence) -> Text:
    speaker = f"{piece.speaker}: " if piece.speaker else ""
    stance = "against: " if piece.stance == "contradicts" else ""
    text = Text(f"{stance}{speaker}", style="cyan")
    text.append(f"“{' '.join(piece.quote.split())}”", style="default")
    text.append(f"\n{_source(piece)}", style="dim")
    return text


def _source(piece: Evidence) -> str:
    """Where a passage stands: article, place in it, outlet, date and chain."""
    place = f"{piece.article.rpartition('/')[2]}[{piece.start}:{piece.end}]"
    via = f"via {', '.join(piece.chain)}" if piece.chain else None
    return ", ".join(part for part in (place, piece.outlet, piece.published, via) if part)


def _answer_lines(found: Answer) -> list[dict[str, Any]]:
    """One line for each piece of evidence of a row; one for a row without any."""
    columns = [name for c in found.columns for name in (c, f"{c}_label")]
    columns = [c for c in columns if any(c in row.values for row in found.rows)]
    blank = dict.fromkeys(Evidence.__slots__)
    return [
        {**{c: row.values.get(c) for c in columns}, **(_flat(piece) if piece else blank)}
        for row in found.rows
        for piece in (row.evidence or (None,))
    ]


def _flat(piece: Evidence) -> dict[str, Any]:
    return {**piece.to_json(), "chain": " < ".join(piece.chain)}
