"""What the command line prints: tables and colour for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from comity.answers import Answer, Evidence
from comity.queries import StoredQuery
from comity.store import Solutions

if TYPE_CHECKING:
    from comity.build import BuildReport
    from comity.explain import Explained, Explanation
    from comity.harvest import Progress
    from comity.validate import Report

_out = Console(highlight=False, soft_wrap=False)
_err = Console(stderr=True, highlight=False)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """A progress bar on standard error, where that is a terminal."""
    from rich.progress import Progress as Bar

    with Bar(console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def tell(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{what} {escape(name)}")

        yield tell


def build_report(report: BuildReport) -> None:
    """What a build did, on standard error: standard output is for answers."""
    build = report.build
    _err.print(
        f"{build.folder}: {report.read} read, {report.kept} unchanged, {report.removed} removed; "
        f"{build.manifest.triples} triples, build {build.hash[:12]}"
    )
    for note in report.notes:
        _err.print(f"note: {note}", style="yellow", markup=False)
    for refusal in report.refusals:
        _err.print(f"refused: {refusal}", style="red", markup=False)


def answer(found: Answer, style: str, command: str = "") -> None:
    """An answer; for people its rows with numbered passages below, `command` above."""
    if style == "json":
        _json(found.to_json())
    elif style == "csv":
        _csv(_answer_lines(found))
    else:
        if command:
            _out.print(f"\n[bold]{escape(command)}[/bold]")
        _answer_table(found)


def query(stored: StoredQuery, style: str) -> None:
    """What a stored query asks, takes and gives."""
    if style != "table":
        _listing([_described(stored)], style)
        return
    _out.print(
        f"[bold]{stored.name}[/bold]  {escape(stored.summary)}\n{escape(stored.description)}"
    )
    parameters = Table(
        "parameter", "type", "required", "meaning", title="--set", title_justify="left"
    )
    for parameter in stored.parameters:
        required = "yes" if parameter.required else ""
        parameters.add_row(parameter.name, str(parameter.type), required, parameter.description)
    _out.print(parameters)


def queries(stored: Sequence[StoredQuery], style: str) -> None:
    """The list of stored queries."""
    if style != "table":
        _listing([_described(one) for one in stored], style)
        return
    table = Table("query", "question", "--set")
    for one in stored:
        table.add_row(one.name, one.summary, " ".join(p.name for p in one.parameters))
    _out.print(table)


def reports(found: Mapping[str, Report], style: str) -> None:
    """SHACL reports, by file."""
    lines = [
        {"file": file, **{name: getattr(one, name) for name in one.__slots__}}
        for file, report in found.items()
        for one in report.findings
    ]
    if style != "table":
        _listing(lines, style)
        return
    for file, report in found.items():
        _out.print(f"{file}: {report.text}", markup=False, style="" if report.conforms else "red")


def explanation(article: Explanation, style: str) -> None:
    """Each sentence of an article with its claims, or why it gave none."""
    if style == "json":
        _json(_explained_json(article))
        return
    text = article.article.text if article.article else ""
    for sentence in article.sentences:
        _explained(sentence, text)
    for lost in article.lost:
        _err.print(f"note: {lost}", style="yellow", markup=False)


def solutions(found: Solutions | bool | list[Any], style: str) -> None:
    """The answer of a SPARQL query."""
    if isinstance(found, bool):
        _json({"boolean": found}) if style == "json" else _out.print(str(found).lower())
    elif isinstance(found, Solutions):
        lines = [{name: _plain(row.get(name)) for name in found.variables} for row in found]
        _table(found.variables, lines) if style == "table" else _listing(
            lines, style, found.variables
        )
    else:
        for triple in found:
            sys.stdout.write(f"{triple} .\n")


def _answer_table(found: Answer) -> None:
    shown = [c for c in found.columns if any(row.values.get(c) is not None for row in found.rows)]
    table = Table()
    for column in shown:
        cells = [_cell(row.values, column) for row in found.rows]
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=_is_short(cells))
    table.add_column("words", overflow="fold")
    passages: dict[tuple[object, ...], tuple[int, Evidence]] = {}
    for row in found.rows:
        marks = []
        for piece in row.evidence:
            number, _ = passages.setdefault(_words_of(piece), (len(passages) + 1, piece))
            marks.append(_mark(piece, number))
        words = " ".join(dict.fromkeys(marks))
        table.add_row(*(_cell(row.values, column) for column in shown), words)
    if found.rows:
        _out.print(table)
    _passages(passages.values())
    if found.note:
        _out.print(f"note: {found.note}", style="yellow", markup=False)
    elif not found.rows:
        _out.print("nothing is known")


def _is_short(cells: Iterable[Text]) -> bool:
    """Whether a column is better not broken: dates, numbers, single words."""
    return all(len(cell) <= 12 for cell in cells)


def _passages(passages: Iterable[tuple[int, Evidence]]) -> None:
    """The passages below a table, numbered, each with the place where it stands."""
    grid = Table.grid(padding=(0, 1))
    for number, piece in passages:
        grid.add_row(Text(f"{number:>3}", style="bold"), _passage(piece))
    _out.print(grid)


def _words_of(piece: Evidence) -> tuple[object, ...]:
    """What makes two pieces of evidence the same to a reader: the same words, said by the same."""
    return piece.article, piece.start, piece.end, piece.speaker, piece.stance


def _mark(piece: Evidence, number: int) -> str:
    return f"{number}" if piece.stance == "supports" else f"!{number}"


def _cell(values: Mapping[str, Any], column: str) -> Text:
    value = values.get(f"{column}_label", values.get(column))
    return Text("" if value is None else str(value))


def _passage(piece: Evidence) -> Text:
    speaker = f"{piece.speaker}: " if piece.speaker else ""
    stance = "against: " if piece.stance == "contradicts" else ""
    text = Text(f"{stance}{speaker}", style="cyan")
    text.append(f"“{' '.join(piece.quote.split())}”", style="default")
    text.append(f"\n{_source(piece)}", style="dim")
    return text


def _source(piece: Evidence) -> str:
    """Where a passage stands: article, place in it, outlet, date and chain."""
    place = f"{piece.article.rpartition('/')[2]}[{piece.start}:{piece.end}]"
    via = f"via {', '.join(piece.chain)}" if piece.chain else None
    return ", ".join(part for part in (place, piece.outlet, piece.published, via) if part)


def _answer_lines(found: Answer) -> list[dict[str, Any]]:
    """One line for each piece of evidence of a row; one for a row without any."""
    columns = [name for c in found.columns for name in (c, f"{c}_label")]
    columns = [c for c in columns if any(c in row.values for row in found.rows)]
    blank = dict.fromkeys(Evidence.__slots__)
    return [
        {**{c: row.values.get(c) for c in columns}, **(_flat(piece) if piece else blank)}
        for row in found.rows
        for piece in (row.evidence or (None,))
    ]


def _flat(piece: Evidence) -> dict[str, Any]:
    return {**piece.to_json(), "chain": " < ".join(piece.chain)}


def _described(stored: StoredQuery) -> dict[str, Any]:
    return {
        "name": stored.name,
        "summary": stored.summary,
        "parameters": {p.name: str(p.type) for p in stored.parameters},
        "columns": [column.name for column in stored.columns],
        "examples": list(stored.examples),
    }


def _explained(sentence: Explained, text: str) -> None:
    words = " ".join(sentence.span.of(text).split())
    _out.print(
        Text(f"[{sentence.span.start}:{sentence.span.end}] ", style="dim").append(
            words, "default not dim"
        )
    )
    for line in _findings(sentence, text):
        _out.print(Text(f"    + {line}", style="green"))
    for reason in sentence.reasons:
        _out.print(Text(f"    - {reason}", style="yellow"))


def _findings(sentence: Explained, text: str) -> Iterator[str]:
    for quotation in sentence.quotations:
        words = " ".join(quotation.content.of(text).split())
        yield f"{quotation.speaker.name} {quotation.cue}: {words}  ({quotation.rule})"
    for claim in sentence.claims:
        parts = (
            claim.subject and claim.subject.name,
            str(claim.predicate),
            claim.object and claim.object.name,
            claim.text,
            ", ".join(member.name for member in claim.members),
            None if claim.count is None else str(claim.count),
            claim.when and claim.when.date.edtf,
            None if claim.is_asserted else f"[{claim.polarity}, {claim.modality}]",
            f"({claim.rule})",
        )
        yield " ".join(part for part in parts if part)


def _explained_json(article: Explanation) -> list[dict[str, Any]]:
    text = article.article.text if article.article else ""
    return [
        {
            "start": sentence.span.start,
            "end": sentence.span.end,
            "sentence": sentence.span.of(text),
            "found": list(_findings(sentence, text)),
            "reasons": list(sentence.reasons),
        }
        for sentence in article.sentences
    ]


def _plain(term: Any) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


def _table(columns: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> None:
    table = Table(*columns)
    for line in lines:
        table.add_row(*(Text(str(line[c] if line[c] is not None else "")) for c in columns))
    _out.print(table)


def _listing(lines: Sequence[Mapping[str, Any]], style: str, columns: Sequence[str] = ()) -> None:
    _json(lines) if style == "json" else _csv(lines, columns)


def _json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _csv(lines: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> None:
    names = columns or (list(lines[0]) if lines else [])
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    if names:
        writer.writeheader()
    writer.writerows(lines)
