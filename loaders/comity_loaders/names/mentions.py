"""Names in an article, linked to what they mean there, or to nothing.

The gazetteer comes first and overrides the tagger. A name that may mean several things is linked
only where the article tells which. A body that the reference does not know is known within its
article, by "Full Name (ACRONYM)" or the form of its name. "The alliance" is the last body named
that an alliance can be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from comity.gazetteer import Gazetteer
from comity.model import Span
from comity_loaders import wordlists
from comity_loaders.language.alternatives import trie
from comity_loaders.names.anaphors import find_anaphors
from comity_loaders.names.joined import find_joined, without_longer
from comity_loaders.names.linking import linked
from comity_loaders.names.localbodies import find_local_bodies, find_local_treaties
from comity_loaders.names.named import Mention as Mention
from comity_loaders.names.named import Use as Use
from comity_loaders.names.named import is_place as is_place
from comity_loaders.names.told import find_told

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE_INSIDE = re.compile(
    r"(?:(?<=Convention)|(?<=Agreement)|(?<=Protocol)|(?<=Treaty))\s+(?:of|dated)\s+(?:the\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+|{_MONTH}\s+(?:\d{{1,2}},?\s+)?)?[12]\d{{3}},?"
    r"(?=\s+(?:on|for|concerning|against|relating|relative|regarding|to)\b)"
)
"""A date between the noun of a treaty and what it is about."""
_INITIALS = 2
"""The most letters in capitals with which a name of a person begins: "JD Ross"."""


def find_mentions(text: str, doc: Doc, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Every mention of a state, territory, body or organ in a plain text, in order of place."""
    vetoed = [*_traps(text), *_people(doc)]
    matches = [
        m
        for m in gazetteer.find(_undated(text))
        if not any(v.contains(m.span) and v != m.span for v in vetoed)
    ]
    named = linked(text, matches, gazetteer)
    treaties = partial(find_local_treaties, towns=_towns(doc))
    for find in (find_local_bodies, treaties, find_told):
        local = list(find(text, named))
        named = _sorted([*_without(named, local), *(m for m in local if m.entity)])
    joined = list(find_joined(text, named, gazetteer))
    named = _sorted([*_without(without_longer(text, named, gazetteer), joined), *joined])
    anaphors = list(find_anaphors(text, named, gazetteer))
    return tuple(_sorted([*_without(named, anaphors), *anaphors]))


def _undated(text: str) -> str:
    """The text without dates inside of names: "the Convention of 20 March 1883 on Salt"."""
    return _DATE_INSIDE.sub(lambda match: " " * len(match[0]), text)


def _traps(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _trap_pattern().finditer(text)]


@cache
def _trap_pattern() -> re.Pattern[str]:
    # A trie: there are hundreds of them, and each place of a text is looked at.
    phrases = trie(wordlists.load("names.yaml")["traps"]).replace(r"\ ", r"\s+")
    return re.compile(rf"\b{phrases}\b")


def _people(doc: Doc) -> list[Span]:
    """Names of people, in which a name of a place is part of a longer name: "Chad Smith"."""
    return [
        Span(e[_past_acronym(e)].idx, e.end_char)
        for e in doc.ents
        if e.label_ == "PERSON" and len(e) > 1 and all(t.is_alpha for t in e)
        # In "the foreign minister of Chad Ali Omar" the model takes the state into the name.
        if e.start == 0 or e.doc[e.start - 1].lower_ != "of"
    ]


def _past_acronym(person: Tokens) -> int:
    """Which token a name begins with, of which a body's is no part: "envoy to NATO Ada Roe"."""
    first = person[0].text
    return 1 if len(first) > _INITIALS and first.isupper() and not person[1].is_upper else 0


def _towns(doc: Doc) -> list[Span]:
    """The places that the model finds, regions of the world left out."""
    return [Span(e.start_char, e.end_char) for e in doc.ents if e.label_ == "GPE"]


def _without(named: Sequence[Mention], local: Sequence[Mention]) -> list[Mention]:
    return [m for m in named if not any(m.span.overlaps(other.span) for other in local)]


def _sorted(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: mention.span)
