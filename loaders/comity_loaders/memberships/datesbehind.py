"""Which date stands behind a word in its clause: "joined it, against all advice, in 1973"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from comity_loaders.dates.founddates import DateKind
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot

_EVENTS = {DateKind.ON, DateKind.RANGE, DateKind.SINCE}
_REACH = 16
_STOPS = words("date_stops")
_OCCASIONS = words("date_occasions")
_GAINING = {"gaining", "achieving", "attaining", "obtaining", "winning", "receiving"}
_ASIDE = 12
"""An aside has so many words at most."""
_RELATIVES = {"which", "who", "whose", "where"}
_PAUSES = {".", ",", ";", ":"}
_BREAKS = {";", ":", "--", "–", "—", "(", '"', "''", "``"}


def is_event(unit: object) -> bool:
    """Whether it is a date on which something happened."""
    return isinstance(unit, Slot) and unit.date is not None and unit.date.kind in _EVENTS


def behind(marked: Marked, at: int) -> list[Slot]:
    """The first date behind a place in the same clause, with those listed beside it."""
    stop = at + _REACH
    while at < stop and (unit := marked.unit(at)) is not None:
        after = _behind_aside(marked, at) or _behind_bracket(marked, at)
        if after:
            at, stop = after, after + _REACH
        elif isinstance(unit, Slot) and unit.mark == "D":
            ours = is_event(unit) and not _opens_clause(marked, at) and not _of_another(unit)
            return _run(marked, at) if ours else []
        elif isinstance(unit, Token) and (unit.text == "(" or _stops(unit)):
            return _bracketed(marked, at) or _of_same_subject(marked, at) or _set_off(marked, at)
        at += 1
    return []


def _bracketed(marked: Marked, at: int) -> list[Slot]:
    """The date in brackets at a place."""
    inside = marked.unit(at + 1)
    closed = marked.word(at) == "(" and marked.word(at + 2) == ")"
    return [inside] if closed and isinstance(inside, Slot) and inside.date else []


def _set_off(marked: Marked, at: int) -> list[Slot]:
    """The date that a comma sets off behind a phrase: "a week after independence, in 1984"."""
    unit = marked.unit(at)
    if not isinstance(unit, Token) or unit.pos_ != "ADP":
        return []
    comma = next((p for p in range(at + 1, at + 6) if marked.word(p) == ","), at)
    date = marked.unit(comma + 1)
    clause = any(_is_verb(marked.unit(p)) for p in range(at + 1, comma))
    return [date] if isinstance(date, Slot) and is_event(date) and not clause else []


def _is_verb(unit: object) -> bool:
    """Whether it makes a clause of a phrase: "after the generals had, in 1987, left it"."""
    return isinstance(unit, Token) and (unit.pos_ == "AUX" or unit.tag_ in {"VBD", "VBZ", "VBP"})


def _of_same_subject(marked: Marked, at: int) -> list[Slot]:
    """The date of a clause of the same subject: "left one when it joined the other in 1973"."""
    opens = marked.word(at) in {"when", "as"}
    verb = _verb_at(marked, at + 1) if opens and _same_subject(marked, at + 1) else 0
    return behind(marked, verb + 1) if verb else []


def _of_another(date: Slot) -> bool:
    """Whether it counts from what follows: "joined it, three years after joining the other"."""
    found = date.date
    unknown = found is not None and found.past is None and found.stated is None
    return unknown and found is not None and found.words.endswith((" after", " before"))


def _opens_clause(marked: Marked, at: int) -> bool:
    """Whether a date behind "and" or a comma opens a clause of its own: ", and in 1993 it"."""
    if marked.word(at - 1) not in {"and", "but", ","}:
        return False
    gapped = marked.word(at - 1) == "and"  # "admitted Peru, and in 1982 Chile"
    at += 2 if marked.word(at + 1) == "," else 1
    while marked.word(at) == "the":
        at += 1
    unit, behind = marked.unit(at), marked.unit(at + 1)
    subject = isinstance(unit, Slot) or (unit is not None and unit.pos_ == "PRON")
    ends = behind is None or (isinstance(behind, Token) and behind.text in _PAUSES)
    if gapped and ends and isinstance(unit, Slot) and unit.mark == "S":
        return True
    return subject and isinstance(behind, Token) and behind.pos_ in {"VERB", "AUX", "ADV"}


def _same_subject(marked: Marked, at: int) -> bool:
    """Whether a clause of the same subject opens here: "left one when it joined the other"."""
    pronoun = marked.word(at) in {"it", "they"} or _stands_for(marked.unit(at))
    return pronoun and _verb_at(marked, at) > 0


def _stands_for(unit: object) -> bool:
    return isinstance(unit, Slot) and unit.mark == "S" and unit.span.end - unit.span.start <= 4


def _verb_at(marked: Marked, at: int) -> int:
    """The place of a finite verb within a few words; 0 where there is none."""
    for place in range(at + 1, at + 4):
        unit = marked.unit(place)
        if isinstance(unit, Token) and unit.pos_ == "VERB":
            return place
    return 0


def _behind_aside(marked: Marked, at: int) -> int:
    """The place of the comma that closes an aside which opens here; 0 where none does."""
    opening = marked.unit(at + 1)
    if marked.word(at) != "," or not isinstance(opening, Token):
        return 0
    closing = next((p for p in range(at + 2, at + _ASIDE) if marked.word(p) == ","), 0)
    if opening.tag_ in {"VBG", "VBN"} or _is_since(marked, closing - 1):
        return closing
    related = opening.lower_ in _RELATIVES and is_event(marked.unit(closing + 1))
    return closing if related else 0


def _is_since(marked: Marked, at: int) -> bool:
    """Whether a date ends an aside and says how long: "Chad, independent since 1960, joined"."""
    unit = marked.unit(at)
    return isinstance(unit, Slot) and unit.date is not None and unit.date.kind is DateKind.SINCE


def _behind_bracket(marked: Marked, at: int) -> int:
    """The place of the bracket that closes another name: "the union (Unión), in 1991"."""
    if marked.word(at) != "(":
        return 0
    for place in range(at + 1, at + 12):
        if marked.word(place) == ")":
            return place
        unit = marked.unit(place)
        if not isinstance(unit, Token) or unit.pos_ == "VERB":
            return 0
    return 0


def _run(marked: Marked, place: int) -> list[Slot]:
    """The date at a place, with those listed beside it: "in 1994, 1996 and 2000"."""
    run: list[Slot] = []
    last = place
    while is_event(unit := marked.unit(place)) and isinstance(unit, Slot):
        run.append(unit)
        last = place
        place += 1
        while marked.word(place) in {",", "and"}:
            place += 1
    listed = marked.word(place) == "respectively" or marked.word(place - 1) == "respectively"
    return run if listed or _is_list(marked, run, last) else run[:1]


def _is_list(marked: Marked, run: Sequence[Slot], last: int) -> bool:
    """Whether "and" joins the last of several dates, and no clause opens with it."""
    joined = len(run) > 1 and marked.word(last - 1) == "and"
    apart = len(run) == 2 and marked.word(last - 2) == ","
    ends = marked.unit(last + 1) is None or marked.word(last + 1) in {*_PAUSES, ")"}
    return joined and not apart and ends


def _at_once(unit: Token) -> bool:
    """Whether it came with something else: "joined it on gaining independence in 1990"."""
    before = unit.doc[unit.i - 1].lower_ if unit.i else ""
    return unit.lower_ in _GAINING and before in {"on", "upon"}


def _stops(unit: Token) -> bool:
    if unit.text in _BREAKS:
        return True
    if unit.lower_ == "including" or _at_once(unit):
        return False
    if unit.lower_ == "and":
        following = unit.doc[unit.i + 1] if unit.i + 1 < len(unit.doc) else unit
        return following.pos_ in {
            "VERB",
            "AUX",
            "PRON",
            "ADV",
            "SCONJ",
        } or following.dep_.startswith("nsubj")
    if unit.dep_ in {"nsubj", "nsubjpass"} and unit.pos_ == "PRON":
        return True
    if unit.lower_ in _STOPS:
        return unit.pos_ != "DET"
    if unit.pos_ == "AUX":
        return True
    follows = unit.i > 0 and unit.doc[unit.i - 1].text == ","
    if unit.dep_ == "acl":
        return unit.pos_ == "VERB" and (follows or not is_of_occasion(unit))
    return unit.pos_ == "VERB" and (follows or unit.dep_ not in {"amod", "compound"})


def is_of_occasion(verb: Token) -> bool:
    """Whether its day is that of what happened there: "admitted at a summit held in 2012"."""
    return verb.dep_ in {"acl", "amod"} and verb.head.lower_ in _OCCASIONS
