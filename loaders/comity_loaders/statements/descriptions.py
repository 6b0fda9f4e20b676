"""Whom a description means that stood beside a name: "party leader Roe", "the party leader"."""

from __future__ import annotations

import re

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.people.people import people_in

_ARTICLE = re.compile(r"(?i)(?:the|this|that)\s+")
_FEWEST = 2


def described(document: Document, span: Span) -> Entity | None:
    """The one person whom the text called so before; None where it called two so, or nobody."""
    words = _ARTICLE.sub("", " ".join(span.of(document.text).lower().split()), count=1)
    if len(words.split()) < _FEWEST:
        return None
    before = (m for m in people_in(document).mentions if m.span.end <= span.start)
    called = {m.entity for m in before if _is_beside(document.text[: span.start], m.span, words)}
    return called.pop() if len(called) == 1 else None


def _is_beside(text: str, name: Span, words: str) -> bool:
    """Whether the words stand right before a name, or behind its comma."""
    reach = len(words) + 3
    before = " ".join(text[max(name.start - reach, 0) : name.start].lower().rstrip(" ,").split())
    behind = " ".join(text[name.end : name.end + reach + 4].lower().split())
    return bool(
        re.search(rf"(?:^|\W){re.escape(words)}$", before)
        or re.match(rf",\s(?:the\s)?{re.escape(words)}\b", behind)
    )
