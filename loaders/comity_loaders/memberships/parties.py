"""Which states a noun stands for: "the parliament of Peru", "the six monarchies"."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from comity_loaders.memberships import clauses
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot

_INSIDE = {"poss", "compound", "amod", "nmod", "appos", "npadvmod"}
_LISTS = {":", "-", "--", "–", "—", "(", ",", "including", "namely", "such"}
_ASIDE = re.compile(r"\s*\((?:which|who|that)\b[^()]*$")
_SINGULAR = re.compile(r",? (?:which|that) (?:was|is|has|does)\b[^,;]*$")
_RELATED = {"neighbour", "neighbor", "ally", "partner", "rival"}
"""Of these nouns no state behind "of" is what they mean: "a neighbour of Chad, Mali joined"."""
_OF = ("of", "for", "from", "in")


def states(
    marked: Marked, token: Token | None, *, spoken: bool = False, depth: int = 0
) -> Slot | None:
    """The list of states that a noun is, or stands for.

    Args:
        marked: the sentence.
        token: the head of the noun phrase.
        spoken: whether those who speak for a state count as well: "the president of Peru".
        depth: how many nouns were followed to here.
    """
    if token is None or depth > 3:
        return None
    own = marked.slot(token, "S")
    if own:
        return own if _is_whole_state(marked, own) else _owned(marked, own, spoken=spoken)
    noun = token.lower_
    if noun in words("states") and (told := _told_as(marked, token) or _one_of(marked, token)):
        return told
    acts = (noun in words("acts_for") or (spoken and is_speaker(token))) and not _is_former(token)
    if acts and (found := _beside(marked, token)):
        return _with_others(marked, token, found) if spoken else found
    if noun in words("states") and (found := _listed(marked, token)):
        return found
    return states(marked, _same(token), spoken=spoken, depth=depth + 1)


def _told_as(marked: Marked, token: Token) -> Slot | None:
    """The list in "countries that signed include Chad and Togo"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_.lower() not in {"include", "be", "comprise"}:
        return None
    narrowed = any(c.dep_ in {"relcl", "acl"} for c in token.children)
    listed = (c for c in verb.children if c.dep_ in {"dobj", "attr"})
    found = next((s for c in listed if (s := marked.slot(c, "S"))), None)
    return found if found and narrowed and len(found.entities) > 1 else None


def _one_of(marked: Marked, token: Token) -> Slot | None:
    """The states told of with others, or among them: "Chad and other states that"."""
    at = marked.place(token) - 1
    if marked.word(at) in {"other", "others"}:
        return _joined_before(marked, at - 1)
    verb = token.head.head
    among = token.dep_ == "pobj" and token.head.lower_ == "among" and verb.lemma_ == "be"
    narrowed = any(c.dep_ == "relcl" for c in token.children)
    whose = clauses.subject(verb) if among and narrowed else None
    return marked.slot(whose, "S") if whose is not None else None


def _joined_before(marked: Marked, at: int) -> Slot | None:
    """The states that "and ten" stands behind."""
    at -= isinstance(unit := marked.unit(at), Token) and unit.pos_ in {"NUM", "DET"}
    states = marked.unit(at - 1 - (marked.word(at - 1) == ","))
    joined = marked.word(at) == "and" and isinstance(states, Slot) and states.mark == "S"
    return states if joined and isinstance(states, Slot) else None


def _is_former(token: Token) -> bool:
    """Whether it was of a state once: "former republics of the Soviet Union"."""
    return any(c.lower_ in {"former", "ex", "old", "breakaway"} for c in token.lefts)


def _with_others(marked: Marked, token: Token, states: Slot) -> Slot:
    """The states also of those named beside one: "Presidents A of Peru and B of Chad"."""
    named = (token, *(c for c in token.children if c.dep_ == "appos"))
    others = [c for n in named for c in n.conjuncts if c.i > n.i and c.pos_ in {"NOUN", "PROPN"}]
    found = [s for c in others if (s := _beside(marked, c)) and s.span.start > states.span.end]
    mentions = (*states.mentions, *(m for slot in found for m in slot.mentions))
    return replace(states, mentions=tuple(dict.fromkeys(mentions)))


def _same(token: Token) -> Token | None:
    """What a noun is another word for: "Peru" of "Peru was the first country", "Peru, the host"."""
    if token.dep_ == "attr":
        return clauses.subject(token.head)
    if token.dep_ == "appos":
        return token.head
    above = token.head.head
    return above if token.dep_ == "pobj" and above.dep_ in {"attr", "appos"} else None


def is_speaker(token: Token) -> bool:
    """Whether it is someone who speaks for a state: a title, or a name with one."""
    if token.lower_ in words("speaks_for"):
        return True
    titles = [c for c in token.children if c.dep_ in {"compound", "appos", "amod"}]
    return token.pos_ == "PROPN" and any(c.lower_ in words("speaks_for") for c in titles)


def _beside(marked: Marked, token: Token) -> Slot | None:
    """The states in the phrase of a noun: before it, as an owner, or behind "of"."""
    at = marked.place(token)
    before = marked.unit(at - 1)
    if marked.word(at - 1) in {"'s", "'"}:
        before = marked.unit(at - 2)
    if isinstance(before, Slot) and before.mark in "SN":
        return before
    inside = [c for c in token.children if c.dep_ in _INSIDE]
    inside += [t for c in inside if c.dep_ == "appos" for t in clauses.behind(c, _OF)]
    inside += list(clauses.behind(token, _OF))
    inside += [c for i in inside for c in i.children if c.dep_ in {"poss", "compound", "amod"}]
    return next((s for c in inside if (s := marked.slot(c, "SN"))), None)


def without_part(marked: Marked, states: Slot) -> Slot | None:
    """The states of a list without the one that ends it by a part: "and the US state of Iowa"."""
    at = marked.place(states) + 1
    if marked.word(at) not in {"state", "province", "region"} or marked.word(at + 1) != "of":
        return states
    kept = states.mentions[:-1]
    return replace(states, mentions=kept) if kept else None


def in_aside(states: Slot, verb: Token) -> Slot:
    """The states that a clause beside a list is about: of "Iran and Gabon (which left" the last.

    So it is of "Iran and Gabon, which was suspended".
    """
    text = verb.doc.text[states.span.end : verb.idx]
    of_last = _ASIDE.match(text) or _SINGULAR.match(text)
    return replace(states, mentions=states.mentions[-1:]) if of_last else states


def has_company(marked: Marked, states: Slot) -> bool:
    """Whether further states are counted behind a list: "Peru and eleven other nations"."""
    at = marked.place(states) + 1
    at += marked.word(at) == ","
    near = {marked.word(p) for p in range(at + 1, at + 6)}
    joined = marked.word(at) in {"and", "together", "along", "with", "plus"}
    return joined and bool(near & (words("states") | {"others"}))


def _owned(marked: Marked, slot: Slot, *, spoken: bool) -> Slot | None:
    """The states before a noun that acts for them: "Russia's State Duma"."""
    at = marked.place(slot) + 1
    for place in range(at, at + 5):
        word = marked.word(place)
        if word in words("acts_for") or (spoken and word in words("speaks_for")):
            return slot
    return None


def _is_whole_state(marked: Marked, slot: Slot) -> bool:
    """Whether a list of states is a noun phrase of its own, and no "Russia's" or "Iran nuclear"."""
    at = marked.place(slot) + 1
    unit = marked.unit(at)
    if not isinstance(unit, Token):
        return True
    if unit.lower_ in {"'s", "'"} or unit.text in {"-", "/"}:
        return unit.text == "-" and bool(unit.whitespace_)
    return unit.pos_ not in {"NOUN", "PROPN"} or unit.dep_ in {"ROOT", "nsubj"}


_INTRODUCE = {"as", "among", "them", "of", "the", "those", "both", "today"}


def _is_date(marked: Marked, at: int) -> bool:
    unit = marked.unit(at)
    return isinstance(unit, Slot) and unit.mark == "D"


def _behind_place(marked: Marked, at: int) -> int:
    """The place of "including" behind "in the region", or the same place."""
    if marked.word(at) not in {"in", "of", "from"}:
        return at
    for place in range(at + 1, at + 6):
        unit = marked.unit(place)
        if marked.word(place) in {"including", "among", "namely"}:
            return place
        if not isinstance(unit, Token) or unit.pos_ in {"VERB", "AUX"}:
            return at
    return at


def _behind_body(marked: Marked, at: int) -> int:
    """The place behind the body whose members are listed: "former members of the union (Peru"."""
    if marked.word(at) != "of":
        return at
    behind = at + 1 + (marked.word(at + 1) == "the")
    body = marked.unit(behind)
    return behind + 1 if isinstance(body, Slot) and body.mark == "B" else at


def _listed(marked: Marked, token: Token) -> Slot | None:
    """The list that names states: "six monarchies - Bahrain, Kuwait and Oman"."""
    if token.lower_ in _RELATED and marked.word(marked.place(token) + 1) in _OF:
        return None
    at = _behind_place(marked, _behind_body(marked, marked.place(token) + 1))
    while marked.word(at) in _LISTS | _INTRODUCE or _is_date(marked, at):
        at += 1
    unit = marked.unit(at)
    before = marked.unit(marked.place(token) - 1)
    if isinstance(unit, Slot) and unit.mark == "S" and at > marked.place(token) + 1:
        return unit
    return before if isinstance(before, Slot) and before.mark == "S" else None
