"""An invented world of memberships and offices, for articles to tell of.

States and bodies are those of the reference data; who joined what and when, and who holds which
office, is drawn by lot. The same seed gives the same world.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from comity.gazetteer import Gazetteer
from comity.model import Entity, Kind

FIRST_DAY = dt.date(1995, 1, 1)
DAYS = 11_000
TITLE = "Secretary General"
OUTLETS = tuple(f"The {place} {kind}" for place in ("Aldermoor", "Brackwater", "Corvale", "Dunmere",
    "Eastholm", "Farrowby", "Glenhaven", "Harrowgate") for kind in ("Herald", "Post", "Courier",
    "Gazette", "Wire"))  # fmt: skip
_GIVEN = ("Ada", "Bram", "Cleo", "Dorin", "Edda", "Falk", "Greta", "Hale", "Ilse", "Joran", "Kaia",
    "Lorcan", "Mirel", "Nils", "Oda", "Per", "Quilla", "Runa", "Tilda", "Ulf", "Vera")  # fmt: skip
_SYLLABLES = ("bran", "cor", "dal", "esk", "fen", "gar", "hol", "jun", "kes", "lor", "mar", "nor",
    "ost", "pel", "rud", "sten", "tor", "ulv", "ven", "wes")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time at the head of a body: years, the last one not included."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A membership: the year it began, and the year it ended, or None."""

    start: int
    end: int | None

    def holds_in(self, year: int) -> bool:
        return self.start < year and (self.end is None or year < self.end)


class World:
    """Bodies, most spoken of first; for each, its members and its heads."""

    def __init__(self, seed: int) -> None:
        entities = sorted((e.entity for e in Gazetteer.load().entries.values()), key=str)
        self.states = [e for e in entities if e.kind is Kind.STATE]
        self.bodies = [e for e in entities if e.kind in (Kind.ORGANISATION, Kind.TREATY)]
        lot = Random(seed)
        lot.shuffle(self.bodies)
        self.members = {body: self._members(lot) for body in self.bodies}
        self.heads = {body: tuple(_heads(lot)) for body in self.bodies}

    @cached_property
    def weights(self) -> list[float]:
        """How often each body is in the news: a few often, most of them seldom."""
        return [1 / (rank + 3) for rank in range(len(self.bodies))]

    def members_in(self, body: Entity, year: int) -> list[Entity]:
        return [s for s, stay in self.members[body].items() if stay.holds_in(year)]

    def head(self, body: Entity, year: int) -> str:
        return next(t.name for t in self.heads[body] if t.start <= year < t.end)

    def _members(self, lot: Random) -> dict[Entity, Stay]:
        states = lot.sample(self.states, lot.randint(5, 40))
        return {state: _stay(lot) for state in states}


def _stay(lot: Random) -> Stay:
    start = lot.randint(1950, 2018)
    return Stay(start, lot.randint(start + 1, 2024) if lot.random() < 0.15 else None)


def _heads(lot: Random) -> Iterator[Term]:
    year = 1990
    while year < 2030:
        end = year + lot.randint(3, 8)
        surname = "".join(lot.sample(_SYLLABLES, 3)).capitalize()
        yield Term(f"{lot.choice(_GIVEN)} {surname}", year, end)
        year = end
