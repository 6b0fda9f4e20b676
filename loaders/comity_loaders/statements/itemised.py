"""What is said item by item, behind a colon: "The minister made the following points:".

Each item of the list is its speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from comity.model import Entity, Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import words
from comity_loaders.statements.speakers import Last, Speakers
from comity_loaders.statements.speech import Speech, Stretch
from comity_loaders.statements.subjects import Subjects
from comity_loaders.statements.subjectwords import first_voice
from comity_loaders.statements.voice import Voice, VoiceKind

_LONGEST = 20
"""How many items a list has, at most."""
_FEWEST_WORDS = 4
_ITEM = re.compile(
    r"(?:[-*•–—·]\s*|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)(?P<words>(?=[\w\"'(\[])[^\n]+)"
)
_TAIL = re.compile(r"(?:[;,.]?\s+(?:and|or))?[;,.\s]*$")
# What may stand between the speaker and the verb; not "will" or "did not".
_BETWEEN = re.compile(
    r"[\s,]*(?:(?:has|have|had|also|then|further|today|yesterday|in particular|inter alia|[a-z]+ly"
    r"|for (?:his|her|its|their) part|(?:on|in|at|during) [^,:]{2,60})[\s,]*)*"
)
_KINDS = frozenset(VoiceKind) - {VoiceKind.UNNAMED, VoiceKind.MEDIUM}


@dataclass(frozen=True, slots=True)
class Itemised:
    """A list of what somebody said.

    Args:
        lead: the words that announce it.
        items: its items, without their marks.
        speaker: who said them.
        cue: the verb.
    """

    lead: Span
    items: tuple[Span, ...]
    speaker: Entity
    cue: str


def itemised(speech: Speech, subjects: Subjects, speakers: Speakers) -> Iterator[Itemised]:
    """The lists of what is said, in order of place."""
    paragraphs = speech.document.paragraphs
    stretches = speech.stretches
    for index, stretch in enumerate(stretches):
        lead = _lead().search(speech.masked, stretch.span.start, stretch.span.end)
        items = _items(speech.text, paragraphs[stretch.paragraph + 1 :]) if lead else ()
        voice = _voice(speech, subjects, stretch, lead.start()) if lead and items else None
        if not lead or not voice:
            continue
        speaker = speakers.resolve(voice, _named_before(subjects, stretches[:index], speech))
        if speaker:
            yield Itemised(stretch.span, items, speaker, lead["verb"])


def _items(text: str, following: tuple[Span, ...]) -> tuple[Span, ...]:
    matches = [_ITEM.fullmatch(text, p.start, p.end) for p in following[:_LONGEST]]
    listed = [m for m in takewhile(lambda m: m is not None, matches) if m]
    items = [_bare(m) for m in listed]
    return tuple(i for i in items if len(i.of(text).split()) >= _FEWEST_WORDS)


def _bare(match: re.Match[str]) -> Span:
    """An item without its mark, and without the "and" before the next."""
    said = match["words"]
    return Span(match.start("words"), match.start("words") + len(_TAIL.sub("", said)))


def _voice(speech: Speech, subjects: Subjects, stretch: Stretch, verb: int) -> Voice | None:
    """Who the subject of the verb is, where nothing but adverbs and dates stand between."""
    before = [
        v
        for v in subjects.in_span(Span(stretch.span.start, verb))
        if v.kind in _KINDS and _BETWEEN.fullmatch(speech.masked, v.span.end, verb)
    ]
    longest = min(before, key=lambda v: v.span.start, default=None)
    return first_voice([longest], speech.masked) if longest else None


def _named_before(subjects: Subjects, earlier: tuple[Stretch, ...], speech: Speech) -> Last:
    """Whom "he" and "they" mean: the first one of the stretch before."""
    for stretch in earlier[-1:]:
        voices = [v for v in subjects.in_span(stretch.span) if v.entity]
        voice = first_voice(voices, speech.masked)
        if voice:
            return Last(voice.entity, "", stretch.paragraph, (), stretch.span.end)
    return Last()


@cache
def _lead() -> re.Pattern[str]:
    """A verb of saying, and all that follows up to the colon."""
    some = r"(?:the\s+following|these|two|three|four|five|several|a\s+number\s+of)"
    made = (
        r"(?:made|makes|raised|set out|put forward|presented|outlined)\s+"
        rf"{some}\s+(?:[a-z]+\s+)?(?:{any_of(words('points'))})"
    )
    return re.compile(
        rf"\b(?P<verb>{any_of(words('itemising'))}|{made})(?=[\s,:])"
        r"(?:,?\s+(?:(?:the\s+)?following(?:\s+\w+)?|as\s+follows|that|among\s+other\s+things|inter\s+alia"
        r"|(?:on|to|in|at|during|by|of)\s+[^:;\"\ufffc]{2,80}?))*[\s,]*:\s*$"
    )
