"""The words that say how a clause is meant: phrases, auxiliaries, negations, what governs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from comity.model import Modality
from comity_loaders import wordlists

ORDER = (Modality.CONDITIONAL, Modality.HEDGED, Modality.HOPED, Modality.PLANNED)
"""Of several readings the less asserted one counts: the first of these."""


@cache
def phrases() -> dict[str, re.Pattern[str]]:
    """What is said before a verb of what is denied, planned, hoped and so on."""
    expressions = wordlists.load("stance.yaml")["phrases"]
    return {
        name: re.compile(rf"\b(?:{'|'.join(several)})(?!\w)", re.IGNORECASE)
        for name, several in expressions.items()
    }


@cache
def granted() -> re.Pattern[str]:
    """What takes for granted what follows it, be it denied itself: "nobody noticed that"."""
    return re.compile(wordlists.load("stance.yaml")["granted"])


@cache
def auxiliaries() -> dict[Modality, frozenset[str]]:
    """The auxiliaries that take a verb out of what is asserted."""
    lists = wordlists.load("stance.yaml")["auxiliaries"]
    return {Modality(m): frozenset(w) for m, w in lists.items()}


@cache
def governing_words(name: str) -> frozenset[str]:
    """The lemmas of verbs and adjectives that make what they govern so."""
    return frozenset(wordlists.load("stance.yaml")["governors"][name])


@cache
def negations() -> frozenset[str]:
    """The words that deny."""
    return frozenset(listed("negations"))


def listed(name: str) -> Iterable[str]:
    """The words of a list of stance.yaml."""
    words: list[str] = wordlists.load("stance.yaml")[name]
    return words
