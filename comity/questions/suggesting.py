"""What is offered where a question is declined: the same without its slips, and the nearest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

from rapidfuzz import fuzz, process

from comity.questions.parsing import ASKING, Parsed, Slot, parse
from comity.questions.said import Suggestion
from comity.questions.setting import Known, SeveralError
from comity.questions.templates import Template, edges, needed, needs_day, possible, timed
from comity.storedquery import StoredQuery

MOST = 3
"""How many suggestions are made."""

Routed = Callable[[str], Iterable[Suggestion]]
"""Routes a question that is offered in the place of another, without further offers."""

_Nearness = Callable[[Template, Parsed], float]
"""How near a wording is to a question."""

_NEAR = 0.8
"""How much a question must have in common with what is offered instead."""
_TYPO = 82
"""How alike, of 100, a word must be to one of the vocabulary to be taken for a slip of it."""
_SHORT = 3
"""So short a word is no slip of another."""


def nearest(known: Known, parsed: Parsed, today: dt.date) -> list[Suggestion]:
    """Questions about the same things, those first that have most words in common.

    Where none has any, those that begin alike: "who runs NATO?" is not "when was NATO founded?".
    """
    return _scored(known, parsed, today, _nearness, _NEAR) or (
        _scored(known, parsed, today, _alike, 0.0) if parsed.named and not parsed.free else []
    )


def _scored(
    known: Known, parsed: Parsed, today: dt.date, nearness: _Nearness, least: float
) -> list[Suggestion]:
    scored: list[tuple[float, Suggestion]] = []
    for query in known.queries:
        near = max((nearness(t, parsed) for t in known.by_query[query.name]), default=0.0)
        for slots in possible(query, parsed.named) if near else ():
            if parsed.free and not slots:
                continue  # what it is about is just what is not understood
            score = 2 * near + 0.5 * len(slots) - 0.5 * (len(parsed.named) - len(slots))
            scored += [(score, s) for s in _complete(known, query, slots, parsed, today)]
    scored.sort(key=lambda one: -one[0])
    return [suggestion for score, suggestion in scored if score > least][:MOST]


def corrected(known: Known, parsed: Parsed, today: dt.date, routed: Routed) -> Iterator[Suggestion]:
    """The question without slips of the pen in its words, or in one of its names."""
    text = parsed.text
    for word in dict.fromkeys(word for slot in parsed.free for word in slot.words.split()):
        text = re.sub(rf"\b{re.escape(word)}\b", lambda m: _spelt(known, m[0]), text)
    if text != parsed.text:
        yield from routed(text)
        parsed = parse(text, known.names, known.words, today)
    for slot in parsed.free[:2]:
        for better in known.names.near(slot.words):
            yield from routed(replaced(text, slot, better))


def replaced(text: str, slot: Slot, better: str) -> str:
    """A text with other words in the place of a slot."""
    return text[: slot.start] + better + text[slot.start + len(slot.words) :]


def distinct(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """The first few, none twice."""
    unique = {(s.query, *sorted(s.settings.items())): s for s in reversed([*suggestions])}
    return tuple(reversed(unique.values()))[:MOST]


def _spelt(known: Known, word: str) -> str:
    """The word of the vocabulary that another is a slip of; itself where it is of none."""
    close = process.extractOne(
        word.casefold(), known.words.spelt, scorer=fuzz.ratio, score_cutoff=_TYPO
    )
    return close[0] if close and len(word) > _SHORT else word


def _complete(
    known: Known, query: StoredQuery, slots: Mapping[str, Slot], parsed: Parsed, today: dt.date
) -> Iterator[Suggestion]:
    """A query with some slots; several where the time leaves a choice of days."""
    choices = [timed(query, parsed.times, parsed.tense, today)]
    if choices == [None] and needs_day(query):
        days = [str(day) for time in parsed.times[:1] for day in edges(time)]
        choices = [{"date": day} for day in dict.fromkeys(days)] or [{"date": str(today)}]
    for dated in choices:
        if needed(query, {*slots, *(dated or {})}):
            with suppress(SeveralError):
                yield known.suggestion(known.asked(query, slots, dated or {}))


def _nearness(template: Template, parsed: Parsed) -> float:
    """How much a wording and a question have in common: of the telling words, and a little of all.

    Of those that only ask, such as "who", a common one alone is nothing in common.
    """
    mine, theirs = template.concepts - ASKING, parsed.concepts - ASKING
    if not mine & theirs:
        return 0.0
    return len(mine & theirs) / len(mine | theirs) + 0.3 * _alike(template, parsed)


def _alike(template: Template, parsed: Parsed) -> float:
    """The share of all concepts that a wording and a question have in common."""
    both = template.concepts | parsed.concepts
    return len(template.concepts & parsed.concepts) / len(both) if both else 0.0
