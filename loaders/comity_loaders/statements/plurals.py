"""Those who speak together and are not named again: "they", "the leaders", "Ministers".

They are the group that was the subject of a sentence just before, or the last one called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document, Sentence
from comity_loaders.language.alternatives import any_of
from comity_loaders.people.people import people_in
from comity_loaders.statements.cuewords import forms, word_set, words
from comity_loaders.statements.jointvoices import together
from comity_loaders.statements.subjectwords import INSIDE_PHRASE
from comity_loaders.statements.voice import Voice, VoiceKind
from comity_loaders.statements.voices import find_voices
from comity_loaders.statements.voicewords import speaker_words

_REACH = 3
_FEW_WORDS = 6
_PAIR = 2
_OF = re.compile(r"\s(?:of|for|on)\s")
_MANY = re.compile(r"\band\b|(?<!s)s\b|\bmen\b|\bpeople\b")


def plural_before(document: Document, at: int) -> Entity | None:
    """The group that leads one of the few sentences before a place; None where another does."""
    sentences = [s for s in document.sentences if s.span.start < at][-_REACH - 1 :]
    for sentence in reversed(sentences):
        groups = [v for v in _groups(document) if _leads(document, v, sentence.span, at)]
        if groups:
            return max(groups, key=lambda v: v.span.end - v.span.start).entity
    return _who_met(document, sentences, at)


def _who_met(document: Document, sentences: Sequence[Sentence], at: int) -> Entity | None:
    """The two people of the sentence before, where it is told that they met."""
    before = [s for s in sentences if s.span.end <= at][-1:]
    for sentence in before:
        named = [m for m in people_in(document).mentions if sentence.span.contains(m.span)]
        both = list(dict.fromkeys(m.entity for m in named))
        met = _met().search(document.text, sentence.span.start, sentence.span.end)
        opens = (
            named
            and len(document.text[sentence.span.start : named[0].span.start].split()) <= _FEW_WORDS
        )
        return together(both) if met and opens and len(both) == _PAIR else None
    return None


@cache
def _met() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(speaker_words('meeting'))})\b")


def group_meant(document: Document, span: Span) -> Entity | None:
    """The last group whose name has the same noun: "Ministers" are "the ministers of the Sahel"."""
    noun = span.of(document.text).split()[-1].lower()
    called = re.compile(rf"\b{re.escape(noun)}\b", re.IGNORECASE)
    before = [v for v in _groups(document) if v.span.end <= span.start and v.entity]
    same = [v for v in before if called.search(v.span.of(document.text))]
    return same[-1].entity if same else None


def find_bare(document: Document) -> Iterator[Voice]:
    """Plural titles that begin a sentence and no body stands with: "Heads of Government noted"."""
    for sentence in document.sentences:
        match = _bare().match(document.text, sentence.span.start, sentence.span.end)
        if match and match["of"]:
            name = re.sub(r"^[Tt]he\s+", "", " ".join(match["whole"].split()))
            entity = local_entity(Kind.GROUP, name)
            yield Voice(Span(match.start("whole"), match.end("whole")), VoiceKind.GROUP, entity)
        elif match and not any(
            t.plural and (t.body or t.bodies) and t.span.start <= match.start("who") < t.span.end
            for t in people_in(document).titles
        ):
            yield Voice(Span(match.start("who"), match.end("who")), VoiceKind.GROUP)


def _groups(document: Document) -> Iterator[Voice]:
    return (v for v in document.once(find_voices) if v.kind is VoiceKind.GROUP and v.entity)


def _leads(document: Document, voice: Voice, sentence: Span, at: int) -> bool:
    """Whether a group of two or more is what a sentence is about."""
    if (
        not sentence.contains(voice.span)
        or voice.span.end > at
        or document.quote_around(voice.span)
    ):
        return False
    before = document.text[sentence.start : voice.span.start]
    opening = re.sub(r"^(?:On|In|At|After|With)\b[^,]*,", "", before)
    is_plural = _MANY.search(_OF.split(voice.span.of(document.text).lower())[0])
    return (
        bool(is_plural) and len(opening.split()) < _FEW_WORDS and not INSIDE_PHRASE.search(before)
    )


@cache
def _bare() -> re.Pattern[str]:
    nouns, verbs = any_of(words("bare_plurals")), any_of({*forms()} - word_set("nouns"))
    return re.compile(
        rf"(?:\d+\.\s+)?(?P<whole>(?P<who>(?:The\s+)?(?i:{nouns}))(?:\s+(?:or|and)\s+their\s+(?:deputies|representatives))?"
        rf"(?P<of>\s+of\s+[^.,;:\"]{{3,60}}?(?=,|\s+(?:{verbs})\b))?)"
        r"(?=,|\s+(?:also\s+|further\s+|[a-z]+ly\s+)?[a-z]+)"
    )
