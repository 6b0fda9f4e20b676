"""The entities of the reference data, and the names that they are called by.

The data are Turtle or YAML (`comity.curated`). What several files say of one entity is taken
together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from comity.curated import curated
from comity.errors import GazetteerError
from comity.model import Entity, Kind
from comity.spelling import dotted, organ_names, small_nouns

_NS = "https://w3id.org/comity/ns#"
_Properties = defaultdict[str, list[str]]
_ID = re.compile(r"/id/(.+)$")
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
class Entry:
    """What the reference data says of one entity.

    Args:
        entity: the entity.
        alpha2: a state's or territory's two-letter code of ISO 3166-1; empty of others.
        short_forms: common nouns that refer back to a body, such as "alliance".
        organ_of: the key of the body that an organ belongs to.
        acronym: a body's first acronym; empty where it has none.
        names: what it is called, and by what sort of name.
    """

    entity: Entity
    alpha2: str = ""
    short_forms: tuple[str, ...] = ()
    organ_of: str = ""
    acronym: str = ""
    names: tuple[tuple[str, NameUse], ...] = ()


def read_entries(files: Iterable[Path]) -> Iterator[Entry]:
    """The entities of files.

    Raises:
        GazetteerError: where a file cannot be read, or an entry lacks a class or a label, has two
            of them, or is an organ of an organisation that there is not.
    """
    entries = [_entry(subject, *said) for subject, said in _subjects(files).items()]
    _check_organs(entries)
    yield from entries


def names_of(entries: Collection[Entry]) -> Iterator[tuple[str, Sense]]:
    """Every name by which a text may call an entity: those of organs with their body's, too."""
    called = {entry.entity.key: entry.names for entry in entries}
    capitals = {n for names in called.values() for n, use in names if use is NameUse.CAPITAL}
    for entry in entries:
        homes = _usual(called.get(entry.organ_of, ()))
        by_home = [(other, use) for n, use in entry.names for other in organ_names(n, homes)]
        is_treaty = entry.entity.kind is Kind.TREATY
        in_small = _in_small_letters(entry.names, capitals) if is_treaty else ()
        for name, use in dict.fromkeys([*entry.names, *by_home, *in_small]):
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
        names=tuple(_called(properties)),
    )


def _called(properties: _Properties) -> Iterator[tuple[str, NameUse]]:
    for name, use in _PROPERTY_USES.items():
        for value in _with_variants(properties.get(name, ()), use):
            yield value, use


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
