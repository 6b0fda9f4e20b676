"""Who does it with others: "together with Peru, Chad founded", "founded in 1960 alongside Peru"."""

from __future__ import annotations

import re
from dataclasses import replace

from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot

_PLACE = r"(?: (?:in|at) (?:<C\d+>|[A-Z]\w+),?)?"
_STATES = r"(?: the)? (?P<s><S\d+>)"
_SURE = r"(?:(?:together|along|jointly) with|alongside|in (?:company|concert|partnership) with)"
_AT_ONCE = r"(?:at the same time|on the same day|in the same year) as"
_VOTED = (
    r"(?! (?:in (?:favou?r|opposition|dissent|agreement|attendance)"
    r"|and <S\d+> (?:against|abstaining)))"
)
_CLOSED = rf"{_VOTED}(?=[.,;:)]|$| and\b| at\b| in\b| as (?:well|its|the|full)\b)"
_BEHIND = {
    True: re.compile(rf"{_PLACE},? (?:{_SURE}|{_AT_ONCE}|with){_STATES}{_CLOSED}"),
    False: re.compile(rf"{_PLACE},? (?:{_SURE}|{_AT_ONCE}){_STATES}"),
}
_SKIPPED = re.compile(rf"{_PLACE}(?:,? <D\d+>)?{_PLACE}")
_AHEAD = re.compile(
    rf"(?:^|[;:] |, |\b(?:that|and|when) )(?i:{_SURE}){_STATES},? (?:the )?$"
    r"|^(?:In addition to|Besides|As well as)(?: the)? (?P<s_2><S\d+>),"
    r"(?:[^<.;:]|<[OBDC]\d+>){0,60} $"
)

_BESIDE = re.compile(
    r", (?:which|whose|where|who) [^;:<]{3,90}, and(?: the)? (?P<s><S\d+>)"
    r"(?= (?:both |all |have |had |also |later |formally )*[a-z]+ed\b)"
)


def behind(text: str, at: int, *, loose: bool) -> re.Match[str] | None:
    """Company named at a place of a masked text.

    Args:
        text: the masked text.
        at: the place behind what they did and its date.
        loose: whether "with" alone counts: of founding and signing, or where there is a date.
    """
    return _BEHIND[loose].match(text, at)


def follows(marked: Marked, end: int) -> bool:
    """Whether others are named behind what one did: "founded the union in 1961 with Mali"."""
    unit, text = marked.unit(end), marked.masked.text
    names = [name for name, slot in marked.masked.slots.items() if slot is unit]
    if not names:
        return False
    at = text.index(f"<{names[0]}>") + len(names[0]) + 2
    skipped = _SKIPPED.match(text, at)
    return behind(text, skipped.end() if skipped else at, loose=True) is not None


def ahead(marked: Marked, states: Slot) -> Slot:
    """The states with those told beside them: "together with Kenya and Uganda, Tanzania".

    So too "Kenya, which was cool at first, and Uganda acceded".
    """
    masked = marked.masked
    name = next((name for name, slot in masked.slots.items() if slot.span == states.span), None)
    if name is None:
        return states
    at = masked.text.index(f"<{name}>")
    found = _AHEAD.search(masked.text[:at]) or _BESIDE.match(masked.text, at + len(name) + 2)
    more = masked.slot(found, "s") if found else None
    if more is None or more is states:
        return states
    return replace(states, mentions=tuple(dict.fromkeys((*states.mentions, *more.mentions))))
