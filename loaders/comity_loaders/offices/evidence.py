"""Whose a state office is where no words beside it say so: the evidence around it, weighed.

A dateline, the press office that published the text, the state that the text is mostly about, the
state of which the sentence speaks, the state for which somebody speaks ("X said Mali would not
pay"): each tells something, none is sure, and two that disagree tell nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from comity.model import Entity
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.offices import actsfor, hosts, scenes
from comity_loaders.offices.context import STATES, Context, only
from comity_loaders.offices.digests import digest
from comity_loaders.offices.homes import can_have, home, only_state
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.titles import titlewords

_ENOUGH, _AHEAD = 3, 2
"""The least that the evidence must weigh, and how far the best must be ahead of the next."""
_ENOUGH_FOR_SURNAME = 4
"""The same for somebody whom the text never names in full: the readers know who that is."""
# "Under President X, Indonesia left"; "after the coup that ousted President X, Mali was out".
_FRONTED = re.compile(
    r"(?i)^\W*(?:under|(?:acting )?on (?:the )?(?:instructions|orders) (?:of|from)|during"
    r" the (?:rule|presidency|reign|premiership|tenure) of|when|with|.*\b(?:toppl|oust|overthr"
    r"|depos|coup|death|assassinat|resign|election|inaugurat|arrest)\w*\b.*)"
    r"[ ]*(?:the[ ]+|its[ ]+)?$"
)
_MEETS = re.compile(
    r"\b(?:met|meets?|talks?|visit\w*|host\w*|receiv\w*|told|call\w*|letter|message|counterparts?"
    r"|invit\w*|thank\w*|congratulat\w*|between|accus\w*|and)\b"
)
_MET = re.compile(r"(?:(?<!,)[ ]with|\b(?:met|meets|meet|visited|thanked))[ ]+$")
# "Tokyo denied that …": who opens a sentence so, speaks of its own officials.
_ACTS = re.compile(r"[ ]+(?:(?:has|had|will|would|is|was)\b|(?!but\b|and\b|or\b)[a-z]+(?:ed|s)\b)")


class Evidence:
    """Weighs what tells whose the offices of one article are."""

    def __init__(
        self, context: Context, links: Sequence[OfficeMention], done: Sequence[OfficeMention]
    ) -> None:
        self.context, self.links, self.done = context, links, done
        self.document, self.text = context.document, context.document.text

    def best(self, link: OfficeMention, held: set[Entity]) -> Entity | None:
        """The state that a title is of, if the evidence is clear.

        Args:
            link: the title and its bearer.
            held: the states whose office somebody else holds.
        """
        hosts_ = hosts.hosting(self.context, link)
        if self._enough(link) > _ENOUGH and self._is_met(link) and not hosts_:
            return None  # whom the topic's own officials meet, is another state's
        scene = None if link.predicated else scenes.scene(self.document, link)
        local = scenes.in_capital(self.document, link)
        represented = hosts.represented(self.context, link)
        if scene in {*actsfor.spoken_for(self.context, link.person), local, *represented}:
            scene = None
        taken = held | {scene} if scene else held
        told = Counter(
            {
                state: weight
                for state, weight in self._weights(link, taken).items()
                if can_have(state, link) and state not in taken
            }
        )
        ranked = told.most_common(2)
        if not ranked or ranked[0][1] < self._enough(link):
            return None
        clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _AHEAD
        return ranked[0][0] if clear and not self._is_of_others(link, ranked[0][0]) else None

    def _is_of_others(self, link: OfficeMention, state: Entity) -> bool:
        """Whether the sentence opens with what another state does: "Tokyo denied that X …"."""
        sentence = self.document.sentence_at(link.span.start)
        if sentence is None or state in {self.context.publisher, home(self.document)}:
            return False
        before = [m for m in self.context.actors(sentence) if m.span.end <= link.span.start]
        opens = before and not re.search(
            r"\w", self.text[sentence.span.start : before[0].span.start]
        )
        acts = opens and _ACTS.match(self.text, before[0].span.end)
        return bool(acts) and state not in {m.entity for m in before}

    def _enough(self, link: OfficeMention) -> int:
        is_whole = " " in link.person.name or link.head in titlewords.words("royal")
        return _ENOUGH if is_whole else _ENOUGH_FOR_SURNAME

    def _is_met(self, link: OfficeMention) -> bool:
        """Whether others meet its bearer: "talks with President X"."""
        return _MET.search(self.text[: link.span.start][-20:]) is not None

    def _weights(self, link: OfficeMention, taken: set[Entity]) -> Counter[Entity]:
        """What speaks for each state, of all the places in which the same person is named so."""
        same = [k for k in self.links if k.person == link.person and not k.body] or [link]
        weights = Counter(self._of_article(link, taken))
        for tell in (self._of_sentence, self._before, self._joined, self._beside, self._fronted):
            strongest: Counter[Entity] = Counter()
            for other in same:
                strongest |= Counter(dict(tell(other)))
            weights += strongest
        item = digest(self.document).state_at(self.context, link.span)
        weights += Counter({item: 3} if item and not self._is_met(link) else {})
        weights += Counter(dict.fromkeys(actsfor.spoken_for(self.context, link.person), 3))
        weights += Counter(dict.fromkeys(actsfor.led(self.context, link.person), 4))
        weights += Counter(dict.fromkeys(scenes.labelled(self.document, link), 5))
        weights += Counter(dict.fromkeys(hosts.hosting(self.context, link), 6))
        weights += Counter(dict.fromkeys(hosts.represented(self.context, link), 6))
        weights += Counter(dict.fromkeys(hosts.commanding(self.context, self.done, link), 6))
        local = scenes.in_capital(self.document, link)
        return weights + Counter({local: 4} if local else {})

    def _of_article(self, link: OfficeMention, taken: set[Entity]) -> Iterator[Entity]:
        """States as often as the article as a whole speaks for them."""
        found = [only_state(self.document, link)]
        if not digest(self.document).items:
            found += self._of_whole(link, taken)
        for state, weight in found:
            yield from [state] * weight if state else []

    def _of_whole(
        self, link: OfficeMention, taken: set[Entity]
    ) -> Iterator[tuple[Entity | None, int]]:
        """What a text tells that is about one thing: its publisher, place, topic and headline."""
        context, home_state = self.context, home(self.document)
        of_head = link.head == "president" and context.publisher
        yield context.publisher, 6 if of_head else 5 if self._is_definite(link) else 3
        yield home_state if home_state != context.publisher else None, 4
        yield context.written_in, 1 if context.is_elsewhere else 3
        publisher = {context.publisher} if context.publisher else set()
        yield context.topic_state(taken | publisher) or (None, 0)
        yield context.headline_state, 2

    def _is_definite(self, link: OfficeMention) -> bool:
        """Whether it is "the Minister for Mines, X", of whom no other state's would be told so."""
        before = self.text[max(link.span.start - 40, 0) : link.span.start]
        is_met = re.search(r"\b(?:with|met|by|host|counterpart)\b", before)
        is_minister = link.head in {
            "minister",
            "minister of state",
            "attorney general",
            "treasurer",
        }
        return is_minister and not is_met and before.endswith(("the ", "The "))

    def _of_sentence(self, link: OfficeMention) -> Iterator[tuple[Entity, int]]:
        """The one state that the sentence speaks of before, and that acts in it."""
        sentence = self.document.sentence_at(link.span.start)
        if sentence is None:
            return
        before = [m for m in self.context.actors(sentence) if m.span.end <= link.span.start]
        named = [m for m in before if m.use is not Use.CAPITAL or self._acts_for_state(m)]
        acting = [m for m in named if not scenes.is_oblique(self.document, m)]
        state = only(m.entity for m in before)
        opens = bool(before) and scenes.is_scene(self.document, before[-1])
        if state and (opens or (acting and state == self.context.last_state(link.span))):
            yield state, 3

    def _acts_for_state(self, capital: Mention) -> bool:
        """Whether a capital stands for its state: "Oslo was subdued, with Minister X saying"."""
        sentence = self.document.sentence_at(capital.span.start)
        start = sentence.span.start if sentence else capital.span.start
        opens = not re.search(r"\w", self.text[start : capital.span.start])
        is_seat = capital.span.of(self.text) in titlewords.words("seats")
        return opens and not is_seat and _ACTS.match(self.text, capital.span.end) is not None

    def _before(self, link: OfficeMention) -> Iterator[tuple[Entity, int]]:
        """The one state of the sentence before, where this one has none."""
        state = self.context.just_before(link)
        if digest(self.document).items:
            return
        sentence = self.document.sentence_at(link.span.start)
        alone = sentence is not None and not any(True for _ in self.context.actors(sentence))
        opening = scenes.opening_before(self.document, link) if alone else None
        if opening and self._is_at_home(opening):
            yield opening, 3
        elif state:
            yield state, 1

    def _is_at_home(self, state: Entity) -> bool:
        """Whether neither publisher nor dateline tells of another state than this."""
        context = self.context
        places = {context.publisher, home(self.document), context.written_in} - {None}
        return places <= {state}

    def _joined(self, link: OfficeMention) -> Iterator[tuple[Entity, int]]:
        """The state in "Mali's President X spoke, and Foreign Minister Y left": the same."""
        joined = re.search(r"(?:,|\band)[ ]+$", self.text[: link.span.start][-6:])
        before = [
            k
            for k in self.links
            if k.body and k.span.end < link.span.start and k.body.kind in STATES
        ]
        near = [k for k in before if self.context.same_sentence(k.span, link.span)]
        if joined and near and near[-1].head != link.head and near[-1].body:
            yield near[-1].body, 3

    def _beside(self, link: OfficeMention) -> Iterator[tuple[Entity, int]]:
        """The state of the sentence's other officials, where it names no other state."""
        sentence = self.document.sentence_at(link.span.start)
        here = (
            [m for m in sentence.mentions if m.entity and m.entity.kind in STATES]
            if sentence
            else []
        )
        state = only(m.entity for m in here)
        held = [
            k
            for k in self.links
            if k.body == state and self.context.same_sentence(k.span, link.span)
        ]
        before = [k for k in held if k.span.end <= link.span.start and k.head != link.head]
        if state and before and not _MEETS.search(self.text[before[-1].span.end : link.span.start]):
            yield state, 4

    def _fronted(self, link: OfficeMention) -> Iterator[tuple[Entity, int]]:
        """The state that opens the clause behind: "Under President X, Mali left"."""
        sentence = self.document.sentence_at(link.span.start)
        comma = re.compile(r",[ ]+(?:the[ ]+)?").match(self.text, link.span.end)
        state = self.context.states_by_start.get(comma.end()) if comma else None
        if (
            not sentence
            or not state
            or not _FRONTED.match(self.text[sentence.span.start : link.span.start])
        ):
            return
        if (
            re.compile(r"[ ]+(?:[a-z]+ly[ ]+)?[a-z]").match(self.text, state.span.end)
            and state.entity
        ):
            yield state.entity, 4
