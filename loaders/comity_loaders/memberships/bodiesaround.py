"""Which body stands around a word: right ahead, behind a noun, or before it."""

from __future__ import annotations

from spacy.tokens import Token

from comity.model import Entity
from comity_loaders.memberships import clauses, joined
from comity_loaders.memberships.frameforms import Frame, words
from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot

_REACH = 6
Found = tuple[tuple[Entity, ...], int]
"""Bodies, and the place of the last unit that was needed to tell them."""


def near(marked: Marked, at: int, through: tuple[str, ...]) -> Found:
    """The body right ahead of a place, behind a preposition if there are any to choose from."""
    for slot in joined.ahead(marked, at, through):
        if joined.is_whole(marked, slot) or joined.are_apart(marked, slot):
            return joined.told_together(marked, slot), marked.place(slot)
        return joined.bodies(marked, marked.head(slot)), marked.place(slot)
    return (), 0


def at_noun(marked: Marked, noun: Token | None, through: tuple[str, ...]) -> Found:
    """The body of a noun: "a member of the bloc", "the bloc's tenth member", "EU membership"."""
    if noun is None:
        return (), 0
    if "aim" in through:
        return aim(marked, marked.place(noun) + 1)
    ahead = near(marked, marked.place(noun) + 1, through)
    if ahead[0]:
        return ahead
    before = _before_noun(marked, marked.place(noun) - 1)
    if before:
        return before, marked.place(noun)
    tokens = clauses.behind(noun, through)
    return next(((b, marked.place(t)) for t in tokens if (b := joined.bodies(marked, t))), ((), 0))


def _before_noun(marked: Marked, at: int) -> tuple[Entity, ...]:
    """The body before a noun: "the EU's 28th", "NATO"."""
    while (unit := marked.unit(at)) is not None and at > 0:
        if isinstance(unit, Slot) and unit.mark != "D":
            return unit.entities if unit.mark == "B" else ()
        if isinstance(unit, Slot):
            at -= 1
            continue
        counts = unit.pos_ in {"ADJ", "NUM", "PART", "ADV"} or unit.dep_ == "compound"
        if not counts and unit.lower_ not in {"member", "'s"}:
            return ()
        at -= 1
    return ()


def aim(marked: Marked, at: int) -> Found:
    """What is applied for: "to join the body", "for membership of the body"."""
    for place in range(at, at + 12):
        unit = marked.unit(place)
        if isinstance(unit, Slot):
            if joined.is_body(unit):
                if not (joined.is_whole(marked, unit) or marked.word(place + 1) == "membership"):
                    return (), 0
                return unit.entities, place
            if unit.mark != "D":
                return (), 0
        elif unit is None or not (
            unit.lower_ in words("aim") or unit.pos_ in {"ADV", "ADJ"} or unit.text == ","
        ):
            return (), 0
    return (), 0


def other_aim(marked: Marked, at: int) -> Token | None:
    """What else is applied for: a body that nobody knows, or no body at all."""
    for place in range(at, at + 12):
        unit = marked.unit(place)
        light = isinstance(unit, Token) and (
            unit.lower_ in words("aim") or unit.pos_ in {"ADV", "ADJ", "DET"}
        )
        if not light:
            return unit if isinstance(unit, Token) and unit.pos_ in {"NOUN", "PROPN"} else None
    return None


def enlarging(marked: Marked, token: Token | None) -> tuple[Entity, ...]:
    """The body whose enlargement is the subject: "the first enlargement of the union"."""
    if token is None or token.lemma_.lower() not in {"enlargement", "expansion", "round", "wave"}:
        return ()
    return at_noun(marked, token, ("of",))[0]


def called(marked: Marked, noun: Token) -> Found:
    """The body whose name stands behind what it is: "a pact known as the Balkan Entente"."""
    at = marked.place(noun) + 1
    for place in range(at, at + _REACH):
        behind = marked.word(place)
        if behind in {"known", "called", "named", "dubbed", "termed"}:
            place += 1 + (marked.word(place + 1) in {"as", "the"})
            place += marked.word(place) == "the"
            unit = marked.unit(place)
            told = isinstance(unit, Slot) and unit.mark == "B"
            return (unit.entities, place) if told and isinstance(unit, Slot) else ((), 0)
        unit = marked.unit(place)
        if not isinstance(unit, Token) or unit.pos_ in {"VERB", "AUX"} or unit.text in {",", ";"}:
            break
    return (), 0


def only_body(marked: Marked) -> tuple[Entity, ...]:
    """The body of a sentence that names one alone."""
    named = {entity for slot in marked.slots("B") for entity in slot.entities}
    return tuple(named) if len(named) == 1 else ()


def behind_states(marked: Marked, noun: Token, states: Slot | None, frame: Frame) -> Found:
    """The body behind the states: "the accession of Malta to the union"."""
    if states is None or marked.place(states) < marked.place(noun):
        return (), 0
    return near(marked, marked.place(states) + 1, (*frame.body, "as", "member"))
