"""Tables on a terminal, which a narrow one shows as lists, and texts that hang from a mark."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from comity.show.console import OUT

_WIDEST = 160
"""No table is wider, even in a file: beyond it the eye loses the line."""

_NARROW = 80
"""Below it a table that would have to be broken is a list."""

_SHORT = 12
"""A column of cells as short as dates is not broken."""


def rows_out(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """A table, or, where the terminal is too narrow for one, a block of lines a row."""
    table = _table(columns, rows, title)
    width = min(OUT.width, _WIDEST)
    needs = OUT.measure(table, options=OUT.options.update_width(10 * _WIDEST))
    if needs.minimum <= width and (needs.maximum <= width or width >= _NARROW):
        OUT.print(table, width=width)
        return
    for row in rows:
        _block(columns, row)
        OUT.print()


def hanging(mark: Text, text: Text) -> None:
    """A text behind its mark, its further lines as far to the right as its first."""
    indent = mark.cell_len
    lines = text.wrap(OUT, max(OUT.width - indent, 1), overflow="fold")
    for number, line in enumerate(lines):
        line.rstrip()
        OUT.print(Text.assemble(mark if number == 0 else " " * indent, line), soft_wrap=True)


def _block(columns: Sequence[str], row: Sequence[str]) -> None:
    names = [column.replace("_", " ") for column in columns]
    indent = max(map(len, names), default=0) + 2
    for name, value in zip(names, row, strict=True):
        if value:
            hanging(Text(name.ljust(indent), "bold"), Text(value))


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> Table:
    table = Table(title=title or None, title_justify="left")
    for number, column in enumerate(columns):
        short = all(len(row[number]) <= _SHORT for row in rows)
        table.add_column(Text(column.replace("_", " ")), no_wrap=short)
    for row in rows:
        table.add_row(*map(Text, row))
    return table
