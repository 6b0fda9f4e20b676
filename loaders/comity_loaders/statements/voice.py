"""A noun phrase that can speak: what sort it is, and whose voice, where that is plain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from comity.model import Entity, Kind, Span

BODIES = (Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION, Kind.ORGAN)
"""The kinds of what speaks without being a person."""


class VoiceKind(StrEnum):
    """What sort of noun phrase speaks."""

    PERSON = "person"
    ROLE = "role"
    PRONOUN = "pronoun"
    BODY = "body"
    GROUP = "group"
    MEDIUM = "medium"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Voice:
    """A noun phrase that can speak.

    Args:
        span: its place, titles and adjectives included.
        kind: what sort of noun phrase it is.
        entity: whose voice it is, where the phrase alone tells.
    """

    span: Span
    kind: VoiceKind
    entity: Entity | None = None

    @property
    def is_open(self) -> bool:
        """Whether what others say counts though this one reports it: a paper, nobody named."""
        return self.kind in {VoiceKind.MEDIUM, VoiceKind.UNNAMED}

    def is_one_person(self, text: str) -> bool:
        """Whether it is a name, or "he" or "she"."""
        word = self.span.of(text).lower()
        return self.kind is VoiceKind.PERSON or word in {"he", "she"}


def with_article(text: str, span: Span) -> Span:
    """The span with the article before it."""
    match = re.search(r"\b[Tt]he\s+$", text[max(span.start - 6, 0) : span.start])
    return Span(span.start - len(match.group()), span.end) if match else span
