"""A comparison of news and a data set: a table of the two, their passages below, and the counts."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from comity.compare import Comparison, Row
from comity.compare.comparing import Said
from comity.evidence import Evidence
from comity.show.cells import markdown
from comity.show.console import write
from comity.show.lines import markdown_table, write_json, write_lines
from comity.show.passages import Numbered
from comity.show.tables import hanging, rows_out

_COLUMNS = ("verdict", "who", "body", "news", "data set", "words")
_SILENT = "—"


def comparison(found: Comparison, style: str) -> None:
    """A comparison, in one of the styles of answers."""
    if style == "json":
        write_json(found.to_json())
    elif style in ("csv", "tsv"):
        write_lines([_flat(row) for row in found.rows], style, _FLAT)
    elif style == "md":
        write(_markdown(found))
    else:
        _for_people(found)


def _for_people(found: Comparison) -> None:
    passages = Numbered()
    rows = [_cells(row, passages) for row in found.rows]
    if rows:
        rows_out(_COLUMNS, rows)
    for number, passage in passages:
        text = Text(passage.quote).append(f"\n{passage.source}", "dim")
        hanging(Text(f"{number:>3} ", "bold"), text)
    hanging(Text(""), Text(_counts(found), "yellow"))


def _markdown(found: Comparison) -> str:
    passages = Numbered()
    rows = [_cells(row, passages) for row in found.rows]
    table = markdown_table(_COLUMNS, rows) if rows else ""
    listed = "".join(
        f"{number}. {markdown(passage.quote)} — {markdown(passage.source)}\n"
        for number, passage in passages
    )
    return "\n".join(part for part in (table, listed, f"*{markdown(_counts(found))}*\n") if part)


def _cells(row: Row, passages: Numbered) -> list[str]:
    verdict = row.verdict.value
    if row.differs:
        verdict += f": {', '.join(row.differs)}"
    said = [_words(side) if side else _SILENT for side in (row.news, row.dataset)]
    return [verdict, row.who, row.body, *said, passages.marks(_evidence(row))]


def _words(said: Said) -> str:
    parts = [
        said.status,
        f"since {said.since}" if said.since else "",
        f"until {said.until}" if said.until else "",
        f"on {said.attested}" if said.attested else "",
    ]
    return ", ".join(part for part in parts if part)


def _evidence(row: Row) -> list[Evidence]:
    return [piece for side in (row.news, row.dataset) if side for piece in side.evidence]


def _counts(found: Comparison) -> str:
    told = ", ".join(f"{number} {verdict}" for verdict, number in found.counts.items())
    return f"{found.name}: {told}; {len(found.rows)} shown"


_SIDE = ("status", "since", "until", "attested", "article", "quote")
_FLAT = (
    *("verdict", "differs", "who", "body"),
    *(f"{side}_{name}" for side in ("news", "dataset") for name in _SIDE),
)


def _flat(row: Row) -> dict[str, Any]:
    """A row on one line; of several passages of a side, the first."""
    line: dict[str, Any] = dict.fromkeys(_FLAT)
    line |= {"verdict": row.verdict.value, "who": row.who, "body": row.body}
    line["differs"] = " ".join(row.differs) or None
    for side, said in (("news", row.news), ("dataset", row.dataset)):
        if said is None:
            continue
        piece = next(iter(said.evidence), None)
        values = (
            *(said.status, said.since or None, said.until or None, said.attested or None),
            *(piece and piece.article, piece and piece.quote),
        )
        line |= {f"{side}_{name}": value for name, value in zip(_SIDE, values, strict=True)}
    return line
