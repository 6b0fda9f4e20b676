"""A difference for people, as JSON, and as a comment of Markdown on a pull request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from comity.answers import Cell, Row
from comity.diff import AnswerChange, Difference, FactChange, GraphChange
from comity.diff.facts import EVIDENCE, Values
from comity.show.cells import markdown, plain
from comity.show.console import OUT, write
from comity.show.lines import markdown_table, write_json

FORMATS = ("text", "md", "json")
MARK = "<!-- comity diff -->"
"""The first line of the Markdown, by which a comment can be found and replaced."""

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_STYLES = {"+": "green", "-": "red", "~": "yellow"}
_BASE = re.compile(r"^https?://\S*?/id/")
"""What stands before the path by which a thing can be asked for."""
_LONGEST = 60_000
"""Characters of a comment: GitHub takes 65,536, and a few more may be added around it."""
_SHOWN = 40
"""Lines of each part that people are shown; JSON has all."""
_ROWS = 10
"""Rows of an answer that people are shown."""
_OF_WHOLE = {"startEdtf", "endEdtf", "edtf", "attestedFrom", "attestedUntil", "words", "place"}
"""What is told of a fact that only one of the two has."""
_SAME = "No graph differs, and no answer."


def show(found: Difference, style: str) -> None:
    """A difference on standard output, in one of `FORMATS`."""
    if style == "json":
        write_json(to_json(found))
    elif style == "md":
        write(markdown_comment(found))
    else:
        for line in _lines(found):
            OUT.print(line, soft_wrap=True)


def to_json(found: Difference) -> dict[str, Any]:
    """The whole difference, as plain data."""
    return {
        "a": {"where": found.a.where, "build": found.a.build},
        "b": {"where": found.b.where, "build": found.b.build},
        "same": not found,
        "graphs": [
            {"graph": g.name, "change": g.change, "removed": len(g.gone), "added": len(g.come)}
            for g in found.graphs
        ],
        "facts": [_fact_json(change) for change in found.facts],
        "answers": [_answer_json(change) for change in found.answers],
        "asked": found.asked,
        "unasked": found.unasked,
    }


def markdown_comment(found: Difference) -> str:
    """The difference as Markdown, short enough for a comment on a pull request."""
    head = [MARK, f"### comity: {_summary(found)}", ""]
    if not found:
        return "\n".join([*head[:2], ""])
    rows = [[what, *map(str, counts)] for what, counts in _counts(found)]
    head.append(markdown_table(["", "added", "removed", "changed"], rows))
    parts = [
        _folded("Answers", [_markdown_answer(a) for a in found.answers]),
        _folded("Facts", [f"- {_markdown_fact(change)}\n" for change in found.facts]),
        _folded("Graphs", [f"- {_graph_line(graph)}\n" for graph in found.graphs]),
    ]
    text = "\n".join(head)
    for part in filter(None, parts):
        if len(text) + len(part) > _LONGEST:
            part = part[: part.rfind("\n", 0, max(_LONGEST - len(text), 0)) + 1]
            text += f"{part}\n</details>\n\nCut short: `comity diff --format json` has all.\n"
            break
        text += part
    return text + _unasked(found)


def _lines(found: Difference) -> Iterator[Text]:
    yield Text(_summary(found), "bold")
    for title, lines in (
        ("graphs", [(_SIGNS[g.change], _graph_line(g)) for g in found.graphs]),
        ("facts", [(_SIGNS[c.change], _fact_line(c)) for c in found.facts]),
    ):
        if lines:
            yield Text(f"\n{title}", "bold")
            yield from (_signed(sign, words) for sign, words in lines[:_SHOWN])
            yield from _more(len(lines) - _SHOWN)
    if found.answers:
        yield Text("\nanswers", "bold")
    for change in found.answers[:_SHOWN]:
        yield Text(f"  {_question(change)}", "cyan")
        for sign, words in _answer_lines(change):
            yield _signed(sign, words, "    ")
    yield from _more(len(found.answers) - _SHOWN)
    if _unasked(found):
        yield Text(_unasked(found).strip(), "dim")


def _summary(found: Difference) -> str:
    if not found:
        return _SAME
    graphs, facts, answers = len(found.graphs), len(found.facts), len(found.answers)
    return (
        f"{graphs} {'graph' if graphs == 1 else 'graphs'}, {facts} "
        f"{'fact' if facts == 1 else 'facts'} and {answers} of {found.asked} answers differ"
    )


def _counts(found: Difference) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for what, changes in (("graphs", found.graphs), ("facts", found.facts)):
        counted = Counter(change.change for change in changes)
        yield what, (counted["added"], counted["removed"], counted["changed"])
    come, gone = (sum(len(rows) for rows in side) for side in _sides(found.answers))
    yield "rows of answers", (come, gone, sum(len(a.evidence) for a in found.answers))


def _sides(found: Sequence[AnswerChange]) -> tuple[list[tuple[Row, ...]], list[tuple[Row, ...]]]:
    return [change.come for change in found], [change.gone for change in found]


def _signed(sign: str, words: str, indent: str = "  ") -> Text:
    return Text(f"{indent}{sign} ", _STYLES[sign]).append(words, "default")


def _more(count: int) -> Iterator[Text]:
    if count > 0:
        yield Text(f"  … and {count} more; --format json has all", "dim")


def _graph_line(graph: GraphChange) -> str:
    return f"{graph.name or 'the default graph'}: +{len(graph.come)} -{len(graph.gone)} triples"


def _fact_line(change: FactChange) -> str:
    gone, come = change.gone, change.come
    if change.change != "changed":
        kept = {k: v for k, v in change.fact.values.items() if k in _OF_WHOLE}
        gone, come = {}, kept
    words = "; ".join(_values(gone, come))
    return f"{change.fact.title}{f': {words}' if words else ''}"


def _values(gone: Values, come: Values) -> Iterator[str]:
    """What a fact says now and said before, by property; of evidence how much."""
    for key in sorted({*gone, *come} - EVIDENCE):
        before, after = ", ".join(gone.get(key, ())), ", ".join(come.get(key, ()))
        yield f"{key} {before} → {after}" if before and after else _one_sided(key, before, after)
    less, more = (sum(len(side.get(key, ())) for key in EVIDENCE) for side in (gone, come))
    if less or more:
        yield f"evidence +{more} -{less}"


def _one_sided(key: str, before: str, after: str) -> str:
    return f"{key} {after}" if after else f"no {key} (was {before})"


def _question(change: AnswerChange) -> str:
    given = change.parameters.items()
    settings = "".join(f" {key}={_BASE.sub('', plain(value))}" for key, value in given)
    return f"{change.query}{settings}"


def _answer_lines(change: AnswerChange) -> Iterator[tuple[str, str]]:
    rows = [("-", row) for row in change.gone] + [("+", row) for row in change.come]
    for sign, row in rows[:_ROWS]:
        yield sign, f"{_row(change, row)}{_words(row)}"
    for before, after in change.evidence[:_ROWS]:
        yield "~", f"{_row(change, after)}{_other_words(before, after)}"
    left = max(len(rows) - _ROWS, 0) + max(len(change.evidence) - _ROWS, 0)
    if left:
        yield "~", f"… and {left} more rows"


def _row(change: AnswerChange, row: Row) -> str:
    cells = (_cell(row.values, column) for column in change.columns)
    return ", ".join(cell for cell in cells if cell)


def _cell(values: Mapping[str, Cell], column: str) -> str:
    return plain(values.get(f"{column}_label", values.get(column)))


def _words(row: Row) -> str:
    """The first words that a row rests on."""
    quote = next((piece.quote for piece in row.evidence if piece.quote), "")
    words = " ".join(quote.split())
    short = words if len(words) <= 100 else f"{words[:99]}…"
    return f" — “{short}”" if short else ""


def _other_words(before: Row, after: Row) -> str:
    """That a row rests on other words now, and the first that are new."""
    had, has = ({piece.quote for piece in row.evidence} for row in (before, after))
    new = next((f": “{' '.join(quote.split())}”" for quote in sorted(has - had) if quote), "")
    return f", by other words{new}"


def _folded(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    body = "".join(items)
    return f"\n<details><summary>{title} ({len(items)})</summary>\n\n{body}\n</details>\n"


def _markdown_fact(change: FactChange) -> str:
    return f"`{_SIGNS[change.change]}` {markdown(_fact_line(change))}"


def _markdown_answer(change: AnswerChange) -> str:
    lines = (f"  - `{sign}` {markdown(words)}\n" for sign, words in _answer_lines(change))
    return f"- {markdown(_question(change))}\n{''.join(lines)}"


def _unasked(found: Difference) -> str:
    if not found.unasked:
        return ""
    return f"\n{found.unasked} more questions were not asked: --most asks more.\n"


def _fact_json(change: FactChange) -> dict[str, Any]:
    return {
        "fact": change.fact.iri,
        "class": change.fact.kind,
        "title": change.fact.title,
        "change": change.change,
        "removed": _lists(change.gone),
        "added": _lists(change.come),
    }


def _lists(values: Values) -> dict[str, list[str]]:
    return {key: list(several) for key, several in sorted(values.items())}


def _answer_json(change: AnswerChange) -> dict[str, Any]:
    return {
        "query": change.query,
        "parameters": dict(change.parameters),
        "removed": _rows(change.gone),
        "added": _rows(change.come),
        "evidence": [
            {"before": before.to_json(), "after": after.to_json()}
            for before, after in change.evidence
        ],
    }


def _rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [row.to_json() for row in rows]
