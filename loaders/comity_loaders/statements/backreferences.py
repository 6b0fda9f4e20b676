"""A sentence that says whose the one before it is: "This was stated by the foreign minister."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from comity.model import Entity, Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import words
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.speakers import Last, Speakers
from comity_loaders.statements.speech import Speech, Stretch
from comity_loaders.statements.subjects import Subjects
from comity_loaders.statements.subjectwords import first_voice
from comity_loaders.statements.voice import Voice, VoiceKind

_KINDS = (VoiceKind.PERSON, VoiceKind.ROLE, VoiceKind.BODY, VoiceKind.GROUP, VoiceKind.DOCUMENT)
_ARTICLE = re.compile(r"(?:the\s+|a\s+|an\s+|both\s+)?(?:[a-z][\w-]*\s+){0,3}")
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Backreference:
    """A sentence that is told by the next to be somebody's.

    Args:
        content: the sentence, without its full stop.
        passage: it and the next.
        speaker: whose it is.
        cue: the verb.
    """

    content: Span
    passage: Span
    speaker: Entity
    cue: str


def backreferences(
    speech: Speech, subjects: Subjects, speakers: Speakers
) -> Iterator[Backreference]:
    """The sentences of a text of which the next says whose they are."""
    for before, stretch in pairwise(speech.stretches):
        match = _passive().match(speech.masked, stretch.span.start, stretch.span.end)
        active = (
            None if match else _active().search(speech.masked, stretch.span.start, stretch.span.end)
        )
        told = match or active
        if not told or not _is_told(speech, before, stretch):
            continue
        find = _behind if match else _first
        voice = find(speech, subjects, stretch, told)
        speaker = speakers.resolve(voice, Last()) if voice else None
        if speaker:
            yield Backreference(
                _bare(speech.text, before.span),
                Span(before.span.start, stretch.span.end),
                speaker,
                " ".join(told["verb"].split()),
            )


def _is_told(speech: Speech, before: Stretch, stretch: Stretch) -> bool:
    """Whether the stretch before is a sentence that tells something."""
    words_ = before.span.of(speech.text)
    is_near = stretch.paragraph - before.paragraph <= 1
    is_plain = not before.quotes and words_.endswith(".") and has_finite(words_)
    return is_near and is_plain and len(words_.split()) >= _FEWEST_WORDS


def _behind(
    speech: Speech, subjects: Subjects, stretch: Stretch, match: re.Match[str]
) -> Voice | None:
    """Who stands behind "by", or is named in apposition to whoever does."""
    voices = [v for v in subjects.in_span(Span(match.end(), stretch.span.end)) if v.kind in _KINDS]
    first = next(
        (v for v in voices if _ARTICLE.fullmatch(speech.masked, match.end(), v.span.start)), None
    )
    named = [v for v in voices if v.kind is VoiceKind.PERSON]
    is_aside = named and re.search(
        r",\s+(?:[a-z]+\s+)?$", speech.masked[match.end() : named[0].span.start]
    )
    return named[0] if is_aside and (not first or first.kind is not VoiceKind.PERSON) else first


def _first(
    speech: Speech, subjects: Subjects, stretch: Stretch, match: re.Match[str]
) -> Voice | None:
    """Who begins the sentence; nobody where a clause stands before: "It will go, Roe said this"."""
    inside = subjects.in_span(Span(stretch.span.start, match.start()))
    voices = [v for v in inside if v.kind in _KINDS]
    if any(has_finite(speech.masked[stretch.span.start : v.span.start]) for v in voices):
        return None
    return first_voice(voices, speech.masked)


def _bare(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(text).rstrip(". ")))


@cache
def _passive() -> re.Pattern[str]:
    """Such as "This was announced on Monday by"."""
    return re.compile(
        r"(?:This|The\s+(?:news|announcement|information))\s+(?:was|is|has\s+been|had\s+been)\s+"
        rf"(?:also\s+|first\s+|later\s+|today\s+|[a-z]+ly\s+)?(?P<verb>{any_of(words('telling_back'))})"
        r"(?:\s+(?:on|in|at|during|to|today|yesterday|late|earlier|after)\b[^.;:\"]{0,80}?)?\s+by\s+"
    )


@cache
def _active() -> re.Pattern[str]:
    """Such as "told Reuters this on Sunday", "stated this at a briefing"."""
    return re.compile(
        rf"\b(?P<verb>{any_of(words('telling_back'))}|told)(?P<whom>\s+(?:the\s+)?[A-Z][^,.;:\"]{{1,40}}?)?\s+(?:about\s+)?this"
        r"(?=[.,]|\s+(?:on|in|at|during|to|yesterday|today|after|late|earlier|following)\b)"
    )
