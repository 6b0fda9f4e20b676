"""Spokespeople without a name: the state, institution or body that they speak for says it.

"A UK government spokesman", "a spokeswoman for Oxfam": whom a capitalised name stands for need
not be known, unless it is somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.statements import voicewords
from comity_loaders.statements.voice import Voice, VoiceKind

_ARTICLE = re.compile(r"\b(?:an?|one|another|the)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
_WORD = r"[A-Z][\w&'-]*"
_BEHIND = re.compile(
    rf"(?:the\s+)?(?P<name>{_WORD}(?:\s+(?:(?:of|for|and)\s+(?:the\s+)?)?{_WORD}){{0,6}})"
    r"(?!'s?\s)(?:\s+\([A-Z]{2,8}\))?"
)
_BEFORE = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he)\s+(?:[a-z]+\s+)?(?P<name>{_WORD}(?:\s+{_WORD}){{0,4}})\s+$"
)


def find_spokespeople(document: Document, voices: Sequence[Voice]) -> Iterator[Voice]:
    """Each spokesman without a name, as the voice of whom he speaks for.

    Args:
        document: the article.
        voices: who else can speak in it.
    """
    bodies = [v for v in voices if v.entity and v.kind in {VoiceKind.BODY, VoiceKind.GROUP}]
    by_start, by_end = ({at(v): v for v in bodies} for at in (_start, _end))
    people = [v.span for v in voices if v.kind is VoiceKind.PERSON]
    for match in voicewords.spokesperson().finditer(document.text):
        before = document.text[: match.start("noun")].rstrip(" '").removesuffix("'s")
        behind = by_start.get(match.end()) if match["link"] else None
        whose = behind or by_end.get(len(before))
        if whose:
            first = min(match.start(), whose.span.start)
            start = _with_article(document.text, first)
            end = max(match.end("noun"), behind.span.end if behind else 0)
            yield Voice(Span(start, end), whose.kind, whose.entity)
        else:
            yield from _unlisted(document, match, people)


def _unlisted(document: Document, match: re.Match[str], people: Sequence[Span]) -> Iterator[Voice]:
    """The spokesman of a body that the reference does not know."""
    text, noun = document.text, match.start("noun")
    behind = _BEHIND.match(text, match.end()) if match["link"] else None
    before = None if match["link"] else _BEFORE.search(text, max(noun - 80, 0), noun)
    found = behind or before
    if not found:
        return
    name = Span(found.start("name"), found.end("name"))
    if not any(name.overlaps(span) for span in (*people, *(m.span for m in document.mentions))):
        start = before.start() if before else _with_article(text, match.start())
        end = behind.end() if behind else match.end("noun")
        entity = local_entity(Kind.GROUP, " ".join(found["name"].split()))
        yield Voice(Span(start, end), VoiceKind.GROUP, entity)


def _with_article(text: str, start: int) -> int:
    match = _ARTICLE.search(text, max(start - 30, 0), start)
    return match.start() if match else start


def _start(voice: Voice) -> int:
    return voice.span.start


def _end(voice: Voice) -> int:
    return voice.span.end
