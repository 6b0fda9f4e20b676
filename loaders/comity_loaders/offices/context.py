"""What a text is about where it does not say whose office it is: its states, its publisher.

The state that the sentence speaks of, the one that somebody is said to come from, the press office
that published the text, the state that the article is written in and about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from comity.model import Entity, Kind, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.offices.homes import home
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.origins import origins
from comity_loaders.people.people import People
from comity_loaders.titles import titlewords

STATES = (Kind.STATE, Kind.TERRITORY)
"""The kinds of what has a government."""
# "Prime Minister of Malta"; "Ministry of Defence, Oman"; "Embassy of Peru".
_PRESS_OFFICE = re.compile(
    r"(?i)\b(?:ministry|minister|president|presidency|government|embassy|cabinet|parliament"
    r"|high commission|consulate|permanent mission)\b"
)


_MISSION = re.compile(r"(?i)\b(?:embassy|high commission|consulate|permanent mission)\b")
_ORGANISATIONS = (Kind.ORGANISATION, Kind.ORGAN)
# "The court's president", "the president of the tribunal", "Tribunal spokeswoman X".
_CALLED = re.compile(rf"(?i)\b(?P<noun>{'|'.join(titlewords.words('body_nouns'))})(?:'s)?(?![\w-])")


_OPENING = 25
"""How far into its sentence a body may stand that opens it."""
# "The militia", "a small party": what no state is called.
_NO_STATE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?)[ ]+(?:[\w-]+[ ]+){0,2}"
    rf"(?:{'|'.join(titlewords.words('no_states'))})(?![\w-])"
)


class Context:
    """What stands around the offices of one article."""

    def __init__(self, people: People) -> None:
        self.people, self.document = people, people.document
        self._in_titles = [t.span for t in people.titles]

    @cached_property
    def origins(self) -> dict[Entity, Entity]:
        """The people of whom the text says of which state they are politicians or the like."""
        return origins(self.people)

    @cached_property
    def states_by_start(self) -> dict[int, Mention]:
        """States that are named, themselves or by their capital, by where the name begins."""
        named = (Use.NAME, Use.CAPITAL)
        states = (m for m in self.document.mentions if m.entity and m.entity.kind in STATES)
        return {m.span.start: m for m in states if m.use in named}

    @cached_property
    def publisher(self) -> Entity | None:
        """The state whose press office published the text."""
        article = self.document.article
        outlet = article.outlet or (
            "White House" if "whitehouse.gov" in (article.url or "") else ""
        )
        gazetteer = self.document.gazetteer
        senses = [*gazetteer.lookup(outlet)] if outlet else []
        if _PRESS_OFFICE.search(outlet):
            senses += [sense for match in gazetteer.find(outlet) for sense in match.senses]
        return only(s.entity for s in senses if s.entity.kind is Kind.STATE)

    @cached_property
    def mission(self) -> Entity | None:
        """The state whose embassy published the text, with ambassadors and attachés of its own."""
        is_mission = _MISSION.search(self.document.article.outlet or "")
        return self.publisher if is_mission else None

    @cached_property
    def publishing_body(self) -> Entity | None:
        """The organisation that published the text, whose president it calls just that."""
        outlet = self.document.article.outlet or ""
        senses = self.document.gazetteer.lookup(outlet) if outlet else ()
        return only(s.entity for s in senses if s.entity.kind in (Kind.ORGANISATION, Kind.ORGAN))

    @cached_property
    def has_president(self) -> bool:
        """Whether that organisation has a president at all."""
        body = self.publishing_body
        return body is not None and body.key in titlewords.words("presidents")

    def topic_state(self, taken: set[Entity]) -> tuple[Entity, int] | None:
        """The state that the text is mostly about, but for some, and how much that tells."""
        counts = Counter({k: n for k, n in self._state_counts.items() if k not in taken})
        if not counts:
            return None
        (first, most), second = counts.most_common(1)[0], _second(counts)
        is_alone = most == 2 and len(self._state_counts) == 1 and home(self.document) is None
        if is_alone or (most >= 3 and second <= 1):
            return first, 4
        if most >= 3 and most >= 2 * second:
            return first, 3
        return (first, 1) if most > max(second, 1) else None

    @cached_property
    def headline_state(self) -> Entity | None:
        """The one state that the headline names."""
        title = self.document.article.title
        named = [m for m in self.document.mentions if title and title.contains(m.span)]
        return only(m.entity for m in named if m.entity and m.entity.kind in STATES)

    def just_before(self, link: OfficeMention) -> Entity | None:
        """The one state in the sentence before, where this one has none."""
        sentence, before = self._sentences_to(link.span)
        if sentence is None or before is None or any(True for _ in self.actors(sentence)):
            return None
        found = only(m.entity for m in self.actors(before))
        return found if found == self.last_state(link.span) else None

    def organisation(self, link: OfficeMention) -> Entity | None:
        """The organisation of the sentence, of the one before, or of the article."""
        sentence, before = self._sentences_to(link.span)
        here = (
            set(_bodies(sentence, (Kind.ORGANISATION,), sentence.span.end)) if sentence else set()
        )
        (first, most), second = (*self._org_counts.most_common(1), (None, 0))[0], 0
        second = _second(self._org_counts)
        main = first if most >= 2 * second else None
        if here:
            return next(iter(here)) if len(here) == 1 else main if main in here else None
        if main and most >= 3:
            return main
        near = set(_bodies(before, (Kind.ORGANISATION,), before.span.end)) if before else set()
        found = near or set(self._org_counts)
        return next(iter(found)) if len(found) == 1 else main if main in found else None

    def called(self, link: OfficeMention) -> Entity | None:
        """The organisation that "the court", "the fund" means: named last before, and so called."""
        noun = _CALLED.search(self.document.text[link.span.start : link.span.end])
        if noun is None:
            return None
        word = noun["noun"].lower().replace("isation", "ization").replace("lender", "bank")
        before = [m for m in self.document.mentions if m.span.end <= link.span.start]
        named = [m.entity for m in before if m.entity and m.entity.kind in _ORGANISATIONS]
        found = [body for body in named if word in body.name.lower().split()]
        return found[-1] if found else None

    def announcer(self, link: OfficeMention) -> Entity | None:
        """The organisation that opens the sentence before, of "Spokesman X said" alone."""
        sentence, before = self._sentences_to(link.span)
        if "spokesman" not in link.classes or link.back or not sentence or not before:
            return None
        here = _bodies(sentence, _ORGANISATIONS, link.span.start)
        named = [m for m in before.mentions if m.entity and m.entity.kind in _ORGANISATIONS]
        opens = bool(named) and named[0].span.start - before.span.start < _OPENING
        return only(m.entity for m in named) if opens and not here else None

    def court(self, link: OfficeMention) -> Entity | None:
        """The one court that the text names, of its prosecutor or registrar."""
        if link.head.split()[-1] not in {"prosecutor", "registrar"}:
            return None
        named = {
            m.entity for m in self.document.mentions if m.entity and m.entity.kind in _ORGANISATIONS
        }
        return only(
            body for body in named if {"court", "tribunal"} & set(body.name.lower().split())
        )

    def actors(self, sentence: Sentence) -> Iterable[Mention]:
        """The states of a sentence that are not part of somebody's title."""
        return (
            m
            for m in sentence.mentions
            if m.entity and m.entity.kind in STATES
            if not any(span.contains(m.span) for span in self._in_titles)
        )

    def last_state(self, span: Span) -> Entity | None:
        """The state named last before a place."""
        before = [
            m
            for m in self.document.mentions
            if m.span.end <= span.start and m.entity and m.entity.kind in STATES
        ]
        return before[-1].entity if before else None

    def topic(self, span: Span, kinds: tuple[Kind, ...]) -> Entity | None:
        """What "its" means: the one body of the sentence so far, or what the last opens with."""
        sentence, before = self._sentences_to(span)
        here = _bodies(sentence, kinds, span.start)
        if here:
            return here[0] if len(set(here)) == 1 else None
        earlier = _bodies(before, kinds, span.start)
        later = _bodies(sentence, kinds, sentence.span.end, span) if sentence else []
        found = next(iter(earlier or (later if len(set(later)) == 1 else [])), None)
        is_state = found is not None and found.kind in STATES
        return None if is_state and sentence and self._has_other(sentence, span) else found

    def _has_other(self, sentence: Sentence, span: Span) -> bool:
        """Whether what is no state stands before "its": "the militia said its spokesman, X"."""
        if _NO_STATE.search(self.document.text, sentence.span.start, span.start):
            return True
        before = Span(sentence.span.start, span.start)
        named = (e for e in self.document.entities if e.label_ == "ORG")
        return any(before.contains(Span(e.start_char, e.end_char)) for e in named)

    def same_sentence(self, one: Span, other: Span) -> bool:
        """Whether two places stand in one sentence."""
        return self.document.sentence_at(one.start) == self.document.sentence_at(other.start)

    def _sentences_to(self, span: Span) -> tuple[Sentence | None, Sentence | None]:
        sentence = self.document.sentence_at(span.start)
        before = [s for s in self.document.sentences if sentence and s.span < sentence.span]
        return sentence, before[-1] if before else None

    @cached_property
    def written_in(self) -> Entity | None:
        """The state in which the text was written, by its dateline."""
        senses = self.document.gazetteer.lookup(self._city) if self._city else ()
        return only(s.entity for s in senses if s.entity.kind is Kind.STATE)

    @cached_property
    def is_elsewhere(self) -> bool:
        """Whether it was written where organisations meet, or where another state is the topic."""
        counts, place = self._state_counts, self.written_in
        rival = max((n for state, n in counts.items() if state != place), default=0)
        is_topic = rival >= 2 and place is not None and rival > counts[place]
        return is_topic or self._city in titlewords.words("seats")

    @cached_property
    def _city(self) -> str:
        return (self.document.article.place or "").split(",")[0].title()

    @cached_property
    def _state_counts(self) -> Counter[Entity]:
        return _counts(self.document, STATES)

    @cached_property
    def _org_counts(self) -> Counter[Entity]:
        return _counts(self.document, (Kind.ORGANISATION,))


def _counts(document: Document, kinds: tuple[Kind, ...]) -> Counter[Entity]:
    return Counter(m.entity for m in document.mentions if m.entity and m.entity.kind in kinds)


def _second(counts: Counter[Entity]) -> int:
    return counts.most_common(2)[1][1] if len(counts) > 1 else 0


def _bodies(
    sentence: Sentence | None, kinds: tuple[Kind, ...], end: int, but: Span | None = None
) -> list[Entity]:
    """The bodies that a sentence names up to a place, but for those in a stretch of it."""
    mentions = [m for m in (sentence.mentions if sentence else ()) if m.span.end <= end]
    told = (m for m in mentions if not (but and but.contains(m.span)))
    return [m.entity for m in told if m.entity and m.entity.kind in kinds]


def only(entities: Iterable[Entity | None]) -> Entity | None:
    """The one entity of several mentions; None where there are none or two."""
    found = {entity for entity in entities if entity}
    return next(iter(found)) if len(found) == 1 else None
