"""Whose a title is by who bears it: every reader knows of which state "President Chirac" was.

The leaders that agencies name without their state are data: `words/office-leaders.yaml`. A name
settles which state a title is of, and nothing else: the title is what the text says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from comity.entries import Entry
from comity.model import Entity
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.offices.homes import can_have
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.namescan import fold
from comity_loaders.titles import titlewords

_BY_SURNAME = {
    "secretary",
    "president",
    "vice president",
    "prime minister",
    "premier",
    "chancellor",
}


def state_of_leader(document: Document, link: OfficeMention) -> Entity | None:
    """The one state that somebody of this name is known to have led or spoken for.

    Of several, the one that the text names.
    """
    if link.scope != "state" and link.title.lower() != "secretary":
        return None
    words = _words(link.person.name)
    known = _leaders().get(words, frozenset())
    if not known and len(words) == 1 and link.head in _BY_SURNAME:
        known = _surnames().get(words[0], frozenset())
    entries = (document.gazetteer.entries.get(key) for key in sorted(known))
    states = {e.entity for e in entries if e and can_have(e.entity, link)}
    states |= {e.entity for e in _royal(document, link, words)}
    named = states & {m.entity for m in document.mentions}
    found = named or (states if not _has_led_body(words) else frozenset())
    return next(iter(found)) if len(found) == 1 else None


def has_led(name: str, state: Entity) -> bool:
    """Whether somebody of this name is known to have led a state."""
    return state.key in _leaders().get(_words(name), frozenset())


def is_known_elsewhere(link: OfficeMention, state: Entity) -> bool:
    """Whether the bearer is known to have led other states than one that might be guessed.

    "President Biden" in a text about Italy is not Italy's, though the text names no other state.
    """
    if link.scope != "state":
        return False
    words = _words(link.person.name)
    whole = (_leaders().get(words[at:], frozenset()) for at in range(len(words) - 1))
    found = next((states for states in whole if states), frozenset())
    if not found and link.head in _BY_SURNAME and words:
        found = _surnames().get(words[-1], frozenset())
        found = found if len(words) == 1 or _is_called(words, found) else frozenset()
    return bool(found) and state.key not in found


def _royal(document: Document, link: OfficeMention, words: tuple[str, ...]) -> Iterator[Entry]:
    """The states in which somebody of this name has reigned: "King Olav"."""
    if link.head not in titlewords.words("royal"):
        return
    for code, names in wordlists.load("office-leaders.yaml")["royals"].items():
        entry = document.gazetteer.entries.get(f"state/{code}")
        if entry and words in [_words(name) for name in names]:
            yield entry


@cache
def _body_leaders() -> frozenset[tuple[str, ...]]:
    """The words of the names of those who have headed an organisation as well."""
    return frozenset(_words(name) for name in wordlists.load("office-leaders.yaml")["led_bodies"])


def _has_led_body(words: tuple[str, ...]) -> bool:
    return any(name == words or name[-1:] == words for name in _body_leaders())


def _is_called(words: tuple[str, ...], states: frozenset[str]) -> bool:
    """Whether a leader of the states has this surname and begins as this name does: "Joseph"."""
    names = (name for name, keys in _leaders().items() if keys & states)
    return any(n[-1] == words[-1] and n[0][:2] == words[0][:2] for n in names)


@cache
def _leaders() -> Mapping[tuple[str, ...], frozenset[str]]:
    """The keys of states, by the words of their leaders' names."""
    return _named("leaders", "earlier", "long_ago")


def _named(*lists: str) -> Mapping[tuple[str, ...], frozenset[str]]:
    """The keys of states, by the words of the names in these lists."""
    by_name: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for known in lists:
        for code, names in wordlists.load("office-leaders.yaml")[known].items():
            for name in names:
                by_name[_words(name)].add(f"state/{code}")
    return {name: frozenset(keys) for name, keys in by_name.items()}


@cache
def _surnames() -> Mapping[str, frozenset[str]]:
    """The keys of states by their leaders' surnames, which several states may share."""
    first = {f"state/{code}" for code in wordlists.load("office-leaders.yaml")["family_first"]}
    by_surname: dict[str, set[str]] = defaultdict(set)
    for words, keys in _named("leaders", "earlier").items():
        for key in keys:
            by_surname[words[0] if key in first else words[-1]].add(key)
    return {surname: frozenset(keys) for surname, keys in by_surname.items()}


def _words(name: str) -> tuple[str, ...]:
    """The words of a name without accents, case and the initials between them."""
    words = [fold(word) for word in name.replace("-", " ").split()]
    return tuple(w for w in words if len(w.rstrip(".")) > 1 or "'" in w)
