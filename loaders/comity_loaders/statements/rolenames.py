"""Names that stand beside a description of who bears them, where no comma ends it.

"Roe, BFC director said", "said a former harbour master, Jane Roe".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from comity.model import Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.newcomers import named_at
from comity_loaders.statements.speech import MASK, Speech
from comity_loaders.statements.voice import Voice, VoiceKind
from comity_loaders.statements.voicewords import speaker_words

_NO_NAME = r"(?!(?:Unlike|Like|Despite|Besides|With|After|Before|Under|Following|Including)\b)"
_NAME = rf"(?P<name>{_NO_NAME}[A-Z][\w'-]+(?:\s+(?:[A-Z]\.|[A-Z][\w'-]*)){{1,3}})"
# A full name that opens a sentence, or stands behind what was said.
_OPENS = re.compile(
    rf"(?:^|[{MASK}]\"?\s+|[.!?]\s+){_NAME},\s+"
    r"(?:(?:an?|the|its|former|senior|chief)\s+)*(?:[A-Z][\w&-]*\s+){0,4}$"
)
_BEHIND = re.compile(
    rf"\s*(?:an?|one|the|its|his|her|their)\s+[^,.;:{MASK}]{{3,90}},\s+{_NAME}(?=[,.]|\s*$)"
)


def before(speech: Speech, voices: Sequence[Voice], role: Voice, end: int) -> Voice | None:
    """The name before a role that a verb of saying follows.

    Args:
        speech: the article.
        voices: those of the stretch.
        role: the voice right before the verb.
        end: where the verb ends.
    """
    if role.kind is VoiceKind.PERSON or speech.masked[end : end + 1] == ",":
        return None  # "Roe, the minister said, is ill"
    sentence = speech.document.sentence_at(role.span.start)
    least = sentence.span.start if sentence else role.span.start
    match = _OPENS.search(speech.masked[: role.span.start], least)
    return _named(speech, voices, match) if match else None


def behind(speech: Speech, voices: Sequence[Voice], start: int, end: int) -> Voice | None:
    """The full name behind what describes it, between a verb of saying and the sentence's end."""
    match = _BEHIND.match(speech.masked, start, end)
    return _named(speech, voices, match) if match else None


def of_body(speech: Speech, voices: Sequence[Voice], body: Voice) -> Voice | None:
    """The full name behind a body and a post there: "said Borvika spokesman Paul Roe"."""
    if body.kind not in {VoiceKind.BODY, VoiceKind.GROUP}:
        return None
    match = _post().match(speech.masked, body.span.end)
    return _named(speech, voices, match) if match else None


@cache
def _post() -> re.Pattern[str]:
    nouns = any_of([*speaker_words("posts"), "executive", "economist", "analyst", "president"])
    return re.compile(rf"(?:'s?)?\s+(?:[a-z-]+\s+){{0,3}}?(?:{nouns})\s+{_NAME}")


def _named(speech: Speech, voices: Sequence[Voice], match: re.Match[str]) -> Voice | None:
    span = Span(*match.span("name"))
    known = (v for v in voices if v.kind is VoiceKind.PERSON and v.span.end == span.end)
    return next(known, None) or named_at(speech, span)
