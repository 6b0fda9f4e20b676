"""The frames of `words/membership-frames.yaml`: which words make them, and what they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from comity.model import Kind, Predicate
from comity_loaders import wordlists

FILE = "membership-frames.yaml"
_KINDS = {"treaty": Kind.TREATY, "org": Kind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Objects:
    """Nouns that complete a verb ("gained membership"), and the prepositions before the body."""

    nouns: frozenset[str]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One class of words that tell one thing of a state and a body.

    Args:
        name: what the rule is called in claims.
        predicate: what it claims.
        words: the verbs with their particles, or the nouns; lemmas.
        state: where the state stands, in order of preference.
        body: where the body stands; of a noun, the prepositions before it.
        objects: the object that the verb needs; None of one that needs none.
        under: verbs one of which must govern it.
        least: how many states it takes.
        unsaid: whether the body may be the one told of before: "dated", or "gone", of a state that
            the article says left it; empty where it must be named.
        needs_date: whether it tells nothing without a date.
        kind: what the body must be; None for either.
        spoken: whether those who speak for a state may do it.
    """

    name: str
    predicate: Predicate
    words: tuple[str, ...]
    state: tuple[str, ...]
    body: tuple[str, ...]
    objects: Objects | None = None
    under: frozenset[str] = frozenset()
    least: int = 1
    unsaid: str = ""
    needs_date: bool = False
    kind: Kind | None = None
    spoken: bool = False


@cache
def verb_frames() -> Mapping[str, Sequence[tuple[Frame, tuple[str, ...]]]]:
    """The frames of verbs by the verb's lemma, each with the particles behind it."""
    index: dict[str, list[tuple[Frame, tuple[str, ...]]]] = defaultdict(list)
    for item in wordlists.load(FILE)["verbs"]:
        frame = _verb_frame(item)
        for words in frame.words:
            verb, *particles = words.split()
            index[verb].append((frame, tuple(particles)))
    # "Welcomed back" before "welcomed".
    return {verb: sorted(found, key=lambda f: -len(f[1])) for verb, found in index.items()}


@cache
def noun_frames() -> Mapping[str, Frame]:
    """The frames of nouns by the noun's lemma."""
    frames = [_noun_frame(item) for item in wordlists.load(FILE)["nouns"]]
    return {noun: frame for frame in frames for noun in frame.words}


@cache
def words(name: str) -> frozenset[str]:
    """One of the file's plain lists."""
    return frozenset(wordlists.load(FILE)[name])


def _verb_frame(item: Mapping[str, Any]) -> Frame:
    return Frame(
        name=item["name"],
        predicate=Predicate(item["predicate"]),
        words=tuple(item["verbs"]),
        state=tuple(item["state"]),
        body=tuple(item["body"]),
        objects=objects(item["noun"]) if "noun" in item else None,
        under=frozenset(item.get("under", ())),
        least=item.get("least", 1),
        unsaid=item.get("unsaid", ""),
        needs_date=item.get("needs") == "date",
        kind=_KINDS.get(item.get("kind", "")),
        spoken=item.get("spoken", False),
    )


def _noun_frame(item: Mapping[str, Any]) -> Frame:
    return Frame(
        name=item["name"],
        predicate=Predicate(item["predicate"]),
        words=tuple(item["nouns"]),
        state=("noun",),
        body=tuple(item["body"]),
        kind=_KINDS.get(item.get("kind", "")),
    )


@cache
def objects(name: str) -> Objects:
    """The nouns that complete a verb, by their name in the file."""
    item = wordlists.load(FILE)["objects"][name]
    return Objects(frozenset(item["nouns"]), tuple(item["body"]))
