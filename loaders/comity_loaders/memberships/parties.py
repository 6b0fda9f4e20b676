"""Which states and bodies a noun stands for: "the parliament of Peru", "the NATO alliance"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from comity.model import Entity, Kind
from comity_loaders.memberships import clauses
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot

_INSIDE = {"poss", "compound", "amod", "nmod", "appos", "npadvmod"}
_LISTS = {":", "-", "--", "–", "—", "(", ",", "including", "namely", "such"}
_OF = ("of", "for", "from", "in")
_QUIET = {"DET", "ADJ", "NUM", "ADV", "PUNCT", "PART", "PRON"}


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
    acts = (noun in words("acts_for") or (spoken and _speaks(token))) and not _is_former(token)
    if acts and (found := _beside(marked, token)):
        return found
    if noun in words("states") and (found := _listed(marked, token)):
        return found
    return states(marked, _same(token), spoken=spoken, depth=depth + 1)


def _is_former(token: Token) -> bool:
    """Whether it was of a state once: "former republics of the Soviet Union"."""
    return any(c.lower_ in {"former", "ex", "old", "breakaway"} for c in token.lefts)


def _same(token: Token) -> Token | None:
    """What a noun is another word for: "Peru" of "Peru was the first country", "Peru, the host"."""
    if token.dep_ == "attr":
        return clauses.subject(token.head)
    if token.dep_ == "appos":
        return token.head
    above = token.head.head
    return above if token.dep_ == "pobj" and above.dep_ in {"attr", "appos"} else None


def _speaks(token: Token) -> bool:
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


def _listed(marked: Marked, token: Token) -> Slot | None:
    """The list that names states: "six monarchies - Bahrain, Kuwait and Oman"."""
    at = marked.place(token) + 1
    while marked.word(at) in _LISTS | _INTRODUCE or _is_date(marked, at):
        at += 1
    unit = marked.unit(at)
    before = marked.unit(marked.place(token) - 1)
    if isinstance(unit, Slot) and unit.mark == "S" and at > marked.place(token) + 1:
        return unit
    return before if isinstance(before, Slot) and before.mark == "S" else None


def bodies(
    marked: Marked, token: Token | None, depth: int = 0, *, organs: bool = False
) -> tuple[Entity, ...]:
    """The bodies that a noun is, or stands for; where `organs` act, the bodies they belong to."""
    if token is None or depth > 3:
        return ()
    slot = marked.slot(token, "B")
    if slot:
        return slot.entities if is_whole(marked, slot) else _renamed(marked, slot)
    organ = marked.slot(token, "O")
    if organ:
        return _of_organ(marked, organ) if organs else ()
    if token.lower_ in {"which", "that"} and token.head.head is not token.head:
        return bodies(marked, _relative_head(token), depth + 1)
    if token.lower_ in words("bodies"):
        inside = [c for c in token.children if c.dep_ in _INSIDE - {"poss"}]
        inside += list(clauses.behind(token, ("of",)))
        return next((s.entities for c in inside if (s := marked.slot(c, "B"))), ())
    return ()


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


def is_whole(marked: Marked, slot: Slot) -> bool:
    """Whether a body is what is joined or left, and no part of another noun: "NATO troops"."""
    at = marked.place(slot) + 1
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
        return False  # "joined African Union calls for"
    return not (isinstance(unit, Token) and unit.pos_ in {"NOUN", "PROPN", "ADJ"})


def ahead(marked: Marked, at: int, through: tuple[str, ...], *, reach: int = 9) -> Iterator[Slot]:
    """The body right ahead of a place, behind a preposition if there are any to choose from.

    Articles, adjectives, dates and words for a body may stand between, and nothing else.
    """
    passed = not through
    for place in range(at, at + reach):
        unit = marked.unit(place)
        if isinstance(unit, Slot):
            if unit.mark == "B" and passed:
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


def of_kind(entities: tuple[Entity, ...], kind: Kind | None) -> tuple[Entity, ...]:
    """The entities of a kind, mere parts of a body left out; any kind, where none is asked for."""
    return tuple(e for e in entities if kind in (None, e.kind) and e.key not in words("parts"))
