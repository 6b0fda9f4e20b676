"""Answers: for people a table with numbered passages below it, or what was said, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.text import Text

from comity.answers import Answer, Row
from comity.evidence import Evidence
from comity.show.cells import markdown, plain
from comity.show.console import OUT, write
from comity.show.lines import markdown_table, write_json, write_lines
from comity.show.passages import Numbered, Passage
from comity.show.tables import hanging, rows_out

_OF_A_PASSAGE = ("article", "outlet", "published")
_BOUNDS = ("_earliest", "_latest")  # for programs; people read the date as it was said
_NOTHING = "nothing is known"
_NEARBY = "nearby: "
_BLANK = {name: None for name in Evidence.__slots__ if name != "quote_hash"}


def answer(found: Answer, style: str, command: str = "") -> None:
    """An answer; for people its rows with their passages, `command` above."""
    if style == "json":
        write_json(found.to_json())
    elif style == "md":
        write(markdown_answer(found))
    elif style in ("csv", "tsv"):
        write_lines(answer_lines(found), style)
    else:
        _for_people(found, command)


def markdown_answer(found: Answer) -> str:
    """An answer as Markdown: a table, its passages as a numbered list, the note; what is nearby."""
    passages, columns = Numbered(), shown(found)
    rows = [[*cells(found, row, columns), passages.marks(row.evidence)] for row in found.rows]
    of_rows = _markdown_passages(passages)
    beside = [f"- {markdown(line)}\n" for line in nearby(found, passages)]
    parts = [
        markdown_table([*columns, _marks_of(columns)], rows) if rows else "",
        of_rows,
        f"*{'Note'}: {markdown(found.note)}*\n" if found.note else "",
        "".join(["Known nearby:\n\n", *beside]) if beside else "",
        _markdown_passages(passages).removeprefix(of_rows),
    ]
    return "\n".join(part for part in parts if part) or f"*{_NOTHING}*\n"


def nearby(found: Answer, passages: Numbered) -> list[str]:
    """What is known nearby, each sentence with the numbers of its passages behind it."""
    marks = [passages.marks(one.evidence) for one in found.nearby]
    return [
        f"{one.says} [{mark}]" if mark else one.says
        for one, mark in zip(found.nearby, marks, strict=True)
    ]


def _markdown_passages(passages: Numbered) -> str:
    return "".join(f"{number}. {_markdown_passage(passage)}\n" for number, passage in passages)


def _markdown_passage(passage: Passage) -> str:
    speaker = f"{passage.piece.speaker}: " if passage.piece.speaker else ""
    words = markdown(f"{passage.stance}{speaker}{passage.quote}")
    return f"{words} — {markdown(passage.source)}"


def _for_people(found: Answer, command: str) -> None:
    if command:
        OUT.print(Text(f"\n{command}", "bold"))
    passages = Numbered()
    if found.query.startswith("statements/"):
        _said(found)
    else:
        _told(found, passages)
    if found.note or not found.rows:
        style = "yellow" if found.note else ""
        hanging(Text(""), Text(f"note: {found.note}" if found.note else _NOTHING, style))
    _beside(found, passages)


def _beside(found: Answer, passages: Numbered) -> None:
    """What is known nearby, and below it the passages that nothing above rests on."""
    before = len(list(passages))
    for number, line in enumerate(nearby(found, passages)):
        hanging(Text(" " * len(_NEARBY) if number else _NEARBY, "bold"), Text(line))
    _listed(list(passages)[before:])


def _listed(numbered: Iterable[tuple[int, Passage]]) -> None:
    for number, passage in numbered:
        hanging(Text(f"{number:>3} ", "bold"), _passage(passage))


def _told(found: Answer, passages: Numbered) -> None:
    """A table, and below it the passages that its rows rest on."""
    columns = shown(found)
    marks = [passages.marks(row.evidence) for row in found.rows]
    rows = [
        [*cells(found, row, columns), mark] for row, mark in zip(found.rows, marks, strict=True)
    ]
    if rows and any(marks):
        rows_out([*columns, _marks_of(columns)], rows)
    elif rows:
        rows_out(columns, [row[:-1] for row in rows])
    _listed(passages)


def _marks_of(columns: Sequence[str]) -> str:
    """What the column is called that has the passages' numbers."""
    return "passages" if "words" in columns else "words"


def _said(found: Answer) -> None:
    """What was said, one after another: a line that tells of it, and the words below."""
    columns = shown(found)
    for number, (_, rows) in enumerate(groupby(found.rows, key=lambda r: _key(r.evidence))):
        several = list(rows)
        if number:
            OUT.print()
        for row in several:
            hanging(Text(""), _headline(columns, cells(found, row, columns)))
        speakers = {plain(row.values.get(c)) for row in several for c in _SPEAKERS}
        for _, passage in _numbered(several[0].evidence):
            hanging(Text("    "), _passage(passage, known=speakers))


_SPEAKERS = ("speaker_label", "said_by_label")


def _key(evidence: Sequence[Evidence]) -> list[tuple[object, ...]]:
    return [(piece.article, piece.start, piece.end, piece.stance) for piece in evidence]


def _numbered(evidence: Sequence[Evidence]) -> Numbered:
    passages = Numbered()
    passages.marks(evidence)
    return passages


def _headline(columns: Sequence[str], values: Sequence[str]) -> Text:
    line = Text()
    for column, value in zip(columns, values, strict=True):
        if value:
            line.append(" · " if line else "", "dim")
            line.append("" if column == "speaker" else f"{column.replace('_', ' ')} ", "dim")
            line.append(value, "bold")
    return line


def _passage(passage: Passage, known: set[str] | None = None) -> Text:
    speaker = passage.piece.speaker
    named = f"{speaker}: " if speaker and speaker not in (known or ()) else ""
    text = Text(f"{passage.stance}{named}", "cyan").append(passage.quote, "not dim default")
    return text.append(f"\n{passage.source}", "dim not bold default")


def shown(found: Answer) -> list[str]:
    """The columns that tell a person something that the question or the passages do not."""
    filled = [c for c in found.columns if any(row.values.get(c) is not None for row in found.rows)]
    told = set(found.parameters)
    if any(row.evidence for row in found.rows):
        told |= set(_OF_A_PASSAGE)
    if found.query.startswith("statements/"):
        told.add("words")
    kept = [c for c in filled if c not in told and not c.endswith(_BOUNDS)]
    return [c for c in kept if not _says_nothing(found, c)] or filled


def _says_nothing(found: Answer, column: str) -> bool:
    """Whether a column holds things that have no label, and in each row another."""
    return _is_bare(found, column) and len(set(_iris(found, column))) == len(found.rows)


def _is_bare(found: Answer, column: str) -> bool:
    labels = [row.values.get(f"{column}_label") for row in found.rows]
    return any(labels) and all(label is None or "/" in str(label) for label in labels)


def _iris(found: Answer, column: str) -> list[object]:
    return [row.values.get(column) for row in found.rows]


def cells(found: Answer, row: Row, columns: Sequence[str]) -> list[str]:
    """A row for people: labels, not IRIs; a number for a thing that has no label."""
    return list(_cells(found, row, columns))


def _cells(found: Answer, row: Row, columns: Sequence[str]) -> Iterator[str]:
    for column in columns:
        value = row.values.get(f"{column}_label", row.values.get(column))
        if value is not None and _is_bare(found, column):
            order = list(dict.fromkeys(_iris(found, column)))
            yield str(order.index(row.values.get(column)) + 1)
        else:
            yield _article(row) if column == "article" else plain(value)


def _article(row: Row) -> str:
    """An article's headline, where it has one, and its id, by which one can ask for it."""
    name = str(row.values.get("article")).rpartition("/")[2]
    headline = str(row.values.get("article_label") or "")
    return name if headline in ("", f"article/{name}") else f"{headline} ({name})"


def answer_lines(found: Answer) -> list[dict[str, Any]]:
    """One line for each piece of evidence of a row; one for a row without any."""
    columns, blank = _row_columns(found), _blank(found)
    return [
        {**{c: row.values.get(c) for c in columns}, **blank, **(_flat(piece) if piece else {})}
        for row in found.rows
        for piece in (row.evidence or (None,))
    ]


def line_columns(found: Answer) -> list[str]:
    """The columns of these lines: the same on every page of an answer, if it has no rows too."""
    return [*_row_columns(found), *_blank(found)]


def _row_columns(found: Answer) -> list[str]:
    has_label = {c for c in found.columns if any(f"{c}_label" in r.values for r in found.rows)}
    has_label |= found.things
    return [n for c in found.columns for n in (c, f"{c}_label") if n == c or c in has_label]


def _blank(found: Answer) -> dict[str, None]:
    """What a line has of the evidence of a row that has none."""
    told = next((_flat(piece) for row in found.rows for piece in row.evidence), _BLANK)
    return dict.fromkeys(told)


def _flat(piece: Evidence) -> dict[str, Any]:
    return {**piece.to_json(), "chain": " < ".join(piece.chain)}
