"""Names and the entities that they may mean. Ambiguity is reported, never guessed.

The names are those of the reference data (`ontology/reference/*.ttl`). Matching is by tokens, so
that line breaks, no-break spaces and several spaces inside a name do not hide it; case counts,
but for names written in capitals throughout; accents, the kind of apostrophe and the spellings
-isation and -ization do not. Long names are found with slips in them (`comity.spelling`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from comity import resources
from comity.entries import Entry, NameUse, Sense, names_of, read_entries
from comity.model import Entity, Kind, Span
from comity.spelling import (
    Place,
    Tokens,
    has_capitals,
    loose_key,
    loose_starts,
    loose_words,
    spellings,
    tokens_of,
)

_BODIES = (Kind.ORGANISATION, Kind.ORGAN, Kind.TREATY)
_LONGEST = 40
"""More tokens than any name has."""
_OPENING = 5
"""Tokens that hold the first two words of any name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a name stands, with everything that the name may mean.

    Args:
        span: the name's place.
        senses: one where the name is unambiguous, several or an ambiguous one where it is not.
    """

    span: Span
    senses: tuple[Sense, ...]

    @property
    def entity(self) -> Entity | None:
        """The one thing meant; None where the name alone does not tell."""
        entities = {sense.entity for sense in self.senses}
        if len(entities) != 1 or any(s.use is NameUse.AMBIGUOUS for s in self.senses):
            return None
        return next(iter(entities))


class Gazetteer:
    """Names and their senses, found in text by longest match."""

    def __init__(
        self, names: Iterable[tuple[str, Sense]], entries: Iterable[Entry], digest: str
    ) -> None:
        self.digest = digest
        self.entries = {entry.entity.key: entry for entry in entries}
        self._senses: dict[Tokens, set[Sense]] = defaultdict(set)
        for name, sense in names:
            for key in spellings(name):
                self._senses[key].add(sense)
        self._lengths = _lengths(self._senses)
        self._shouted = self._all_capitals()
        self._loose = self._loosely()
        self._loose_lengths = _lengths(self._loose)
        self._loose_openings = {key[:2] for key in self._loose}
        self._loose_starts = {start for key in self._loose for start in loose_starts(key[0])}

    @classmethod
    def load(cls, *files: Path) -> Gazetteer:
        """The names of comity's own reference data, and of further files, Turtle or YAML.

        What several files say of one entity is taken together.

        Raises:
            GazetteerError: where a file cannot be read, or an entry lacks a class or a label, has
                two of them, or is an organ of an organisation that there is not.
        """
        own = sorted((resources.ontology() / "reference").glob("*.ttl"))
        return _load((*own, *files))

    def find(self, text: str) -> Iterator[Match]:
        """Every name in `text`, longest first where names overlap, in order of place."""
        tokens = tokens_of(text)
        words = [word for word, _, _ in tokens]
        index = 0
        while index < len(tokens):
            length, senses = self._longest(words, index)
            if tokens[index][0] in self._loose_starts:
                length, senses = max(
                    (length, senses), self._loosely_at(tokens, index), key=itemgetter(0)
                )
            if length:
                yield Match(Span(tokens[index][1], tokens[index + length - 1][2]), senses)
            index += length or 1

    def lookup(self, name: str) -> tuple[Sense, ...]:
        """Everything that `name`, taken whole, may mean."""
        found: set[Sense] = set()
        for key in spellings(name):
            found |= self._senses.get(key) or self._shouted.get(_capitals(key)) or set()
        return _ordered(found)

    def entry(self, entity: Entity) -> Entry:
        """What is known of an entity beside its names; empty for one that is local."""
        return self.entries.get(entity.key) or Entry(entity)

    def _longest(self, words: list[str], index: int) -> tuple[int, tuple[Sense, ...]]:
        for length in self._lengths.get(words[index].upper(), ()):
            key = tuple(words[index : index + length])
            senses = self._senses.get(key) or self._shouted.get(key)
            if senses and len(key) == length:
                return length, _ordered(senses)
        return 0, ()

    def _loosely_at(self, tokens: list[Place], index: int) -> tuple[int, tuple[Sense, ...]]:
        """How many tokens from `index` on are a long name with a slip in it, and its senses."""
        opening = loose_words(tokens[index : index + _OPENING])
        if len(opening) < 2 or (opening[0][0], opening[1][0]) not in self._loose_openings:
            return 0, ()
        words = loose_words(tokens[index : index + _LONGEST])
        for length in self._loose_lengths[words[0][0].upper()]:
            stretch = words[:length]
            senses = self._loose.get(tuple(w for w, _, _ in stretch))
            end = index + stretch[-1][2] + 1
            if senses and has_capitals(tokens[index:end], length):
                return end - index, senses
        return 0, ()

    def _all_capitals(self) -> dict[Tokens, set[Sense]]:
        # "ARMENIA" means Armenia, but "WHO" in a headline need not be the pronoun's twin: names
        # of up to three letters are not matched in capitals unless they are written so.
        return {
            _capitals(key): senses
            for key, senses in self._senses.items()
            if sum(map(len, key)) > 3 and _capitals(key) not in self._senses
        }

    def _loosely(self) -> dict[Tokens, tuple[Sense, ...]]:
        """Long names of one body by their words; of a name that two have, nothing."""
        loose: dict[Tokens, set[Sense]] = defaultdict(set)
        for key, senses in self._senses.items():
            words = loose_key(key) if any(s.entity.kind in _BODIES for s in senses) else ()
            if words:
                loose[words] |= senses
        return {
            key: _ordered(senses)
            for key, senses in loose.items()
            if len({s.entity for s in senses}) == 1
            and not any(s.use is NameUse.AMBIGUOUS for s in senses)
        }


def _lengths(keys: Iterable[Tokens]) -> dict[str, list[int]]:
    """How long the names are that begin with a token, in capitals, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        lengths[key[0].upper()].add(len(key))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


@lru_cache(maxsize=4)
def _load(files: tuple[Path, ...]) -> Gazetteer:
    entries = tuple(read_entries(files))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return Gazetteer(names_of(entries), entries, digest.hexdigest())


def _capitals(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(token.upper() for token in key)


def _ordered(senses: Iterable[Sense]) -> tuple[Sense, ...]:
    return tuple(sorted(senses, key=lambda sense: (sense.entity.key, sense.use)))
