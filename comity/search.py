"""Search: the things that are called so, or nearly so, for those who know no more than a name.

A name is compared word by word, without case, accents and order; a word may have slips. Stored
queries take a name only where it means one thing for certain; this lists what it may mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from pyoxigraph import NamedNode
from rapidfuzz import fuzz, process

from comity import lookups, terms
from comity.errors import ParameterError
from comity.hints import did_you_mean, suggestions
from comity.store import Store
from comity.terms import Terms
from comity.values import Named, folded

KINDS: Mapping[str, str] = {
    "state": "State",
    "territory": "Territory",
    "organisation": "Organisation",
    "organ": "Organ",
    "treaty": "Treaty",
    "person": "Official",
    "office": "Office",
    "meeting": "Meeting",
    "article": "Article",
    "mention": "Mention",
}
"""What is looked for, in the order in which equally good names are listed, and its class.

A mention is somebody or something that one article names and nothing else knows.
"""

_NEAR = 80
"""How alike two words are, of 100, that may be one with a slip: one letter of five."""
_SLIPPING = 4
"""A shorter word is what it is: CIS is no slip of CSI."""
_WHOLE = 0.85
"""What a name scores of which the words are a vanishing part; all of it scores 1."""


_SPARE = 4
"""How many times as many are looked at, as some of them are left out."""

_Ranked = tuple[float, str, Named]
"""A score, a kind, and the name of the thing that has it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A thing whose name is near to what was looked for.

    Args:
        id: what stored queries take for it: `org/nato`; its IRI, where it has no id here.
        iri: its IRI.
        kind: one of `KINDS`.
        name: what it is called.
        matched: the name of it that is nearest.
        score: from 100, the same name, down to 0.
    """

    id: str
    iri: str
    kind: str
    name: str
    matched: str
    score: int

    def to_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self)


class Search:
    """The names of a store, looked up once and kept: for as long as the store does not change.

    Args:
        store: where they are looked up.
        data: the IRIs of its data.
    """

    def __init__(self, store: Store, data: Terms) -> None:
        self._store, self._data = store, data
        self._by_kind: dict[str, _Names] = {}

    def find(self, name: str, kinds: Iterable[str] = (), limit: int = 10) -> list[Match]:
        """The things that may be meant, the likeliest first; none where no name is near.

        Args:
            name: some words of a name, in any order.
            kinds: which of `KINDS`; all, unless given.
            limit: how many at most.

        Raises:
            ParameterError: where a kind is none.
        """
        wanted = folded(name)
        asked = [_kind(kind) for kind in kinds] or list(KINDS)
        best: dict[NamedNode, _Ranked] = {}
        for kind in asked:
            for score, named in self._names(kind).near(wanted):
                if named.thing not in best or score > best[named.thing][0]:
                    best[named.thing] = score, kind, named
        ranked = sorted(best.values(), key=_rank)
        return self._without_echoes(ranked[: limit * _SPARE])[:limit]

    def _without_echoes(self, ranked: Sequence[_Ranked]) -> list[Match]:
        """What is ranked, without mentions that are called as something else that is ranked."""
        matches = self._shown(ranked)
        known = {match.name for match in matches if match.kind != "mention"}
        return [m for m in matches if m.kind != "mention" or m.name not in known]

    def _shown(self, ranked: Sequence[_Ranked]) -> list[Match]:
        labels = lookups.labels(self._store, (named.thing for _, _, named in ranked))
        return [
            Match(
                self._data.key(named.thing) or named.thing.value,
                named.thing.value,
                kind,
                labels[named.thing],
                named.name,
                round(score),
            )
            for score, kind, named in ranked
        ]

    def _names(self, kind: str) -> _Names:
        if kind not in self._by_kind:
            found = lookups.names(self._store, [terms.term(KINDS[kind])])
            self._by_kind[kind] = _Names(tuple(found))
        return self._by_kind[kind]


@dataclass(frozen=True)
class _Names:
    """The names of the things of one kind."""

    named: tuple[Named, ...]

    @cached_property
    def _words(self) -> list[tuple[str, ...]]:
        return [folded(named.name) for named in self.named]

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        """By word, which names have it."""
        having: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for word in set(words):
                having[word].append(number)
        return having

    def near(self, wanted: Sequence[str]) -> list[tuple[float, Named]]:
        """The names that have at least one of the words, or one like it, each with its score."""
        scores: dict[int, float] = defaultdict(float)
        for word in wanted:
            for number, score in self._near(word).items():
                scores[number] += score / len(wanted)
        found = ((s * self._share(wanted, number), number) for number, s in scores.items())
        return [(score, self.named[number]) for score, number in found if score >= _NEAR * _WHOLE]

    def _near(self, word: str) -> dict[int, float]:
        """The names that have a word like this one, and how alike the two are."""
        alike = process.extract(
            word, self._having.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None
        )
        best: dict[int, float] = {}
        for other, score, _ in reversed(alike):
            if min(len(word), len(other)) < _SLIPPING and word != other:
                continue
            best |= dict.fromkeys(self._having[other], score)
        return best

    def _share(self, wanted: Sequence[str], number: int) -> float:
        """How much of a name the words can be, as a factor."""
        share = min(len(wanted) / max(len(self._words[number]), 1), 1)
        return _WHOLE + (1 - _WHOLE) * share


def _rank(ranked: _Ranked) -> tuple[float, int, int, str]:
    """What comes before what: of equal scores the kind that `KINDS` has first, the shorter name."""
    score, kind, named = ranked
    return -score, list(KINDS).index(kind), len(named.name), named.thing.value


def _kind(kind: str) -> str:
    wanted = kind.strip().casefold()
    if wanted in KINDS:
        return wanted
    hint = did_you_mean(suggestions(wanted, list(KINDS))) or f"one of {', '.join(KINDS)}"
    raise ParameterError(f"there is no kind {kind!r}", where="kind", hint=hint)
