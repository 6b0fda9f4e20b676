"""Offices told of several states first, and then state by state.

"The presidents of Peru and Chile met on Friday. Peru's X said …, and Chile's Y left at once." Or
without the states: "The foreign ministers of the four countries met. The Peruvian X read the text;
his Chilean colleague, Y, left, and so did Z of Bolivia."
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from comity.model import Entity, Kind, Span
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.offices.leaders import has_led
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import HONORIFICS, singular
from comity_loaders.titles.titles import Title

_OWNED = re.compile(rf"'s?[ ]+(?:{HONORIFICS}[ ]+)*$")
_NATION = re.compile(
    rf"\b(?:the|[Hh]is|[Hh]er|[Tt]heir|The)[ ]+(?P<nation>[A-Z][\w-]+(?:[ ]+[A-Z][\w-]+)?)[ ]+"
    rf"(?:(?:colleague|counterpart|opposite number|peer),?[ ]+)?(?:{HONORIFICS}[ ]+)*$"
)
_OF_STATE = re.compile(r",?[ ]+of[ ]+(?:the[ ]+)?|[ ]+\(")
_OF_SEVERAL = re.compile(
    r"[ ]+(?:of|from)[ ]+(?:the[ ]+|its[ ]+|all[ ]+)?(?:two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|\d{1,2})[ ]+(?:[a-z-]+[ ]+){0,3}?"
    r"(?:countries|states|nations|members|governments|republics|neighbours|neighbors|founders)\b"
)
_SENTENCES = 2
"""In how many sentences behind the title the names may stand."""
_FURTHER = 8
"""The same for names of whose bearers the text says besides of which nation they are."""
_LEAST = 3
"""How many must be named so, where the text does not say first of which states."""
_LEADERS = {"president", "prime minister", "premier", "head of state", "head of government"}


def gathered(people: People, known: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices of those whom a text names behind "the presidents of Peru and Chile".

    Args:
        people: those of one article.
        known: the offices that the words tell outright; who has one needs no other.
    """
    held = {office.person for office in known}
    for title in people.titles:
        several = len(title.bodies) > 1
        is_open = not several and _is_of_several(people, title)
        is_office = title.scope != "none" or is_open
        if not is_office or not (several or is_open) or _is_tied(title, known):
            continue
        found = _told(people, title, held)
        if several:
            found = {body: name for body, name in found.items() if body in title.bodies}
        for body, name in found.items() if len(found) >= (2 if several else _LEAST) else ():
            office = office_of(name.entity, title, "gathered")
            yield replace(office, title=singular(title.text, title.head), body=body)


def _is_of_several(people: People, title: Title) -> bool:
    """Whether it is "the foreign ministers of four countries", each of whose is named later."""
    behind = _OF_SEVERAL.match(people.document.text, title.span.end)
    return title.plural and title.body is None and behind is not None


def _is_tied(title: Title, known: Sequence[OfficeMention]) -> bool:
    return any(office.span.overlaps(title.core) for office in known)


def _told(people: People, title: Title, held: set[Entity]) -> dict[Entity, PersonMention]:
    """Who is named as a state's behind a title, by state; none of whom two are."""
    found: dict[Entity, dict[Entity, PersonMention]] = defaultdict(dict)
    states = _States(people)
    near, far = (_end(people, title, most) for most in (_SENTENCES, _FURTHER))
    for mention in people.mentions:
        if not title.span.end < mention.span.start < far or mention.entity in held:
            continue
        state = states.owner(mention) if mention.span.start < near else None
        state = state or states.nation(mention)
        is_leader = state and title.head not in _LEADERS and has_led(mention.entity.name, state)
        if state and not is_leader:
            found[state].setdefault(mention.entity, mention)
    return {state: next(iter(names.values())) for state, names in found.items() if len(names) == 1}


def _end(people: People, title: Title, sentences: int) -> int:
    """Where the names must stand before: the end of a number of sentences behind the title's."""
    every = people.document.sentences
    here = people.document.sentence_at(title.span.start)
    index = every.index(here) if here else 0
    return every[min(index + sentences, len(every) - 1)].span.end


class _States:
    """The states beside names, in one article."""

    def __init__(self, people: People) -> None:
        self.text = people.document.text
        mentions = [m for m in people.document.mentions if m.entity]
        self.mentions = [m for m in mentions if m.entity and m.entity.kind is Kind.STATE]
        self.by_end: Mapping[int, Mention] = {m.span.end: m for m in self.mentions}
        self.by_start: Mapping[int, Mention] = {m.span.start: m for m in self.mentions}

    def owner(self, mention: PersonMention) -> Entity | None:
        """The state of "Peru's X", "X of Peru"."""
        start = mention.span.start
        owned = _OWNED.search(self.text, max(start - 30, 0), start)
        before = self.by_end.get(owned.start()) if owned else None
        of = _OF_STATE.match(self.text, mention.span.end)
        behind = self.by_start.get(of.end()) if of else None
        found = before or behind
        return found.entity if found and found.use is Use.NAME else None

    def nation(self, mention: PersonMention) -> Entity | None:
        """The state of "the Peruvian X", "his Peruvian colleague, X"."""
        start = mention.span.start
        match = _NATION.search(self.text, max(start - 60, 0), start)
        place = Span(match.start("nation"), match.end("nation")) if match else None
        found = self.by_start.get(place.start) if place else None
        return found.entity if found and place and found.span.end <= place.end else None
