"""Words of no list between a body and a title: "the UN's emergency relief coordinator".

What somebody is in charge of has any nouns. Behind the name of a body they belong to the title,
unless they tell a party, a firm or a club, whose the office then is.
"""

from __future__ import annotations

import re
from functools import cache

from comity.model import Kind
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.titles import titlewords

_WORDS = re.compile(r"(?P<gap>'s?|)[ ]+(?P<words>(?:[a-z][a-z-]*[ ]+){1,3})$")
_WORD = re.compile(r"(?<![\w'-])(?P<word>[a-z-]+)[ ]+$")
_SCOPES = ("state", "org", "named")
_FURTHEST = 60


def modifiers(text: str, start: int, by_end: dict[int, Mention], head: str) -> int:
    """Where the words begin that stand between a body and a title; its start where none do.

    Args:
        text: the article's.
        start: where the title starts.
        by_end: the bodies that are named, by where they end.
        head: the title's.
    """
    match = _WORDS.search(text, max(start - _FURTHEST, 0), start)
    body = by_end.get(match.start()) if match else None
    if match is None or body is None or titlewords.scopes()[head] not in _SCOPES:
        return start
    words = match["words"].split()
    owns = bool(match["gap"]) or _is_adjective(body)
    return (
        match.start("words") if owns and _are_remit(words, possessive=bool(match["gap"])) else start
    )


def is_private(text: str, start: int, head: str) -> bool:
    """Whether a party's, a firm's or a club's noun stands right before: "federation president"."""
    if "minister" in head:
        return False
    word = _WORD.search(text, max(start - 20, 0), start)
    return word is not None and word["word"] in titlewords.words("private_nouns")


def _is_adjective(body: Mention) -> bool:
    """Whether a name stands before nouns as adjectives do: "Malian", "UN", "World Bank"."""
    is_body = body.entity is not None and body.entity.kind in (Kind.ORGANISATION, Kind.ORGAN)
    return body.use is Use.DEMONYM or is_body


def _are_remit(words: list[str], *, possessive: bool) -> bool:
    """Whether words can say what somebody is in charge of; without "'s" none may be a verb."""
    parts = {part for word in words for part in word.split("-")}
    verbs = () if possessive else (w for w in words if re.search(r"(?:ed|s|ing)$", w))
    return not parts & _never() and not any(verbs) and not words[-1].endswith("'s")


@cache
def _never() -> frozenset[str]:
    others = (*titlewords.words("private_nouns"), *titlewords.words("no_modifiers"))
    return frozenset([*others, *titlewords.scopes(), *titlewords.singulars()])
