"""What stands behind a meeting's noun: of whom, with whom, where, when, and what became of it.

"The summit of the bloc, which was held in Niamey on 6 July" is read from left to right, one
phrase after the other, until one comes that tells nothing of the meeting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.document import Document
from comity_loaders.meetings.meetingwords import CAPITALS, NAME, words
from comity_loaders.meetings.places import Place, capital_named, named_place, place_of
from comity_loaders.meetings.tailsteps import steps
from comity_loaders.sentences.masking import Masked

_BUILDING = re.compile(r"\b(?:Headquarters|headquarters|Palace|House|Castle|Hall|Camp [A-Z]\w+)$")
_SETTING = re.compile(rf"(?P<place><[CS]\d+>|{CAPITALS})?(?:, <S\d+>)?,? ?(?:<(?P<date>D\d+)>)?$")
_COPULAS = frozenset({"is", "are", "was", "were", "has", "had"})
_DATED = (DateKind.ON, DateKind.MODIFIER, DateKind.RANGE)


@dataclass
class Tail:
    """What was read behind a noun.

    Attributes:
        end: where reading stopped, in the masked text.
        settled: where the words that gave the place and the date end.
        place: where it takes place.
        date: when it takes place.
        verb: what became of it: "held", "cancelled"; empty where no verb follows.
        auxiliaries: the words before that verb.
        verb_at: the verb's place in the masked text.
        link: the word before those of `of`.
        of: the place of the words behind "of" and "between", in the masked text.
        partner: the place of the words behind "with", in the masked text.
    """

    end: int
    settled: int = 0
    place: Place | None = None
    date: FoundDate | None = None
    verb: str = ""
    auxiliaries: str = ""
    verb_at: tuple[int, int] | None = None
    link: str = "of"
    of: tuple[int, int] | None = None
    partner: tuple[int, int] | None = None


def read_tail(masked: Masked, document: Document, start: int) -> Tail:
    """Read what stands behind `start`.

    Args:
        masked: the sentence.
        document: the article, which tells where "here" is.
        start: the end of the meeting's noun in the masked text.
    """
    reader = _Reader(masked, document, Tail(start))
    while reader.step():
        pass
    return reader.tail


class _Reader:
    def __init__(self, masked: Masked, document: Document, tail: Tail) -> None:
        self.masked, self.document, self.tail = masked, document, tail
        self.text, self.here = document.text, document.article.place
        self._takes = {
            "date": self._date,
            "here": self._here,
            "place": self._place,
            "of": self._of,
            "with": self._with,
            "venue": self._venue,
            "capital": self._capital,
            "bracket": self._bracket,
            "verb": self._verb,
            "topic": self._topic,
        }
        self._in_topic = False

    def step(self) -> bool:
        """Read one phrase more; whether there was one."""
        for kind, pattern in steps():
            match = pattern.match(self.masked.text, self.tail.end)
            known = self.tail.place, self.tail.date
            if match and kind == "shadow":
                return False  # what a summit is overshadowed by tells neither place nor day
            if match and self._takes.get(kind, _nothing)(match):
                self.tail.end = match.end()
                if (self.tail.place, self.tail.date) != known:
                    self.tail.settled = len(match.string[: match.end()].rstrip(", "))
                return True
        return False

    def _date(self, match: re.Match[str]) -> bool:
        slot = self.masked.slot(match, "date")
        if slot is None or slot.date is None or slot.date.kind not in _DATED:
            return False
        self.tail.date = self.tail.date or slot.date
        return True

    def _here(self, _: re.Match[str]) -> bool:
        if self.here:
            self.tail.place = self.tail.place or Place(self.here)
        return True

    def _place(self, match: re.Match[str]) -> bool:
        slot = self.masked.slot(match, "place")
        place = place_of(self.text, slot) if slot else named_place(match["place"])
        if place is None or (self._in_topic and place.is_country):
            return False
        at_venue = match["at"] == "at" and slot is None
        place = replace(place, is_venue=at_venue)
        now = self.tail.place
        is_near = match["at"] not in ("in", "at")
        if now is None or (
            not is_near and (now.is_venue or (now.is_country and not place.is_country))
        ):
            self.tail.place = place
        return True

    def _venue(self, match: re.Match[str]) -> bool:
        """A building that is named; a city behind it tells more."""
        if self.tail.place is None and _BUILDING.search(match["np"]):
            name = " ".join(self.masked.place(*match.span("np")).of(self.text).split())
            self.tail.place = Place(name, is_venue=True)
        return True

    def _bracket(self, match: re.Match[str]) -> bool:
        """What stands in brackets: "(Havana, 3-9 September 1979)"; other asides tell nothing."""
        inside = _SETTING.match(match.group().strip(" ()"))
        slot = self.masked.slots.get(inside["date"]) if inside and inside["date"] else None
        if slot and slot.date and slot.date.kind in _DATED:
            self.tail.date = self.tail.date or slot.date
        if inside and inside["place"] and (slot or inside["place"].startswith("<C")):
            self.tail.place = self.tail.place or self._at(inside["place"])
        return True

    def _at(self, words_there: str) -> Place | None:
        if not words_there.startswith("<"):
            return named_place(words_there)
        return place_of(self.text, self.masked.slots[words_there.strip("<>")])

    def _capital(self, match: re.Match[str]) -> bool:
        """The capital of a state that is named: "the Chilean capital"."""
        name = " ".join(self.masked.place(*match.span("np")).of(self.text).split())
        (state, *others) = self.masked.slots[match["of"]].entities or (None,)
        if self.tail.place is None and not others:
            capital = capital_named(self.document, state) if state else None
            self.tail.place = Place(capital or name.removeprefix("the "), state=state)
        return True

    def _of(self, match: re.Match[str]) -> bool:
        if not self.tail.of:
            self.tail.of, self.tail.link = match.span("np"), match["link"]
        return True

    def _with(self, match: re.Match[str]) -> bool:
        lower = set(match["np"].split())
        is_somebody = re.search(rf"[A-Z]|{NAME}", match["np"]) or lower & _people()
        if is_somebody:
            self.tail.partner = self.tail.partner or match.span("np")
        return True

    def _topic(self, _: re.Match[str]) -> bool:
        self._in_topic = True
        return True

    def _verb(self, match: re.Match[str]) -> bool:
        if re.match(r"to (?!be\b)", match["aux"]):
            return False  # "agreed at a summit to set up": what was agreed
        if match["verb"] == "came" and self.masked.text.startswith(" true", match.end()):
            return False
        is_set = match["verb"] == "set" and not match["aux"]
        if is_set and not re.match(r" (?:for|to)\b", self.masked.text[match.end() :]):
            return False  # "the conference set goals"
        of_place = re.match(r",? ?(?:which|that) ", match.group()) and match["verb"] in _COPULAS
        if of_place and self.tail.place:
            return False  # "a summit in Oman, which is a monarchy"
        was_set = self.tail.verb in words("scheduled") and not self.tail.auxiliaries
        is_off = match["verb"] in words("cancelled") | words("postponed")
        if self.tail.verb and not was_set and not is_off:
            return match["verb"] in {"held", "hosted", "chaired", "attended"}
        self.tail.verb_at = match.span("verb")
        self.tail.verb = " ".join(match["verb"].split())
        self.tail.auxiliaries = " ".join(match["aux"].lower().split())
        return True


def _nothing(_: re.Match[str]) -> bool:
    return True


@cache
def _people() -> frozenset[str]:
    return words("roles") | words("public")
