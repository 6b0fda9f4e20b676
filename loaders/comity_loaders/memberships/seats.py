"""The bodies, and those of their organs in which states have seats."""

from __future__ import annotations

import re

from comity.model import Entity
from comity_loaders import wordlists
from comity_loaders.sentences.masking import Masked, Slot

_FILE = "membership-status.yaml"
_PARTED = re.compile(r"(?<=B\d>), (?:the )?(?=<B\d+>$)")


def has_seats(organ: str) -> bool:
    """Whether states have seats in an organ of this name, and not people."""
    return bool(re.search(wordlists.load(_FILE)["organs"], organ))


def bodies_in(masked: Masked, stretch: tuple[int, int]) -> tuple[Entity, ...]:
    """The bodies, and the organs that have states for members, named in a stretch.

    A list of bodies is one slot: behind "the <B0>, the <B1>" something else begins.
    """
    start, end = stretch
    parted = _PARTED.search(masked.text, start, end)
    slots = masked.slots_in(start, parted.start() + 1 if parted else end)
    return tuple(e for slot in slots for e in bodies_of_slot(slot))


def bodies_of_slot(slot: Slot) -> tuple[Entity, ...]:
    """The bodies, and the organs that have states for members, that a mark stands for."""
    if slot.mark not in "BO":
        return ()
    return tuple(e for e in slot.entities if slot.mark == "B" or has_seats(e.name))
