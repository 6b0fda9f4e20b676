"""Whether two short texts, such as topics of an agenda, are about the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from comity.fuse.records import Known, Names, Sources, kind_of
from comity.fuse.renderings import rendering
from comity.model import Kind

_WORD = re.compile(r"\w+")
PLACES = {Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION, Kind.ORGAN, Kind.TREATY}
"""What has a name that sets no topic apart."""


@dataclass(frozen=True, slots=True)
class Topics:
    """Compares topics.

    Args:
        common: words that name states and bodies, which set no topic apart from another.
    """

    common: frozenset[str]

    @classmethod
    def of(cls, sources: Sources) -> Topics:
        """With the names of all that is known as too common to tell topics by."""
        common = _known_words(sources.known)
        local = _words(sources.names)
        return cls(common if local <= common else common | local)

    def agree(self, one: str, other: str) -> bool:
        """Whether they share a name that sets them apart, or most of their words."""
        mine, theirs = _topic(one, self.common), _topic(other, self.common)
        if mine.names & theirs.capitals or theirs.names & mine.capitals:
            return True
        shared = len(mine.stems & theirs.stems)
        return shared >= 2 and shared * 2 > max(len(mine.stems), len(theirs.stems))


@lru_cache(maxsize=2)
def _known_words(known: Known) -> frozenset[str]:
    return _words(known.names)


def _words(names: Mapping[str, Names]) -> frozenset[str]:
    """The words in the names of states and bodies."""
    return frozenset(
        word.casefold()
        for key, known in names.items()
        if kind_of(key) in PLACES
        for name in known.labels + known.acronyms + known.adjectives
        for word in _WORD.findall(name)
    )


@dataclass(frozen=True, slots=True)
class _Topic:
    """What a topic is compared by.

    Args:
        names: acronyms and proper nouns that name neither a state nor a body.
        capitals: the same, and the first word, which may have its capital for being the first.
        stems: all content words.
    """

    names: frozenset[str]
    capitals: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=65536)
def _topic(text: str, common: frozenset[str]) -> _Topic:
    first, *rest = _WORD.findall(text) or [""]
    later = _capitals(rest) | (_capitals([first]) if first.isupper() else frozenset())
    every = later | _capitals([first])
    return _Topic(later - common, every - common, rendering(text).stems)


def _capitals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words if len(word) > 2 and word[0].isupper())
