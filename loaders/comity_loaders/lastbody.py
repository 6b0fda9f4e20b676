"""Which body is meant where a clause names none: "Malta and Cyprus joined in 2004"."""

from __future__ import annotations

from collections import Counter

from comity.model import Entity, Kind
from comity_loaders.document import Document
from comity_loaders.finds import Find
from comity_loaders.mentions import Mention

_NEAR = 2
"""How many sentences back the body may stand."""


def last_body(found: Find) -> Entity | None:
    """The last body named before the match, near it or if it is what the article is about."""
    document, sentence = found.document, found.sentence
    named = [m for m in document.mentions if _is_body(m) and m.span.end <= found.trigger.start]
    if found.pattern.kind == "treaty":
        named = [m for m in named if m.entity and m.entity.kind is Kind.TREATY]
    if not named:
        return None
    last = named[-1]
    opening = document.sentences[max(document.sentences.index(sentence) - _NEAR, 0)]
    near = last.span.start >= max(opening.span.start, document.paragraphs[sentence.paragraph].start)
    return last.entity if near or last.entity == topic(document) else None


def topic(document: Document) -> Entity | None:
    """The body that an article names most; None where two are named as often."""
    counts = Counter(m.entity for m in document.mentions if _is_body(m)).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]


def _is_body(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.kind in (Kind.ORGANISATION, Kind.TREATY)
