"""What is wrong with files: for people by file and line, for CI in its own formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rich.text import Text

from comity.check.faults import LEVELS, Fault, Outcome
from comity.errors import SourceError
from comity.show.cells import json_safe, markdown, one_line
from comity.show.console import OUT, tell, write
from comity.show.github import workflow_commands
from comity.show.junit import junit
from comity.show.lines import as_text, markdown_table
from comity.show.sarif import sarif
from comity.show.shorten import shortened

FORMATS = ("text", "md", "json", "csv", "tsv", "sarif", "junit", "github")
"""How the outcome of a check can be written."""

BY_SUFFIX = {
    ".sarif": "sarif",
    ".xml": "junit",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "md",
    ".txt": "text",
}
"""The format of a report that is written to a file, by the end of its name."""

_STYLES = {"Violation": "red", "Warning": "yellow", "Info": "cyan"}


def outcome(found: Outcome, style: str) -> None:
    """The outcome of a check, on standard output; notes on standard error."""
    if style == "text":
        for line, colour in _lines(found):
            OUT.print(Text(line, colour))
    else:
        write(written(found, style))
    for note in found.notes:
        tell(f"note: {note}", "yellow")


def save(found: Outcome, file: Path) -> None:
    """The outcome, in the format that the file's name tells.

    Raises:
        SourceError: where the name tells none, or the file cannot be written.
    """
    style = BY_SUFFIX.get(file.suffix.lower())
    if style is None:
        hint = f"end its name in one of {', '.join(BY_SUFFIX)}"
        raise SourceError("no format is known by this name", where=str(file), hint=hint)
    try:
        file.write_text(written(found, style), "utf-8")
    except OSError as error:
        raise SourceError(f"it cannot be written: {error.strerror}", where=str(file)) from error


def written(found: Outcome, style: str) -> str:
    """The outcome as text in a format."""
    makers: dict[str, Callable[[Outcome], str]] = {
        "text": lambda one: "".join(f"{line}\n" for line, _ in _lines(one)),
        "md": _markdown,
        "sarif": lambda one: json_safe(sarif(one)),
        "junit": junit,
        "github": workflow_commands,
    }
    return makers[style](found) if style in makers else as_text(_rows(found), style)


def _lines(found: Outcome) -> Iterator[tuple[str, str]]:
    """Lines for people, each with its colour."""
    for file, _ in found.files:
        faults = found.of(file)
        failing = [fault for fault in faults if found.counts(fault)]
        yield f"{file}: {'Does not conform.' if failing else 'Conforms.'}", "red" * bool(failing)
        for fault in faults:
            yield from _told(fault)
    yield _sum(found), ""


def _told(fault: Fault) -> Iterator[tuple[str, str]]:
    finding = fault.finding
    parts = [finding.node, shortened(finding.path), repr(finding.value) if finding.value else ""]
    known = " (known)" if fault.known else ""
    what = " ".join(part for part in parts if part)
    text = f"{finding.severity}: {what}: {one_line(finding.message)} [{shortened(finding.shape)}]"
    yield (
        f"{fault.place}: {text}{known}",
        "dim" if fault.known else _STYLES.get(finding.severity, ""),
    )
    if fault.passage:
        words = f": {one_line(fault.passage.words)}" if fault.passage.words else ""
        yield f"    rests on {fault.passage.where}{words}", "dim"


def _sum(found: Outcome) -> str:
    by_level = {level: sum(f.finding.severity == level for f in found.faults) for level in LEVELS}
    told = [f"{size} of severity {level}" for level, size in reversed(by_level.items()) if size]
    triples = sum(size for _, size in found.files)
    known = sum(fault.known for fault in found.faults)
    parts = [f"{len(found.files)} files, {triples} triples: {', '.join(told) or 'no findings'}"]
    if known:
        parts.append(f"{known} known")
    if found.gone:
        parts.append(f"{found.gone} of the baseline are gone: write it anew")
    return "; ".join(parts)


def _rows(found: Outcome) -> list[dict[str, Any]]:
    return [_row(fault) for fault in found.faults]


def _row(fault: Fault) -> dict[str, Any]:
    finding, passage = fault.finding, fault.passage
    said = {name: getattr(finding, name) for name in finding.__slots__}
    return {
        "file": fault.file,
        "line": fault.line or None,
        "column": fault.column or None,
        **said,
        "known": fault.known,
        "article": passage.article if passage else None,
        "start": passage.start if passage else None,
        "end": passage.end if passage else None,
        "words": passage.words if passage else None,
    }


def _markdown(found: Outcome) -> str:
    names = ("severity", "where", "what", "message", "shape")
    rows = [
        [
            fault.finding.severity + (" (known)" if fault.known else ""),
            fault.place,
            " ".join(filter(None, (fault.finding.node, shortened(fault.finding.path)))),
            fault.finding.message,
            shortened(fault.finding.shape),
        ]
        for fault in found.faults
    ]
    head = f"{markdown(_sum(found))}\n"
    return f"{head}\n{markdown_table(names, rows)}" if rows else head
