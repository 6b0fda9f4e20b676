"""Reviews: what is held, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields

from rich.text import Text

from comity.review import Line
from comity.show.console import OUT, tell
from comity.show.lines import write_lines
from comity.show.tables import hanging

_COLUMNS = tuple(field.name for field in fields(Line))
_COLOURS = {"accept": "green", "reject": "red"}


def review(lines: Sequence[Line], style: str) -> None:
    """The lines of a review; as TSV they are a review file."""
    if style != "table":
        write_lines([asdict(line) for line in lines], style, _COLUMNS)
        return
    for line in lines:
        _line(line)
    if not lines:
        tell("note: nothing is held, and nothing was decided")


def _line(line: Line) -> None:
    sure = "" if line.confidence is None else f"  {line.confidence:.2f}"
    place = Text(f"{line.article} {line.id}{sure}  {line.rule}", "dim")
    mark = Text(f"{line.verdict:<7}", f"bold {_COLOURS.get(line.verdict, 'yellow')}")
    hanging(mark, Text(f"{line.says}  ", "not dim").append(place))
    hanging(Text("       "), Text(f"“{line.quote}”"))
    if line.note:
        hanging(Text("       "), Text(f"not heeded: {line.note}", "yellow"))
    OUT.print()
