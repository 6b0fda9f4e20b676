"""Whether a finding fits a gold item, for each kind of item.

A gold item may list, beside a value, others that are as good, under the value's key and `_alt`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import Any

from comity.evaluate.names import Names, name_parts, same_office, same_person
from comity.evaluate.wording import folded, overlap, words

Item = dict[str, Any]

_SAME_CONTENT = 0.6
"""From which F1 of their words on, two contents are one statement's."""
_GATHERINGS = {"summit": "meeting"}
_ENTRIES = {"joined", "founded", "readmitted"}
"""Events after which a state is a member."""


class Kind(ABC):
    """How the items of one kind are compared.

    Args:
        names: says which names mean the same.
    """

    field = ""
    """The key of their list in an annotation."""
    words = "quote"
    """The key of the words that an item rests on."""

    def __init__(self, names: Names) -> None:
        self.names = names

    @abstractmethod
    def key(self, found: Item) -> object:
        """What two findings of the same have in common."""

    @abstractmethod
    def fits(self, gold: Item, found: Item, _published: str | None, /) -> bool:
        """Whether a finding is a gold item's, in an article published on a day."""

    def excuses(self, gold: Item, found: Item, published: str | None, /) -> bool:
        """Whether a gold item keeps a finding that fits none from being a false alarm."""
        return is_ambiguous(gold) and self.fits(gold, found, published)


class Memberships(Kind):
    """State, body, event and, unless left out, the date, no more precise than the text."""

    field = "memberships"

    def __init__(self, names: Names, dated: bool = True) -> None:
        super().__init__(names)
        self.dated = dated

    def key(self, found: Item) -> object:
        """See `Kind`."""
        names = self.names
        what = names.states(found.get("state")), names.bodies(found.get("organisation"))
        return *what, found.get("event"), found.get("date") if self.dated else None

    def fits(self, gold: Item, found: Item, published: str | None, /) -> bool:
        """See `Kind`; the day of publication is a date, too, where the text gives none."""
        if not self._is_of(gold, found, values(gold, "event")):
            return False
        date = found.get("date")
        undated = gold.get("date") is None and date and date == published
        return bool(not self.dated or undated or date in values(gold, "date"))

    def excuses(self, gold: Item, found: Item, _published: str | None, /) -> bool:
        """See `Kind`: one that counts neither way whatever its date; "member" of who joined."""
        entered = gold["event"] in _ENTRIES and self._is_of(gold, found, ["member"])
        return entered or (is_ambiguous(gold) and self._is_of(gold, found, values(gold, "event")))

    def _is_of(self, gold: Item, found: Item, events: list[Any]) -> bool:
        state, body = found.get("state"), found.get("organisation")
        return (
            found.get("event") in events
            and bool(self.names.states(gold["state"]) & self.names.states(state))
            and any(
                self.names.bodies(name) & self.names.bodies(body)
                for name in values(gold, "organisation")
            )
        )


class Offices(Kind):
    """Person, body, and a title that may be of the same office."""

    field = "offices"

    def key(self, found: Item) -> object:
        """See `Kind`."""
        person = " ".join(name_parts(found.get("person")))
        return person, folded(found.get("office")), folded(found.get("body"))

    def fits(self, gold: Item, found: Item, _published: str | None, /) -> bool:
        """See `Kind`."""
        homes = {key for body in values(gold, "body") for key in self.names.homes(body)}
        return (
            any(same_person(person, found.get("person")) for person in values(gold, "person"))
            and bool(homes & self.names.homes(found.get("body")))
            and any(same_office(office, found.get("office")) for office in values(gold, "office"))
        )


class Statements(Kind):
    """Speaker and content."""

    field, words = "statements", "content"

    def key(self, found: Item) -> object:
        """See `Kind`."""
        return folded(found.get("speaker")), words(found.get("content"))

    def fits(self, gold: Item, found: Item, _published: str | None, /) -> bool:
        """See `Kind`."""
        return same_content(gold["content"], found.get("content")) and any(
            self.names.same_speaker(speaker, found.get("speaker"))
            for speaker in values(gold, "speaker")
        )


class Events(Kind):
    """Kind, and date or place; of one that has neither, the name."""

    field = "events"

    def key(self, found: Item) -> object:
        """See `Kind`."""
        name, place = folded(found.get("name")), folded(found.get("place"))
        return found.get("kind"), name, place, found.get("date")

    def fits(self, gold: Item, found: Item, _published: str | None, /) -> bool:
        """See `Kind`."""
        if _gathering(found.get("kind")) not in map(_gathering, values(gold, "kind")):
            return False
        dates = [date for date in values(gold, "date") if date]
        places = [folded(place) for place in values(gold, "place") if place]
        date, place = found.get("date"), folded(found.get("place"))
        if _one_date(dates, date) or any(_one_place(there, place) for there in places):
            return True
        if (dates or places) and (gold.get("date") or gold.get("place") or date or place):
            return False
        return overlap(words(gold.get("name")), words(found.get("name"))) >= 0.5


def is_ambiguous(item: Item) -> bool:
    """Whether a gold item counts neither way."""
    return bool(item.get("ambiguous"))


def values(item: Item, key: str) -> list[Any]:
    """A value of a gold item and those that are as good."""
    return [item.get(key), *(item.get(f"{key}_alt") or ())]


def same_content(gold: str, found: str | None) -> bool:
    """Whether one content is mostly the other, has it in it, or is at least half of it."""
    whole, part = words(gold), words(found)
    if not whole or not part:
        return False
    if overlap(whole, part) >= _SAME_CONTENT:
        return True
    here, there = " ".join(whole), " ".join(part)
    if len(whole) >= 3 and here in there:
        return True
    return len(part) >= max(5, len(whole) / 2) and there in here


def is_rumoured(span: str, quote: str) -> bool:
    """Whether the words that a finding rests on are those that only look like a claim."""
    here, there = words(span), words(quote)
    if not here or not there:
        return False
    one, other = " ".join(here), " ".join(there)
    return one in other or other in one or overlap(here, there) >= 0.5


def _gathering(kind: str | None) -> str | None:
    return _GATHERINGS.get(kind or "", kind)


def _one_date(dates: list[str], date: str | None) -> bool:
    """Whether one of the dates is more or less precise than the other, or the same."""
    return bool(date) and any(d.startswith(str(date)) or str(date).startswith(d) for d in dates)


def _one_place(one: str, other: str) -> bool:
    """Whether one name of a place has the other in it, as words."""
    if not one or not other:
        return False
    return bool(
        re.search(rf"\b{re.escape(one)}\b", other) or re.search(rf"\b{re.escape(other)}\b", one)
    )
