"""Which names mean the same: of states, bodies, persons and offices.

States and bodies are those of the reference data, with all names that it knows for them. A name
that may mean several things is taken for any of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from comity.entries import NameUse
from comity.evaluate.wording import alike, folded, word_lists
from comity.gazetteer import Gazetteer
from comity.model import Kind

Keys = frozenset[str]
"""What a name may mean: keys of the reference data, or else the name itself, folded."""

_STATES = {Kind.STATE, Kind.TERRITORY}
_BODIES = {Kind.ORGANISATION, Kind.ORGAN, Kind.TREATY}
_SEATS = {NameUse.CAPITAL}
_WITH_ACRONYM = re.compile(r"\s*(.*?)\s*\(([A-Za-z]+)\)\s*")
_SAME_PERSON = 0.85
"""From how alike two spellings are on, they are of one person."""
_SAME_OFFICE = 0.75


class Names:
    """Compares names by the reference data."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._codes: dict[str, set[str]] = defaultdict(set)
        for entry in gazetteer.entries.values():
            if entry.alpha2:
                self._codes[entry.alpha2.lower()].add(entry.entity.key)
        self.states = lru_cache(maxsize=None)(self._states)
        self.bodies = lru_cache(maxsize=None)(self._bodies)
        self.homes = lru_cache(maxsize=None)(self._homes)

    def _states(self, name: str | None) -> Keys:
        """The states that a code or a name means."""
        return self._known_states(name or "") or frozenset({folded(name)})

    def _bodies(self, name: str | None) -> Keys:
        """The organisations, organs and treaties that a name means: "African Union (AU)"."""
        whole = self._known_bodies(name or "")
        parts = _WITH_ACRONYM.fullmatch(name or "")
        if parts and not whole:
            whole = self._known_bodies(parts[1]) or self._known_bodies(parts[2])
        return whole or frozenset({folded(name)})

    def _homes(self, name: str | None) -> Keys:
        """All that a description may belong to: the bodies and the state that it names."""
        states = self._known_states(name or "")
        bodies, state = self._named_in(name or "")
        return self.bodies(name) | bodies | (states or state)

    def is_known(self, name: str | None) -> bool:
        """Whether a name, taken whole, is that of a state or a body."""
        return bool(self._known_states(name or "") or not self.bodies(name) <= {folded(name)})

    def same_speaker(self, one: str, other: str | None) -> bool:
        """Whether two names are of one person, or of states and bodies that share one."""
        if same_person(one, other):
            return True
        known = self.is_known(one) and self.is_known(other)
        return known and bool(self.homes(one) & self.homes(other))

    def _known_states(self, name: str) -> Keys:
        return frozenset(self._codes.get(folded(name), ())) | self._looked_up(name, _STATES)

    def _known_bodies(self, name: str) -> Keys:
        return self._looked_up(name, _BODIES)

    def _looked_up(self, name: str, kinds: set[Kind]) -> Keys:
        senses = self._gazetteer.lookup(name) if name.strip() else ()
        return frozenset(sense.entity.key for sense in senses if sense.entity.kind in kinds)

    def _named_in(self, description: str) -> tuple[Keys, Keys]:
        """The bodies within a description, and the state with the longest name in it."""
        bodies, states = set[str](), list[tuple[int, Keys]]()
        for match in self._gazetteer.find(description):
            senses = [s for s in match.senses if s.use not in _SEATS]
            bodies |= {s.entity.key for s in senses if s.entity.kind in _BODIES}
            keys = frozenset(s.entity.key for s in senses if s.entity.kind in _STATES)
            if keys:
                states.append((match.span.start - match.span.end, keys))
        return frozenset(bodies), min(states, default=(0, Keys()), key=lambda state: state[0])[1]


@lru_cache(maxsize=65536)
def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names are of one person: one has all parts of the other, or spells it nearly."""
    here, there = name_parts(one), name_parts(other)
    if not here or not there:
        return False
    if set(here) <= set(there) or set(there) <= set(here):
        return True
    if alike(" ".join(here), " ".join(there)) >= _SAME_PERSON:
        return True
    full = len(here) > 1 and len(there) > 1
    return full and here[0][0] == there[0][0] and alike(here[-1], there[-1]) >= _SAME_PERSON


def name_parts(name: str | None) -> list[str]:
    """The parts of a person's name without the titles before it."""
    parts = folded(name).split()
    return [part for part in parts if part not in word_lists()["titles"]] or parts


@lru_cache(maxsize=65536)
def same_office(one: str | None, other: str | None) -> bool:
    """Whether two titles may be of one office; one that says nothing may be of any."""
    here, there = _title(one), _title(other)
    if not here or not there:
        return True
    if ("deputy" in here) != ("deputy" in there):
        return False
    if 2 * len(here & there) >= min(len(here), len(there)):
        return True
    chiefs, heads = set(word_lists()["chiefs"]), set(word_lists()["heads"])
    if (here & chiefs and there & heads) or (there & chiefs and here & heads):
        return True
    return alike(" ".join(sorted(here)), " ".join(sorted(there))) >= _SAME_OFFICE


def _title(office: str | None) -> frozenset[str]:
    lists = word_lists()
    said = " ".join(lists["same"].get(word, word) for word in folded(office).split())
    return frozenset(word for word in said.split() if word not in lists["small"])
