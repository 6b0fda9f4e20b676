"""What the names and codes of rows mean: comity's own entities, or ones known in the row only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from comity.entries import NameUse
from comity.gazetteer import Gazetteer
from comity.model import Entity, Kind, local_entity
from comity_datasets.said import Name

_NAMES = {NameUse.LABEL, NameUse.ALIAS, NameUse.ACRONYM}
"""What a data set calls things by: never by a capital or a demonym."""

_FITTING = {
    Kind.STATE: {Kind.STATE, Kind.TERRITORY},
    Kind.ORGANISATION: {Kind.ORGANISATION, Kind.TREATY},
    Kind.TREATY: {Kind.TREATY, Kind.ORGANISATION},
}
"""What a name of each kind may turn out to mean: an alliance is as often an organisation.

Never an organ: membership in an organ would be read as one in the whole organisation.
"""
_ACTORS = {Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION}


class Names:
    """Entities by what rows call them.

    Args:
        gazetteer: the names to know.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known: dict[Name, Entity | None] = {}
        # Of what is gone the code may have been given again, or be part of no country's now.
        self._alpha2 = {
            f"alpha2:{entry.alpha2}": key
            for key, entry in sorted(gazetteer.entries.items(), reverse=True)
            if entry.alpha2
        }

    def entity(self, name: Name) -> Entity | None:
        """What is meant; an entity of the article's own where nothing known is, or several are.

        None where nobody can say even what sort of thing it is.
        """
        if name not in self._known:
            self._known[name] = self._looked_up(name)
        return self._known[name]

    def _looked_up(self, name: Name) -> Entity | None:
        found = self._coded(name.key) if name.key else None
        if found is None and name.kind is not Kind.PERSON:
            found = self._meant(name)
        if found or name.kind is Kind.GROUP:
            return found
        return local_entity(name.kind, name.words[0])

    def _coded(self, key: str) -> Entity | None:
        """The entity with a key, a state's being perhaps that of a territory."""
        keys = (self._alpha2.get(key, key), key.replace("state/", "territory/"))
        entries = (self.gazetteer.entries.get(one) for one in keys)
        return next((entry.entity for entry in entries if entry), None)

    def _meant(self, name: Name) -> Entity | None:
        """What the first of the words that means anything means, if that is one thing."""
        kinds = _ACTORS if name.actor or name.kind is Kind.GROUP else _FITTING[name.kind]
        for word in name.words:
            senses = self.gazetteer.lookup(word)
            if any(sense.use is NameUse.AMBIGUOUS for sense in senses):
                continue
            found = {s.entity for s in senses if s.use in _NAMES and s.entity.kind in kinds}
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None


def cow_state(number: int, year: int, words: Iterable[str] = ()) -> Name:
    """A state by its number in the lists of the Correlates of War, or of Gleditsch and Ward.

    Args:
        number: its number.
        year: in which year; some numbers are those of several states, one after another.
        words: what the row calls it, where it does.
    """
    known = states()
    key = known["states"].get(number, "")
    for until, then in reversed(known["periods"].get(number, ())):
        key = then if year <= until else key
    called = known["names"].get(number)
    named = tuple(word for word in (called, *words) if word)
    return Name(Kind.STATE, named or (f"state {number} of the Correlates of War",), key)


def turns(number: int) -> list[int]:
    """The years with whose end a number begins to stand for another state, in order."""
    return [until for until, _ in states()["periods"].get(number, ())][:-1]


def iso_state(code: str, words: Iterable[str] = ()) -> Name:
    """A state or territory by its three-letter code of ISO 3166.

    Args:
        code: the code, in capitals.
        words: what the row calls it, where it does.
    """
    key = states()["iso"].get(code, f"state/{code.lower()}")
    return Name(Kind.STATE, (*(word for word in words if word), code), key)


@cache
def states() -> dict[str, Any]:
    """The numbers of states; shared, so never change it."""
    text = files("comity_datasets").joinpath("states.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content
