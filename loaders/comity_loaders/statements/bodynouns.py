"""Whom "the fund", "the Rome-based agency" and "the island nation" mean: a body named before."""

from __future__ import annotations

import re
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.statements.bodiesbefore import called, leading_body
from comity_loaders.statements.firms import firm_meant
from comity_loaders.statements.institutions import institutions_in
from comity_loaders.statements.relays import find_sources, is_descriptive, list_of
from comity_loaders.statements.voice import BODIES
from comity_loaders.statements.voicewords import speaker_words

_REACH = 3
"""In how many sentences a paper may have been named."""
_BACK = 1500
"""How far back, in code points, a court may have been named."""
_NEAR = 500
"""How far back, in code points, an institution may have been named."""
_STATES = (Kind.STATE, Kind.TERRITORY)


def is_general(words_: str) -> bool:
    """Whether any body may be called so: "the Rome-based agency"."""
    return " ".join(words_.lower().split()).endswith(_nouns("any_body"))


def body_meant(document: Document, span: Span, spoke: Entity | None) -> Entity | None:
    """The body that a common noun means; None where it may be several, or one not named.

    Args:
        document: the article.
        span: the place of the noun with its article and adjectives.
        spoke: the body or group that spoke last, if it did so just before.
    """
    words_ = " ".join(span.of(document.text).lower().split())
    noun = words_.split()[-1]
    if words_.endswith(_nouns("country_nouns")):
        states = (spoke, leading_body(document, span.start))
        return next((s for s in states if s and s.kind in _STATES), None)
    if spoke and re.search(rf"\b{re.escape(noun)}\b", spoke.name.lower()):
        return spoke
    if is_general(words_):
        bodies = (spoke, leading_body(document, span.start))
        found = next((b for b in bodies if b and _is_one(b)), None)
        return found or _paper(document, words_, span.start) or _firm(document, words_, span.start)
    return (
        called(document, noun, span.start)
        or _paper(document, words_, span.start)
        or _firm(document, words_, span.start)
        or _written(document, noun, span.start)
        or _institution(document, noun, span.start)
    )


def _institution(document: Document, noun: str, at: int) -> Entity | None:
    """The state whose institution of that noun was named last: "Chad's central bank"."""
    named = (v for v in document.once(institutions_in) if at - _NEAR < v.span.end <= at)
    if noun in speaker_words("written_bodies"):
        return None
    called_so = [v for v in named if v.span.of(document.text).lower().endswith(f" {noun}")]
    return called_so[-1].entity if called_so else None


def is_firm_noun(words_: str) -> bool:
    """Whether any firm may be called so: "the insurer"."""
    return f" {' '.join(words_.lower().split())}".endswith(_nouns("firms"))


def _firm(document: Document, words_: str, at: int) -> Entity | None:
    return firm_meant(document, at) if is_firm_noun(words_) else None


def _is_one(body: Entity) -> bool:
    """Whether an entity is one body, no state and no group of several."""
    if body.kind in _STATES:
        return False
    is_named = body.name[:1].isupper() and " and " not in f" {body.name} "
    return body.kind in BODIES or is_named


def _paper(document: Document, words_: str, at: int) -> Entity | None:
    """The paper or agency of the last sentences, where they name one alone."""
    if words_.split()[-1] not in list_of("again"):
        return None
    near = [s for s in document.sentences if s.span.start < at][-_REACH:]
    named = (
        s.name
        for s in document.once(find_sources)
        if near and near[0].span.start <= s.span.start < at
    )
    names = {name for name in named if name[:1].isupper() and not is_descriptive(name)}
    return local_entity(Kind.GROUP, names.pop()) if len(names) == 1 else None


def _written(document: Document, noun: str, at: int) -> Entity | None:
    """The court or the like whose name the text wrote last: "the Supreme Court heard"."""
    if noun not in speaker_words("written_bodies"):
        return None
    pattern = _capitals(noun.capitalize())
    found = {m["name"] for m in pattern.finditer(document.text, max(at - _BACK, 0), at)}
    return local_entity(Kind.GROUP, " ".join(found.pop().split())) if len(found) == 1 else None


@cache
def _capitals(noun: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<name>(?:(?!The\b|A\b|An\b)[A-Z][\w-]*\s+){{1,4}}{noun}(?![\w-]))"
    )


@cache
def _nouns(name: str) -> tuple[str, ...]:
    known: dict[str, list[str]] = wordlists.load("speakers.yaml")
    return tuple(f" {noun}" for noun in known[name])
