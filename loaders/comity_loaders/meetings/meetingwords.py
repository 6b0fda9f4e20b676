"""The expressions by which meetings are found in masked sentences, made from `meetings.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from comity_loaders import wordlists

MARK = r"<[BONSCD]\d+>"
NAME = r"<[BONSC]\d+>"
"""A mark, and one that is no date."""
_CAPITAL = r"(?:St\. )?[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_PARTICLE = "(?:" + "|".join(wordlists.load("meetings.yaml")["place_particles"]) + ")"
CAPITALS = rf"{_CAPITAL}(?:,? {_PARTICLE}(?= [A-Z]))?(?: (?:[A-Z]\. )?{_CAPITAL}){{0,3}}"
"""A run of capitalised words, such as the name of a place that the gazetteer lacks."""


@cache
def words(name: str) -> frozenset[str]:
    """A list of the file, as a set."""
    return frozenset(wordlists.load("meetings.yaml")[name])


def either_case(phrases: Iterable[str]) -> str:
    """An expression for any of these phrases, longest first, the first letter in either case."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(_either_case(p) for p in ordered) + ")"


@cache
def expression(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """Any phrase of a list, with something before and behind."""
    return re.compile(rf"{before}{either_case(words(name))}{after}")


@cache
def noun() -> re.Pattern[str]:
    """A noun that means a meeting."""
    return re.compile(
        rf"(?<![\w'’-])(?P<noun>{either_case(words('nouns'))}|{'|'.join(words('lettered'))})"
        r"(?P<plural>s)?(?![\w'’-])"
    )


@cache
def phrase() -> str:
    """A noun phrase behind a preposition, as far as it can be told without a parse."""
    stops = either_case(
        frozenset().union(*map(words, ("auxiliaries", "scheduled", "happened", "stops")))
    )
    plain = r"[^\W\d_][\w'’.-]*[\w'’]|\d+|[A-Za-z]"
    word = rf"(?!(?!He [A-Z])(?:{stops})(?![\w'’-]))(?![a-z]+ed\b)(?:{NAME}(?:['’]s?)?|{plain})"
    return rf"(?:{word})(?:(?:,? and | of (?:the |its |their )?| & |-| ){word})*"


def _either_case(phrase: str) -> str:
    spaced = re.escape(phrase).replace(r"\ ", r"\s+")
    first = spaced[0]
    return f"[{first}{first.upper()}]{spaced[1:]}" if first.isalpha() else spaced
