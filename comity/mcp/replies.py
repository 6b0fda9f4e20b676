"""What a call gives: data for programs, and the same as a text that says what was left out.

Both are made of the same rows, so that neither carries what the caps forbid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from comity.answers import Answer, Nearby, Page, Row
from comity.evidence import Evidence
from comity.mcp.caps import Caps, fitting
from comity.show import answers as show
from comity.show.cells import one_line, plain, visible
from comity.show.passages import Numbered, Passage

_Told = TypeVar("_Told", Row, Nearby)


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of a call.

    Args:
        data: what the tool's output schema describes.
        text: the same for reading.
    """

    data: Mapping[str, Any]
    text: str


def of_answer(found: Answer, page: Page, caps: Caps) -> Reply:
    """The reply that gives a page of an answer, as far as the caps let it."""
    rows = [_capped(row, caps.passages) for row in found.rows]
    lines = [_line(row, before) for row, before in zip(rows, found.rows, strict=True)]
    count = fitting(lines, caps.size)
    left_out = _left_out(page.offset, count, found.total)
    nearby = _nearby(found, caps)
    beside = [_line(one, before) for one, before in zip(nearby, found.nearby, strict=True)]
    data = {
        **replace(found, rows=(), nearby=()).to_json(),
        "nearby": beside,
        "rows": lines[:count],
        "rows_in_all": found.total,
        "offset": page.offset,
        "left_out": left_out,
    }
    body = _told(replace(found, rows=tuple(rows[:count]), nearby=nearby))
    more = (_more_passages(lines[:count], "rows"), _more_passages(beside, "sentences"))
    return Reply(data, text(body, [left_out, *more], found.build))


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as lines, their values as they are: what an agent copies must be what it saw."""
    lines = [[column.replace("_", " ") for column in columns], *rows]
    return "\n".join(" | ".join(one_line(plain(value)) for value in line) for line in lines)


def text(body: str, remarks: Iterable[str], build: str) -> str:
    """A text with remarks below, and the build that it is of."""
    below = [remark for remark in (*remarks, f"Build: {build}" if build else "") if remark]
    return visible("\n\n".join(part.strip() for part in (body, *below) if part.strip()))


def evidence_of(pieces: Sequence[Evidence], most: int) -> tuple[list[Evidence], int]:
    """The first passages of each stance, in their order, and how many are left out."""
    kept, seen = [], {"supports": 0, "contradicts": 0}
    for piece in pieces:
        seen[piece.stance] += 1
        if seen[piece.stance] <= most:
            kept.append(piece)
    return kept, len(pieces) - len(kept)


def _told(found: Answer) -> str:
    """An answer for reading: its rows, its note, what is nearby, and the passages by number."""
    passages, columns = Numbered(), show.shown(found)
    rows = [[*show.cells(found, row, columns), passages.marks(row.evidence)] for row in found.rows]
    nearby = [f"- {line}" for line in show.nearby(found, passages)]
    parts = [
        f"Asked: {found.query}",
        table([*columns, "passages"], rows) if rows else "",
        f"Note: {found.note}" if found.note else "",
        "\n".join(["Known nearby:", *nearby]) if nearby else "",
        "\n".join(f"[{number}] {_passage(passage)}" for number, passage in passages),
    ]
    return "\n\n".join(part for part in parts if part)


def _passage(passage: Passage) -> str:
    speaker = f"{passage.piece.speaker}: " if passage.piece.speaker else ""
    return f"{passage.stance}{speaker}{passage.quote} – {passage.source}"


def _capped(told: _Told, most: int) -> _Told:
    return replace(told, evidence=tuple(evidence_of(told.evidence, most)[0]))


def _nearby(found: Answer, caps: Caps) -> tuple[Nearby, ...]:
    """What is known nearby; a sentence may have a passage a fact, and all come, if without any."""
    capped = [_capped(one, max(caps.passages, len(one.facts))) for one in found.nearby]
    count = fitting([one.to_json() for one in capped], caps.size)
    return (*capped[:count], *(_capped(one, 0) for one in capped[count:]))


def _line(told: Row | Nearby, before: Row | Nearby) -> dict[str, Any]:
    missing = len(before.evidence) - len(told.evidence)
    return told.to_json() | ({"evidence_left_out": missing} if missing else {})


def _left_out(offset: int, count: int, total: int) -> str:
    """Which rows are not in the reply, and how to come by the next of them."""
    end = offset + count
    if end >= total:
        past = offset >= total > 0
        return f"There are only {total} rows: offset={offset} is behind the last." if past else ""
    return f"Rows {end + 1} to {total} are left out: call again with offset={end}."


def _more_passages(lines: Sequence[Mapping[str, Any]], what: str) -> str:
    cut = [line for line in lines if line.get("evidence_left_out")]
    if not cut:
        return ""
    facts = ", ".join(line["facts"][0] for line in cut[:3] if line["facts"])
    return f"Of {len(cut)} {what} some passages are left out: evidence has all, as of {facts}."
