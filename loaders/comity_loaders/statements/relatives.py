"""Whom "who" and "which" refer back to: "Roe, who called the vote a farce"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from comity_loaders.language.alternatives import any_of
from comity_loaders.statements import subjectwords
from comity_loaders.statements.cuewords import words
from comity_loaders.statements.voice import Voice, VoiceKind

WHO = re.compile(r",?\s+(?P<word>who|which)(?:\s+(?:as|in|at|on|during|while)\s[^,.;:]{2,40})?$")
"""A relative pronoun at the end of what stands before a verb."""
_IN_WHICH = re.compile(r"\bin\s+which\s+$")


def giver(masked: str, voice: Voice, voices: Sequence[Voice]) -> Voice | None:
    """Whom "he" means in "a speech by Roe in which he called"; None where nothing tells.

    Args:
        masked: the text, its quotations masked.
        voice: who speaks.
        voices: those of the same sentence.
    """
    start = voice.span.start
    if voice.kind is not VoiceKind.PRONOUN or not _IN_WHICH.search(
        masked[max(start - 12, 0) : start]
    ):
        return None
    people = [v for v in voices if v.kind is VoiceKind.PERSON and v.span.end <= start]
    is_by = bool(people) and masked[: people[-1].span.start].endswith(" by ")
    return people[-1] if is_by else None


_SPEAKING = re.compile(
    r"\s+(?:speaking|talking|writing|testifying|appearing|commenting|responding|referring|reacting)\s"
    r"[^,.;:\ufffc]{2,80}\s$"
)


def speaking(masked: str, voices: Sequence[Voice], end: int) -> Voice | None:
    """Whom a participle tells to speak before `end`: "Roe speaking to the board said"."""
    people = [v for v in voices if v.kind is VoiceKind.PERSON and v.span.end < end]
    named = people[0] if people else None
    is_speaking = named and _SPEAKING.fullmatch(masked, named.span.end, end)
    return named if is_speaking else None


@cache
def _in_document() -> re.Pattern[str]:
    """Such as "said the bank in a statement", before "which added"."""
    return re.compile(rf"\bin\s+an?\s+(?:[\w-]+\s+){{0,2}}?(?:{any_of(words('documents'))})$")


_ANOTHER = re.compile(
    r"\b(?:by|from|with|to|of|for|against|including|like|and|or)\s+(?:an?|another|one)\s+"
    r"(?:[A-Z]\w+\s+){0,3}[a-z][a-z\s-]{2,40}$"
)
"""Somebody else than who was named before."""


def antecedent(
    who: re.Match[str], found: Voice | None, before: Sequence[Voice], masked: str
) -> Voice | None:
    """The voice right before the pronoun; before "who" the last person who is nobody's part.

    Args:
        who: the pronoun.
        found: the voice that ends right before it.
        before: every voice before it in the sentence.
        masked: the text, its quotations masked.
    """
    if who["word"] == "which" and not found and _in_document().search(masked, 0, who.start()):
        return before[-1] if before else None
    if who["word"] == "which" or (found and found.kind is not VoiceKind.BODY):
        return found
    if found is None and _ANOTHER.search(masked, max(who.start() - 60, 0), who.start()):
        return None  # "ousted by a unionist who says"
    people = [v for v in before if v.kind is VoiceKind.PERSON]
    last = people[-1] if people else None
    return last if last and not subjectwords.is_inside(last, masked) else None


def is_inside(before: str) -> bool:
    """Whether a cue clause is part of a relative one: "the vote, which he called", "who began"."""
    return bool(re.search(r"\b(?:which|whom|what|that|who)\s+$", before))
