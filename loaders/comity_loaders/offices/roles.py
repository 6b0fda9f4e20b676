"""Whom a title without a name means: "the Georgian minister", "the chief", "the official"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from comity.model import Entity, OfficeStatus, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People
from comity_loaders.titles import titlewords
from comity_loaders.titles.titles import Title

_ANOTHER_TIME = re.compile(
    r"(?i)^\W*(?:last (?:year|month)|(?:a|two|three|four|five|six|ten|several|some|many|\d+)"
    r" (?:years?|decades?|months?) (?:ago|earlier|before)|in (?:19|20)\d\d|back in"
    r"|at (?:the|that) time)\b"
)


class Roles:
    """Finds whom titles mean, in one article."""

    def __init__(self, people: People, offices: Sequence[OfficeMention]) -> None:
        self.people, self.document, self.offices = people, people.document, offices
        self.text = self.document.text

    def titled(self, title: Title, span: Span) -> Entity | None:
        """The bearer of a title: the one named with it, or who else holds such an office."""
        bearers = {o.person for o in self.offices if o.span.overlaps(title.core) and o.name}
        if bearers:
            return next(iter(bearers)) if len(bearers) == 1 else None
        behind = [m for m in self.people.mentions if title.span.end <= m.span.start < span.end]
        if behind or title.plural:
            return None  # "the spokesman of President X" is not X
        return self.bearer(title)

    def bearer(self, title: Title) -> Entity | None:
        """Who is meant by a title that no name stands with; None where that is open."""
        sentence = self.document.sentence_at(title.span.start)
        if sentence and _ANOTHER_TIME.match(sentence.text):
            return None
        fitting = [o for o in self.offices if o.name and self._fits(o, title)]
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
        for sentence in sentences_before(self.document, span, 2):
            here = {p for p in named_in(self.people, sentence, span.start) if p in holders}
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
        for before in sentences_before(self.document, title.span, 2):
            named = set(named_in(self.people, before, title.span.start))
            if named:
                return next(iter(named)) if len(named) == 1 else None
        return None

    def official(self, span: Span) -> Entity | None:
        """For "the official": the one person with an office in this sentence or the last two."""
        state = next((m.entity for m in self.document.mentions if span.contains(m.span)), None)
        holders = {o.person for o in self.offices if not state or o.body == state}
        for sentence in sentences_before(self.document, span, 3):
            here = {p for p in named_in(self.people, sentence, span.start) if p in holders}
            if here:
                return next(iter(here)) if len(here) == 1 else None
        return None

    def counterpart(self, span: Span) -> Entity | None:
        """The one minister of the state named, where nobody else is told to be its counterpart."""
        state = next((m.entity for m in self.document.mentions if span.contains(m.span)), None)
        offices = [o for o in self.offices if o.name and o.body]
        before = [o for o in offices if o.span.end <= span.start and o.body != state]
        if not state or not before:
            return None
        classes = before[-1].classes
        found = {o.person for o in offices if o.body == state and o.classes & classes}
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def alone(self) -> tuple[Title, ...]:
        """Definite titles that no name stands with."""
        tied = [o.span for o in self.offices if o.name]
        return tuple(
            t
            for t in self.people.titles
            if not t.plural and not any(s.overlaps(t.core) for s in tied)
        )


def named_in(people: People, sentence: Sentence, before: int) -> list[Entity]:
    """Who is named in a sentence before an offset, in order."""
    return [
        m.entity for m in people.mentions if sentence.span.contains(m.span) and m.span.end <= before
    ]


def sentences_before(document: Document, span: Span, most: int) -> list[Sentence]:
    """The sentence at `span` and those before it, nearest first."""
    found = [s for s in document.sentences if s.span.start <= span.start]
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
