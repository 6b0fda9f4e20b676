"""Accuracy: the figures by kind, and what was missed or found wrongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.text import Text

from comity.show.cells import markdown, one_line
from comity.show.console import OUT, write
from comity.show.lines import write_json, write_lines
from comity.show.tables import hanging, rows_out

if TYPE_CHECKING:
    from comity.evaluate import Evaluation, Figures
    from comity.evaluate.misses import Miss

_COLUMNS = ("", "P", "R", "F1", "found", "false", "missed", "hypothetical")
_SHOWN = ("memberships", "offices", "statements", "events", "all")
"""What people are shown; programs get the memberships without their dates too."""


def evaluation(found: Evaluation, misses: Sequence[Miss] | None, style: str) -> None:
    """The figures; with misses, these too, which are the only lines of CSV and TSV then."""
    if style == "json":
        write_json(_whole(found, misses))
    elif style in ("csv", "tsv"):
        lines = _lines(found) if misses is None else list(map(asdict, misses))
        write_lines(lines, style)
    elif style == "md":
        write(_table(found))
        write("".join(f"\n{_markdown(miss)}" for miss in misses or ()))
    else:
        rows = [list(_shown(kind, found.figures[kind]).values()) for kind in _SHOWN]
        rows_out(_COLUMNS, rows)
        for miss in misses or ():
            _miss(miss)


def rules(counts: Mapping[str, Figures], style: str) -> None:
    """How many findings of each rule were right and false."""
    lines = [
        {"rule": rule, "right": figures.right, "false": figures.false}
        for rule, figures in counts.items()
    ]
    if style == "table":
        rows_out(("rule", "right", "false"), [list(map(str, line.values())) for line in lines])
    else:
        write_lines(lines, style, ("rule", "right", "false"))


def _whole(found: Evaluation, misses: Sequence[Miss] | None) -> dict[str, Any]:
    figures = {line.pop("kind"): line for line in _lines(found)}
    whole = {"articles": len(found.articles), "figures": figures}
    return whole if misses is None else {**whole, "misses": list(map(asdict, misses))}


def _lines(found: Evaluation) -> list[dict[str, Any]]:
    return [{"kind": kind, **_numbers(figures)} for kind, figures in found.figures.items()]


def _numbers(figures: Figures) -> dict[str, Any]:
    shares = {"P": figures.precision, "R": figures.recall, "F1": figures.f1}
    return {
        **{name: None if share is None else round(share, 4) for name, share in shares.items()},
        **{name: getattr(figures, name) for name in _COLUMNS[4:]},
    }


def _shown(kind: str, figures: Figures) -> dict[str, str]:
    """A row for people: shares with three decimals."""
    numbers = {
        name: f"{value:.3f}" if isinstance(value, float) else "" if value is None else str(value)
        for name, value in _numbers(figures).items()
    }
    return {"": kind, **numbers}


def _table(found: Evaluation) -> str:
    """The table as documents have it: words and numbers, so that nothing needs an escape."""
    rows = [_COLUMNS, *(tuple(_shown(kind, found.figures[kind]).values()) for kind in _SHOWN)]
    lines = [f"| {' | '.join(row)} |\n".replace("|  |", "| |") for row in rows]
    return "".join([lines[0], f"|{'---|' * len(_COLUMNS)}\n", *lines[1:]])


def _miss(miss: Miss) -> None:
    colour = "red" if miss.fault == "false" else "yellow"
    OUT.print()
    head = Text(f"{miss.article}  ", "dim").append(f"{miss.fault}: ", f"not dim {colour}")
    hanging(Text(""), head.append(f"{miss.kind}: {one_line(miss.item)}", f"not dim {colour}"))
    hanging(Text("    "), Text(one_line(miss.sentence)))
    if miss.why:
        hanging(Text("    - ", "dim"), Text(one_line(miss.why), "dim"))


def _markdown(miss: Miss) -> str:
    said = f"- {miss.fault} in {markdown(miss.article)}, {miss.kind}: {markdown(miss.item)}\n\n"
    why = f"\n  *{markdown(miss.why)}*\n" if miss.why else ""
    return f"{said}  > {markdown(miss.sentence)}\n{why}"
