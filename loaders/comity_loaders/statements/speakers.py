"""Whom a voice means: the people, states, bodies and groups that speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Entity, Kind, Span
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.named import named_offices
from comity_loaders.people.people import people_in
from comity_loaders.statements.speech import Speech
from comity_loaders.statements.voice import BODIES, Voice, VoiceKind

_OPENING = re.compile(
    r"(?:Although|Though|While|When|After|As|Since|Because|Once|Before)\s+(?:the\s+)?(?=[^,]+,\s+$)"
)
_PEOPLE = (Kind.PERSON, Kind.GROUP)


@dataclass(frozen=True, slots=True)
class Last:
    """Who spoke last.

    Args:
        speaker: who; None where nobody did, or too long ago.
        cue: by what words.
        paragraph: in which paragraph.
        chain: through whom.
        end: where the sentence ends in which it is told.
    """

    speaker: Entity | None = None
    cue: str = ""
    paragraph: int = -1
    chain: tuple[str, ...] = ()
    end: int = 0


@dataclass(frozen=True)
class Speakers:
    """Resolves the voices of one article.

    Args:
        speech: the article.
    """

    speech: Speech

    def resolve(self, voice: Voice, last: Last) -> Entity | None:
        """The entity that speaks.

        Args:
            voice: the noun phrase.
            last: who spoke last, whom "he said", "the statement" and "the fund" often mean.
        """
        if voice.entity:
            return voice.entity
        words_ = voice.span.of(self.speech.text).lower()
        if voice.kind is VoiceKind.PRONOUN:
            return self._pronoun(voice, words_, last)
        if voice.kind is VoiceKind.ROLE:
            return resolve(self.speech.document, voice.span) or self._office(words_, last)
        speaker = last.speaker
        if speaker is None or speaker.kind is Kind.PERSON:
            return None
        is_called_so = speaker.name.lower().split()[-1:] == words_.split()[-1:]
        return speaker if voice.kind is VoiceKind.DOCUMENT or is_called_so else None

    def _office(self, words_: str, last: Last) -> Entity | None:
        """Who spoke last, where the role alone ("the president") is an office of that person."""
        title = words_.removeprefix("the ")
        held = named_offices(self.speech.document)
        is_held = any(o.person == last.speaker and o.title.lower() == title for o in held)
        return last.speaker if is_held else None

    def _pronoun(self, voice: Voice, word: str, last: Last) -> Entity | None:
        speaker = last.speaker
        if word == "it":
            spoke = speaker if speaker and speaker.kind not in _PEOPLE else None
            return self._opening_body(voice) or spoke
        if word == "they":
            return speaker if speaker and speaker.kind is Kind.GROUP else None
        if speaker and speaker.kind is Kind.PERSON and self._goes_on(voice, word, last):
            return speaker
        found = resolve(self.speech.document, voice.span)
        return found or (speaker if speaker and speaker.kind is Kind.PERSON else None)

    def _opening_body(self, voice: Voice) -> Entity | None:
        """The body whose clause opens the sentence: "Although the bank did not agree, it said"."""
        sentence = self.speech.document.sentence_at(voice.span.start)
        if not sentence:
            return None
        opening = _OPENING.match(self.speech.text, sentence.span.start, voice.span.start)
        mentions = [m for m in sentence.mentions if opening and m.span.start == opening.end()]
        entity = mentions[0].entity if mentions else None
        return entity if entity and entity.kind in BODIES else None

    def _goes_on(self, voice: Voice, word: str, last: Last) -> bool:
        """Whether nobody else has been named since somebody of that gender spoke."""
        people = people_in(self.speech.document)
        gender = "f" if word in {"she", "her"} else "m"
        between = [m for m in people.mentions if last.end <= m.span.start < voice.span.start]
        others = [m for m in between if m.entity != last.speaker and not self._is_quoted(m.span)]
        told = people.genders.get(last.speaker, gender) if last.speaker else ""
        return told == gender and not others

    def _is_quoted(self, span: Span) -> bool:
        return self.speech.document.quote_around(span) is not None
