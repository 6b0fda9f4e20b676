"""The verbs of saying and what each takes, made from `words/speech.yaml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of, begins


class Frame(StrEnum):
    """What may follow a verb of saying."""

    CLAUSE = "clause"
    THAT = "that"
    PHRASE = "np"
    INFINITIVE = "to"
    AS = "as"
    OF = "of"
    FOR = "for"
    ON = "on"
    OBJECT = "object"
    NAMED = "named"
    GERUND = "gerund"
    PERFECT = "perfect"
    QUESTION = "question"
    LIKENED = "likened"
    AT = "at"
    BEEN = "been"
    MESSAGE = "message"
    SUM = "sum"
    ORDER = "order"
    NEED = "need"
    SEEN = "seen"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying, with its particle.

    Args:
        lemma: its dictionary form, such as "point out".
        frames: what may follow it.
        persons: the frames in which only people say so.
        addressee: whether those who are told may stand before the clause.
        inverted: whether its subject may stand behind it.
        denies: whether it denies its content.
        weak: whether it tells of nothing said where none of its frames follows.
        fewest: how many words a noun phrase behind it needs to say anything.
    """

    lemma: str
    frames: frozenset[Frame]
    persons: frozenset[Frame] = frozenset()
    addressee: bool = False
    inverted: bool = False
    denies: bool = False
    weak: bool = False
    fewest: int = 0


def words(name: str) -> list[str]:
    """One list of `speech.yaml`."""
    found: list[str] = wordlists.load("speech.yaml")[name]
    return found


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of `speech.yaml`, to look words up in."""
    return frozenset(words(name))


@cache
def messages() -> Mapping[str, list[str]]:
    """The nouns of saying by the word that follows them: "an appeal for", "a warning that"."""
    found: dict[str, list[str]] = wordlists.load("speech.yaml")["messages"]
    return found


@cache
def views() -> Mapping[str, list[str]]:
    """The nouns that tell whose view something is, by the word before: "in … view"."""
    found: dict[str, list[str]] = wordlists.load("speech.yaml")["views"]
    return found


@cache
def joining() -> Mapping[str, list[str]]:
    """What joins the two things that a verb names, where others would mean something else."""
    found: dict[str, list[str]] = wordlists.load("speech.yaml")["joining"]
    return found


@cache
def verbs() -> Mapping[str, Verb]:
    """Every verb of saying, by lemma."""
    groups: dict[str, dict[str, Any]] = wordlists.load("speech.yaml")["cues"]
    entries: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for group in groups.values():
        for lemma in group["verbs"]:
            entries[lemma].append(group)
    return {lemma: _verb(lemma, found) for lemma, found in entries.items()}


def _verb(lemma: str, groups: Iterable[Mapping[str, Any]]) -> Verb:
    frames = {Frame(f) for g in groups for f in g["frames"]}
    free = {Frame(f) for g in groups if not g.get("persons") for f in g["frames"]}
    return Verb(
        lemma=lemma,
        frames=frozenset(frames),
        persons=frozenset(frames - free),
        addressee=any(g.get("addressee") for g in groups),
        inverted=any(g.get("inverted") for g in groups),
        denies=any(g.get("denies") for g in groups),
        weak=all(g.get("weak") for g in groups),
        fewest=max(g.get("fewest", 0) for g in groups),
    )


@cache
def forms() -> Mapping[str, Verb]:
    """Inflected forms, in lower case, and their verbs: "pointed out"."""
    found: dict[str, Verb] = {}
    for lemma, verb in verbs().items():
        first, space, rest = lemma.partition(" ")
        for form in inflected(first):
            found[form + space + rest] = verb
    return found


def inflected(lemma: str) -> Iterator[str]:
    """The forms of a verb: "add", "adds", "added", "adding"."""
    yield lemma
    irregular: dict[str, list[str]] = wordlists.load("speech.yaml")["irregular"]
    if lemma in irregular:
        yield from irregular[lemma]
        return
    stem = lemma + lemma[-1] if lemma in word_set("doubled") else lemma
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    else:
        yield lemma + ("es" if re.search(r"(?:s|sh|ch|x|z)$", lemma) else "s")
        yield from (stem + "ed", stem + "ing")
        if stem != lemma and stem.endswith("l"):
            yield from (lemma + "ed", lemma + "ing")


@cache
def cue_pattern() -> re.Pattern[str]:
    """Any form of any verb of saying, the longest first; adverbs may part it from its particle.

    The groups `first` and `rest` have the verb and its particle.
    """
    rests: dict[str, set[str]] = defaultdict(set)
    for form in forms():
        first, _, rest = form.partition(" ")
        rests[first].add(rest)
    bare = any_of(first for first, found in rests.items() if "" in found)
    both = "|".join(
        rf"{first}{_PARTED}\s+(?:{any_of(rest for rest in found if rest)})"
        for first, found in sorted(rests.items())
        if any(found)
    )
    return re.compile(rf"(?<![\w'-]){begins(rests)}(?i:{both}|{bare})(?![\w-])")


_PARTED = r"(?:\s+(?:here|again|today|yesterday|instead|also|[a-z]+ly|(?:on\s+)?[a-z]+day))*?,?"


def form_of(words_: str) -> str:
    """The listed form, such as "called for", of what `cue_pattern` found: "called here for"."""
    parts = words_.lower().replace(",", "").split()
    return next(
        (
            f
            for f in (" ".join([parts[0], *parts[i:]]) for i in range(1, len(parts) + 1))
            if f in forms()
        ),
        "",
    )
