"""Whether "it", which states founded, may be a thing and no body: "the EU has a brigade"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from comity.model import Predicate
from comity_loaders.memberships.finds import Find
from comity_loaders.memberships.frameforms import words

_IT = re.compile(r"\b[Ii]t\b")
_IS = re.compile(r"\b(?:is|was|are|were|as|became|remains?|,) $")
"""Before what the body itself is: "the council is a forum"."""


def may_be_a_thing(found: Find) -> bool:
    """Whether a thing that can be founded is named just before the "it" that was.

    Args:
        found: a wording that leaves its body unsaid.
    """
    if found.pattern.predicate is not Predicate.FOUNDED or found.pattern.body != "last":
        return False
    said = found.match[0]
    if found.group("b") or not _IT.search(said) or " members" in said:
        return False  # what has members is a body
    text, start = found.document.text, found.sentence.span.start
    before = next((a for a, b in pairwise(found.document.sentences) if b == found.sentence), None)
    told = text[before.span.start if before else start : found.trigger.start]
    return any(not _IS.search(told[: thing.start()]) for thing in _things().finditer(told))


@cache
def _things() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("things_founded")))
    return re.compile(rf"\b(?:an?|the|its|this|that|their|own|'s) (?:[\w-]+ ){{0,3}}?(?:{nouns})\b")
