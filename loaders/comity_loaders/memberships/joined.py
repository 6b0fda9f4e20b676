"""Which bodies a noun stands for, and which stand right ahead: "the NATO alliance"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from comity.model import Entity, Kind
from comity_loaders.memberships import clauses
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot

_INSIDE = {"compound", "amod", "nmod", "appos", "npadvmod"}
_AND = re.compile(r"\b(?:and|or|as well as|with|plus)\b|&")
_QUIET = {"DET", "ADJ", "NUM", "ADV", "PUNCT", "PART", "PRON"}

_TREATY = re.compile(r"\b(?:Pact|Treaty|Accord|Protocol|Convention)$")


def bodies(
    marked: Marked, token: Token | None, depth: int = 0, *, organs: bool = False
) -> tuple[Entity, ...]:
    """The bodies that a noun is, or stands for; where `organs` act, the bodies they belong to."""
    if token is None or depth > 3:
        return ()
    slot = marked.slot(token, "B")
    if slot:
        whole = is_whole(marked, slot) or (organs and _is_subject(marked, slot))
        return told_together(marked, slot) if whole else _renamed(marked, slot)
    organ = marked.slot(token, "O")
    if organ and organs:
        return _of_organ(marked, organ)
    if organ:
        return organ.entities if is_body(organ) and is_whole(marked, organ) else ()
    if token.lower_ in {"which", "that"} and token.head.head is not token.head:
        return bodies(marked, _relative_head(token), depth + 1)
    if token.lower_ == "it" and organs:
        return bodies(marked, _subject_above(token), depth + 1, organs=True)
    if token.lower_ in words("bodies"):
        inside = [c for c in token.children if c.dep_ in _INSIDE]
        inside += list(clauses.behind(token, ("of",)))
        found = next((s for c in inside if (s := marked.slot(c, "B"))), None)
        return told_together(marked, found) if found else ()
    return ()


def told_together(marked: Marked, slot: Slot) -> tuple[Entity, ...]:
    """The bodies of a list; the first of two that no list holds together."""
    return slot.entities[:1] if are_apart(marked, slot) else slot.entities


def are_apart(marked: Marked, slot: Slot) -> bool:
    """Whether a clause begins with the second: "after it left the <first>, the <second> acted"."""
    listed = _AND.search(slot.span.of(marked.sentence.document.text))
    return len(slot.mentions) == 2 and len(slot.entities) == 2 and not listed


def _is_subject(marked: Marked, slot: Slot) -> bool:
    """Whether the verb right behind a body is its own: "the union suspended"."""
    behind = marked.unit(marked.place(slot) + 1)
    return isinstance(behind, Token) and clauses.subject(behind) == marked.head(slot)


def _subject_above(pronoun: Token) -> Token | None:
    """The subject of the clause that reports a pronoun's own: "the union said it had"."""
    verb = pronoun.head
    reports = verb.dep_ == "ccomp" and verb.head.i < pronoun.i
    return clauses.subject(verb.head) if reports else None


def referent(token: Token) -> Token:
    """What a relative pronoun means; any other word itself."""
    head = _relative_head(token) if token.lower_ == "which" else None
    return head if head is not None else token


def _relative_head(token: Token) -> Token | None:
    verb = token.head
    while verb.dep_ not in {"relcl", "acl"} and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ in {"relcl", "acl"} else None


def _renamed(marked: Marked, slot: Slot) -> tuple[Entity, ...]:
    """The body in "the EU's predecessor, the EEC", where the first is not the one meant."""
    at = marked.place(slot) + 1
    for place in range(at, at + 6):
        unit = marked.unit(place)
        if isinstance(unit, Slot):
            related = {marked.word(p) for p in range(at, place)} & {
                "predecessor",
                "successor",
                "forerunner",
            }
            return unit.entities if unit.mark == "B" and related else ()
    return ()


def _of_organ(marked: Marked, organ: Slot) -> tuple[Entity, ...]:
    gazetteer = marked.sentence.document.gazetteer
    keys = [gazetteer.entry(entity).organ_of for entity in organ.entities]
    return tuple(gazetteer.entries[key].entity for key in keys if key in gazetteer.entries)


def is_body(slot: Slot) -> bool:
    """Whether it names what states join: bodies, treaties, and organs that not all are in."""
    organs = {entity.key for entity in slot.entities}
    return slot.mark == "B" or (slot.mark == "O" and bool(organs) and organs <= words("joined"))


def is_whole(marked: Marked, slot: Slot) -> bool:
    """Whether a body is what is joined or left, and no part of another noun: "NATO troops"."""
    at = marked.place(slot) + 1
    unit = marked.unit(at)
    while isinstance(unit, Slot) and unit.entities == slot.entities:
        at += 1  # "the West African bloc ECOWAS"
        unit = marked.unit(at)
    if not isinstance(unit, Token):
        return not (isinstance(unit, Slot) and unit.mark in "SNBO")
    if unit.lower_ in words("body_nouns"):
        return True
    if unit.lower_ in {"'s", "'", "’s"} or (unit.text in {"-", "/"} and not unit.whitespace_):
        return False
    while isinstance(unit, Token) and unit.pos_ == "ADJ" and not unit.text[:1].isupper():
        at += 1
        unit = marked.unit(at)
    if isinstance(unit, Token) and unit.tag_ in {"VBZ", "VBP", "VBD"}:
        return _has_own_subject(marked, slot, unit)  # "joined African Union calls for"
    return not (isinstance(unit, Token) and unit.pos_ in {"NOUN", "PROPN", "ADJ"})


def _has_own_subject(marked: Marked, slot: Slot, verb: Token) -> bool:
    """Whether another is a verb's subject: "states that joined the union are", "its growth did"."""
    whole = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    subjects = [c for c in whole.children if c.dep_ in {"nsubj", "nsubjpass"}]
    relative = any(c.dep_ in {"relcl", "acl"} for s in subjects for c in s.children)
    other = any(marked.slot(s) is None and marked.head(slot) in s.subtree for s in subjects)
    return relative or other


def ahead(marked: Marked, at: int, through: tuple[str, ...], *, reach: int = 9) -> Iterator[Slot]:
    """The body right ahead of a place, behind a preposition if there are any to choose from.

    Articles, adjectives, dates and words for a body may stand between, and nothing else.
    """
    passed = not through
    for place in range(at, at + reach):
        unit = marked.unit(place)
        if isinstance(unit, Slot):
            if is_body(unit) and passed:
                yield unit
            if unit.mark != "D":
                return
            continue
        if unit is None or not _is_light(unit, through, passed=passed):
            return
        passed = passed or unit.lower_ in through


def _is_light(unit: Token, through: tuple[str, ...], *, passed: bool) -> bool:
    if unit.lower_ in through:
        return True
    if unit.text in {",", ";", ".", ":", "(", ")", "-", "--"}:
        return not passed and unit.text == ","
    if passed and (unit.lower_ in words("bodies") or unit.lower_ in {"of", "'s"}):
        return True
    return unit.pos_ in _QUIET and unit.lower_ not in {"that", "which", "who", "not"}


def of_kind(entities: tuple[Entity, ...], kind: Kind | None, marked: Marked) -> tuple[Entity, ...]:
    """The entities of a kind, mere parts of a body left out; any kind, where none is asked for.

    A body that bears the name of its treaty is one where the sentence names it so: the Warsaw Pact.
    """
    kinds = {kind, Kind.ORGAN} if kind is Kind.ORGANISATION else {kind}
    named = {
        m.entity
        for m in marked.sentence.mentions
        if kind is Kind.TREATY and _TREATY.search(m.span.of(marked.sentence.document.text))
    }
    whole = (e for e in entities if e.key not in words("parts"))
    return tuple(e for e in whole if kind is None or e.kind in kinds or e in named)
