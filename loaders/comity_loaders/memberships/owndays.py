"""When each member in a list came in, by the brackets behind it: "Peru (1986) and Mali (1988)"."""

from __future__ import annotations

from comity.dates import When
from comity.model import Entity
from comity_loaders.sentences.masking import Slot


def own_days(listed: Slot) -> dict[Entity, When]:
    """The day of each state of a list that has one of its own in brackets."""
    return {m.entity: date.past for m, date in listed.own if m.entity and date.past}
