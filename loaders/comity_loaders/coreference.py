"""Whom a noun phrase means: "he", "the Georgian minister", "the bloc's chief".

A wrong antecedent puts words into somebody's mouth, so two that fit equally well give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from comity.model import Entity, OfficeStatus, Span
from comity_loaders import titlewords
from comity_loaders.mentions import Use
from comity_loaders.titles import Title

if TYPE_CHECKING:
    from comity_loaders.document import Sentence
    from comity_loaders.namescan import Gender
    from comity_loaders.officelinks import OfficeMention
    from comity_loaders.people import People

_PRONOUNS: dict[str, Gender] = {"he": "m", "him": "m", "she": "f", "her": "f"}
_REACH = 6
"""How many sentences back the person that a pronoun means may have been named."""
_COUNTERPART = re.compile(r"(?i)\bcounterparts?\b")
_GENERIC = re.compile(r"(?i)\b(?:official|diplomat|statesman|stateswoman|politician)\b")
_ANOTHER_TIME = re.compile(
    r"(?i)^\W*(?:last (?:year|month)|(?:a|two|three|four|five|six|ten|several|some|many|\d+)"
    r" (?:years?|decades?|months?) (?:ago|earlier|before)|in (?:19|20)\d\d|back in"
    r"|at (?:the|that) time)\b"
)


class Resolver:
    """Finds whom phrases mean, in one article."""

    def __init__(self, people: People) -> None:
        self.people, self.document = people, people.document
        self.text = self.document.text
        self._pronouns: dict[int, Entity | None] = {}

    def resolve(self, span: Span) -> Entity | None:
        """Whom or what the phrase at `span` means; None where that is open."""
        pronoun = _PRONOUNS.get(span.of(self.text).strip().lower())
        if pronoun:
            return self._pronoun(span, pronoun)
        title = next((t for t in self.people.titles if t.span.overlaps(span)), None)
        named = next((m for m in self.people.mentions if m.span.overlaps(span)), None)
        if title and span.contains(title.core) and (not named or title.core < named.span):
            return self._titled(title, span)
        if named:
            return named.entity
        if _COUNTERPART.search(span.of(self.text)):
            return self._counterpart(span)
        if _GENERIC.search(span.of(self.text)):
            return self._generic(span)
        return self._body(span)

    def _titled(self, title: Title, span: Span) -> Entity | None:
        """The bearer of a title: the one named with it, or who else holds such an office."""
        bearers = {
            o.person for o in self.people.undated_offices if o.span.overlaps(title.core) and o.name
        }
        if bearers:
            return next(iter(bearers)) if len(bearers) == 1 else None
        behind = [m for m in self.people.mentions if title.span.end <= m.span.start < span.end]
        if behind or title.plural:
            return None  # "the spokesman of President X" is not X
        return self._role(title)

    def _role(self, title: Title) -> Entity | None:
        sentence = self.document.sentence_at(title.span.start)
        if sentence and _ANOTHER_TIME.match(sentence.text):
            return None
        fitting = [o for o in self.people.undated_offices if o.name and self._fits(o, title)]
        fitting = [o for o in fitting if o.head == title.head] or fitting
        found = self._nearest(fitting, title.span)
        if found or title.determiner != "the":
            return found
        if title.body and any(o.body == title.body for o in fitting):
            return None
        return self._described(title)

    def _fits(self, office: OfficeMention, title: Title) -> bool:
        """Whether somebody with this office can be called by that title."""
        if title.status is OfficeStatus.FORMER and office.status is not OfficeStatus.FORMER:
            return False
        if title.body and office.body and title.body not in self._same_bodies(office.body):
            return False
        if title.body and not office.body:
            return False
        alike = title.head == office.head or bool(title.classes & office.classes)
        return alike and _remits_agree(title, office)

    def _same_bodies(self, body: Entity) -> set[Entity | None]:
        """A body, and the body whose organ it is."""
        entries = self.document.gazetteer.entries
        entry = entries.get(body.key)
        parent = entries.get(entry.organ_of) if entry and entry.organ_of else None
        return {body, parent.entity if parent else None} - {None}

    def _nearest(self, offices: Iterable[OfficeMention], span: Span) -> Entity | None:
        """The one holder, or of several the one spoken of in this sentence or the last."""
        holders = {o.person for o in offices}
        if len(holders) < 2:
            return next(iter(holders), None)
        current = {o.person for o in offices if o.status is not OfficeStatus.FORMER}
        if len(current) == 1:
            return next(iter(current))
        for sentence in self._sentences_before(span, 2):
            here = {p for p in self._named_in(sentence, span.start) if p in holders}
            if here:
                return next(iter(here)) if len(here) == 1 else None
        return None

    def _described(self, title: Title) -> Entity | None:
        """The last named, whom "the former foreign minister" at a sentence's start describes."""
        sentence = self.document.sentence_at(title.span.start)
        opening = self.text[sentence.span.start : title.span.start] if sentence else "x" * 20
        if title.status is not OfficeStatus.FORMER or not re.fullmatch(
            r"(?i)(?:but|and|yet|still)?,?[ ]*the[ ]+", opening
        ):
            return None
        for before in self._sentences_before(title.span, 2):
            named = set(self._named_in(before, title.span.start))
            if named:
                return next(iter(named)) if len(named) == 1 else None
        return None

    def _generic(self, span: Span) -> Entity | None:
        """For "the official": the one person with an office in this sentence or the last two."""
        state = next((m.entity for m in self.document.mentions if span.contains(m.span)), None)
        holders = {o.person for o in self.people.undated_offices if not state or o.body == state}
        for sentence in self._sentences_before(span, 3):
            here = {p for p in self._named_in(sentence, span.start) if p in holders}
            if here:
                return next(iter(here)) if len(here) == 1 else None
        return None

    def _counterpart(self, span: Span) -> Entity | None:
        """The one minister of the state named, where nobody else is told to be its counterpart."""
        state = next((m.entity for m in self.document.mentions if span.contains(m.span)), None)
        offices = [o for o in self.people.undated_offices if o.name and o.body]
        before = [o for o in offices if o.span.end <= span.start and o.body != state]
        if not state or not before:
            return None
        classes = before[-1].classes
        found = {o.person for o in offices if o.body == state and o.classes & classes}
        return next(iter(found)) if len(found) == 1 else None

    def _body(self, span: Span) -> Entity | None:
        inside = [m for m in self.document.mentions if m.span.overlaps(span) and m.entity]
        named = [m for m in inside if m.use is not Use.DEMONYM]
        return named[-1].entity if len({m.entity for m in named}) == 1 else None

    def _pronoun(self, span: Span, gender: Gender) -> Entity | None:
        if span.start not in self._pronouns:
            self._pronouns[span.start] = None  # of a circle of pronouns, none means anybody
            self._pronouns[span.start] = self._antecedent(span, gender)
        return self._pronouns[span.start]

    def _antecedent(self, span: Span, gender: Gender) -> Entity | None:
        inside = self.document.quote_around(span)
        for sentence in self._sentences_before(span, _REACH):
            references = self._references(sentence, span.start)
            people = [
                (place, person)
                for place, person in references
                if self._may_be(person, gender)
                and (inside is not None or not self.document.quote_around(place))
            ]
            people = [p for p in people if p[1] not in self._talked_about(sentence, span)]
            if not people and self._opens_with_stranger(sentence, span.start):
                return None
            if not people:
                continue
            if len({person for _, person in people}) == 1:
                return people[0][1]
            return self._subject(sentence, people)
        return None

    def _talked_about(self, sentence: Sentence, span: Span) -> set[Entity]:
        """Whom the quotation beside a pronoun names: nobody says "the minister" of himself."""
        here = self.document.sentence_at(span.start)
        if here is None or self.document.quote_around(span) or not self._speaks(span):
            return set()
        quotes = [q.span for q in self.document.quotes if q.span.overlaps(here.span)]
        references = self._references(here, here.span.end) if here != sentence else []
        return {person for place, person in references if any(q.contains(place) for q in quotes)}

    def _opens_with_stranger(self, sentence: Sentence, before: int) -> bool:
        """Whether a sentence is about somebody whom only a title names, and who stays unknown."""
        return any(
            t.core.end <= before
            and sentence.span.contains(t.core)
            and (t.determiner == "the" or t.body)
            and self._is_subject(sentence, t.core)
            and not self.document.quote_around(t.core)
            and self._role(t) is None
            for t in self._alone
        )

    def _may_be(self, person: Entity, gender: Gender) -> bool:
        return self.people.genders.get(person, gender) == gender

    def _references(self, sentence: Sentence, before: int) -> list[tuple[Span, Entity]]:
        """Who is named in a sentence, or meant there by a role or a pronoun, in order."""
        found = [
            (m.span, m.entity)
            for m in self.people.mentions
            if sentence.span.contains(m.span) and m.span.end <= before
        ]
        for title in self._alone:
            if sentence.span.contains(title.core) and title.core.end <= before:
                person = self._role(title)
                if person:
                    found.append((title.core, person))
        found += self._pronouns_in(sentence, before)
        return sorted(found, key=lambda reference: reference[0])

    def _pronouns_in(self, sentence: Sentence, before: int) -> list[tuple[Span, Entity]]:
        found = []
        end = min(sentence.span.end, before)
        for match in re.compile(r"\b(?:[Hh]e|[Ss]he)\b").finditer(
            self.text, sentence.span.start, end
        ):
            span = Span(match.start(), match.end())
            person = self._pronoun(span, _PRONOUNS[match.group().lower()])
            if person:
                found.append((span, person))
        return found

    @cached_property
    def _alone(self) -> tuple[Title, ...]:
        """Definite titles that no name stands with."""
        tied = [o.span for o in self.people.undated_offices if o.name]
        return tuple(
            t
            for t in self.people.titles
            if not t.plural and not any(s.overlaps(t.core) for s in tied)
        )

    def _subject(self, sentence: Sentence, people: list[tuple[Span, Entity]]) -> Entity | None:
        """Of several people in a sentence, the one who speaks or acts in it."""
        outside = [p for p in people if not self.document.quote_around(p[0])]
        subjects = [p for p in outside if self._is_subject(sentence, p[0])]
        speakers = [p for p in subjects if self._speaks(p[0])]
        for group in (speakers, subjects[:1], outside):
            if len({person for _, person in group}) == 1:
                return group[0][1]
        return None

    def _is_subject(self, sentence: Sentence, span: Span) -> bool:
        if not self.document.parses:
            return sentence.span.start == span.start or self._speaks(span)
        return any(t.dep_ in {"nsubj", "nsubjpass"} for t in sentence.tokens_in(span))

    def _speaks(self, span: Span) -> bool:
        after = re.compile(r"(?:,?[ ]+(?:also|has|had|who|later|then))*[ ]+([a-z]+)").match(
            self.text, span.end
        )
        before = re.search(r"([a-z]+)[ ]+$", self.text[max(span.start - 14, 0) : span.start])
        verbs = titlewords.saying()
        return any(m is not None and m[1] in verbs for m in (after, before))

    def _named_in(self, sentence: Sentence, before: int) -> list[Entity]:
        return [
            m.entity
            for m in self.people.mentions
            if sentence.span.contains(m.span) and m.span.end <= before
        ]

    def _sentences_before(self, span: Span, most: int) -> list[Sentence]:
        """The sentence at `span` and those before it, nearest first."""
        found = [s for s in self.document.sentences if s.span.start <= span.start]
        return found[: -most - 1 : -1]


def _remits_agree(title: Title, office: OfficeMention) -> bool:
    """Whether "the defence minister" can be somebody who is called "foreign minister"."""
    one, other = _remit(title.text), _remit(office.title)
    return not one or not other or bool(one & other)


def _remit(title: str) -> set[str]:
    words = set(re.findall(r"[a-z]+", title.lower().replace("defence", "defense")))
    domains = {w for d in titlewords.words("domains") for w in d.split()}
    return (words & domains) - {"affairs", "of", "and", "state", "national", "public"} | (
        words & {"deputy", "vice", "prime", "assistant"}
    )
