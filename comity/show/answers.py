"""Answers: a table with numbered passages below it, JSON, or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from comity.answers import Answer, Evidence
from comity.show.console import OUT, write_csv, write_json

_WITH_PASSAGES = ("words", "article", "outlet", "published")
_BOUNDS = ("_earliest", "_latest")  # for programs; people read the date as it was said


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
    passages: dict[tuple[object, ...], tuple[int, Evidence]] = {}
    lines = []
    for row in found.rows:
        marks = []
        for piece in row.evidence:
            number, _ = passages.setdefault(_words_of(piece), (len(passages) + 1, piece))
            marks.append(_mark(piece, number))
        lines.append((row.values, " ".join(dict.fromkeys(marks))))
    if lines:
        _out_rows(_shown(found), lines)
    _passages(passages.values())
    if found.note:
        OUT.print(f"note: {found.note}", style="yellow", markup=False)
    elif not found.rows:
        OUT.print("nothing is known")


_Lines = Sequence[tuple[Mapping[str, Any], str]]


def _shown(found: Answer) -> list[str]:
    """The columns that tell a person something that the question or the passages do not."""
    filled = [c for c in found.columns if any(row.values.get(c) is not None for row in found.rows)]
    told = {*_WITH_PASSAGES, *found.parameters}
    plain = [c for c in filled if c not in told and not c.endswith(_BOUNDS)]
    return [c for c in plain if not _is_bare(found, c)] or filled


def _is_bare(found: Answer, column: str) -> bool:
    """Whether a column holds things that have no label, only an IRI."""
    labels = [row.values.get(f"{column}_label") for row in found.rows]
    return any(labels) and all(label is None or "/" in str(label) for label in labels)


def _out_rows(columns: Sequence[str], lines: _Lines) -> None:
    """A table, or, where the terminal is too narrow for one, a block of lines a row."""
    if _least_width(columns, lines) <= OUT.width:
        OUT.print(_table(columns, lines))
        return
    for values, marks in lines:
        grid = Table.grid(padding=(0, 2))
        for column in columns:
            if values.get(column) is not None:
                grid.add_row(Text(column.replace("_", " "), style="bold"), _cell(values, column))
        grid.add_row(Text("words", style="bold"), marks)
        OUT.print(grid, "")


def _table(columns: Sequence[str], lines: _Lines) -> Table:
    table = Table()
    for column in columns:
        cells = [_cell(values, column) for values, _ in lines]
        table.add_column(column.replace("_", " "), no_wrap=_is_short(cells))
    table.add_column("words")
    for values, marks in lines:
        table.add_row(*(_cell(values, column) for column in columns), marks)
    return table


def _least_width(columns: Sequence[str], lines: _Lines) -> int:
    """How wide a table must be so that no word is broken."""
    total = 1 + len("words") + 3
    for column in columns:
        cells = [_cell(values, column).plain for values, _ in lines]
        words = [word for text in (*cells, column.replace("_", " ")) for word in text.split()]
        total += 3 + max(map(len, words), default=0)
    return total


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
