"""What is wrong, and where: a finding with its place in the file and its passage in the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from comity.findings import Finding

SYNTAX = "https://www.w3.org/TR/turtle/#sec-grammar"
"""In the place of a shape, where a file is not Turtle at all."""
LEVELS = ("Info", "Warning", "Violation")
"""SHACL's severities, from the least to the gravest."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The words that a claim rests on.

    Args:
        article: the article's IRI.
        start: offset of the first code point in the article's stored text.
        end: offset behind the last one.
        words: the words; empty where the build does not quote.
        text: the file with the stored text, where there is one.
    """

    article: str
    start: int
    end: int
    words: str
    text: Path | None = None

    @property
    def where(self) -> str:
        """The article, by the last part of its IRI, and the offsets."""
        return f"{self.article.rpartition('/')[2]} {self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding, and where it is.

    Args:
        file: the file, as it was named.
        line: where in it what is wrong is written, from 1; 0 where that is not known.
        column: likewise, in code points.
        finding: what is wrong.
        passage: what the claim at fault rests on.
        known: whether the baseline has it.
    """

    file: str
    line: int
    column: int
    finding: Finding
    passage: Passage | None = None
    known: bool = False

    @property
    def place(self) -> str:
        """File, line and column, as compilers write them."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of checking.

    Args:
        files: all that was looked at, with how many triples each has.
        faults: what was found, by file and line.
        level: the least severity that counts.
        gone: what the baseline knows, of these files, and nobody found.
        notes: what else to know.
    """

    files: tuple[tuple[str, int], ...]
    faults: tuple[Fault, ...]
    level: str = "Violation"
    gone: int = 0
    notes: tuple[str, ...] = ()

    @property
    def failing(self) -> list[Fault]:
        """What is grave enough to count, and not known from before."""
        return [fault for fault in self.faults if self.counts(fault)]

    def counts(self, fault: Fault) -> bool:
        """Whether a fault makes the check fail."""
        is_grave = LEVELS.index(level_of(fault.finding)) >= LEVELS.index(self.level)
        return is_grave and not fault.known

    def of(self, file: str) -> list[Fault]:
        """The faults of a file."""
        return [fault for fault in self.faults if fault.file == file]


def not_turtle(file: Path, error: Exception) -> Fault:
    """A file that does not parse, at the line at which it stops."""
    cause = error.__cause__
    line, column = getattr(cause, "lineno", None) or 0, getattr(cause, "offset", None) or 0
    why = str(cause or error).split(": ", 1)[-1].split(f" ({file.name}")[0]
    finding = Finding(str(file), SYNTAX, "", "", "", f"it is not Turtle: {why}", LEVELS[-1])
    return Fault(str(file), line, column, finding)


def level_of(finding: Finding) -> str:
    """The severity of a finding; one that SHACL does not know counts as a violation."""
    return finding.severity if finding.severity in LEVELS else LEVELS[-1]


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults by file, line and shape."""
    return tuple(sorted(faults, key=lambda f: (f.file, f.line, f.column, f.finding)))
