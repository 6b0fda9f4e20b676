"""The nouns that complete a verb: "gained membership", "became a member"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from comity_loaders.memberships import clauses
from comity_loaders.memberships.frameforms import objects, words
from comity_loaders.memberships.marked import Marked

_NOUNS = {"NOUN", "PROPN"}
_OTHERS = {
    "first",
    "second",
    "third",
    "last",
    "other",
    "only",
    "new",
    "same",
    "next",
    "international",
}
"""Adjectives by which another body may be meant than the one told of."""
_ONE_OF_MANY = {"first", "second", "third", "last", "latest", "only"}
_HOLDERS = {"instrument", "document", "status", "statute", "rank"}
"""What says by what stands behind "of" what it is."""
_REACH = 6


def is_anaphor(noun: Token) -> bool:
    """Whether it is "the bloc" or "that treaty", and no name of its own."""
    lefts = list(noun.lefts)
    said = any(child.lower_ in {"the", "this", "that"} for child in lefts)
    light = all(_is_light(child) for child in lefts)
    return noun.text in words("bodies") and said and light and not _is_of_something(noun)


def _is_of_something(noun: Token) -> bool:
    """Whether words behind a noun say which one it is: "the treaty of Quito", not "of 1957"."""
    prepositions = (t for t in noun.rights if t.lower_ in {"of", "on", "for"} and t.i == noun.i + 1)
    return any(not t.like_num for prep in prepositions for t in prep.children)


def _is_light(child: Token) -> bool:
    """Whether it only describes: "the leftist group", "the 12-nation bloc"."""
    described = child.dep_ == "amod" and child.text.islower() and not child.n_lefts
    described = described and child.lower_ not in _OTHERS
    return child.lower_ in {"the", "this", "that"} or described or child.dep_ == "nummod"


def nouns_of(name: str) -> frozenset[str]:
    """The nouns of one kind of object."""
    return objects(name).nouns


def content(noun: Token | None) -> Token | None:
    """Of "an instrument of accession", the accession."""
    if noun is None or noun.lemma_.lower() not in _HOLDERS:
        return noun
    return next(clauses.behind(noun, ("of",)), noun)


def compound(noun: Token) -> set[str]:
    """A noun's lemma, alone and with the noun before it."""
    lemma = noun.lemma_.lower()
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    return {lemma, f"{before} {lemma}"}


def is_singled_out(noun: Token) -> bool:
    """Whether one is told as the nth to do a thing: "became the tenth member to ratify it"."""
    singled = any(t.ent_type_ == "ORDINAL" or t.lower_ in _ONE_OF_MANY for t in noun.lefts)
    return singled and has_other_aim(noun)


def has_other_aim(noun: Token) -> bool:
    """Whether words behind a noun tell of another aim than joining: "a candidate to host it"."""
    behind = noun.doc[noun.i + 1 : noun.i + 1 + _REACH]
    return any(
        t.tag_ == "TO" and n.tag_ == "VB" and n.lemma_.lower() not in words("verbs_of_joining")
        for t, n in pairwise(behind)
    )


def is_member(noun: Token) -> bool:
    """Whether a member is nothing but that: no observer, and no member of a family."""
    before = {t.lower_ for t in noun.doc[max(noun.i - 6, 0) : noun.i]}
    lefts = {t.lower_ for t in noun.lefts} | {t.lower_ for c in noun.lefts for t in c.subtree}
    return not (before & lefts & words("not_member"))


def _only_names(noun: Token) -> bool:
    """Whether it says what another noun is about: "signed the accession protocol"."""
    return noun.dep_ == "compound" and noun.head.lemma_.lower() in words("of_accession")


def ahead_noun(marked: Marked, at: int, nouns: frozenset[str]) -> Token | None:
    """The noun that completes a verb, a few words ahead."""
    for place in range(at, at + 7):
        unit = marked.unit(place)
        if isinstance(unit, Token):
            if unit.pos_ in _NOUNS and compound(unit) & nouns and not _only_names(unit):
                return unit
            if unit.pos_ in {"VERB", "ADP", "SCONJ", "CCONJ"} or unit.text in {";", ":", "."}:
                return None
    return None
