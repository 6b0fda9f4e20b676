"""What to tell whoever builds: what is held, and which decisions are not heeded, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from comity.review.decisions import Review, Verdict
from comity.review.sifting import Line, hashed


def notes(review: Review, lines: Iterable[Line], articles: Iterable[str], out: Path) -> list[str]:
    """A note for each decision that fits nothing, and one for all that is held.

    Args:
        review: the decisions.
        lines: those of all articles of the build.
        articles: the ids of these articles.
        out: the build's folder.
    """
    lines = list(lines)
    found = [*_strays(review, lines), *_lost(review, articles)]
    held = sum(line.verdict == Verdict.OPEN for line in lines)
    if held:
        what = "1 claim is" if held == 1 else f"{held} claims are"
        found.append(f"{what} held, not being sure enough: comity review --at {out}")
    return found


def _strays(review: Review, lines: list[Line]) -> Iterator[str]:
    """Of several articles with one name, one that a decision fits is enough."""
    heeded = {(line.article, line.id, hashed(line.quote)) for line in lines if not line.note}
    told = {(line.article, line.id, hashed(line.quote)): line for line in lines if line.note}
    made = (decision for decisions in review.decisions.values() for decision in decisions)
    places = {(d.article, d.id, hashed(d.quote)): d.where for d in made}
    for key, line in told.items():
        if key not in heeded:
            yield f"{places.get(key, '')}: not heeded: {line.note}: {line.quote!r}"


def _lost(review: Review, articles: Iterable[str]) -> Iterator[str]:
    names = {article[:-9] for article in articles}
    for name, made in sorted(review.decisions.items()):
        if name not in names:
            for decision in made:
                yield f"{decision.where}: not heeded: no article {name} is in the build"
