"""Meetings that are told of in one breath: "summits in Lima in 2008 and in Quito a year later"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity_loaders.dates.founddates import FoundDate
from comity_loaders.meetings.meetingstance import DATED
from comity_loaders.meetings.meetingwords import CAPITALS
from comity_loaders.meetings.places import Place, place_of
from comity_loaders.meetings.setting import read_place
from comity_loaders.sentences.masking import Masked

_YEAR = r"(?:19|20)\d\d"


def _place(name: str) -> str:
    return rf"(?P<{name}><[SC]\d+>|{CAPITALS})(?:, <S\d+>(?=[,;.]| and))?"


_NEXT = re.compile(
    r"(?:,? and|,|,? then)(?: (?:again|later|then|also|most recently))?(?:"
    rf" (?:(?:in|at) )?{_place('place')}(?:,? (?:<(?P<date>D\d+)>|(?:in )?{_YEAR}))?"
    rf"| (?:<(?P<date_2>D\d+)>|{_YEAR}),? (?:in|at) {_place('place_2')})"
    r"(?=[.;:)]|$|,? and [^.;:]*(?:<[SCD]\d+>|[A-Z][\w'’-]+)[.;:)]?$|, (?:in |<D|<[SC]))"
)
"""One place more, with or without its date, where nothing but places comes behind it."""
_LIST = re.compile(r",? (?:in|at) <(?P<places>[CS]\d+)>")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where one of several meetings was, and when.

    Args:
        place: where.
        date: when, as far as the words are a date.
    """

    place: Place
    date: FoundDate | None


def listed(masked: Masked, text: str, start: int) -> Iterator[Setting]:
    """The settings of one list of cities at an offset: "in Oslo and Riga"."""
    match = _LIST.match(masked.text, start)
    slot = masked.slots[match["places"]] if match else None
    for one in slot.mentions if slot else ():
        place = place_of(text, replace(slot, mentions=(one,))) if slot else None
        if place and not place.is_country:
            yield Setting(place, None)


def further(masked: Masked, text: str, start: int) -> Iterator[Setting]:
    """The settings that are listed from an offset on, behind the first."""
    while match := _NEXT.match(masked.text, start):
        place = read_place(masked, text, match["place"] or match["place_2"])
        if place is None:
            return
        slot = masked.slots.get(match["date"] or match["date_2"] or "")
        date = slot.date if slot and slot.date and slot.date.kind in DATED else None
        yield Setting(place, date)
        start = match.end()
