"""A sentence as tokens, with the lists of names in it taken for single units.

The parse speaks of tokens, the names are spans. Here the two meet: which token heads a list of
states, which list a token stands in, and what stands before and behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from comity_loaders.document import Sentence
from comity_loaders.sentences.masking import Masked, Slot

Unit = Token | Slot


@dataclass(frozen=True)
class Marked:
    """A sentence with the slots of its masked form found again at its tokens."""

    sentence: Sentence
    masked: Masked

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The sentence's tokens, blanks left out, those of one slot replaced by it."""
        units: list[Unit] = []
        for token in self.sentence.tokens:
            unit: Unit = self._at.get(token.i, token)
            if not token.is_space and not (units and units[-1] is unit):
                units.append(unit)
        return tuple(units)

    @cached_property
    def _at(self) -> dict[int, Slot]:
        return {
            token.i: slot
            for slot in self.masked.slots.values()
            for token in self.sentence.tokens_in(slot.span)
            if slot.span.start <= token.idx
        }

    @cached_property
    def _places(self) -> dict[int, int]:
        places = {unit.i: at for at, unit in enumerate(self.units) if isinstance(unit, Token)}
        slots = {id(unit): at for at, unit in enumerate(self.units) if isinstance(unit, Slot)}
        return places | {i: slots[id(s)] for i, s in self._at.items() if id(s) in slots}

    def slot(self, token: Token, marks: str = "SBONDCX") -> Slot | None:
        """The slot that a token stands in, if it is one of these."""
        found = self._at.get(token.i)
        return found if found and found.mark in marks else None

    def place(self, thing: Token | Slot) -> int:
        """Where a token or slot stands among the units."""
        token = thing if isinstance(thing, Token) else self.sentence.tokens_in(thing.span)[0]
        return self._places.get(token.i, 0)

    def head(self, slot: Slot) -> Token:
        """The token of a slot that the parse hangs on something outside it."""
        tokens = self.sentence.tokens_in(slot.span)
        inside = {token.i for token in tokens}
        heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
        return (heads or list(tokens))[0]

    def slots(self, marks: str) -> Iterator[Slot]:
        """Its slots with one of these marks, in order."""
        return (u for u in self.units if isinstance(u, Slot) and u.mark in marks)

    def unit(self, at: int) -> Unit | None:
        """The unit at a place; None outside the sentence."""
        return self.units[at] if 0 <= at < len(self.units) else None

    def word(self, at: int) -> str:
        """The word at a place in lower case; empty where a slot stands, or nothing."""
        unit = self.unit(at)
        return unit.lower_ if isinstance(unit, Token) else ""
