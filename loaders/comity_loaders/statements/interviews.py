"""Interviews without labels: questions and answers, a paragraph each.

Papers set the questions in bold and the answers below, and name the one who answers in the lead
alone. The answers are hers, up to the paragraph that tells of her again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.people.people import people_in

_FEWEST_QUESTIONS = 3
_LONGEST_QUESTION = 300
_SHARE = 6
"""One paragraph of so many behind the first question is a question, at least."""
_OWN = re.compile(r"\b(?:I|I'm|I've|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_WITH = re.compile(
    r"(?i)\b(?:interview(?:ed)?(?:\s+(?:with|of))?|talk(?:ed|s)? (?:to|with)|spoke (?:to|with)"
    r"|asked)\b"
)


def answers(document: Document) -> Iterator[tuple[Span, Entity]]:
    """The answers of an interview, and who gives them; none where a text is none."""
    lines = document.paragraphs
    asked = [i for i, line in enumerate(lines) if _is_question(document.text, line)]
    if len(asked) < _FEWEST_QUESTIONS or (len(lines) - asked[0]) > len(asked) * _SHARE:
        return
    speaker = _answering(document, lines[asked[0]].start)
    replies = [i for i in range(asked[0], len(lines)) if i not in asked]
    if not speaker or not _are_own(document, [lines[i] for i in replies]):
        return
    for index in replies:
        if _tells_of(document, lines[index], speaker):
            return
        yield lines[index], speaker


def _is_question(text: str, line: Span) -> bool:
    words = line.of(text).rstrip("\"' ")
    return words.endswith("?") and len(words) <= _LONGEST_QUESTION and '"' not in words


def _answering(document: Document, end: int) -> Entity | None:
    """The one person named before the first question, or with whom one says to have talked."""
    named = [m for m in people_in(document).mentions if m.span.end <= end]
    if len({m.entity for m in named}) == 1:
        return named[0].entity
    text = document.text
    met = {m.entity for m in named if _WITH.search(text, max(m.span.start - 60, 0), m.span.start)}
    return next(iter(met)) if len(met) == 1 else None


def _are_own(document: Document, replies: list[Span]) -> bool:
    """Whether half of the answers are in the first person, and none is a quotation."""
    own = sum(bool(_OWN.search(line.of(document.text))) for line in replies)
    quoted = any(quote.span.contains(line) for line in replies for quote in document.quotes)
    return bool(replies) and own * 2 >= len(replies) and not quoted


def _tells_of(document: Document, line: Span, speaker: Entity) -> bool:
    return any(m.entity == speaker and line.contains(m.span) for m in people_in(document).mentions)
