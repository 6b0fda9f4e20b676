"""Phrases that mean a body by what it is or where: "the world body", "the West African bloc".

Such a phrase means a body that the article names: the last before it or, where there is none, the
first behind it, since agencies put the phrase into the first sentence and the name into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from comity.gazetteer import Gazetteer
from comity.model import Entity
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.named import Mention


def described(words: str, named: Iterable[Mention], gazetteer: Gazetteer) -> Entity | None:
    """The first body of those named that a phrase means.

    Args:
        words: the phrase, without an article.
        named: mentions of bodies by name, the likeliest first.
        gazetteer: whose organ is whose.
    """
    keys = _keys(" ".join(words.lower().split()))
    for mention in named if keys else ():
        if mention.entity:
            homes = {mention.entity.key, gazetteer.entry(mention.entity).organ_of}
            key = next((key for key in keys if key in homes and key in gazetteer.entries), None)
            if key:
                return gazetteer.entries[key].entity
    return None


def _keys(words: str) -> Sequence[str]:
    """The bodies that a phrase may mean."""
    own: dict[str, list[str]] = wordlists.load("names.yaml")["described"]
    if words in own:
        return own[words]
    found = _regional().fullmatch(words)
    place = found["place"] if found else None
    regions: dict[str, list[str]] = wordlists.load("bodies.yaml")["regions"]
    return next((regions[r] for r in regions if place and re.fullmatch(r, place)), ())


def is_regional(phrase: str) -> bool:
    """Whether a phrase says of what region the body is."""
    return _regional().fullmatch(" ".join(phrase.lower().split())) is not None


def is_elsewhere(phrase: str, body: Entity) -> bool:
    """Whether a body is known to be of another region than a phrase says."""
    found = _regional().fullmatch(" ".join(phrase.lower().split()))
    regions: dict[str, list[str]] = wordlists.load("bodies.yaml")["regions"]
    own = [region for region in regions if body.key in regions[region]]
    return bool(found and own) and not any(found and found["place"] in region for region in own)


@cache
def described_pattern() -> str:
    """What matches any such phrase, in small letters or capitals; without an article."""
    return f"(?i:{any_of(wordlists.load('names.yaml')['described'])}|{_shape()})"


@cache
def _regional() -> re.Pattern[str]:
    return re.compile(_shape("?P<place>"))


def _shape(name: str = "?:") -> str:
    lists = wordlists.load("bodies.yaml")
    places = "|".join(sorted(lists["regions"], key=len, reverse=True)).replace(" ", r"\s+")
    adjectives, nouns = any_of(lists["region_adjectives"]), any_of(lists["region_nouns"])
    members = r"(?:\w+|[0-9]+)-(?:member|nation|state|country)"
    inner = rf"(?:(?:{adjectives}|{members})\s+){{0,4}}"
    return rf"(?:(?:{members}|{adjectives})\s+){{0,2}}({name}{places})\s+{inner}{nouns}"
