"""One meeting, as all that an article says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.dates import When
from comity.model import Entity, Kind, local_entity
from comity_loaders.meetings.mentions import MeetingMention
from comity_loaders.meetings.places import Place


@dataclass
class Meeting:
    """One meeting of an article.

    Attributes:
        mentions: what speaks of it, in order of place.
        label: its name, with place or date where the article has two of one name.
    """

    mentions: list[MeetingMention] = field(default_factory=list)
    label: str = ""

    @property
    def entity(self) -> Entity:
        """It, as the subject or object of claims."""
        return local_entity(Kind.MEETING, self.label)

    @property
    def body(self) -> Entity | None:
        """The body or organ whose meeting it is; an organ rather than its body."""
        found = [m.body for m in self.mentions if m.body]
        return next((b for b in found if b.kind is Kind.ORGAN), found[0] if found else None)

    @property
    def place(self) -> Place | None:
        """Where it takes place; a city rather than its country."""
        found = [m.place for m in self.mentions if m.place]
        return next((p for p in found if not p.is_country), found[0] if found else None)

    @property
    def whens(self) -> list[When]:
        """Its dates."""
        return [m.when for m in self.mentions if m.when]
