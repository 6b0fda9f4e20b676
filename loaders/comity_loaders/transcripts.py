"""Texts that are somebody's own words: speeches, statements, and interviews with labelled turns.

"Statement by President Roe" is Roe's from end to end, so that nothing in it is a quotation of Roe.
In an interview each labelled turn ("Roe: …", "A: …") is one; the questions are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from comity.model import Entity, Span
from comity_loaders.cuewords import any_of, words
from comity_loaders.document import Document

_HEADING_LINES = 3
_FEWEST_TURNS = 3
_TURN = re.compile(r"(?P<label>[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,4})\s*:\s+(?=\S)")
_ANSWER = re.compile(r"(?:A|Answer|ANSWER)")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in one paragraph of an interview.

    Args:
        label: the place of the name before the colon.
        content: the place of the words.
        speaker: who says them.
    """

    label: Span
    content: Span
    speaker: Entity


def owner(document: Document) -> Entity | None:
    """Whose text this is from end to end, by its heading; None where it is an article."""
    title = document.article.title
    lines = document.paragraphs[:_HEADING_LINES]
    for line in (*((title,) if title else ()), *lines):
        match = _own_text().match(document.text, line.start, line.end)
        if match and not line.of(document.text).endswith("."):
            return document.people.at(Span(match.end(), max(line.end, match.end() + 1)))
    return None


def turns(document: Document) -> Iterator[Turn]:
    """The labelled turns of an interview; none where fewer than three paragraphs have a label."""
    labelled = [
        (line, match)
        for line in document.paragraphs
        if (match := _TURN.match(document.text, line.start, line.end))
    ]
    speakers = [_speaker(document, match) for _, match in labelled]
    if len(labelled) < _FEWEST_TURNS or not any(speakers):
        return
    for (line, match), speaker in zip(labelled, speakers, strict=True):
        if speaker and not document.text[: line.end].rstrip("\"' ").endswith("?"):
            label = Span(match.start("label"), match.end("label"))
            yield Turn(label, Span(match.end(), line.end), speaker)


def _speaker(document: Document, match: re.Match[str]) -> Entity | None:
    """Whom a label names: by name, by surname in capitals, or "A" for the one interviewed."""
    if _ANSWER.fullmatch(match["label"]):
        return _interviewed(document, match.start())
    named = document.people.at(Span(match.start("label"), match.end("label")))
    last = match["label"].split()[-1].casefold()
    known = {m.entity for m in document.people.mentions}
    bearers = [e for e in known if e.name.split()[-1].casefold() == last]
    return named or (bearers[0] if len(bearers) == 1 else None)


def _interviewed(document: Document, before: int) -> Entity | None:
    """The one person named before the first question."""
    first = next((p for p in document.paragraphs if _TURN.match(document.text, p.start)), None)
    end = min(before, first.start if first else before)
    named = {m.entity for m in document.people.mentions if m.span.end <= end}
    return next(iter(named)) if len(named) == 1 else None


@cache
def _own_text() -> re.Pattern[str]:
    kinds = any_of(words("own_text"))
    return re.compile(rf"(?:[A-Z][\w'-]*\s+){{0,2}}?(?i:{kinds})\s+(?:by|from|of)\s+")
