"""Guests, who are welcomed and not spoken of: "the minister welcomed Ada Quill at the airport"."""

from __future__ import annotations

import re

from comity_loaders.document import Document
from comity_loaders.people.people import people_in

_RECEIVING = frozenset({"welcome", "greet", "receive"})
_STOP = re.compile(
    r"[,;.:]|\b(?:to|at|in|on|for|by|from|that|who|with|into|as|after|before)\b|['’]s"
)
_OWNS = re.compile(r"['’]")


def is_guest(document: Document, lemma: str, at: int) -> bool:
    """Whether what a verb of welcoming takes is a person.

    Args:
        document: the article.
        lemma: the verb.
        at: where its object begins.
    """
    if lemma not in _RECEIVING:
        return False
    return any(
        m.span.start >= at
        and not _STOP.search(document.text, at, m.span.start)
        and not _OWNS.match(document.text, m.span.end)
        for m in people_in(document).mentions
        if m.span.start - at < 120
    )
