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


def rows_out(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, or, where the terminal is too narrow for one, a block of lines a row."""
    width = min(OUT.width, _WIDEST)
    widths = _widths(columns, rows, width)
    if widths:
        OUT.print(_table(columns, rows, widths), width=width)
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


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    table = Table()
    for column, width in zip(columns, widths, strict=True):
        table.add_column(Text(column.replace("_", " ")), overflow="fold", width=width)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """How wide the columns are in a table this wide; None where a list is easier to read.

    Each is wide enough for its words and its short cells; what room is left they share by what
    they lack. (Left to itself, rich narrows the widest columns, whatever stands in them.)
    """
    names = [column.replace("_", " ") for column in columns]
    texts = [[name, *(row[number] for row in rows)] for number, name in enumerate(names)]
    whole = [max(map(cell_len, cells)) for cells in texts]
    least = [max(map(_least_width, cells)) for cells in texts]
    room = width - 1 - 3 * len(columns)
    if sum(whole) <= room:
        return whole
    if width < _NARROW or sum(least) > room:
        return None
    lack = [wide - narrow for wide, narrow in zip(whole, least, strict=True)]
    spare = room - sum(least)
    return [narrow + spare * want // sum(lack) for narrow, want in zip(least, lack, strict=True)]


def _least_width(cell: str) -> int:
    words = [cell] if cell_len(cell) <= _SHORT else cell.split()
    return max(map(cell_len, words), default=0)
