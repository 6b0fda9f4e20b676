"""Where and when a meeting is, by its noun phrase and by what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Span
from comity_loaders.dates.founddates import FoundDate
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.meetingwords import CAPITALS, either_case, words
from comity_loaders.meetings.names import Head
from comity_loaders.meetings.places import Place, named_place, place_of, state_named
from comity_loaders.meetings.tail import Tail
from comity_loaders.names.mentions import Use
from comity_loaders.sentences.masking import Masked

_OPENS = r"(?:^\W*|[;:.] |,? (?:and|but) )(?:[\w ]{1,30}, )?(?:\w+ ){0,3}"
_DATE_BEFORE = re.compile(
    rf"(?:^|[^,\s]) ?<(?P<date>D\d+)>(?: here)?\s*$|{_OPENS}<(?P<date_3>D\d+)>,\s*$"
)
_DATE_CLOSED = re.compile(r"[^,\s] <(?P<date>D\d+)>,\s*$")
"""The date of what was done "on Monday, at a summit", which is that of the summit too."""
_RELATIVE = re.compile(r"\b(?:which|who|whom|whose|where)\b")
_DATE_OF_DEED = re.compile(
    r"^[^<]*(?:<[SBNC]\d+>[^<]*)*?<(?P<date>D\d+)>, [a-z]+ing\b[^;:\"<]*(?:<[SBN]\d+>[^;:\"<]*)*$"
)
"""The one date of what was done, of what it is told by: "returned on Friday, joining it at"."""
_DATE_FIRST = re.compile(rf"{_OPENS}<(?P<date>D\d+)>,|^(?:Late |Early )?<(?P<date_2>D\d+)> ")
_DATE_AFTER = re.compile(
    r"^,? (?:(?!\b(?:that|to|would|will|which|who|since|until|by|for|from)\b)[^,;:\"<]"
    r"|<[BONSC]\d+>){0,80}?<(?P<date>D\d+)>"
)
_DATE_OF_VERB = re.compile(
    r"^,? (?:(?!\b(?:that|to|would|will|which|who|since|until|by|for|from|after|before|of|and|but"
    r"|the)\b|[a-z]+ed\b)[^,;:\"<]){0,40}?<(?P<date>D\d+)>"
)
_PLACE_BEFORE = re.compile(r"\b(?:in|at) (?P<place><[CS]\d+>)(?:,? <D\d+>)?,?\s*$")
_VISIT = (
    r"(?:[Dd]uring|[Oo]n) (?:an?|his|her|their|the|its) (?:[\w'’-]+ |<N\d+> ){0,3}"
    r"(?:visit|trip|stopover) (?:to|in)"
)
_PLACE_FIRST = re.compile(
    r"^\W*(?:It was )?(?:<D\d+>,? )?(?:[Aa]t (?:an?|the) (?:\w+ )?ceremony (?=in|at))?"
    rf"(?:[Ii]n|[Aa]t|{_VISIT}) (?P<place><[CS]\d+>|{CAPITALS})(?:, <S\d+>)?"
    r"(?:,? (?:on )?<(?P<date>D\d+)>,? (?:that )?|, | that )"
    rf"|^\W*<D\d+>,? in (?P<place_2><C\d+>|{CAPITALS}),? "
)
_GATHERED = re.compile(
    rf"\b(?:in|at|near|to|visited) (?:the )?(?P<place><[CS]\d+>|{CAPITALS})(?:, <S\d+>,?)?"
    r"(?:,? <(?P<date>D\d+)>)?(?: on [^,;:]{3,60})? for (?:the |an? |their |its )?$"
)
"""Where those are who came together for a meeting, in the words before it."""
_HERE_BEFORE = re.compile(r"\bhere(?:,? <D\d+>)?,?\s*$")
_HOST = re.compile(
    r"(?P<place><S\d+>)(?:,? which)?"
    r" (?:(?:has|had|will|also|is|was|to|recently|successfully|last|first|once|again|then) )*$"
)


_HOSTS = re.compile(
    r"(?:^|[^\w<>])<(?P<state>[SN]\d+)>(?:['’]s?)?(?: [A-Z][\w'’.-]*| [a-z]+){0,7}?"
    r"(?:, |, (?:the|and|also|who is|who was) | (?:is|was) (?:the |also )?)$"
)
"""Whose head of state is "host of the summit": "Chadian President Ada Borg, host of"."""
_ROUND = re.compile(rf"\b(?P<place>{CAPITALS}) rounds? of ")
_VENUE = re.compile(rf"(?:^|[^<\w])(?P<place><[CS]\d+>|{CAPITALS})(?:, <S\d+>)?(?:,? which)?,? ?$")
THERE = re.compile(
    rf"\b(?:was|were|had (?:just )?been) (?:back |again )?in (?P<place><[SC]\d+>|{CAPITALS}),? $"
)
"""Where those are who are "meeting with" somebody."""
WHERE = re.compile(
    rf"\b(?:in|from|to|at|near|left|visited|via) (?:the )?(?P<place><[CS]\d+>|{CAPITALS})"
    r"(?:, <S\d+>)?(?:,? <D\d+>)?,? where (?:(?!where\b|which\b|who\b|that\b)[^,;:.\" ]+ ){0,8}$"
)
"""A place "where they met"."""


def date_of(
    masked: Masked, head: Head, tail: Tail, context: meetingstance.Context
) -> FoundDate | None:
    """The date of the phrase itself, behind it, or right before it."""
    own = [slot.date for slot in head.marks(masked) if slot.date]
    is_year = bool(own) and own[0].stated is not None and own[0].stated.date.month is None
    if own and not (is_year and tail.date):
        return own[0]
    if tail.date and (tail.date.past or tail.date.future):
        return tail.date
    for pattern, where in _date_places(masked, head, tail, context):
        match = pattern.search(where)
        name = (
            next((v for k, v in match.groupdict().items() if v and k != "place"), "")
            if match
            else ""
        )
        slot = masked.slots.get(name)
        if slot and slot.date and slot.date.kind in meetingstance.DATED:
            return slot.date
    return None


def _date_places(
    masked: Masked, head: Head, tail: Tail, context: meetingstance.Context
) -> Iterator[tuple[re.Pattern[str], str]]:
    yield _DATE_BEFORE, context.before
    if context.kind == "held_preposition" and not _RELATIVE.search(context.before):
        yield _DATE_CLOSED, context.before
    if context.kind == "held_preposition" and not tail.place:
        yield _DATE_OF_DEED, context.before
    if context.is_gathering:
        yield _GATHERED, masked.text[: head.start]
    if not meetingstance.BOUNDARY.search(context.before.split(">", 1)[-1].lstrip(", ")):
        yield _DATE_FIRST, context.before
    if context.kind == "held_preposition" and not re.search(r"\w", context.before):
        yield _DATE_AFTER, masked.text[tail.end :]
    if tail.verb and not tail.date:
        yield _DATE_OF_VERB, masked.text[tail.end :]


def place_before(
    sentence: Sentence, masked: Masked, head: Head, context: meetingstance.Context
) -> Place | None:
    """The place in the phrase itself ("the Minsk summit"), right before it, or of its host."""
    text = sentence.document.text
    named = _named_in(sentence, masked, head)
    if named:
        return named
    here = sentence.document.article.place
    if here and _HERE_BEFORE.search(context.before):
        return Place(here)
    if context.is_gathering:
        gathered = _GATHERED.search(masked.text[: head.start])
        return read_place(masked, text, gathered["place"]) if gathered else None
    came = came_to(context.before) or WHERE.search(context.before)
    if came:
        return read_place(masked, text, came["place"])
    return _of_host(masked, text, context) or opening_place(masked, text, head.start)


def _named_in(sentence: Sentence, masked: Masked, head: Head) -> Place | None:
    """The place in the phrase itself: "the Minsk summit", "the Geneva round of talks"."""
    text = sentence.document.text
    for slot in head.marks(masked):
        names_city = any(
            m.use is Use.CAPITAL or m.span.of(text) in words("city_states") for m in slot.mentions
        )
        if (slot.mark == "S" and names_city) or slot.span.of(text) in words("seats"):
            return place_of(text, slot)
    series = _ROUND.search(masked.text[head.first : head.end])
    if series and (named := named_place(series["place"])):
        return named
    return _city(sentence, masked, head)


def _of_host(masked: Masked, text: str, context: meetingstance.Context) -> Place | None:
    """The place right before, that of the host, or what "was the venue of"."""
    apposed = _HOSTS.search(context.before) if context.words in ("host of", "hosts of") else None
    if apposed:
        return state_named(masked.slots[apposed["state"]])
    if re.search(r"\b(?:venue|site|scene|setting|location|(?<!to )host|home)\b", context.words):
        venue = _VENUE.search(context.before)
        is_one = venue and ("<" in venue["place"] or not re.search(r"host|home", context.words))
        return read_place(masked, text, venue["place"]) if venue and is_one else None
    is_host = re.match(r"(?i)host", context.words)
    match = (_HOST if is_host else _PLACE_BEFORE).search(context.before)
    slot_before = masked.slots.get(match["place"].strip("<>")) if match else None
    return place_of(text, slot_before) if slot_before else None


def came_to(before: str) -> re.Match[str] | None:
    """Where those who act are, by a verb of travel before: "flew to <C0> <D0> and"."""
    return _came().search(before)


def opening_place(masked: Masked, text: str, end: int) -> Place | None:
    """The place with which a clause opens: "In <C0> <D0>, the ministers met"."""
    match = _opening(masked, end)
    return read_place(masked, text, match["place"] or match["place_2"]) if match else None


def opening_date(masked: Masked, end: int) -> FoundDate | None:
    """The date behind that place: "On a visit to <C0> <D0>, the ministers met"."""
    match = _opening(masked, end)
    return masked.slots[match["date"]].date if match and match["date"] else None


def _opening(masked: Masked, end: int) -> re.Match[str] | None:
    """The place with which the clause opens that goes on to an offset."""
    match = _PLACE_FIRST.match(masked.text)
    if match is None or match.end() > end:
        return None
    return None if meetingstance.BOUNDARY.search(masked.text[match.end() : end]) else match


def read_place(masked: Masked, text: str, words_there: str) -> Place | None:
    """The place that a mark or a run of capitalised words is."""
    if not words_there.startswith("<"):
        return named_place(words_there)
    return place_of(text, masked.slots[words_there.strip("<>")])


@cache
def _came() -> re.Pattern[str]:
    return re.compile(
        rf"\b{either_case(words('travel'))} (?:the )?(?P<place><[CS]\d+>|{CAPITALS})(?:, <S\d+>,?)?"
        r"(?:,? <(?P<date>D\d+)>)?(?:,? (?:and|where|then|also|later|there|he|she|they))*,?"
        r" (?:has |had )?$"
    )


def _city(sentence: Sentence, masked: Masked, head: Head) -> Place | None:
    """A place that the model finds in the phrase: "the Maastricht summit"."""
    span = masked.place(head.first, head.end)
    found = [
        entity.text
        for entity in sentence.tokens.ents
        if entity.label_ in ("GPE", "LOC")
        and span.contains(Span(entity.start_char, entity.end_char))
    ]
    return next((Place(name) for name in found if name in head.words), None)
