"""Entries of a chronology or of notes, one a line, which may go on with the entry above."""

from __future__ import annotations

import re

from comity.model import Entity, Kind
from comity_loaders.document import Sentence

_LONGEST = 110
"""No longer line is an entry."""
_LABELLED = re.compile(r"[^.,;:]{2,30}(?::| [-–—] )")
_FOUNDS = re.compile(
    r"\b(?:found(?:s|ed)?|establish(?:es|ed)?|creat(?:es|ed)|form(?:s|ed)|set up|launch(?:es|ed)?"
    r"|est\.)\b"
)
_BODIES = (Kind.ORGANISATION, Kind.TREATY)


def is_of_another(sentence: Sentence, body: Entity | None) -> bool:
    """Whether the entry above tells how another organisation than this body began.

    Below "1952: the council is founded", "1955: Chad joins" may not mean the page's own body.
    """
    sentences = sentence.document.sentences
    if len(sentence.text) > _LONGEST or not _LABELLED.match(sentence.text):
        return False
    for above in reversed(sentences[: sentences.index(sentence)]):
        if len(above.text) > _LONGEST:
            return False
        named = {m.entity for m in above.mentions if m.can_be(*_BODIES) and m.entity}
        if named:
            others = all(e.kind is Kind.ORGANISATION for e in named) and body not in named
            return others and bool(_FOUNDS.search(above.text))
    return False
