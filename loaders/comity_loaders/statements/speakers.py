"""Whom a voice means: the people, states, bodies and groups that speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.named import named_offices
from comity_loaders.people.people import people_in
from comity_loaders.statements.actingbodies import acting_body, opening_body
from comity_loaders.statements.besidenames import is_of_party
from comity_loaders.statements.bodiesbefore import body_before, paper_before
from comity_loaders.statements.bodynouns import body_meant, is_general
from comity_loaders.statements.cuewords import word_set
from comity_loaders.statements.descriptions import described
from comity_loaders.statements.firms import is_firm
from comity_loaders.statements.newcomers import meant
from comity_loaders.statements.officevoices import is_one, office_meant, spoken_for
from comity_loaders.statements.otherroles import is_of_unnamed, is_somebody_else, of_another
from comity_loaders.statements.plurals import group_meant, plural_before
from comity_loaders.statements.portraits import portrayed
from comity_loaders.statements.speech import Speech
from comity_loaders.statements.subjectwords import INSIDE_PHRASE
from comity_loaders.statements.unnamed import called, is_again, is_called, unnamed_in
from comity_loaders.statements.voice import Voice, VoiceKind

_JOINING = re.compile(r"\s*(?:(?:But|And|However|Meanwhile|Instead|Still|Yet|Earlier|Later),?\s+)?")
# A name with a common noun, or with several heads, is of many: "Tory members", "Roe and Doe".
_SMALL = re.compile(r"(?:^|\s)(?!of\b|for\b|the\b|de\b)[a-z]")
_MANY = (Kind.GROUP, Kind.ORGANISATION, Kind.ORGAN)
_SPEAKING = (Kind.ORGANISATION, Kind.ORGAN, Kind.GROUP)
_FEW_WORDS = 4
_FEW_SENTENCES = 1
_PEOPLE = (Kind.PERSON, Kind.GROUP)
_PLURAL = re.compile(r"(?:[a-z]s|men|women|people)$")
_GENERIC = re.compile(r"\bthe\s+(?:[a-z-]+\s+){0,2}(?:official|diplomat|source|delegate|aide)$")


@dataclass(frozen=True, slots=True)
class Last:
    """Who spoke last.

    Args:
        speaker: who; None where nobody did, or too long ago.
        cue: by what words.
        paragraph: in which paragraph.
        chain: through whom.
        end: where the sentence ends in which it is told.
        unnamed: whether somebody spoke whom the text does not name.
    """

    speaker: Entity | None = None
    cue: str = ""
    paragraph: int = -1
    chain: tuple[str, ...] = ()
    end: int = 0
    unnamed: bool = False


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
            return self._again(voice, last) or voice.entity
        words_ = voice.span.of(self.speech.text).lower()
        if voice.kind is VoiceKind.UNNAMED:
            return called(self.speech.document, voice.span)
        if last.unnamed and self._is_unnamed(voice, words_, last):
            return None
        if voice.kind is VoiceKind.GROUP:
            return group_meant(self.speech.document, voice.span)
        if voice.kind is VoiceKind.PERSON:
            return meant(self.speech.document, voice.span)
        if voice.kind is VoiceKind.PRONOUN:
            return self._pronoun(voice, words_, last)
        if voice.kind is VoiceKind.ROLE:
            return self._role(voice, words_, last) or called(self.speech.document, voice.span)
        return self._body(voice, words_, last)

    def _again(self, voice: Voice, last: Last) -> Entity | None:
        """Who spoke right before, whom a general noun then means: "the Rome-based agency"."""
        speaker = last.speaker
        is_next = not self.speech.text[last.end : voice.span.start].strip()
        if not speaker or not is_next or speaker.kind not in _SPEAKING:
            return None
        return speaker if is_general(voice.span.of(self.speech.text)) else None

    def _body(self, voice: Voice, words_: str, last: Last) -> Entity | None:
        """The body that "the army", "the fund", "the agency" or "the statement" means."""
        noun = words_.removeprefix("the ")
        if noun in word_set("alone"):
            return local_entity(Kind.GROUP, noun)
        spoke = last.speaker if last.speaker and last.speaker.kind is not Kind.PERSON else None
        if voice.kind is VoiceKind.DOCUMENT:
            return spoke
        return body_meant(self.speech.document, voice.span, spoke)

    def _role(self, voice: Voice, words_: str, last: Last) -> Entity | None:
        document = self.speech.document
        if last.speaker and is_called(document, last.speaker) and is_again(last.speaker, words_):
            return last.speaker
        if is_somebody_else(document, voice.span):
            return None
        if is_of_unnamed(document, voice.span):
            return spoken_for(document, voice.span, last.speaker)
        found = resolve(document, voice.span) or self._office(words_, last)
        found = None if found and is_of_party(document, voice.span, found) else found
        other = of_another(document, voice.span, found)
        if other:
            return other
        spoke = last.speaker if last.speaker and last.speaker.kind is Kind.PERSON else None
        return (
            found
            or described(document, voice.span)
            or portrayed(document, voice.span, spoke, last.end)
            or spoken_for(document, voice.span, None if spoke else last.speaker)
            or office_meant(document, voice.span)
        )

    def _is_unnamed(self, voice: Voice, words_: str, last: Last) -> bool:
        """Whether "he" or "the official" is the one without a name who spoke last."""
        people = people_in(self.speech.document).mentions
        since = [m for m in people if last.end <= m.span.start < voice.span.start]
        return (words_ in {"he", "she", "they"} and not since) or bool(_GENERIC.search(words_))

    def _office(self, words_: str, last: Last) -> Entity | None:
        """Who spoke last, where the role alone ("the president") is an office of that person."""
        title = words_.removeprefix("the ")
        held = named_offices(self.speech.document)
        is_held = any(o.person == last.speaker and o.title.lower() == title for o in held)
        return last.speaker if is_held else None

    def _pronoun(self, voice: Voice, word: str, last: Last) -> Entity | None:
        speaker = last.speaker
        if word == "it":
            spoke = speaker if speaker and self._is_it(speaker, voice, last) else None
            return (
                opening_body(self.speech.document, voice.span)
                or acting_body(self.speech.document, voice.span)
                or spoke
                or body_before(self.speech.document, voice.span.start)
                or paper_before(self.speech.document, voice.span.start)
            )
        if word == "they":
            spoke = speaker if speaker and self._are_many(speaker, voice, last) else None
            return spoke or plural_before(self.speech.document, voice.span.start)
        word = {"him": "he", "his": "he", "her": "she"}.get(word, word)
        if speaker and speaker.kind is Kind.PERSON and self._goes_on(voice, word, last):
            return speaker
        if speaker and self._stands_in(voice, last):
            return speaker
        if self._follows_unnamed(voice, last):
            return None
        found = resolve(self.speech.document, voice.span)
        if found is None and speaker and speaker.kind is Kind.PERSON:
            return speaker if self._goes_on(voice, word, last, spoken_of=True) else None
        return found

    def _is_it(self, speaker: Entity, voice: Voice, last: Last) -> bool:
        """Whether "it" may mean who spoke: a body, of any name where it did right before."""
        between = self.speech.text[last.end : voice.span.start]
        is_firms = is_firm(self.speech.document, speaker.name)
        is_name = is_firms or (speaker.kind is Kind.GROUP and not _SMALL.search(speaker.name))
        return _is_thing(speaker) or (is_name and bool(_JOINING.fullmatch(between)))

    def _are_many(self, speaker: Entity, voice: Voice, last: Last) -> bool:
        """Whether "they" may mean who spoke: a state whose soldiers did, right before."""
        is_next = not self.speech.text[last.end : voice.span.start].strip()
        if is_called(self.speech.document, speaker):
            return False
        return speaker.kind is Kind.GROUP or (speaker.kind is not Kind.PERSON and is_next)

    def _stands_in(self, voice: Voice, last: Last) -> bool:
        """Whether somebody without a name spoke for a body or office, and goes on."""
        speaker, people = last.speaker, people_in(self.speech.document).mentions
        if speaker is None or speaker.kind is Kind.PERSON:
            return False
        is_next = not any(last.end <= m.span.start < voice.span.start for m in people)
        document = self.speech.document
        return is_next and (is_called(document, speaker) or is_one(document, speaker, last.end))

    def _follows_unnamed(self, voice: Voice, last: Last) -> bool:
        """Whether the sentence before is of one without a name: "A delegate shook his head."."""
        document = self.speech.document
        unnamed = [v.span for v in document.once(unnamed_in) if v.span.end <= voice.span.start]
        if not unnamed or unnamed[-1].start < last.end:
            return False
        between = document.text[unnamed[-1].end : voice.span.start]
        people = [m for m in people_in(document).mentions if m.span.start >= unnamed[-1].end]
        is_near = "\n" not in between and len(re.findall(r"[.!?]\s", between)) <= _FEW_SENTENCES
        return is_near and not any(m.span.start < voice.span.start for m in people)

    def _goes_on(self, voice: Voice, word: str, last: Last, *, spoken_of: bool = False) -> bool:
        """Whether nobody else has been named since somebody of that gender spoke.

        Those who are only spoken of do not count then.
        """
        people = people_in(self.speech.document)
        gender = "f" if word in {"she", "her"} else "m"
        between = [m for m in people.mentions if last.end <= m.span.start < voice.span.start]
        others = [m for m in between if m.entity != last.speaker and not self._is_quoted(m.span)]
        told = people.genders.get(last.speaker, gender) if last.speaker else ""
        if spoken_of:
            others = [m for m in others if self._leads(m.span)]
        return told == gender and not others

    def _leads(self, span: Span) -> bool:
        """Whether somebody is named at the beginning of a sentence, as its subject is."""
        sentence = self.speech.document.sentence_at(span.start)
        before = self.speech.text[sentence.span.start : span.start] if sentence else ""
        return len(before.split()) <= _FEW_WORDS and not INSIDE_PHRASE.search(before)

    def _is_quoted(self, span: Span) -> bool:
        return self.speech.document.quote_around(span) is not None


def _is_thing(speaker: Entity) -> bool:
    """Whether "it" may mean who spoke: a body, or a group that is one."""
    is_named = bool(set(speaker.name.split()) & word_set("body_nouns"))
    is_one = " and " not in speaker.name and (is_named or not _PLURAL.search(speaker.name))
    return speaker.kind not in _PEOPLE or (speaker.kind is Kind.GROUP and is_one)
