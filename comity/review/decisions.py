"""Review files: tab-separated lines of a verdict, an article, a claim's id, and its words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from comity.errors import ReviewError
from comity.model import slug

HOLD_BELOW = 0.5
"""A claim that is likelier wrong than right is held, unless said otherwise."""

_COLUMNS = ("verdict", "article", "id", "quote")


class Verdict(StrEnum):
    """What somebody decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    OPEN = "?"  # nothing yet


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a review file.

    Args:
        verdict: what is decided.
        article: the article's file name without its ending, as its id begins.
        id: the claim's, or the quotation's, as `comity review` gives it.
        quote: the words it rests on, with single spaces.
        where: the file and the line.
    """

    verdict: Verdict
    article: str
    id: str
    quote: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What decides which claims are in a build.

    Args:
        decisions: those of people, by article.
        hold_below: less confidence than this, and a claim is held.
    """

    decisions: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    hold_below: float = HOLD_BELOW

    def of(self, article: str) -> tuple[Decision, ...]:
        """The decisions on an article, by its id: `{file stem}-{eight digits}`."""
        return self.decisions.get(article[:-9], ())

    def digest(self, article: str) -> str:
        """A hash of the decisions on an article; empty where there are none."""
        made = sorted(f"{d.verdict}\t{d.id}\t{d.quote}" for d in self.of(article))
        return hashlib.sha256("\n".join(made).encode()).hexdigest()[:16] if made else ""


def read_decisions(file: Path) -> dict[str, tuple[Decision, ...]]:
    """The decisions of a review file, by article; lines of `?` and `#` decide nothing.

    Raises:
        ReviewError: where it cannot be read, a line is not what it should be, or two disagree.
    """
    found: dict[str, dict[tuple[str, str], Decision]] = {}
    for decision in _lines(file):
        made = found.setdefault(decision.article, {})
        other = made.setdefault((decision.id, decision.quote), decision)
        if other.verdict is not decision.verdict:
            raise ReviewError(f"it contradicts {other.where}", where=decision.where)
    return {article: tuple(made.values()) for article, made in found.items()}


def _lines(file: Path) -> Iterator[Decision]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError(f"the review cannot be read: {error}", where=str(file)) from error
    for number, line in enumerate(text.splitlines(), start=1):
        head = line.startswith("\t".join(_COLUMNS))
        if line.strip() and not line.startswith("#") and not head:
            decision = _decision(line, f"{file.name}, line {number}")
            if decision.verdict is not Verdict.OPEN:
                yield decision


def _decision(line: str, where: str) -> Decision:
    cells = [re.sub(r"\\(.)", r"\1", cell).strip() for cell in line.split("\t")]
    if len(cells) < len(_COLUMNS) or not all(cells[: len(_COLUMNS)]):
        hint = f"write {', '.join(_COLUMNS)}, with tabs between"
        raise ReviewError("the line lacks something", where=where, hint=hint)
    try:
        verdict = Verdict(cells[0])
    except ValueError as error:
        hint = "write accept, reject, or ? for later"
        raise ReviewError(f"{cells[0]!r} is no verdict", where=where, hint=hint) from error
    return Decision(verdict, slug(cells[1]), cells[2], " ".join(cells[3].split()), where)
