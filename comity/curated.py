"""Files of entities as people curate them: Turtle, or YAML, which needs no knowledge of RDF.

A YAML file is a list of entries. Each has an `id`; of an entity that comity does not know yet also
its `kind` and `label`. Names are one string or a list of them. One whose id comity knows adds
names to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from comity.errors import GazetteerError
from comity.terms import TYPE, Terms, name, term
from comity.turtle import triples_of

YAML = frozenset({".yaml", ".yml"})
"""The endings of files that are read as YAML; all others are Turtle."""

_KINDS = {
    "state": ("state", "State"),
    "territory": ("territory", "Territory"),
    "organisation": ("org", "Organisation"),
    "organ": ("organ", "Organ"),
    "treaty": ("treaty", "Treaty"),
}
_FOLDERS = {folder: kind for kind, (folder, _) in _KINDS.items()}
_NAMES = {
    "label": (name("skos", "prefLabel"), "en"),
    "aliases": (name("skos", "altLabel"), "en"),
    "acronyms": (term("acronym"), None),
    "demonyms": (term("demonym"), "en"),
    "capitals": (term("capital"), "en"),
    "metonyms": (term("metonym"), "en"),
    "ambiguous": (term("ambiguousName"), "en"),
    "short_forms": (term("shortForm"), "en"),
}
_KEYS = ("id", "kind", *_NAMES, "organ_of", "source")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def curated(file: Path) -> list[Triple]:
    """The triples of a file of entities, with comity's own base.

    Raises:
        GazetteerError: where it cannot be read, or an entry is wrong; it names entry and key.
    """
    try:
        data = file.read_bytes()
        if file.suffix.lower() in YAML:
            return [triple for entry in _entries(data, file) for triple in entry.triples()]
        return triples_of(data)
    except OSError as error:
        raise GazetteerError(f"it cannot be read: {error.strerror}", where=str(file)) from error
    except SyntaxError as error:
        raise GazetteerError(str(error), where=str(file), hint="mend the Turtle") from error


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a YAML file, and where it stands."""

    content: Mapping[str, Any]
    where: str

    def triples(self) -> Iterator[Triple]:
        """What it says.

        Raises:
            GazetteerError: where it says it wrongly.
        """
        self._check_keys()
        folder, slug = self._id()
        node = Terms().id(f"{folder}/{slug}")
        if "kind" in self.content:
            yield Triple(node, TYPE, term(_KINDS[_FOLDERS[folder]][1]))
        for key, (predicate, language) in _NAMES.items():
            for value in self._strings(key):
                yield Triple(node, predicate, Literal(value, language=language))
        yield from self._links(node, folder)

    def _check_keys(self) -> None:
        if unknown := [key for key in self.content if key not in _KEYS]:
            raise self._fault(str(unknown[0]), "no such key", f"the keys are {', '.join(_KEYS)}")
        if ("kind" in self.content) != ("label" in self.content):
            raise self._fault(
                "kind" if "label" in self.content else "label",
                "it is missing",
                "give kind and label, or neither to add names to an entity that comity knows",
            )

    def _id(self) -> tuple[str, str]:
        """The folder and the last piece of the entity's IRI."""
        value, kind = str(self.content.get("id") or ""), self.content.get("kind")
        if kind is not None and (not isinstance(kind, str) or kind not in _KINDS):
            raise self._fault("kind", f"{kind!r} is none", f"the kinds are {', '.join(_KINDS)}")
        folder, _, slug = value.rpartition("/")
        folder = folder or (_KINDS[kind][0] if kind else "")
        if folder not in _FOLDERS or not _SLUG.fullmatch(slug):
            example = f"{_KINDS[kind][0] if kind else 'org'}/harbour-league"
            raise self._fault("id", f"{value!r} is none", f"write one such as {example}")
        if kind and _KINDS[kind][0] != folder:
            raise self._fault("id", f"{value!r} is not of kind {kind}", "correct one of the two")
        return folder, slug

    def _strings(self, key: str) -> list[str]:
        """The values of a key, one or several; none where it is absent."""
        if key not in self.content:
            return []
        value = self.content[key]
        values = value if isinstance(value, list) and key != "label" else [value]
        for one in values:
            if not isinstance(one, str) or not one.strip():
                hint = f"write it in quotation marks: '{'No' if one is False else one}'"
                raise self._fault(key, f"{one!r} is no text", hint)
        return [" ".join(one.split()) for one in values]

    def _links(self, node: NamedNode, folder: str) -> Iterator[Triple]:
        for value in self._strings("organ_of"):
            home, _, slug = value.rpartition("/")
            if folder != "organ" or home not in ("", "org") or not _SLUG.fullmatch(slug):
                raise self._fault(
                    "organ_of", f"{value!r} does not fit", "of an organ, the id of an organisation"
                )
            yield Triple(node, term("organOf"), Terms().id(f"org/{slug}"))
        for value in self._strings("source"):
            if not _IRI.fullmatch(value):
                raise self._fault("source", f"{value!r} is no address", "begin it with https://")
            yield Triple(node, name("dcterms", "source"), NamedNode(value))

    def _fault(self, key: str, what: str, hint: str) -> GazetteerError:
        return GazetteerError(what, where=f"{self.where}, key {key!r}", hint=hint)


def _entries(data: bytes, file: Path) -> Iterator[_Entry]:
    import yaml  # Turtle alone needs none of it

    try:
        content = yaml.safe_load(data)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise GazetteerError(
            f"it is not YAML: {' '.join(str(error).split())}",
            where=str(file),
            hint="write a list of entries, each beginning with - id:",
        ) from error
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise GazetteerError(
            "it is no list of entries", where=str(file), hint="begin each entry with - id:"
        )
    for number, entry in enumerate(content, start=1):
        yield _Entry(entry, f"{file}, entry {number} ({entry.get('id', 'without id')})")
