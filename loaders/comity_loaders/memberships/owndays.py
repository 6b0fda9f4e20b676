"""When each member in a list came in, by the brackets behind it: "Peru (1986) and Mali (1988)"."""

from __future__ import annotations

from comity.dates import When
from comity.model import Entity
from comity_loaders.dates.founddates import DateKind
from comity_loaders.sentences.masking import Slot

_FIRST = (DateKind.ON, DateKind.SINCE, DateKind.MODIFIER)
"""The dates that tell a beginning; "(2003 to 2005)" tells of an office or a seat in a council."""


def own_days(listed: Slot) -> dict[Entity, When]:
    """The day of each state of a list that has one of its own in brackets."""
    dated = [(m.entity, date) for m, date in listed.own if date.kind in _FIRST]
    return {state: date.past for state, date in dated if state and date.past}
