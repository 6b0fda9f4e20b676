"""The noun phrases that can speak in one article, by place: in a stretch, right before a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from comity.model import Span
from comity_loaders.statements import subjectwords
from comity_loaders.statements.plurals import find_bare
from comity_loaders.statements.speech import Speech, Stretch
from comity_loaders.statements.voice import Voice, VoiceKind
from comity_loaders.statements.voices import find_voices

_ON = re.compile(r"(?<=\s)(?:on|late|early)\s+$", re.IGNORECASE)


def _order(voice: Voice) -> tuple[bool, int, bool, bool]:
    """The longest first, those without a name before others, media last; papers by their author."""
    is_unnamed = voice.kind is VoiceKind.UNNAMED
    is_paper = voice.kind is VoiceKind.DOCUMENT and voice.entity is None
    return voice.kind is VoiceKind.MEDIUM, voice.span.start, not is_unnamed, is_paper


@dataclass(frozen=True)
class Voices:
    """Who can speak in one article.

    Args:
        speech: the article.
    """

    speech: Speech

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Every noun phrase that can speak, in order of place."""
        document = self.speech.document
        found = document.once(find_voices)
        taken = {v.span.start for v in found if v.kind is VoiceKind.GROUP and v.entity}
        bare = [v for v in find_bare(document) if v.span.start not in taken]
        return tuple(sorted((*found, *bare), key=lambda voice: (voice.span, voice.kind)))

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(v.span.end for v in self.voices if v.kind is VoiceKind.PERSON)

    def in_span(self, span: Span) -> list[Voice]:
        """Those outside quotations that lie in a span; the longest first where they overlap."""
        masked = self.speech.masked
        inside = [
            v
            for v in self.voices
            if span.contains(v.span) and masked[v.span.start] == v.span.of(self.speech.text)[0]
        ]
        return sorted(inside, key=lambda v: (v.span.start, -v.span.end))

    def ending(self, end: int, stretch: Stretch) -> Voice | None:
        """The voice that ends right before `end`, but for adverbs and dates, if there is one."""
        at = self.start_of_words(stretch.span.start, end)
        ending = [v for v in self.in_span(stretch.span) if v.span.end == at]
        return min(ending, key=_order, default=None)

    def start_of_words(self, least: int, end: int) -> int:
        """Where the words before `end` stop that are neither adverb nor date nor blank."""
        text = self.speech.masked
        while True:
            stripped = len(text[:end].rstrip())
            if stripped in self._ends:  # "May" is a month and a name
                return stripped
            match = subjectwords.last_adverb(text, max(least, stripped - 40), stripped)
            date = next((d for d in self.speech.document.dates if d.span.end == stripped), None)
            if match:
                end = match.start()
            elif date and date.span.start > least:
                end = len(_ON.sub("", text[: date.span.start]))
            else:
                return stripped
