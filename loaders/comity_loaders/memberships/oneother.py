"""Dates of two states that are told apart: "joined, the one in 1961 and the other in 1962"."""

from __future__ import annotations

import re

from comity_loaders.dates.founddates import FoundDate
from comity_loaders.memberships.told import Told
from comity_loaders.sentences.masking import Slot

_ONE_OTHER = re.compile(
    r"\bthe (?P<first>one|former|first|latter|second)(?: (?:joined|left|returned|did so))?,?"
    r" <(?P<one>D\d+)>(?:,|;)?(?: and| while| but)? the (?:other|latter|second|former|first)"
    r"(?: (?:joined|left|returned|did so))?,? <(?P<other>D\d+)>"
)


def one_and_other(found: Told) -> list[tuple[FoundDate, Slot]]:
    """The dates of the two states, in their order; none where they are not told apart.

    Args:
        found: what is told of them.
    """
    masked = found.marked.masked
    match = _ONE_OTHER.search(masked.text) if len(found.states.entities) == 2 else None
    slots = [masked.slots[match[name]] for name in ("one", "other")] if match else []
    dates = [(slot.date, slot) for slot in slots if slot.date]
    after = bool(slots) and slots[0].span.start > found.trigger.end
    swapped = match is not None and match["first"] in {"latter", "second"}
    return (dates[::-1] if swapped else dates) if after and len(dates) == 2 else []
