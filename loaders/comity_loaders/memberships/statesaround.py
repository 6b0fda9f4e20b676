"""Which states stand around a word: before a verb, behind it, or as what a noun belongs to."""

from __future__ import annotations

from spacy.tokens import Token

from comity_loaders.memberships import clauses, parties
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot

NUMBER = {"it": True, "them": False, "they": False}
"""Pronouns that may mean states, and whether they mean one alone."""
_OWN = {"its": True, "their": False}
_VERBS = {"VERB", "AUX"}
_SINCE = {"since", "upon", "on", "after", "following"}
_HELPERS = {"which", "who", "that", ",", "both", "all", "each", "themselves", "itself"}


def agrees(states: Slot, pronoun: Token) -> bool:
    """Whether a pronoun may mean a list of states: "it" one, "they" several."""
    return NUMBER[pronoun.lower_] == (len(states.entities) == 1)


def meant(marked: Marked, verb: Token, pronoun: Token | None) -> Slot | None:
    """The states that a pronoun means: the subject of the clauses above its own."""
    if pronoun is None or pronoun.lower_ not in NUMBER:
        return None
    for above in verb.ancestors:
        if above.pos_ not in _VERBS:
            continue
        token = clauses.subject(above)
        found = parties.states(marked, token) if token is not None else None
        if found:
            return found if agrees(found, pronoun) and marked.head(found).i < pronoun.i else None
        if token is not None and token.lower_ not in NUMBER:
            return None
    return None


def owner(marked: Marked, noun: Token) -> Slot | None:
    """The states that a noun belongs to: before it, or behind "of" and "by"."""
    inside = [c for c in noun.children if c.dep_ in {"poss", "compound", "nmod", "amod"}]
    inside += list(clauses.behind(noun, ("of", "by", "from")))
    for token in inside:
        found = marked.slot(token, "SN")
        if found:
            return found
        acting = parties.states(marked, token)
        if acting:
            return acting
    return _before_noun(marked, noun) or _own(marked, noun)


def _own(marked: Marked, noun: Token) -> Slot | None:
    """The subject that "its" stands for: "Peru marked its admission", "since its entry, Peru"."""
    its = next((c for c in noun.children if c.dep_ == "poss" and c.lower_ in _OWN), None)
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() not in words("noun_grounds"):
        return None  # "announced its withdrawal"
    above = next((t for t in noun.ancestors if t.pos_ in _VERBS), None)
    token = clauses.subject(above) if its is not None and above is not None else None
    if its is None and _opens_with(noun):
        return parties.states(marked, clauses.subject(noun.head.head))
    found = parties.states(marked, token) if token is not None else None
    if found is None or its is None or (len(found.entities) == 1) != _OWN[its.lower_]:
        return None
    ends = sorted((marked.place(found), marked.place(its)))
    between = [u for u in marked.units[ends[0] + 1 : ends[1]] if isinstance(u, Slot)]
    return None if any(u.mark in "SNX" for u in between) else found


def _opens_with(noun: Token) -> bool:
    """Whether a sentence opens with it, and nobody's: "Since accession in 2004, Malta has"."""
    before = noun.head
    bare = noun.i == before.i + 1 and noun.dep_ == "pobj"
    opens = before.i == before.sent.start and before.lower_ in _SINCE
    return bare and opens and before.head.pos_ in _VERBS


def _before_noun(marked: Marked, noun: Token) -> Slot | None:
    at = marked.place(noun) - 1
    while at > 0 and (
        marked.word(at) in {"'s", "'"}
        or (isinstance(u := marked.unit(at), Token) and u.pos_ in {"ADJ", "NUM"})
        or (isinstance(u := marked.unit(at), Slot) and u.mark == "B")
    ):
        at -= 1
    unit = marked.unit(at)
    return unit if isinstance(unit, Slot) and unit.mark == "S" else None


def right_before(marked: Marked, verb: Token, subject: Token | None) -> Slot | None:
    """The states right before a verb and its helpers, where the parse tells of no other subject."""
    at = marked.place(verb) - 1
    while at >= 0:
        unit = marked.unit(at)
        if isinstance(unit, Slot):
            if unit.mark == "D":
                at -= 1
                continue
            return unit if unit.mark == "S" and _may_be_subject(marked, at, subject) else None
        if unit is None or not (_is_helper(unit) or _closes_list(marked, at)):
            return None
        at -= 1
    return None


def _closes_list(marked: Marked, at: int) -> bool:
    """Whether a dash or bracket closes a list of states that another opens."""
    opening = {"-": "-", "--": "--", "–": "–", "—": "—", ")": "("}.get(marked.word(at))
    states = marked.unit(at - 1)
    return isinstance(states, Slot) and states.mark == "S" and opening == marked.word(at - 2)


def _is_helper(unit: Token) -> bool:
    return unit.pos_ in {"AUX", "ADV", "PART"} or unit.lower_ in _HELPERS


def _may_be_subject(marked: Marked, at: int, subject: Token | None) -> bool:
    """Whether no preposition stands before the states, and no other subject by the parse."""
    before = marked.unit(at - 1)
    if isinstance(before, Token) and before.lower_ == "the":
        before = marked.unit(at - 2)
    if isinstance(before, Token) and (before.pos_ in {"ADP", "VERB"} or before.lower_ == "'s"):
        return False
    if subject is None or marked.slot(subject) or subject.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return True
    return marked.place(subject) >= at


def right_behind(marked: Marked, at: int) -> Slot | None:
    """The states right behind a verb."""
    for place in range(at, at + 4):
        unit = marked.unit(place)
        if isinstance(unit, Slot):
            return unit if unit.mark == "S" and parties.states(marked, marked.head(unit)) else None
        if not isinstance(unit, Token) or unit.pos_ not in {"DET", "ADJ", "NUM", "ADV"}:
            return None
    return None
