"""Tables on a terminal, which a narrow one shows as lists, and texts that hang from a mark."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from comity.show.console import OUT

_WIDEST = 160
"""No table is wider, even in a file: beyond it the eye loses the line."""

_NARROW = 80
"""Below it a table that would have to be broken is a list."""

_SHORT = 12
"""A cell as short as a date is not broken."""


def rows_out(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """A table, or, where the terminal is too narrow for one, a block of lines a row."""
    table = _table(columns, rows, title)
    width = min(OUT.width, _WIDEST)
    whole = OUT.measure(table, options=OUT.options.update_width(_WIDEST)).maximum
    if _least_width(columns, rows) <= width and (width >= _NARROW or whole <= width):
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
    for column in columns:
        table.add_column(Text(column.replace("_", " ")), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell, no_wrap=_is_short(cell)) for cell in row))
    return table


def _is_short(cell: str) -> bool:
    return cell_len(cell) <= _SHORT


def _least_width(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How wide a table must be so that no word, and no short cell, is broken."""
    total = 1
    for number, column in enumerate(columns):
        cells = [row[number] for row in rows]
        whole = [cell for cell in cells if _is_short(cell)]
        words = [word for cell in (column.replace("_", " "), *cells) for word in cell.split()]
        total += 3 + max(map(cell_len, (*whole, *words)), default=0)
    return total
