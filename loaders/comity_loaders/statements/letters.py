"""Messages that a text gives in full: "The telegram reads, in part:" and the paragraphs behind.

Whose they are, a sentence shortly before tells: who sent a message, or congratulated, or wrote.
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
from comity_loaders.statements.nameless import nameless
from comity_loaders.statements.speakers import Last, Speakers
from comity_loaders.statements.speech import Speech, Stretch
from comity_loaders.statements.subjects import Subjects
from comity_loaders.statements.subjectwords import first_voice
from comity_loaders.statements.voice import VoiceKind

_REACH = 6
"""How many stretches back the sender is told, at most."""
_LONGEST = 15
"""How many paragraphs a message has, at most."""
_QUOTE = '"'
_SENDERS = (VoiceKind.PERSON, VoiceKind.ROLE, VoiceKind.BODY, VoiceKind.PRONOUN)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message.

    Args:
        lead: the words that announce it.
        contents: its paragraphs, without quotation marks.
        speaker: whose it is.
        cue: the verb: "reads".
    """

    lead: Span
    contents: tuple[Span, ...]
    speaker: Entity
    cue: str


def letters(speech: Speech, subjects: Subjects, speakers: Speakers) -> Iterator[Letter]:
    """The messages of a text that are given paragraph by paragraph."""
    paragraphs = speech.document.paragraphs
    for index, paragraph in enumerate(paragraphs):
        lead = _lead().search(speech.text, paragraph.start, paragraph.end)
        contents = _contents(speech.text, paragraphs[index + 1 :]) if lead else ()
        if not lead or not contents:
            continue
        sender = _owner(speech, subjects, speakers, lead) or _sender(
            speech, subjects, speakers, lead.start()
        )
        if sender:
            yield Letter(Span(lead.start(), lead.end()), contents, sender, lead["verb"])


def _contents(text: str, following: tuple[Span, ...]) -> tuple[Span, ...]:
    """The paragraphs up to the one that ends the quotation; none where no quotation begins."""
    if not following or not _opens(text, following[0]):
        return ()
    open_ = list(takewhile(lambda p: not _closes(text, p), following[:_LONGEST]))
    if len(open_) == min(len(following), _LONGEST):
        return (_bare(text, following[0]),)
    found = following[: len(open_) + 1]
    again = takewhile(
        lambda p: _opens(text, p) and _closes(text, p), following[len(found) : _LONGEST]
    )
    return tuple(_bare(text, p) for p in (*found, *again))


def _opens(text: str, paragraph: Span) -> bool:
    return text[paragraph.start] == _QUOTE


def _closes(text: str, paragraph: Span) -> bool:
    return text[: paragraph.end].rstrip(" .").endswith(_QUOTE)


def _bare(text: str, paragraph: Span) -> Span:
    """A paragraph without its quotation marks."""
    start = paragraph.start + (text[paragraph.start] == _QUOTE)
    end = start + len(text[start : paragraph.end].rstrip(" .").removesuffix(_QUOTE))
    if text[end : paragraph.end].strip(" .") != _QUOTE:
        end = paragraph.end
    return Span(start, max(end, start + 1))


def _owner(
    speech: Speech, subjects: Subjects, speakers: Speakers, lead: re.Match[str]
) -> Entity | None:
    """Whose the words that announce a message say that it is: "The President's message reads"."""
    voices = subjects.in_span(Span(*lead.span("owner"))) if lead["owner"] else []
    voice = first_voice((v for v in voices if v.kind in _SENDERS), speech.masked)
    if not voice:
        return None
    return speakers.resolve(voice, Last()) or nameless(speech.document, voice)


def _sender(speech: Speech, subjects: Subjects, speakers: Speakers, before: int) -> Entity | None:
    """Who sent something, or wrote, in the last sentence before that tells of it."""
    stretches = [s for s in speech.stretches if s.span.end <= before][-_REACH:]
    for stretch in reversed(stretches):
        sent = _sending().search(speech.masked, stretch.span.start, stretch.span.end)
        voices = subjects.in_span(Span(stretch.span.start, sent.start())) if sent else []
        voice = first_voice((v for v in voices if v.kind in _SENDERS), speech.masked)
        if voice:
            return speakers.resolve(voice, _last_named(speech, subjects, stretch))
    return None


def _last_named(speech: Speech, subjects: Subjects, stretch: Stretch) -> Last:
    """Whom "he" means in a stretch: the first one of the stretch before."""
    earlier = [s for s in speech.stretches if s.span.end <= stretch.span.start][-1:]
    voices = [v for s in earlier for v in subjects.in_span(s.span) if v.entity]
    voice = first_voice((v for v in voices if v.kind is VoiceKind.PERSON), speech.masked)
    return Last(voice.entity, "", stretch.paragraph, (), stretch.span.start) if voice else Last()


@cache
def _lead() -> re.Pattern[str]:
    """Such as "The message reads, in part:" at the end of a paragraph."""
    nouns, verbs = any_of(words("letters")), any_of(words("reading"))
    return re.compile(
        r"\b(?:(?P<owner>(?:[Tt]he\s+)?(?:[A-Z][\w.-]*\s+){0,4}?[A-Z][\w.-]+)'s?"
        rf"|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s+(?:[a-z]+\s+)?(?:{nouns})s?\s+"
        rf"(?:of\s+\w+\s+)?(?:also\s+)?(?P<verb>{verbs})"
        r"(?:,?\s+(?:in\s+part|in\s+particular|in\s+full|among\s+other\s+things|as\s+follows|partly"
        r"|inter\s+alia|the\s+following))?\s*:\s*$"
    )


@cache
def _sending() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words('sending'))})\b")
