"""Whose a state office is where no words beside it say so: the evidence around it, weighed.

A dateline, the press office that published the text, the state that the text is mostly about, the
state of which the sentence speaks, the state for which somebody speaks ("X said Mali would not
pay"): each tells something, none is sure, and two that disagree tell nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from comity.model import Entity
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.offices.context import STATES, Context, only
from comity_loaders.offices.homes import can_have, home, only_state
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.titles import titlewords

_ENOUGH, _AHEAD = 3, 2
"""The least that the evidence must weigh, and how far the best must be ahead of the next."""
_ENOUGH_FOR_SURNAME = 4
"""The same for somebody whom the text never names in full: the readers know who that is."""
# "The invasion of Kuwait by President X": what is done to a state tells nothing of its president.
_OBLIQUE = re.compile(
    r"(?i)\b(?:in|to|from|at|near|of|on|over|with|against|for|into|between|visit(?:ed|ing|s)?|across"
    r"|outside|toward|towards|about|by)[ ]+(?:the[ ]+)?"
    r"(?:(?-i:[A-Z][\w'-]*(?:[ ]+[A-Z][\w'-]*)?),[ ]+)?$"
)
# "In Chad, President X"; "across Chad, Minister Y".
_SCENE = re.compile(r"(?i)(?:^|[.\"\n]\W*)\W*(?:in|across)[ ]+(?:the[ ]+)?$")
_OWN_WILL = re.compile(
    r"(?:,[^,.;\n]{3,80},)?(?:[ ]+(?:also|now|still|itself|never|not))?[ ]+"
    r"(?:would|will|hopes?|hoped|supports?|supported"
    r"|wants?|wanted|remains?|remained|attache[sd]|welcome[sd]|intends?|intended|opposes?|opposed"
    r"|stands? ready|stood ready|is ready|was ready|is willing|was willing|is prepared|was prepared"
    r"|(?:is|was) (?:leaving|pulling|withdrawing|quitting|joining|seeking|considering|going)"
    r"|(?:has|had) (?:decided|agreed|asked|offered|proposed|always))\b"
)
# "President X took Venezuela out of the bloc".
_LEADS = re.compile(
    r"(?:,?[ ]+(?:who|which))?(?:[ ]+[a-z]+){0,2}?[ ]+(?:took|takes?|withdrew|withdraws?|pulled|led"
    r"|leads|brought|brings?|steered|guided|committed|ruled|governed)[ ]+(?:the[ ]+)?"
)
_SOMEWHERE = re.compile(r"[ ]+(?:out|into|from|to|back|through|towards?|off|under|in|for)\b")
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
_MET = re.compile(r"\b(?:with|met|meets|meet|visited|thanked)[ ]+$")
# "Tokyo denied that …": who opens a sentence so, speaks of its own officials.
_ACTS = re.compile(r"[ ]+(?:(?:has|had|will|would|is|was)\b|(?!but\b|and\b|or\b)[a-z]+(?:ed|s)\b)")
# "22.10.2020: **Lebanon**. President X named a premier."
_LABEL = re.compile(r"[^A-Za-z]*")
_LABEL_ENDS = re.compile(r"[ ]*[*_]*[ ]*(?:[.:]|[ ]--?[ ]|[ ]?[–—])[*_]*[ ]*(?=[A-Z\"])")


class Evidence:
    """Weighs what tells whose the offices of one article are."""

    def __init__(self, context: Context, links: Sequence[OfficeMention]) -> None:
        self.context, self.links = context, links
        self.document, self.text = context.document, context.document.text

    def best(self, link: OfficeMention, held: set[Entity]) -> Entity | None:
        """The state that a title is of, if the evidence is clear.

        Args:
            link: the title and its bearer.
            held: the states whose office somebody else holds.
        """
        if self._enough(link) > _ENOUGH and _MET.search(self.text[: link.span.start][-20:]):
            return None  # whom the topic's own officials meet, is another state's
        scene = None if link.predicated else self._scene(link)
        if scene in {*self._spoken_for(link.person), self._in_capital(link)}:
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

    def _weights(self, link: OfficeMention, taken: set[Entity]) -> Counter[Entity]:
        """What speaks for each state, of all the places in which the same person is named so."""
        same = [k for k in self.links if k.person == link.person and not k.body] or [link]
        weights = Counter(self._of_article(link, taken))
        for tell in (self._of_sentence, self._before, self._joined, self._beside, self._fronted):
            strongest: Counter[Entity] = Counter()
            for other in same:
                strongest |= Counter(dict(tell(other)))
            weights += strongest
        weights += Counter(dict.fromkeys(self._spoken_for(link.person), 3))
        weights += Counter(dict.fromkeys(self._led(link.person), 4))
        weights += Counter(dict.fromkeys(self._labelled(link), 5))
        local = self._in_capital(link)
        return weights + Counter({local: 4} if local else {})

    def _of_article(self, link: OfficeMention, taken: set[Entity]) -> Iterator[Entity]:
        """States as often as the article as a whole speaks for them."""
        context, home_state = self.context, home(self.document)
        of_head = link.head == "president" and context.publisher
        found = [(context.publisher, 6 if of_head else 3), only_state(self.document, link)]
        found += [(home_state if home_state != context.publisher else None, 4)]
        found += [(context.written_in, 1 if context.is_elsewhere else 3)]
        publisher = {context.publisher} if context.publisher else set()
        found += [context.topic_state(taken | publisher) or (None, 0)]
        found += [(context.headline_state, 2)]
        for state, weight in found:
            yield from [state] * weight if state else []

    def _of_sentence(self, link: OfficeMention) -> Iterator[tuple[Entity, int]]:
        """The one state that the sentence speaks of before, and that acts in it."""
        sentence = self.document.sentence_at(link.span.start)
        if sentence is None:
            return
        before = [m for m in self.context.actors(sentence) if m.span.end <= link.span.start]
        acting = [m for m in before if m.use is not Use.CAPITAL and not self._is_oblique(m)]
        state = only(m.entity for m in before)
        opens = bool(before) and self._is_scene(before[-1])
        if state and (opens or (acting and state == self.context.last_state(link.span))):
            yield state, 3

    def _in_capital(self, link: OfficeMention) -> Entity | None:
        """The state of "In Montevideo, Foreign Minister X said", where no body has its seat."""
        sentence = self.document.sentence_at(link.span.start)
        first = next(iter(sentence.mentions), None) if sentence else None
        if first is None or first.use is not Use.CAPITAL or not self._is_scene(first):
            return None
        between = self.text[first.span.end : link.span.start]
        is_seat = first.span.of(self.text) in titlewords.words("seats")
        return None if is_seat or re.search(r"\w", between) else first.entity

    def _labelled(self, link: OfficeMention) -> set[Entity]:
        """The state that heads the paragraph, as in a digest: "KENYA: President X …"."""
        start = self.text.rfind("\n", 0, link.span.start) + 1
        first = next((m for m in self.document.mentions if m.span.start >= start), None)
        if first is None or first.span.end > link.span.start or first.entity is None:
            return set()
        heads = _LABEL.fullmatch(self.text[start : first.span.start])
        ends = _LABEL_ENDS.match(self.text, first.span.end)
        return {first.entity} if heads and ends and first.use is Use.NAME else set()

    def _before(self, link: OfficeMention) -> Iterator[tuple[Entity, int]]:
        """The one state of the sentence before, where this one has none."""
        state = self.context.just_before(link)
        if state:
            yield state, 1

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
        state = self._by_start.get(comma.end()) if comma else None
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

    def _led(self, person: Entity) -> set[Entity]:
        """The one state that somebody is said to have led somewhere: "took Peru out of it"."""
        found = set[Entity | None]()
        for mention in self.context.people.mentions:
            match = _LEADS.match(self.text, mention.span.end) if mention.entity == person else None
            state = self._by_start.get(match.end()) if match else None
            if state and _SOMEWHERE.match(self.text, state.span.end):
                found.add(state.entity)
        led = only(found)
        return {led} if led else set()

    @cached_property
    def _by_start(self) -> dict[int, Mention]:
        named = (Use.NAME, Use.CAPITAL)
        states = (m for m in self.document.mentions if m.entity and m.entity.kind in STATES)
        return {m.span.start: m for m in states if m.use in named}

    def _spoken_for(self, person: Entity) -> set[Entity]:
        """The one state of which somebody says what it will do: "X said Mali would not pay"."""
        places = [m.span for m in self.context.people.mentions if m.entity == person]
        found = only(state for place in places for state in self._will_after(place.end))
        return {found} if found else set()

    def _will_after(self, at: int) -> Iterable[Entity]:
        sentence = self.document.sentence_at(at - 1)
        mentions = [m for m in sentence.mentions if m.span.start >= at] if sentence else []
        first = next((m for m in mentions if m.entity and m.entity.kind in STATES), None)
        if first is None or first.entity is None or first.use is Use.DEMONYM:
            return
        said = set(re.findall(r"[a-z]+", self.text[at : first.span.start])) & titlewords.saying()
        if said and not self._is_oblique(first) and _OWN_WILL.match(self.text, first.span.end):
            yield first.entity

    def _is_oblique(self, mention: Mention) -> bool:
        return bool(_OBLIQUE.search(self.text[: mention.span.start][-50:]))

    def _is_scene(self, mention: Mention) -> bool:
        """Whether the sentence opens with where it is set: "In Chad, …"."""
        return bool(_SCENE.search(self.text[: mention.span.start][-12:]))

    def _scene(self, link: OfficeMention) -> Entity | None:
        """The state right before a title that only says where: "in Davos, Switzerland, X"."""
        before = [m for m in self.document.mentions if m.span.end <= link.span.start][-1:]
        between = self.text[before[0].span.end : link.span.start] if before else "x"
        where = bool(before) and self._is_oblique(before[0]) and not re.search(r"\w", between)
        return before[0].entity if where else None
