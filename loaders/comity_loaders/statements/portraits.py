"""Whom a description means that tells no office: "the 54-year-old lawyer", "the Guinean leader".

The one person who was called so before is meant; else whoever spoke last or leads the sentence
before, unless something that the text tells of that person speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.model import Entity, Kind, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.offices.named import named_offices
from comity_loaders.people.people import PersonMention, people_in
from comity_loaders.statements.besidenames import has_its_names, is_of_party, may_be_new
from comity_loaders.statements.epithets import epithets_in
from comity_loaders.statements.unnamed import unnamed_in
from comity_loaders.statements.voicewords import short_titles, speaker_words

_REACH = 2
"""In how many sentences before the person must have been named."""
_NEAR = 1500
"""How far back, in code points, somebody may have been called so."""
_FEW_WORDS = 5
_STATES = (Kind.STATE, Kind.TERRITORY)
_PLAIN = frozenset(
    {
        "but",
        "and",
        "that",
        "when",
        "as",
        "while",
        "by",
        "to",
        "of",
        "with",
        "mr",
        "mrs",
        "ms",
        "dr",
        "said",
        "for",
        "from",
    }
)
_BETWEEN = re.compile(r"\s+(?:[a-z-]+\s+){1,3}")
_CLAUSE = re.compile(r",\s+(?:and|but|so|then|yet)\s+$")
_APPOSED = re.compile(r"(?:[A-Z][\w.'-]*\s+){1,3}[A-Z][\w.'-]*,\s+")
_INTRODUCED = r"\b(?:an?|one|another|[\w-]+'s?|his|her|their|its|our)\s+(?:[\w'-]+\s+){{0,4}}?{}\b"


def portrayed(document: Document, span: Span, last: Entity | None, end: int) -> Entity | None:
    """The one person whom a description means; None where it can be several, or somebody new.

    Args:
        document: the article.
        span: the description's place.
        last: the person who spoke last, if one did just before.
        end: where the sentence of that one ends.
    """
    if not any(v.span.contains(span) or span.contains(v.span) for v in document.once(epithets_in)):
        return None
    here = document.sentence_at(span.start)
    if here and _APPOSED.fullmatch(document.text, here.span.start, span.start):
        return None  # beside a name that is nobody's who is known
    noun = _noun(span.of(document.text))
    people = _Recent(document, span)
    called = people.called(noun)
    if called:
        return called
    if people.is_introduced(noun):
        return None
    found = people.of_state(noun)
    return found or (None if may_be_new(document, span) else people.nearest(noun, last, end))


class _Recent:
    """The people of an article as they are known before one place in it."""

    def __init__(self, document: Document, span: Span) -> None:
        self.document, self.span, self.text = document, span, document.text
        self.mentions = [
            m
            for m in people_in(document).mentions
            if m.span.end <= span.start and not document.quote_around(m.span)
        ]
        self.words = set(span.of(self.text).lower().split())
        self.states = {
            m.entity
            for m in document.mentions
            if m.entity and m.entity.kind in _STATES and span.contains(m.span)
        }

    def called(self, noun: str) -> Entity | None:
        """The one who was called by the noun beside the name: "Roe, a lawyer", "lawyer Roe"."""
        short = short_titles().get(noun)
        titles = f"{re.escape(noun)}|{short}\\." if short else re.escape(noun)
        before = re.compile(rf"\b(?:{titles}),?\s+$", re.IGNORECASE)
        behind = re.compile(
            rf"(?:,\s+(?:an?|the)|,?\s+(?:is|was|who\s+is|who\s+was)\s+an?)\s+(?:[\w'-]+\s+){{0,4}}?"
            rf"{re.escape(noun)}\b",
            re.IGNORECASE,
        )
        found = [
            m.entity
            for m in self.mentions
            if before.search(self.text[max(m.span.start - 30, 0) : m.span.start])
            or behind.match(self.text, m.span.end, self.span.start)
        ]
        if (
            len(set(found)) == 1
            and not is_of_party(self.document, self.span, found[0])
            and self._is_alone(found[0])
        ):
            return found[0] if self.fits(found[0], noun, named=True) else None
        fitting = {person for person in found if self.fits(person, noun)}
        return fitting.pop() if len(fitting) == 1 else None

    def _is_alone(self, person: Entity) -> bool:
        """Whether nobody else is named before the description in its sentence."""
        here = self.document.sentence_at(self.span.start)
        named = {m.entity for m in self.mentions if here and here.span.contains(m.span)}
        return named <= {person}

    def is_introduced(self, noun: str) -> bool:
        """Whether somebody without a name was called so: "a lawyer for the family"."""
        pattern = re.compile(_INTRODUCED.format(re.escape(noun)), re.IGNORECASE)
        return bool(pattern.search(self.text, max(self.span.start - _NEAR, 0), self.span.start))

    def of_state(self, noun: str) -> Entity | None:
        """The one recent person with an office of the state that the description names."""
        if not self.states:
            return None
        recent = {m.entity for m in self.mentions if self.span.start - m.span.end < _NEAR}
        held = named_offices(self.document)
        found = {o.person for o in held if o.body in self.states and o.person in recent}
        found = {person for person in found if self.fits(person, noun)} or self._called_of_state()
        return found.pop() if len(found) == 1 else None

    def _called_of_state(self) -> set[Entity]:
        """Beside whose names the state stands: "his Danish counterpart Roe"."""
        states = [m.span for m in self.document.mentions if m.entity in self.states]
        return {
            m.entity
            for m in self.mentions
            if self.span.start - m.span.end < _NEAR
            and any(_BETWEEN.fullmatch(self.text, s.end, m.span.start) for s in states)
        }

    def nearest(self, noun: str, last: Entity | None, end: int) -> Entity | None:
        """Who spoke last, or is alone or leads in one of the sentences before."""
        here = self.document.sentence_at(self.span.start)
        before = [s for s in self.document.sentences if here and s.span.end <= here.span.start]
        leading = self._leading_here(here) if here else None
        if leading:
            return leading if self.fits(leading, noun, named=True) else None
        if last and noun in speaker_words("experts"):
            return last if self.fits(last, noun) else None  # whoever else is spoken of between
        for sentence in reversed(before[-_REACH:]):
            if last and sentence.span.start < end <= sentence.span.end + 2:
                return last if self.fits(last, noun) else None
            if self._is_of_unnamed(sentence) or self._is_of_strangers(sentence):
                return None
            named = [m for m in self.mentions if sentence.span.contains(m.span)]
            if named:
                found = _main(named, sentence)
                return found if found and self.fits(found, noun) else None
        return None

    def _leading_here(self, here: Sentence) -> Entity | None:
        """Who begins the sentence whose next clause begins with the description."""
        named = [m for m in self.mentions if here.span.contains(m.span)]
        is_next = _CLAUSE.search(self.text, here.span.start, self.span.start)
        first = named[0] if named and is_next else None
        return first.entity if first and first.span.start == here.span.start else None

    def _is_of_unnamed(self, sentence: Sentence) -> bool:
        unnamed = self.document.once(unnamed_in)
        return any(
            sentence.span.contains(v.span)
            and len(self.text[sentence.span.start : v.span.start].split()) < _FEW_WORDS
            for v in unnamed
        )

    def _is_of_strangers(self, sentence: Sentence) -> bool:
        """Whether the model sees a person in a sentence who is nobody known."""
        people = people_in(self.document).mentions
        return any(
            e.label_ == "PERSON"
            and " " in e.text.strip()
            and sentence.span.contains(Span(e.start_char, e.end_char))
            and not any(m.span.overlaps(Span(e.start_char, e.end_char)) for m in people)
            for e in self.document.entities
        )

    def fits(self, person: Entity, noun: str, *, named: bool = False) -> bool:
        """Whether nothing known of a person speaks against the description.

        Args:
            person: who may be meant.
            noun: the description's head.
            named: whether the text calls that person so, whatever names stand beside it here.
        """
        if not (named or has_its_names(self.document, self.span, person)):
            return False
        gender = people_in(self.document).genders.get(person)
        if gender and re.search(r"(?:woman|mother|actress)$", noun) and gender == "m":
            return False
        if gender and re.search(r"(?:[a-z]man|father)$", noun) and gender == "f":
            return False
        held = [o for o in named_offices(self.document) if o.person == person and o.name]
        bodies = {o.body for o in held if o.body and o.body.kind in _STATES}
        if self.states and bodies and not self.states & bodies:
            return False
        leads = any({"state", "government"} & set(o.classes) for o in held)
        if leads and noun in speaker_words("experts") and "former" not in self.words:
            return False
        if {"prime", "president", "king"} & self.words:
            return False
        is_post = noun in speaker_words("posts") and noun not in speaker_words("leading")
        return named or not is_post or not (held or self.is_described(person))

    def is_described(self, person: Entity) -> bool:
        """Whether the text says what somebody is beside the name, so that a post is another's."""
        named = people_in(self.document).mentions
        first = next((m for m in named if m.entity == person), None)
        if first is None:
            return True  # somebody whom only a verb of saying tells of: no office is known
        before = re.search(
            r"([\w'-]+)\s+$", self.text[max(first.span.start - 30, 0) : first.span.start]
        )
        behind = re.compile(r",\s+(?:an?|the|who|[a-z]+)\s").match(self.text, first.span.end)
        opens = re.search(r"(?:^|[.!?\"”:,]\s*|\n\s*)$", self.text[: first.span.start][-5:])
        plain = opens or (before and before[1].lower() in _PLAIN)
        return not plain or bool(behind)


def _main(named: Sequence[PersonMention], sentence: Sentence) -> Entity | None:
    """The only one named in a sentence, or the one who leads it."""
    if len({m.entity for m in named}) == 1:
        return named[0].entity
    first = named[0]
    before = sentence.document.text[sentence.span.start : first.span.start]
    joined = re.match(
        r"(?:,[^,]*,)?\s+(?:and|or)\b|'s?\b", sentence.document.text[first.span.end :][:60]
    )
    is_subject = len(before.split()) <= _FEW_WORDS and not re.search(
        r"\b(?:of|by|for|to|with)\s+$", before
    )
    return first.entity if is_subject and not joined else None


def may_hold(document: Document, span: Span) -> bool:
    """Whether somebody of whom nothing is told was named before a place, and may be meant."""
    people = _Recent(document, span)
    recent = {m.entity for m in people.mentions if span.start - m.span.end < _NEAR}
    held = {o.person for o in named_offices(document)}
    return any(not people.is_described(person) for person in recent - held)


def _noun(words_: str) -> str:
    """The head of a description, in lower case; of "the 48-year-old" that."""
    return words_.split()[-1].lower()
