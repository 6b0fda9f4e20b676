"""Offices told by somebody's counterpart: "met his Russian and Polish counterparts, X and Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from comity.model import Entity, Kind, OfficeStatus, Span, local_entity
from comity_loaders.offices.likeoffices import TO_NAME, last_office, same_office
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import AND_NAME, singular
from comity_loaders.titles.titles import BODIES

_COUNTERPART = re.compile(
    r"(?i)(?:'s)?[ ]+(?:counterpart|colleague|opposite number)(?P<many>s)?(?![\w-])"
)
_APPOSED = re.compile(r",[ ]+(?:his|her)[ ]+$")
_FROM = re.compile(r"[ ]+(?:from|of)[ ]+(?:the[ ]+)?")
_AND_BODY = re.compile(r"(?:,[ ]*(?:and[ ]+)?|[ ]+and[ ]+)(?:from[ ]+)?(?:the[ ]+)?")
_JOINT = re.compile(r"(?:,|,?[ ]+and)[ ]+$")
_NAME = re.compile(TO_NAME)


class Counterparts:
    """Finds them in one document."""

    def __init__(self, people: People, links: Sequence[OfficeMention]) -> None:
        self.people, self.links = people, links
        self.text = people.document.text
        self._by_start = {m.span.start: m for m in people.mentions}

    def find(self) -> Iterator[OfficeMention]:
        """Of "met his Russian counterpart, X": the same title, of the state named.

        Also of "his Russian and Polish counterparts, X and Y", in order.
        """
        for match in _COUNTERPART.finditer(self.text):
            states, end = self._states_from(match)
            states = states or list(self._states_to(match))
            names = list(self._names_from(end, len(states)))
            if len(names) < 1:
                states, names = self._told_of(match)
            if len(names) < 1:
                states, names = self._apposed(match)
            like = self._like(match) if states and len(names) == len(states) else None
            for state, name in zip(states, names, strict=False) if like else ():
                if like and like.body != state and like.person != name.entity:
                    start = min(match.start(), name.span.start)
                    span = Span(start, max(match.end(), name.span.end))
                    held = same_office(like, name, span, OfficeStatus.CURRENT)
                    yield replace(held, body=state, pattern="counterpart")

    def _states_to(self, match: re.Match[str]) -> Iterator[Entity]:
        """The states of "her Omani, Qatari and Saudi counterparts", in order."""
        found: list[Entity] = []
        end = match.start()
        by_end = {m.span.end: m for m in self.people.document.mentions}
        while (mention := by_end.get(end)) and mention.entity and mention.entity.kind in BODIES:
            found.insert(0, mention.entity)
            before = self.text[: mention.span.start]
            joint = _JOINT.search(before[-10:]) if match["many"] else None
            end = mention.span.start - len(joint.group()) if joint else -1
        if match["many"] is None or len(found) > 1:
            yield from found

    def _states_from(self, match: re.Match[str]) -> tuple[list[Entity], int]:
        """The states of "his counterparts from Niger, Chad and Benin", and where they end."""
        found: list[Entity] = []
        gap, end = _FROM.match(self.text, match.end()), match.end()
        by_start = {m.span.start: m for m in self.people.document.mentions}
        while gap and (mention := by_start.get(gap.end())):
            if mention.entity is None or mention.entity.kind not in BODIES:
                break
            found.append(mention.entity)
            end = mention.span.end
            gap = _AND_BODY.match(self.text, end) if match["many"] else None
        is_list = len(found) > 1 or not match["many"]
        return (found, end) if is_list else ([], match.end())

    def _told_of(self, match: re.Match[str]) -> tuple[list[Entity], list[PersonMention]]:
        """The states and the names of "his counterparts X of Niger and Y of Chad"."""
        states, names = list[Entity](), list[PersonMention]()
        by_start = {m.span.start: m for m in self.people.document.mentions}
        gap = _NAME.match(self.text, match.end())
        while gap and (name := self._by_start.get(gap.end())):
            of = _FROM.match(self.text, name.span.end)
            state = by_start.get(of.end()) if of else None
            if state is None or state.entity is None or state.entity.kind not in BODIES:
                break
            names, states = [*names, name], [*states, state.entity]
            gap = AND_NAME.match(self.text, state.span.end)
        return states, names

    def _apposed(self, match: re.Match[str]) -> tuple[list[Entity], list[PersonMention]]:
        """The state and the name of "X, his Russian counterpart"."""
        state = next(
            (m for m in self.people.document.mentions if m.span.end == match.start()), None
        )
        if state is None or state.entity is None or state.entity.kind not in BODIES:
            return [], []
        before = _APPOSED.search(self.text, max(state.span.start - 10, 0), state.span.start)
        ends = (m for m in self.people.mentions if before and m.span.end == before.start())
        name = next(ends, None)
        return ([state.entity], [name]) if name else ([], [])

    def _names_from(self, at: int, most: int) -> Iterator[PersonMention]:
        """The names behind "counterparts", as many as there are states."""
        gap = _NAME.match(self.text, at)
        for _ in range(most):
            name = self._by_start.get(gap.end()) if gap else None
            if not name:
                return
            yield name
            gap = AND_NAME.match(self.text, name.span.end)

    def _like(self, match: re.Match[str]) -> OfficeMention | None:
        """The office of the one whose counterpart somebody is: named before, or only titled."""
        before = last_office(self.people.document, self.links, Span(match.start(), match.end()))
        if re.search(r"(?i)\bmy\b", self.text[max(match.start() - 60, 0) : match.start()]):
            return self.links[0] if self.links else None
        return before or self._untied(match.start())

    def _untied(self, at: int) -> OfficeMention | None:
        """The office of "the Greek foreign minister", whom the sentence does not name."""
        sentence = self.people.document.sentence_at(at)
        titles = [
            t
            for t in self.people.titles
            if sentence and sentence.span.start <= t.span.start < at and t.body
        ]
        if not titles or titles[-1].scope == "none":
            return None
        like = office_of(self._nobody, titles[-1])
        return replace(like, title=singular(like.title, like.head)) if titles[-1].plural else like

    @cached_property
    def _nobody(self) -> Entity:
        return local_entity(Kind.PERSON, "")
