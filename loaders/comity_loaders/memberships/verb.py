"""A verb with its frame, as its sentence has it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from comity_loaders.memberships import clauses
from comity_loaders.memberships.frameforms import Frame
from comity_loaders.memberships.marked import Marked


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that may tell something, with its frame.

    Args:
        marked: its sentence.
        frame: what it may tell.
        token: the verb itself.
        end: the place of its last particle; its own where it has none.
    """

    marked: Marked
    frame: Frame
    token: Token
    end: int

    @property
    def passive(self) -> bool:
        """Whether it is told of what it is done to."""
        return clauses.is_passive(self.token, wanted=self.frame.state[0] != "subject")
