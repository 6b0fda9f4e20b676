"""Names and the entities that they may mean. Ambiguity is reported, never guessed.

The names are those of the reference data (`ontology/reference/*.ttl`). Matching is by tokens, so
that line breaks, no-break spaces and several spaces inside a name do not hide it; case counts,
but for names written in capitals throughout; accents, the kind of apostrophe and the spellings
-isation and -ization do not. Long names are found with slips in them (`comity.spelling`).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from comity import resources
from comity.curated import curated
from comity.errors import GazetteerError
from comity.model import Entity, Kind, Span
from comity.spelling import (
    Place,
    Tokens,
    dotted,
    has_capitals,
    loose_key,
    loose_starts,
    loose_words,
    organ_names,
    small_nouns,
    spellings,
    tokens_of,
)

_NS = "https://w3id.org/comity/ns#"
_Properties = defaultdict[str, list[str]]
_ID = re.compile(r"/id/(.+)$")
_BODIES = (Kind.ORGANISATION, Kind.ORGAN, Kind.TREATY)
_LONGEST = 40
"""More tokens than any name has."""
_OPENING = 5
"""Tokens that hold the first two words of any name."""
_SHORT_NAME = 2
"""Words in a short name of a body, such as "Arab League"."""
_CLASS_KINDS = {
    "State": Kind.STATE,
    "Territory": Kind.TERRITORY,
    "Organisation": Kind.ORGANISATION,
    "Organ": Kind.ORGAN,
    "Treaty": Kind.TREATY,
}


class NameUse(StrEnum):
    """By what sort of name an entity is called."""

    LABEL = "label"
    ALIAS = "alias"
    ACRONYM = "acronym"
    DEMONYM = "demonym"
    CAPITAL = "capital"  # the seat of a government, which may stand for it
    METONYM = "metonym"  # "the Kremlin"
    AMBIGUOUS = "ambiguous"  # links to nothing by itself


_DOTTED = {NameUse.ACRONYM, NameUse.AMBIGUOUS, NameUse.ALIAS}
_PROPERTY_USES = {
    "http://www.w3.org/2004/02/skos/core#prefLabel": NameUse.LABEL,
    "http://www.w3.org/2004/02/skos/core#altLabel": NameUse.ALIAS,
    _NS + "acronym": NameUse.ACRONYM,
    _NS + "demonym": NameUse.DEMONYM,
    _NS + "capital": NameUse.CAPITAL,
    _NS + "metonym": NameUse.METONYM,
    _NS + "ambiguousName": NameUse.AMBIGUOUS,
}


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may mean, and by what sort of name."""

    entity: Entity
    use: NameUse


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


@dataclass(frozen=True, slots=True)
class Entry:
    """What the reference data says of one entity, beside its names.

    Args:
        entity: the entity.
        alpha2: a state's or territory's two-letter code of ISO 3166-1; empty of others.
        short_forms: common nouns that refer back to a body, such as "alliance".
        organ_of: the key of the body that an organ belongs to.
        acronym: a body's first acronym; empty where it has none.
    """

    entity: Entity
    alpha2: str = ""
    short_forms: tuple[str, ...] = ()
    organ_of: str = ""
    acronym: str = ""


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
    entries: list[Entry] = []
    called: dict[str, list[tuple[str, NameUse]]] = {}
    for subject, (properties, file) in _subjects(files).items():
        entries.append(_entry(subject, properties, file))
        called[entries[-1].entity.key] = [
            (value, use)
            for name, use in _PROPERTY_USES.items()
            for value in _with_variants(properties.get(name, ()), use)
        ]
    _check_organs(entries)
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return Gazetteer(_names(entries, called), entries, digest.hexdigest())


def _names(
    entries: Iterable[Entry], called: dict[str, list[tuple[str, NameUse]]]
) -> Iterator[tuple[str, Sense]]:
    capitals = {n for names in called.values() for n, use in names if use is NameUse.CAPITAL}
    for entry in entries:
        names = called[entry.entity.key]
        homes = _usual(called.get(entry.organ_of, ()))
        by_home = [(other, use) for n, use in names for other in organ_names(n, homes)]
        in_small = _in_small_letters(names, capitals) if entry.entity.kind is Kind.TREATY else ()
        for name, use in dict.fromkeys([*names, *by_home, *in_small]):
            yield name, Sense(entry.entity, use)


def _in_small_letters(
    names: Iterable[tuple[str, NameUse]], capitals: set[str]
) -> Iterator[tuple[str, NameUse]]:
    for name, use in names:
        # "The Vienna agreement" may be any that was made there.
        if name.rpartition(" ")[0] not in capitals and "'" not in name:
            yield from ((other, use) for other in small_nouns(name))


def _usual(names: Iterable[tuple[str, NameUse]]) -> list[str]:
    """The names by which a body is called before that of its organ: "OAS", "Arab League"."""
    return [
        name
        for name, use in names
        if use is NameUse.LABEL
        or (use is NameUse.ACRONYM and "." not in name)
        or (use is NameUse.ALIAS and len(name.split()) == _SHORT_NAME)
    ]


def _with_variants(values: Iterable[str], use: NameUse) -> Iterator[str]:
    for value in values:
        yield value
        if use is NameUse.DEMONYM and not value.endswith(("s", "ese", "sh", "ch", "men")):
            yield value + "s"
        if use in _DOTTED and dotted(value):
            yield dotted(value)


def _subjects(files: Iterable[Path]) -> dict[str, tuple[_Properties, Path]]:
    """What all files say of each IRI, and the last of the files that say something of it."""
    subjects: dict[str, tuple[_Properties, Path]] = {}
    for file in files:
        for triple in curated(file):
            subject = str(getattr(triple.subject, "value", triple.subject))
            properties, _ = subjects.get(subject, (defaultdict(list), file))
            value = str(getattr(triple.object, "value", triple.object))
            properties[triple.predicate.value].append(value)
            subjects[subject] = properties, file
    return subjects


def _entry(subject: str, properties: _Properties, file: Path) -> Entry:
    where = f"{file}: <{subject}>"
    key = _ID.search(subject)
    types = properties.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", [])
    kinds = [k for name, k in _CLASS_KINDS.items() if _NS + name in types]
    labels = sorted(set(properties.get("http://www.w3.org/2004/02/skos/core#prefLabel", [])))
    if not (key and kinds and labels):
        raise GazetteerError(
            "an entry needs a class, a label and an IRI with /id/ in it",
            where=where,
            hint="only an entity that comity knows already may do with names; is its id right?",
        )
    if len(kinds) > 1 or len(labels) > 1:
        raise GazetteerError(
            f"it has two {'classes' if len(kinds) > 1 else f'labels, {labels[0]} and {labels[1]}'}",
            where=where,
            hint="comity knows it already: leave kind and label out, or take another id",
        )
    organ_of = _ID.search(next(iter(properties.get(_NS + "organOf", [])), ""))
    return Entry(
        entity=Entity(kinds[0], key[1], labels[0]),
        alpha2=next(iter(properties.get(_NS + "alpha2", [])), ""),
        short_forms=tuple(properties.get(_NS + "shortForm", [])),
        organ_of=organ_of[1] if organ_of else "",
        acronym=next(iter(properties.get(_NS + "acronym", [])), ""),
    )


def _check_organs(entries: Iterable[Entry]) -> None:
    entries = list(entries)
    known = {entry.entity.key for entry in entries}
    for entry in entries:
        if entry.organ_of and entry.organ_of not in known:
            raise GazetteerError(
                f"it is an organ of {entry.organ_of}, which is not there",
                where=entry.entity.key,
                hint="add the organisation, or correct the id",
            )


def _capitals(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(token.upper() for token in key)


def _ordered(senses: Iterable[Sense]) -> tuple[Sense, ...]:
    return tuple(sorted(senses, key=lambda sense: (sense.entity.key, sense.use)))
