"""From a question to the stored query that answers it, or to the reason why none is sure to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from comity.queries import stored_queries
from comity.questions.names import Names
from comity.questions.parsing import Parsed
from comity.questions.said import Declined, Suggestion, Understood
from comity.questions.setting import Asked, Known, SeveralError
from comity.questions.suggesting import MOST, corrected, distinct, nearest, replaced
from comity.questions.templates import (
    Template,
    literal,
    needed,
    needs_day,
    placed,
    speaks_alike,
    timed,
    timeless,
)
from comity.questions.text import LONGEST
from comity.questions.times import TimeKind
from comity.questions.words import words
from comity.store import Store
from comity.terms import Terms

_NOW = {None, TimeKind.TODAY}
"""Of a question, no time and today are the same."""

_routers: WeakKeyDictionary[Store, Router] = WeakKeyDictionary()


def understand(
    question: str, store: Store, terms: Terms, today: dt.date | None = None
) -> Understood | Declined:
    """The stored query that answers a question, with its settings; or why none is sure to.

    What a store's things are called is read once and kept as long as the store is: a store that
    changes must be opened anew.

    Args:
        question: in plain English words.
        store: whose names the question uses.
        terms: the IRIs of the store's data.
        today: what "today" is; the day of asking unless given.

    Raises:
        StoreError: where the store cannot be read or reached.
    """
    router = _routers.get(store)
    if router is None:
        queries = tuple(q for q in stored_queries() if not q.name.startswith("lookup/"))
        router = _routers[store] = Router(Known(Names(store, terms), words(), queries))
    return router.understand(question, today or dt.date.today())


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stored query with settings, how well its wording fits, and what it does not narrow."""

    asked: Asked
    fit: tuple[bool, bool, bool]
    ignored: tuple[str, ...]


class Router:
    """Routes questions to stored queries.

    Args:
        known: what they are understood by.
    """

    def __init__(self, known: Known) -> None:
        self._known = known

    def understand(
        self, question: str, today: dt.date, *, offers: bool = True
    ) -> Understood | Declined:
        """See the module's `understand`; without `offers` nothing is suggested."""
        if len(question) > LONGEST:
            return Declined(question[:LONGEST], f"it has more than {LONGEST} characters")
        readings = list(self._known.readings(question, today))
        several: SeveralError | None = None
        for parsed in readings:
            try:
                found = list(self._candidates(parsed, today))
            except SeveralError as error:
                several = several or error
                continue
            if found:
                return self._chosen(question, parsed, found, today)
        if several:
            return self._which(question, readings[0], several, today)
        return self._declined(question, readings[0], today, offers=offers)

    def _candidates(self, parsed: Parsed, today: dt.date) -> Iterator[_Candidate]:
        """The wordings that fit a question, with its names and times put into them."""
        kind = parsed.times[0].kind if parsed.times else None
        for template in self._known.fitting(parsed):
            if not speaks_alike(template, parsed):
                continue
            slots = placed(template, parsed.slots)
            times = timed(template.query, parsed.times, parsed.tense, today)
            if times is None and template.time is kind and timeless(template, parsed.times):
                times = {}
            if slots is None or times is None or not needed(template.query, {*slots, *times}):
                continue
            asked = self._known.asked(template.query, slots, times, parsed.times)
            is_timed_alike = template.time is kind or {template.time, kind} == _NOW
            fit = (literal(template, slots), is_timed_alike, template.tense == parsed.tense)
            yield _Candidate(asked, fit, tuple(_ignored(parsed, asked, template)))

    def _chosen(
        self, question: str, parsed: Parsed, found: list[_Candidate], today: dt.date
    ) -> Understood | Declined:
        """The candidate that fits best; where two fit as well, neither."""
        best = max(candidate.fit for candidate in found)
        chosen = {c.asked.query.name: c for c in reversed(found) if c.fit == best}
        if len(chosen) > 1:
            offered = distinct(self._known.suggestion(c.asked) for c in chosen.values())
            return Declined(question, "it may be either of several questions", offered)
        (candidate,) = chosen.values()
        asked = candidate.asked
        others = (s for s in nearest(self._known, parsed, today) if s.query != asked.query.name)
        return Understood(
            question=question,
            query=asked.query.name,
            settings=asked.settings,
            restated=self._known.restated(asked.query, asked.settings),
            filled=asked.filled,
            remark=_not_narrowed(candidate.ignored),
            alternatives=distinct(others),
        )

    def _declined(self, question: str, parsed: Parsed, today: dt.date, *, offers: bool) -> Declined:
        if parsed.is_empty:
            return Declined(question, "there is no question in it")
        offered: list[Suggestion] = []
        if offers:
            offered += corrected(self._known, parsed, today, lambda q: self._routed(q, today))
            offered += nearest(self._known, parsed, today)
        return Declined(question, self._why(parsed), distinct(offered))

    def _routed(self, question: str, today: dt.date) -> list[Suggestion]:
        found = self.understand(question, today, offers=False)
        if isinstance(found, Declined):
            return list(found.suggestions)
        return [Suggestion(found.query, found.settings, found.restated)]

    def _which(
        self, question: str, parsed: Parsed, several: SeveralError, today: dt.date
    ) -> Declined:
        """A name of several things: the question with each of them."""
        labels = [thing.label for thing in several.meant]
        texts = [replaced(parsed.text, several.slot, label) for label in labels[:MOST]]
        offered = [s for text in texts if text != parsed.text for s in self._routed(text, today)]
        why = f"“{several.slot.words}” may mean {' or '.join(labels)}"
        return Declined(question, why, distinct(offered))

    def _why(self, parsed: Parsed) -> str:
        if parsed.free:
            unknown = " and ".join(f"“{slot.words}”" for slot in parsed.free)
            if all(slot.words[:1].isupper() for slot in parsed.free):
                return f"nothing is known here as {unknown}"
            return f"it is not known what {unknown} means in a question"
        reasons = self._known.words.reasons
        for concept in reasons:
            if concept in parsed.concepts:
                return reasons[concept]
        if len(parsed.times) > 1:
            return "it has several dates"
        if any(_lacks_day(template, parsed) for template in self._known.fitting(parsed)):
            return "that can be asked of a day only, such as 2024-03-07 or today"
        return "no stored query is sure to answer just this"


def _lacks_day(template: Template, parsed: Parsed) -> bool:
    """Whether it is only for want of a day that a wording does not fit."""
    return needs_day(template.query) and placed(template, parsed.slots) is not None


def _ignored(parsed: Parsed, asked: Asked, template: Template) -> Iterator[str]:
    """The words of names and times that set nothing."""
    said = {filled.words for filled in asked.filled}
    if None in template.parameters:
        yield from (slot.words for slot in parsed.slots if slot.words not in said)
    if timeless(template, parsed.times):
        yield from (time.words for time in parsed.times)


def _not_narrowed(ignored: tuple[str, ...]) -> str:
    quoted = " and ".join(f"“{words}”" for words in ignored)
    return f"The answer is not narrowed to {quoted}." if ignored else ""
