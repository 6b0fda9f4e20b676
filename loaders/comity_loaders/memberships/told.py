"""What one word of a sentence tells of states and bodies."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from comity.model import Entity, Span
from comity_loaders.memberships.frameforms import Frame
from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot


@dataclass(frozen=True)
class Told:
    """What one word of a sentence tells.

    Args:
        frame: what sort of words tell it.
        marked: the sentence.
        word: the verb or noun.
        trigger: the place of the verb or noun with its particle.
        meant_at: the place of the words that say how it is meant.
        states: whose status it is.
        bodies: in what; empty where the sentence leaves it unsaid.
        end: the place of the last unit that was needed to tell it.
        noun: what a body that is not named is called: "council"; empty where it is left unsaid.
    """

    frame: Frame
    marked: Marked
    word: Token
    trigger: Span
    meant_at: Span
    states: Slot
    bodies: tuple[Entity, ...]
    end: int
    noun: str = ""

    @property
    def is_noun(self) -> bool:
        """Whether a noun tells it, that may tell of what did not happen."""
        return self.frame.state == ("noun",) and self.frame.objects is None
