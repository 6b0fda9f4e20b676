"""Whether two short texts, such as topics of an agenda, are about the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from comity.fuse.records import Sources, kind_of
from comity.fuse.renderings import rendering
from comity.model import Kind

_WORD = re.compile(r"\w+")
_PLACES = {Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION, Kind.ORGAN, Kind.TREATY}


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
        names = [names for key, names in sources.names.items() if kind_of(key) in _PLACES]
        words = (
            word.casefold()
            for known in names
            for name in known.labels + known.acronyms + known.adjectives
            for word in _WORD.findall(name)
        )
        return cls(frozenset(words))

    def agree(self, one: str, other: str) -> bool:
        """Whether they share a name that sets them apart, or most of their words."""
        if self.names(one) & self.capitals(other) or self.names(other) & self.capitals(one):
            return True
        stems = _stems(one), _stems(other)
        shared = len(stems[0] & stems[1])
        return shared >= 2 and shared * 2 > max(len(stem) for stem in stems)

    def names(self, topic: str) -> frozenset[str]:
        """Acronyms and proper nouns that name neither a state nor a body."""
        first, *rest = _WORD.findall(topic) or [""]
        return self.capitals(" ".join([first if first.isupper() else "", *rest]))

    def capitals(self, topic: str) -> frozenset[str]:
        """The same, and the first word, which may have its capital for being the first."""
        words = {w.casefold() for w in _WORD.findall(topic) if len(w) > 2 and w[0].isupper()}
        return frozenset(words - self.common)


@lru_cache(maxsize=4096)
def _stems(topic: str) -> frozenset[str]:
    return rendering(topic).stems
