"""Whose office it is where the words leave that out: "Prime Minister X said here on Friday".

From sure to less sure: the same person's office named in full elsewhere; "its", "his" and "the
country's"; the same title with a body and no name; the state that the sentence speaks of; the
press office that published the text; the state that the article is written in and about. A state
whose president is somebody else has no second one. What is left, stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from comity.model import Entity, Kind, OfficeStatus, Span
from comity_loaders import titlewords
from comity_loaders.mentions import Mention, Use
from comity_loaders.officehomes import assembly, can_have, general_assembly, home, only_state

if TYPE_CHECKING:
    from comity_loaders.document import Document, Sentence
    from comity_loaders.offices import OfficeMention
    from comity_loaders.people import People

_STATES = (Kind.STATE, Kind.TERRITORY)
_ORGANISATIONS = (Kind.ORGANISATION, Kind.ORGAN)
_LISTED = re.compile(
    r"(?:[,;]|[,;]?[ ]+(?:and|as well as|along with|together with))[ ]+(?:the[ ]+)?"
)
_IS_A = re.compile(
    r"(?:[ ]*\([^)\n]*\))*(?:,[ ][^.;\n]{0,60},)?[ ]+(?:is|was)[ ]+an?[ ]+(?:[a-z-]+[ ]+){0,2}"
)
_OCCUPATION = re.compile(
    r"[ ]+(?:[a-z-]+,?[ ]+(?:and[ ]+)?){0,3}(?:politician|diplomat|statesman|stateswoman|lawyer"
    r"|jurist|economist|general|officer|soldier|academic|banker|businessman|journalist|judge"
    r"|civil servant)\b"
)


class Bodies:
    """Fills in the bodies of an article's offices."""

    def __init__(self, people: People, links: Sequence[OfficeMention]) -> None:
        self.people, self.document = people, people.document
        self.links = sorted(links, key=lambda link: link.span)
        self._done: list[OfficeMention] = []
        self._in_titles = [t.span for t in people.titles]

    def resolved(self) -> list[OfficeMention]:
        """The offices, with the bodies that could be told."""
        for link in self.links:
            self._done.append(self._filled(link))
        return [self._agreed(link) for link in self._done]

    def _filled(self, link: OfficeMention) -> OfficeMention:
        if link.body or self._is_of_unknown(link):
            return link
        finders = (
            self._elsewhere,
            self._referred,
            self._origin,
            self._of_assembly,
            self._same_title,
            self._colleague,
            self._commission,
            self._around,
        )
        bodies = (find(link) for find in finders)
        return replace(link, body=next((b for b in bodies if b and can_have(b, link)), None))

    def _is_of_unknown(self, link: OfficeMention) -> bool:
        """Whether the name is followed by where its bearer is from, which nobody knows."""
        match = (
            titlewords.OF_UNKNOWN.match(self.document.text, link.name.end) if link.name else None
        )
        return bool(match) and not any(
            match.end() - 1 <= m.span.start <= match.end() for m in self.document.mentions if match
        )

    def _agreed(self, link: OfficeMention) -> OfficeMention:
        """The office, open again where the same person's was told to be of two states."""
        same = {
            o.body
            for o in self._done
            if o.person == link.person and o.title.lower() == link.title.lower() and o.body
        }
        inferred = not any(k.body for k in self.links if k.span == link.span)
        return replace(link, body=None) if inferred and len(same) > 1 else link

    def _elsewhere(self, link: OfficeMention) -> Entity | None:
        """The body of the same person's office of the same class, named in full elsewhere."""
        return _only(
            other.body
            for other in self.links
            if other.person == link.person and other.body and _alike(other, link)
        )

    def _referred(self, link: OfficeMention) -> Entity | None:
        """What "its", "his" or "the country's" refers to."""
        if link.back == "country":
            return self._last_state(link.span)
        if link.back == "its":
            kinds = _STATES if link.scope == "state" else (*_ORGANISATIONS, *_STATES)
            return self._topic(link.span, kinds)
        if link.back == "his" and link.scope == "state":
            before = [o for o in self.links if o.span < link.span and o.body and o.scope == "state"]
            near = [o for o in before if self._same_sentence(o.span, link.span)]
            return near[-1].body if near else None
        return None

    def _origin(self, link: OfficeMention) -> Entity | None:
        """The state of "X is a Polish diplomat", of whatever else a life says that X was."""
        if not (link.scope == "state" or link.head in titlewords.words("posted")):
            return None
        return self._origins.get(link.person) if link.predicated or link.scope != "state" else None

    @cached_property
    def _origins(self) -> dict[Entity, Entity]:
        """The people of whom the text says of which state they are politicians or the like."""
        text, found = self.document.text, dict[Entity, Entity]()
        by_start = {m.span.start: m for m in self.document.mentions if m.use is Use.DEMONYM}
        for mention in self.people.mentions:
            match = _IS_A.match(text, mention.span.end)
            state = by_start.get(match.end()) if match else None
            if state and state.entity and _OCCUPATION.match(text, state.span.end):
                found.setdefault(mention.entity, state.entity)
        return found

    def _of_assembly(self, link: OfficeMention) -> Entity | None:
        """The General Assembly, of its president, and the UN, in a speech that is held there."""
        if "general assembly" in link.title.lower():
            return general_assembly(self.document)
        there = assembly(self.document)
        if there and link.title == "President" and link.name and link.span < link.name:
            before = self.document.text[max(link.span.start - 4, 0) : link.name.start]
            return there if re.match(r"(?i)the .*,", before) else None
        united = self.document.gazetteer.entries.get("org/un")
        is_chief = link.title.lower().replace(" ", "-") == "secretary-general"
        of_chief = "secretary-general" in link.head or "secretary general" in link.head[10:]
        is_told = united and any(m.entity == united.entity for m in self.document.mentions)
        return (
            united.entity if united and ((there and is_chief) or (of_chief and is_told)) else None
        )

    def _commission(self, link: OfficeMention) -> Entity | None:
        """The European Union, of "the trade commissioner", where the text speaks of it."""
        if link.head != "commissioner" or link.title.lower() == link.head:
            return None
        body = self._organisation(link)
        known = {"org/eu", "organ/eu-commission", "org/au", "organ/au-commission"}
        return body if body and body.key in known else None

    def _same_title(self, link: OfficeMention) -> Entity | None:
        """The one body with which the same title stands, naming nobody: "the premier of Chad"."""
        taken = [other.span for other in self.links]
        bodies = {
            title.body
            for title in self.people.titles
            if title.body and not title.plural and title.text.lower() == link.title.lower()
            if title.status is link.status and not any(title.span.overlaps(s) for s in taken)
        }
        free = [body for body in bodies if not self._has_another(body, link)]
        return free[0] if len(bodies) == 1 and free else None

    def _around(self, link: OfficeMention) -> Entity | None:
        if link.back == "its" or link.scope not in {"state", "org"}:
            return None
        if link.scope == "org":
            return self._organisation(link)
        bodies = [self._in_sentence(link), self._publisher, self._setting]
        bodies += [self._just_before(link), self._joined(link)]
        bodies += [only_state(self.document, link), home(self.document)]
        if link.head == "president" and self._publisher:
            bodies.insert(0, self._publisher)
        return next(
            (b for b in bodies if b and can_have(b, link) and not self._has_another(b, link)), None
        )

    def _in_sentence(self, link: OfficeMention) -> Entity | None:
        """The one state that the sentence speaks of before, if the person is not its subject."""
        sentence = self.document.sentence_at(link.span.start)
        if sentence is None or _opens(sentence, link.span, self.people):
            return None
        found = _only(
            m.entity
            for m in self._actors(sentence)
            if m.span.end <= link.span.start and m.use is not Use.CAPITAL
        )
        # "Indian Prime Minister X sent Foreign Minister Y to Iran": the nearest state decides.
        return found if found == self._last_state(link.span) else None

    @cached_property
    def _publisher(self) -> Entity | None:
        """The state whose press office published the text."""
        article = self.document.article
        outlet = article.outlet or (
            "White House" if "whitehouse.gov" in (article.url or "") else ""
        )
        senses = self.document.gazetteer.lookup(outlet) if outlet else ()
        return _only(s.entity for s in senses if s.entity.kind is Kind.STATE)

    @cached_property
    def _setting(self) -> Entity | None:
        """The state that the text is written in and mostly about, or mostly about alone."""
        counts = self._state_counts
        if not counts:
            return None
        (first, most), second = counts.most_common(1)[0], _second(counts)
        place = self._place
        if place and counts[place] == most > 1:
            return place
        return first if not place and most >= 3 and second <= 1 else None

    def _just_before(self, link: OfficeMention) -> Entity | None:
        """The one state in the sentence before, where this one has none."""
        sentence, before = self._sentences_to(link.span)
        if sentence is None or before is None or any(True for _ in self._actors(sentence)):
            return None
        found = _only(m.entity for m in self._actors(before))
        return found if found == self._last_state(link.span) else None

    def _colleague(self, link: OfficeMention) -> Entity | None:
        """The body in "Mali's President X and Foreign Minister Y": both are of the same."""
        if link.scope == "none" or link.back:
            return None
        for before in reversed(self._done):
            between = self.document.text[before.span.end : link.span.start]
            if before.body and before.body.kind is Kind.ORGAN and link.head != before.head:
                continue
            if before.body and _LISTED.fullmatch(between) and before.title != link.title:
                own = before.body.kind in _STATES or link.scope in {"org", "named"}
                return before.body if own else None
        return None

    def _joined(self, link: OfficeMention) -> Entity | None:
        """The state in "Mali's President X spoke, and Foreign Minister Y left": the same."""
        text = self.document.text
        joined = re.search(r"(?:,|\band)[ ]+$", text[max(link.span.start - 6, 0) : link.span.start])
        before = [k for k in self._done if k.span.end < link.span.start and k.scope == "state"]
        near = [k for k in before if self._same_sentence(k.span, link.span)]
        return near[-1].body if joined and near and near[-1].head != link.head else None

    def _organisation(self, link: OfficeMention) -> Entity | None:
        """The organisation of the sentence, of the one before, or of the article."""
        sentence, before = self._sentences_to(link.span)
        for place in (sentence, before):
            bodies = set(_bodies(place, (Kind.ORGANISATION,), place.span.end)) if place else set()
            if bodies:
                break
        else:
            bodies = set(self._org_counts)
        if len(bodies) < 2:
            return next(iter(bodies), None)
        (first, most), second = self._org_counts.most_common(1)[0], _second(self._org_counts)
        return first if first in bodies and most >= 2 * second else None

    def _has_another(self, body: Entity | None, link: OfficeMention) -> bool:
        """Whether somebody else holds that very office by the article."""
        if link.status is not OfficeStatus.CURRENT:
            return False
        return any(
            other.body == body
            and other.person != link.person
            and other.status is OfficeStatus.CURRENT
            and other.title.lower() == link.title.lower()
            for other in self.links
        )

    def _actors(self, sentence: Sentence) -> Iterable[Mention]:
        """The states of a sentence that are not part of somebody's title."""
        return (
            m
            for m in sentence.mentions
            if m.entity and m.entity.kind in _STATES
            if not any(span.contains(m.span) for span in self._in_titles)
        )

    def _last_state(self, span: Span) -> Entity | None:
        before = [
            m
            for m in self.document.mentions
            if m.span.end <= span.start and m.entity and m.entity.kind in _STATES
        ]
        return before[-1].entity if before else None

    def _topic(self, span: Span, kinds: tuple[Kind, ...]) -> Entity | None:
        """What "its" means: the one body of the sentence so far, or what the last opens with."""
        sentence, before = self._sentences_to(span)
        here = _bodies(sentence, kinds, span.start)
        if here:
            return here[0] if len(set(here)) == 1 else None
        earlier = _bodies(before, kinds, span.start)
        later = _bodies(sentence, kinds, sentence.span.end) if sentence else []
        found = earlier or (later if len(set(later)) == 1 else [])
        return found[0] if found else None

    def _same_sentence(self, one: Span, other: Span) -> bool:
        return self.document.sentence_at(one.start) == self.document.sentence_at(other.start)

    def _sentences_to(self, span: Span) -> tuple[Sentence | None, Sentence | None]:
        sentence = self.document.sentence_at(span.start)
        before = [s for s in self.document.sentences if sentence and s.span < sentence.span]
        return sentence, before[-1] if before else None

    @cached_property
    def _place(self) -> Entity | None:
        """The state in which the text was written, by its dateline."""
        place = (self.document.article.place or "").split(",")[0].title()
        senses = self.document.gazetteer.lookup(place) if place else ()
        return _only(s.entity for s in senses if s.entity.kind is Kind.STATE)

    @cached_property
    def _state_counts(self) -> Counter[Entity]:
        return _counts(self.document, _STATES)

    @cached_property
    def _org_counts(self) -> Counter[Entity]:
        return _counts(self.document, (Kind.ORGANISATION,))


def _counts(document: Document, kinds: tuple[Kind, ...]) -> Counter[Entity]:
    return Counter(m.entity for m in document.mentions if m.entity and m.entity.kind in kinds)


def _second(counts: Counter[Entity]) -> int:
    return counts.most_common(2)[1][1] if len(counts) > 1 else 0


def _bodies(sentence: Sentence | None, kinds: tuple[Kind, ...], end: int) -> list[Entity]:
    mentions = sentence.mentions if sentence else ()
    return [m.entity for m in mentions if m.entity and m.entity.kind in kinds and m.span.end <= end]


def _opens(sentence: Sentence, span: Span, people: People) -> bool:
    """Whether a sentence's first words, an adverbial aside, are this title: its subject."""
    before = sentence.document.text[sentence.span.start : span.start].rstrip()
    named = any(sentence.span.start <= m.span.start < span.start for m in people.mentions)
    return before == "" or (before.endswith(",") and not named)


def _alike(one: OfficeMention, other: OfficeMention) -> bool:
    same = one.title.lower() == other.title.lower()
    return same or (one.head == other.head and one.scope != "named")


def _only(entities: Iterable[Entity | None]) -> Entity | None:
    found = {entity for entity in entities if entity}
    return next(iter(found)) if len(found) == 1 else None
