"""Asides between a speaker and the verb: "Roe, who chairs the panel, said"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity_loaders.statements import subjectwords
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.voice import Voice, VoiceKind

_OF_STATE = re.compile(r"\s+of\s+(?:the\s+)?[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?,")
_NAMED = (VoiceKind.PERSON, VoiceKind.BODY)
_ROLES = (VoiceKind.ROLE, VoiceKind.UNNAMED)
_ASIDE = re.compile(r",\s[^.,;:\ufffc]{2,60},\s*")
_MARK = re.compile(r"\s*(?:,|\(|--|-(?=\s)|–|—)")


def before(masked: str, voices: Sequence[Voice], end: int) -> Voice | None:
    """The voice before the aside that ends at `end`, or the name that the aside is.

    Args:
        masked: the text, its quotations masked.
        voices: who can speak, from the clause's beginning to the aside's end.
        end: behind the comma, bracket or dash that ends the aside.
    """
    opening = [v for v in voices if _opens(masked, v, end)]
    named = [v for v in voices if v.kind is VoiceKind.PERSON and _is_last(masked, v, end)]
    named = [v for v in named if not subjectwords.is_inside(v, masked)]
    if named and (not opening or _explains_role(masked, named[0], voices)):
        return named[0]
    return max(opening, key=lambda v: (v.span.end, -v.span.start), default=None)


def _is_last(masked: str, voice: Voice, end: int) -> bool:
    """Whether an aside ends with a name, or with the state of who bears it: ", Roe of Peru,"."""
    behind = _OF_STATE.match(masked, voice.span.end)
    return voice.span.end == end - 1 or (behind is not None and behind.end() == end)


def _explains_role(masked: str, named: Voice, voices: Sequence[Voice]) -> bool:
    """Whether a name stands in apposition: "its energy minister, Roe, said"."""
    comma = len(masked[: named.span.start].rstrip()) - 1
    return any(v.kind in _ROLES and v.span.end == comma for v in voices)


def named(masked: str, voice: Voice | None, voices: Sequence[Voice]) -> Voice | None:
    """The name that a role stands beside, "Roe, its chairman, last week", else the voice itself."""
    if (
        voice is None
        or voice.kind not in _ROLES
        or masked[voice.span.end : voice.span.end + 1] != ","
    ):
        return voice
    comma = len(masked[: voice.span.start].rstrip()) - 1
    beside_ = (v for v in voices if v.kind is VoiceKind.PERSON and v.span.end == comma)
    return next((v for v in beside_ if masked[comma] == ","), voice)


def opening(masked: str, voice: Voice, voices: Sequence[Voice], start: int) -> Voice:
    """The name that opens a sentence before what explains it: "Roe, an analyst at the bank said".

    Args:
        masked: the text, its quotations masked.
        voice: who speaks by the words right before the verb.
        voices: those of the same sentence.
        start: where the sentence begins.
    """
    comma = len(masked[: voice.span.start].rstrip()) - 1
    if voice.kind is not VoiceKind.UNNAMED or masked[comma : comma + 1] != ",":
        return voice
    first = (v for v in voices if v.kind is VoiceKind.PERSON and v.span.end == comma)
    return next((v for v in first if v.span.start == start), voice)


def beside(masked: str, voices: Sequence[Voice], end: int) -> Voice | None:
    """Who is told of by "with" and a participle: "with Roe, its chairman, saying"."""
    return next(
        (
            voice
            for voice in voices
            if voice.span.end < end
            and voice.kind in _NAMED
            and re.search(r"\bwith\s+$", masked[max(voice.span.start - 6, 0) : voice.span.start])
            and _ASIDE.fullmatch(masked, voice.span.end, end)
            and not has_finite(masked[voice.span.end : end])
        ),
        None,
    )


def _opens(masked: str, voice: Voice, end: int) -> bool:
    mark = _MARK.match(masked, voice.span.end)
    if not mark and voice.kind is VoiceKind.PERSON:
        mark = _OF_STATE.match(masked, voice.span.end)
    if not mark or mark.end() >= end or subjectwords.is_inside(voice, masked):
        return False
    return bool(subjectwords.OPENS_ASIDE.match(masked, mark.end() - 1))
