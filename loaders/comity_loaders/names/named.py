"""Words that name something: what the parts of this package hand to one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from comity.model import Entity, Kind, Span
from comity_loaders import wordlists

BODIES = (Kind.ORGANISATION, Kind.TREATY)
_WORD_BEFORE = re.compile(r"([A-Za-z]+),?\s+$")
_INDEFINITE = re.compile(r"\b[Aa]n?\s+$")
_NOUN_BEHIND = re.compile(r"['’]?s?[ -][a-z]")


class Use(StrEnum):
    """By what sort of words an entity is mentioned."""

    NAME = "name"
    DEMONYM = "demonym"  # and every other name that only tells what sort: "NATO-led"
    CAPITAL = "capital"
    ANAPHOR = "anaphor"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something.

    Args:
        span: their place.
        entity: what they mean; None where that cannot be told.
        use: by what sort of words.
        candidates: all they might mean, where that cannot be told.
    """

    span: Span
    entity: Entity | None
    use: Use
    candidates: tuple[Entity, ...] = ()

    def can_be(self, *kinds: Kind) -> bool:
        """Whether all that it may mean is of these kinds."""
        meant = (self.entity,) if self.entity else self.candidates
        return bool(meant) and all(entity.kind in kinds for entity in meant)


def is_attribute(text: str, mention: Mention) -> bool:
    """Whether a name says what sort another noun is: "an OPEC heavyweight", "a UN vote"."""
    before = text[: mention.span.start][-4:]
    return bool(_INDEFINITE.search(before) and _NOUN_BEHIND.match(text, mention.span.end))


def is_place(text: str, mention: Mention) -> bool:
    """Whether a capital, by the word before it, is the place and not its government."""
    if mention.use is not Use.CAPITAL:
        return False
    before = _WORD_BEFORE.search(text[: mention.span.start][-20:])
    return before is not None and before[1].lower() in _place_prepositions()


def _place_prepositions() -> list[str]:
    prepositions: list[str] = wordlists.load("names.yaml")["place_prepositions"]
    return prepositions
