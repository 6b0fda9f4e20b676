"""Whom "the fund", "the Rome-based agency" and "the island nation" mean: a body named before."""

from __future__ import annotations

import re
from functools import cache

from comity.model import Entity, Kind, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.statements.bodiesbefore import called, leading_body
from comity_loaders.statements.firms import firm_meant
from comity_loaders.statements.voice import BODIES

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
        return found or _firm(document, words_, span.start)
    return called(document, noun, span.start) or _firm(document, words_, span.start)


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


@cache
def _nouns(name: str) -> tuple[str, ...]:
    known: dict[str, list[str]] = wordlists.load("speakers.yaml")
    return tuple(f" {noun}" for noun in known[name])
