"""Whether a noun tells of what happened: "since its accession", but not "accession talks"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from comity.model import Predicate
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.told import Told

_BEFORE = 5
_HEADS = {"pobj", "dobj", "nsubj", "ROOT"}
_TO_COME = re.compile(
    r"[^,;:.()]{0,80}\b(?:from now|tomorrow|(?:later|soon) (?:this|next) (?:week|month|year|autumn)"
    r"|next (?:week|month|year|spring|summer|autumn|fall|winter|\w+day)"
    r"|in the (?:coming|near|next|foreseeable)|in (?:a few|two|three|several) (?:days|weeks))\b"
)
"""Words for a time to come, in the same clause."""
_FUTURE = {
    "will",
    "would",
    "could",
    "may",
    "might",
    "should",
    "shall",
    "can",
    "cannot",
    "'ll",
    "if",
}


def happened(told: Told, *, dated: bool) -> bool:
    """Whether what a noun tells is taken for granted, dated, or said to have had an effect.

    Args:
        told: what it tells.
        dated: whether a past date stands right behind it.
    """
    noun = told.word
    bars = words("noun_bars") - (words("noun_reports") if dated and _is_of_others(told) else set())
    if _words_before(told) & (bars | _ended(told)) or _is_compound(noun) or _is_doubtful(noun):
        return False
    if _goes_doubtful(told) or _is_yet_to_come(noun) or _is_near(told) or _is_undone(told):
        return False
    grounds = _words_before(told, from_preposition=True) & words("noun_grounds")
    return (dated and _is_date_its_own(told)) or bool(grounds) or _took_place(noun)


def _is_of_others(told: Told) -> bool:
    """Whether a body tells what a state did: "announced the ratification by Chad on"."""
    marked = told.marked
    behind = marked.place(told.states) > marked.place(told.word)
    return behind and told.frame.predicate in (Predicate.RATIFIED, Predicate.JOINED)


def _is_yet_to_come(noun: Token) -> bool:
    """Whether a verb that governs it tells of what will be, or would be."""
    verbs = [t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}]
    return any(c.lower_ in _FUTURE and c.dep_ == "aux" for v in verbs[:2] for c in v.children)


def _is_near(told: Told) -> bool:
    """Whether it is told of for a day to come: "with the admission of Malta next week"."""
    document = told.marked.sentence.document
    return bool(_TO_COME.match(document.text, told.trigger.end))


def _ended(told: Told) -> set[str]:
    """A suspension that ended in a year did not begin in it; a return that ended an absence did."""
    return {"end", "ended", "expire"} if told.frame.name == "suspension-told" else set()


def _goes_doubtful(told: Told) -> bool:
    """Whether what stands behind it makes it doubtful: "… in 2035 is hoped for"."""
    behind = told.marked.units[told.end + 1 : told.end + 7]
    near: list[Token] = []
    for unit in behind:
        if isinstance(unit, Token):
            if unit.text in {",", ";", ".", ":"}:
                break
            near.append(unit)
    doubts = words("noun_doubts") | _ended(told)
    return any({t.lemma_.lower(), t.lower_} & (doubts | _FUTURE) for t in near)


def _words_before(told: Told, *, from_preposition: bool = False) -> set[str]:
    """The words that govern the noun: those right before its phrase, and those above it.

    Args:
        told: what the noun tells.
        from_preposition: whether only the last preposition before it and what follows count.
    """
    marked, noun = told.marked, told.word
    start = min(marked.place(noun), marked.place(told.states))
    units = marked.units[max(start - _BEFORE, 0) : marked.place(noun)]
    near = list[str]()
    for unit in units:
        if isinstance(unit, Token):
            cut = unit.text in {",", ";", ":"} or (from_preposition and unit.pos_ == "ADP")
            near = [*([] if cut else near), unit.lower_, unit.lemma_.lower()]
        elif unit.mark == "D" and unit.date:
            near.append(unit.date.words.split()[0].lower())
    return {*near, *(w for t in _above(noun) for w in (t.lower_, t.lemma_.lower()))}


def _above(noun: Token) -> list[Token]:
    """What governs a noun over its preposition: of "talks on its entry", "talks"."""
    above = [noun.head] if noun.dep_ in {"pobj", "dobj", "pcomp"} else []
    if above and above[0].pos_ == "ADP":
        above.append(above[0].head)
    return [token for token in above if token.i < noun.i]


def _is_compound(noun: Token) -> bool:
    """Whether it stands before the noun that counts: "accession talks"."""
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    return noun.dep_ == "compound" or (following.pos_ == "NOUN" and following.dep_ in _HEADS)


def _is_doubtful(noun: Token) -> bool:
    """Whether its verb speaks of what may come, or denies it."""
    if noun.dep_ not in {"nsubj", "nsubjpass", "csubj"}:
        return False
    verb = noun.head
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    barred = verb.lemma_.lower() in words("noun_bars") | words("noun_doubts")
    return barred or bool(helpers & (_FUTURE | {"not", "n't", "never"}))


def _is_date_its_own(told: Told) -> bool:
    """Whether a date dates what the noun tells; in "its entry was put off in 2005" none does."""
    noun, verb = told.word, told.word.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.i < noun.i:
        return True
    return _has_date_before(told, verb) or _took_place(noun) or _is_told_as_done(verb)


def _is_told_as_done(verb: Token) -> bool:
    """Whether a verb takes its subject for granted: "was in 2012", "was welcomed"."""
    if verb.lemma_ != "be":
        return verb.lemma_ in words("noun_welcomed")
    told_of_it = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "attr", "advmod"}}
    return told_of_it <= words("noun_done")


def _has_date_before(told: Told, verb: Token) -> bool:
    dates = told.marked.sentence.dates
    return any(told.trigger.end <= date.span.start < verb.idx for date in dates)


def _is_undone(told: Told) -> bool:
    """Whether it was taken back: the year of "its exit was reversed in 2023" is not the exit's."""
    noun, verb = told.word, told.word.head
    if noun.dep_ != "nsubjpass" or verb.lemma_.lower() not in words("noun_undone"):
        return False
    return not _has_date_before(told, verb)


def _took_place(noun: Token) -> bool:
    """Whether it is the subject of a verb of effect; of some also in the present of headlines."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.i < noun.i:
        return False
    past = verb.tag_ in {"VBD", "VBN"} or any(c.lower_ in {"has", "had"} for c in verb.children)
    lemma = verb.lemma_.lower()
    effects = words("noun_verbs") if past else words("noun_verbs_now")
    return any(lemma == v.split()[0] and _goes_on(verb, v.split()[1:]) for v in effects)


def _goes_on(verb: Token, rest: list[str]) -> bool:
    following = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]]
    return all(word in following for word in rest)
