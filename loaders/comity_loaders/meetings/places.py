"""Where a meeting takes place: a state, a city or a building, as the article calls it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.entries import NameUse
from comity.model import Entity, Kind
from comity_loaders.document import Document
from comity_loaders.meetings.meetingwords import words
from comity_loaders.names.mentions import Use
from comity_loaders.sentences.masking import Slot


@dataclass(frozen=True, slots=True)
class Place:
    """A place, as the article calls it.

    Args:
        name: its name.
        is_country: whether it is a state or territory; else it is a city or a venue.
        state: the state or territory that it is, or is the capital of; None where not known.
        is_venue: whether it is a building or the like, for all one knows: "at the Kremlin".
    """

    name: str
    is_country: bool = False
    state: Entity | None = None
    is_venue: bool = False

    def may_be(self, other: Place) -> bool:
        """Whether the two can be one place: a country and a city in it, for all one knows."""
        if self.is_venue or other.is_venue:
            return True
        if self.is_country == other.is_country:
            return self.name.casefold() == other.name.casefold()
        return None in (self.state, other.state) or self.state == other.state


def place_of(text: str, slot: Slot) -> Place | None:
    """The place that a list of names is; None where it is several, or none."""
    one = slot.mentions[0] if len(slot.mentions) == 1 else None
    if one is None or one.entity is None or one.use in (Use.DEMONYM, Use.ANAPHOR):
        return None
    if one.span.of(text) in words("seats"):
        return Place(one.span.of(text))  # Brussels, where the EU is the topic
    if one.entity.kind not in (Kind.STATE, Kind.TERRITORY):
        return None
    return Place(" ".join(one.span.of(text).split()), one.use is Use.NAME, one.entity)


def state_named(slot: Slot) -> Place | None:
    """The state whose nation or name it is, where a meeting's host is of it."""
    one = slot.mentions[0] if len(slot.mentions) == 1 else None
    if one is None or one.entity is None or one.entity.kind is not Kind.STATE:
        return None
    return Place(one.entity.name, is_country=True, state=one.entity)


def named_place(words_there: str) -> Place | None:
    """A capitalised run as a place, unless its first word shows that it is none."""
    first = words_there.split()[0].rstrip(",")
    is_none = first in words("not_places") and not words_there.startswith("The Hague")
    is_none = is_none or words_there.split()[-1] in words("not_place_heads")
    return None if is_none else Place(words_there)


def capital_named(document: Document, state: Entity) -> str | None:
    """The name of a state's capital, where the article has it: "the Chilean capital" is Santiago.

    Capitals move, so that an article which never names the city leaves it open which one is meant.
    """
    names = document.gazetteer.entry(state).names
    return next(
        (name for name, use in names if use is NameUse.CAPITAL and _has(document, name)), None
    )


def _has(document: Document, name: str) -> bool:
    where = f"{document.article.place or ''} {document.text}"
    return re.search(rf"(?i)\b{re.escape(name)}\b", where) is not None
