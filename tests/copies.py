"""Copies of the sample articles with other states, organisations, people and years.

Each copy is consistent within itself: a name that stood for one thing stands for one other thing.
`python -m tests.copies 1000 FOLDER` writes a thousand.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from comity.model import Kind
from comity.terms import Terms, name, term
from comity.turtle import triples_of

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "examples" / "articles"
LABEL = name("skos", "prefLabel")
NAMES = (LABEL, term("acronym"), term("demonym"), term("capital"))
SYLLABLES = ("ba", "den", "fil", "go", "har", "ki", "lem", "mo", "nar", "po", "ris", "su", "tov")
TOGETHER = 4
"""How many copies share their people, as people are in several articles."""


def write_copies(folder: Path, numbers: range) -> None:
    """Copies of the samples in turn, with these numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = sorted(SAMPLES.glob("*.txt"))
    for number in numbers:
        sample = texts[number % len(texts)]
        for path in (sample, sample.with_suffix(".yaml")):
            if path.is_file():
                target = folder / f"{sample.stem}-{number:05}{path.suffix}"
                target.write_text(copy(path.read_text("utf-8"), number // len(texts)), "utf-8")


def copy(text: str, number: int) -> str:
    """A text with the names and years of one copy; of number 0 the text as it is."""
    if not number:
        return text
    other = _others(number)
    text = _pattern().sub(lambda found: other.get(found[0], found[0]), text)
    return re.sub(r"\b(?:19|20)\d\d\b", lambda year: str(int(year[0]) - number % 30), text)


@cache
def _entities() -> Mapping[Kind, list[dict[str, str]]]:
    """States and organisations, each with one name of each sort."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in sorted((ROOT / "ontology" / "reference").glob("*.ttl")):
        for triple in triples_of(file.read_bytes()):
            if triple.predicate in NAMES:
                key = Terms().key(triple.subject) or ""
                found[key].setdefault(triple.predicate.value, triple.object.value)
    by_kind: Mapping[Kind, list[dict[str, str]]] = defaultdict(list)
    for key, names in sorted(found.items()):
        by_kind[Kind(key.partition("/")[0])].append(names)
    return by_kind


@cache
def _people() -> frozenset[str]:
    """The parts of the names of the people in the samples."""
    files = sorted((ROOT / "triples" / "articles").glob("*.ttl"))
    triples = (t for file in files for t in triples_of(file.read_bytes()))
    names = {t.object.value for t in triples if t.predicate == name("foaf", "name")}
    return frozenset(part for full in names for part in full.split() if len(part) > 2)


@cache
def _pattern() -> re.Pattern[str]:
    names = {n for kind in _entities().values() for entity in kind for n in entity.values()}
    longest = sorted(names | _people(), key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


@cache
def _others(number: int) -> dict[str, str]:
    """Of each name the one that stands in its place in a copy."""
    other = {part: _made_up(part, number // TOGETHER) for part in _people()}
    for kind in (Kind.STATE, Kind.ORGANISATION):
        other.update(_moved(_entities()[kind], 7 * number))
    return other


def _moved(entities: list[dict[str, str]], by: int) -> Iterator[tuple[str, str]]:
    """Each name with the same sort of name of another entity, or with its label."""
    for place, entity in enumerate(entities):
        stand_in = entities[(place + by) % len(entities)]
        for sort, called in entity.items():
            yield called, stand_in.get(sort, stand_in.get(LABEL.value, called))


def _made_up(part: str, number: int) -> str:
    digits = hashlib.sha256(f"{part} {number}".encode()).digest()
    return "".join(SYLLABLES[digit % len(SYLLABLES)] for digit in digits[:3]).capitalize()


if __name__ == "__main__":
    write_copies(Path(sys.argv[2]), range(int(sys.argv[1])))
