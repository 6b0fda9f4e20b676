"""What tables look like: in a terminal as the command line prints them, in a notebook as HTML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from rich.text import Text

from comity.show.answers import answer, cells, shown
from comity.show.cells import plain, visible
from comity.show.console import OUT
from comity.show.passages import Numbered, Passage
from comity.show.tables import rows_out

if TYPE_CHECKING:
    from comity.knowledge.table import Answer, Table

MOST = 60
"""How many rows are shown; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row, or a sentence, as it is shown: its values, and the numbers of its passages."""

    cells: list[str]
    marks: list[str]


def text_of_table(table: Table) -> str:
    """A table as text."""
    rows = [list(map(plain, row.values())) for row in table[:MOST]]
    with OUT.capture() as captured:
        rows_out(table.columns, rows)
    return _lines(captured.get(), len(table))


def text_of_answer(asked: Answer) -> str:
    """An answer as text, with its passages below."""
    with OUT.capture() as captured:
        answer(replace(asked.found, rows=asked.found.rows[:MOST]), "table")
    above = f"{_restated(asked)}\n" if asked.understood else ""
    return visible(above) + _lines(captured.get(), len(asked))


def html_of_table(table: Table) -> str:
    """A table as HTML."""
    lines = [_Line([visible(plain(v)) for v in row.values()], []) for row in table[:MOST]]
    return _html(columns=table.columns, lines=lines, rows=len(table))


def html_of_answer(asked: Answer) -> str:
    """An answer as HTML: a table, the note, what is nearby, the passages by number, the build."""
    passages, columns = Numbered(), shown(asked.found)
    lines = [
        _Line(cells(asked.found, row, columns), passages.marks(row.evidence).split())
        for row in asked.found.rows[:MOST]
    ]
    nearby = [_Line([one.says], passages.marks(one.passages).split()) for one in asked.nearby]
    return _html(
        columns=columns,
        lines=lines,
        nearby=nearby,
        rows=len(asked),
        above=_restated(asked),
        passages=list(passages),
        note=asked.note or ("" if asked else "nothing is known"),
        query=asked.query,
        build=asked.build,
    )


def _restated(asked: Answer) -> str:
    """What a question in plain words was taken for; empty of a stored query."""
    said = asked.understood
    return " ".join(part for part in (said.restated, said.remark) if part) if said else ""


def _html(*, rows: int, **parts: object) -> str:
    style = resources.files(__package__).joinpath("templates", "answer.css").read_text("utf-8")
    blank = {"above": "", "nearby": [], "passages": [], "note": "", "query": "", "build": ""}
    template = _environment().get_template("answer.html.j2")
    more = max(rows - MOST, 0)
    style_of_ours = Markup(style)  # noqa: S704 # a file of ours
    return template.render(**(blank | parts), style=style_of_ours, more=more)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("comity.knowledge"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"visible": visible, "told": _told}
    return environment


def _told(passage: Passage) -> str:
    """Who says a passage, where that is not the outlet itself, and whether it speaks against."""
    speaker = f"{passage.piece.speaker}: " if passage.piece.speaker else ""
    return f"{passage.stance}{speaker}"


def _lines(captured: str, rows: int) -> str:
    """What was captured, without colours, and how many rows are not shown."""
    more = f"\n… and {rows - MOST} more rows" if rows > MOST else ""
    return Text.from_ansi(captured).plain.rstrip() + more
