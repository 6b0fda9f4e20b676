"""What is said behind "according to Roe", and where that is meant rather than what is before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from comity.model import Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.complements import as_span
from comity_loaders.statements.cueclauses import CueClause
from comity_loaders.statements.cues import CueKind
from comity_loaders.statements.cuewords import Frame
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.preceding import opener
from comity_loaders.statements.speech import MASK
from comity_loaders.statements.voice import Voice, VoiceKind
from comity_loaders.statements.voicewords import speaker_words

# "The vote, in the words of the minister, "hurts us all"."
_LONGEST_NAME = 40
"""Longer than any name of a paper, in code points."""
_QUOTE = re.compile(rf",?\s*(?P<quote>{MASK}+)")
# "Nobody was hurt, and according to Roe, the plant is safe."
_JOINED = re.compile(r"(?:,|;)\s+(?:and|but|while|although)\s+$")
# "According to the bank these loans help": no comma parts the clause from who says so.
_CLAUSE = re.compile(
    r"\s+(?=(?:the|these|this|those|there|it|they|he|she|we|an?|some|most|many|all|no|both|more)\s)"
)
_FIRST = re.compile(r",\s+(?!which\b|who\b|where\b|whose\b)")

_DESCRIBED = re.compile(
    r",\s+(?P<aside>(?:(?P<who>who|which|whose)|(?P<the>the)|an?|one|himself|herself|now|then|once|\d{2})\b[^,;:]{2,90})"
    r"(?=,\s)"
)


def is_joined(masked: str, start: int, end: int, clause: CueClause) -> bool:
    """Whether a new clause begins at "according to", which what follows ends.

    Args:
        masked: the article, quotations masked.
        start: where the stretch starts.
        end: where it ends.
        clause: the cue clause.
    """
    if clause.cue.kind is not CueKind.ACCORDING or not clause.voice:
        return False
    rest = masked[clause.voice.span.end : end]
    is_followed = rest.startswith(", ") and has_finite(rest)
    return is_followed and bool(_JOINED.search(masked[start : clause.cue.span.start]))


def content_behind(
    masked: str, start: int, end: int, clause: CueClause, later: Sequence[CueClause]
) -> tuple[Span, Frame] | None:
    """Of "according to X, Y" Y; where Y is itself what somebody said, that alone is given."""
    voice, before = clause.voice, masked[start : clause.cue.span.start]
    if not voice:
        return None
    quote = _QUOTE.match(masked, voice.span.end, end)
    if quote and _names_paper(masked, Span(*quote.span("quote")), end):
        return None
    if quote and MASK not in before:
        return Span(*quote.span("quote")), Frame.QUOTE
    is_nested = any(c.is_personal and c.follows.frame and not c.cue.not_said for c in later)
    is_first = not before.strip(" ,") or opener().fullmatch(before) or _JOINED.search(before)
    at = _clause_at(masked, _behind_aside(masked, voice, end), end)
    content = as_span(at, end, masked) if at and is_first and not is_nested else None
    return (content, Frame.CLAUSE) if content else None


def _names_paper(masked: str, quote: Span, end: int) -> bool:
    """Whether a few quoted words are a paper's name: 'according to the US "Example Times", Y'."""
    rest = masked[quote.end : end].lstrip("\"'”’")
    return quote.end - quote.start < _LONGEST_NAME and rest.startswith(", ") and has_finite(rest)


def _behind_aside(masked: str, voice: Voice, end: int) -> int:
    """Where what describes the speaker ends: "according to Roe, a lecturer in Oslo, Y"."""
    match = _DESCRIBED.match(masked, voice.span.end, end)
    if match is None:
        return voice.span.end
    is_post = not match["the"] or _post().search(match["aside"])
    is_aside = is_post and voice.kind is VoiceKind.PERSON and not has_finite(match["aside"])
    is_told = match["who"] or is_aside
    return match.end() if is_told and has_finite(masked[match.end() : end]) else voice.span.end


@cache
def _post() -> re.Pattern[str]:
    """What somebody is, who stands beside: "Roe, the minister of trade"."""
    posts = any_of([*speaker_words("epithets"), *speaker_words("heads_of_state")])
    return re.compile(rf"(?i)\b(?:{posts})\b")


def _clause_at(masked: str, at: int, end: int) -> int | None:
    """Where the clause begins: right behind the voice, or behind a comma."""
    glued = _CLAUSE.match(masked, at, end)
    if glued and has_finite(_FIRST.split(masked[glued.end() : end])[0]):
        return glued.end()
    comma = masked.find(", ", at, end)
    return comma + 1 if comma >= 0 else None
