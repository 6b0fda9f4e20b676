"""What happened at some time that a sentence leaves open: "have also left", "in the past"."""

from __future__ import annotations

import re
from functools import cache

from comity_loaders.language.alternatives import any_of
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.told import Told

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PERFECT = {"has", "have", "had", "'ve"}


def was_ever(found: Told) -> bool:
    """Whether a verb in the perfect counts a case among others, so that it needs no date.

    Args:
        found: what is told by a verb.
    """
    if found.is_noun or not any(
        c.dep_ == "aux" and c.lower_ in _PERFECT for c in found.word.children
    ):
        return False
    sentence = found.marked.sentence
    text, span = sentence.document.text, sentence.span
    clause = text[max(span.start, found.states.span.end) : span.end]
    # "twice since, in 1999 and 2007": the years tell what is counted
    return bool(_ever().search(clause)) and not _YEAR.search(clause)


@cache
def _ever() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('ever_before'))}\b")
