"""Which body "it" is by the sentence alone: the one that opens it, or acts in it."""

from __future__ import annotations

import re

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.names.mentions import Use
from comity_loaders.statements.voice import BODIES

# "In May, the bloc", and what stands behind it.
_LED_IN = re.compile(r"\W*(?:[A-Z][^,.;:]{1,60},\s+)?(?:[Tt]he\s+)?")
_WHAT = re.compile(r"\bwhat\s+$")
_VERB = re.compile(r"\s+(?!(?:and|or|of|in)\b)[a-z]")
_OPENING = re.compile(
    r"(?:Although|Though|While|When|After|As|Since|Because|Once|Before)\s+(?:the\s+)?(?=[^,]+,\s+$)"
)


def opening_body(document: Document, at: Span) -> Entity | None:
    """The body whose clause opens the sentence: "Although the bank did not agree, it said"."""
    sentence = document.sentence_at(at.start)
    if not sentence:
        return None
    opening = _OPENING.match(document.text, sentence.span.start, at.start)
    mentions = [m for m in sentence.mentions if opening and m.span.start == opening.end()]
    entity = mentions[0].entity if mentions else None
    return entity if entity and entity.kind in BODIES else None


def acting_body(document: Document, at: Span) -> Entity | None:
    """The body that acts in the sentence: "Chad expelled the envoy over what it called"."""
    text, sentence = document.text, document.sentence_at(at.start)
    if not sentence or not _WHAT.search(text, max(at.start - 12, 0), at.start):
        return None
    first = next(iter(sentence.mentions), None)
    lead = text[sentence.span.start : first.span.start] if first else ""
    acts = first and first.use is Use.NAME and _LED_IN.fullmatch(lead)
    entity = first.entity if first and acts else None
    verb = _VERB.match(text, first.span.end) if first and entity else None
    return entity if verb and entity and entity.kind in BODIES else None
