"""What an interval or a tenure says of a day: the words of `docs/queries.md`, in plain Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tests.oracle.known import Node
from tests.oracle.reading import iris, one, text

HELD = ("certain", "presumed", "possible", "disputed")
_RANKS = ("no", "presumed-not", "possible", "presumed", "certain", "disputed")


Days = tuple[str, str]
"""Days from the first, up to the second, which is not one of them."""


@dataclass(frozen=True)
class Span:
    """The time of an interval or a tenure; days are ISO strings, and sort as such."""

    start_earliest: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None
    start_disputed: bool
    end_disputed: bool
    attested: frozenset[str]
    not_held: frozenset[str]
    taken: tuple[Days, ...] = ()

    @classmethod
    def of(cls, node: Node, taken: Iterable[Days] = ()) -> Span:
        return cls(
            text(node, "startEarliest"),
            text(node, "startLatest"),
            text(node, "endEarliest"),
            text(node, "endLatest"),
            one(node, "startDisputed") is True,
            one(node, "endDisputed") is True,
            frozenset(iris(node, "attestedOn")),
            frozenset(iris(node, "notHeldOn")),
            tuple(taken),
        )

    @property
    def outs(self) -> list[Days]:
        """The days without it: those that a source tells, and those that are another's."""
        return [*((day, _next(day)) for day in self.not_held), *self.taken]

    @property
    def core(self) -> list[Days]:
        """The days between the latest start and the earliest end, if there are any."""
        first, after = self.start_latest, self.end_earliest
        return [(first, after)] if first and after and first < after else []

    @property
    def begun_by(self) -> set[str]:
        """Days by which it had certainly begun."""
        return set(self.attested) | ({self.start_latest} - {None})  # type: ignore[operator]  # None is out

    @property
    def lasts_until(self) -> set[str]:
        """Days by which it had certainly begun, or before which it was certainly not over."""
        return self.begun_by | ({self.end_earliest} - {None})  # type: ignore[operator]  # None is out

    def disputed_on(self, day: str) -> bool:
        start = self.start_disputed and _within(self.start_earliest, day, self.start_latest)
        return start or (self.end_disputed and _within(self.end_earliest, day, self.end_latest))

    def certain_on(self, day: str) -> bool:
        """Said of the day, in the core, its first day, or the last one before a known end."""
        first = self.start_earliest == self.start_latest == day
        last = self.end_earliest == self.end_latest == _next(day)
        core = _within(self.start_latest, day, self.end_earliest)
        return day in self.attested or first or last or core

    def before(self, day: str) -> bool:
        return self.start_earliest is not None and day < self.start_earliest

    def over(self, day: str) -> bool:
        return self.end_latest is not None and self.end_latest <= day

    def out_on(self, day: str) -> bool:
        return any(first <= day < after for first, after in self.outs)

    def out_since(self, day: str) -> bool:
        """After days without it, with no later sign of it."""
        return any(
            first < day and all(sign < after for sign in self.lasts_until)
            for first, after in self.outs
        )

    def gone_by(self, day: str) -> bool:
        """The same of what is not interrupted: it had begun, if only by another's time."""
        return bool(self.begun_by) and self.out_since(day)

    def not_begun_by(self, day: str) -> bool:
        """Of what is not interrupted: before another's time, with all signs of it after that."""
        if self.attested:
            return any(day < after <= _next(min(self.attested)) for _, after in self.outs)
        last = self.end_earliest
        return last is not None and any(day < after <= last for _, after in self.outs)

    def presumed_on(self, day: str) -> bool:
        """Between two days of which it is said, or after the last with no end; none without it."""
        open_ended = self.end_earliest is None and self.end_latest is None
        earlier = any(seen < day for seen in self.attested)
        later = any(day < seen for seen in self.attested)
        return earlier and (later or open_ended) and all(self._apart(o, day) for o in self.outs)

    def _apart(self, out: Days, day: str) -> bool:
        """Whether it was attested between the days without it and this day."""
        first, after = out
        return any(after <= seen < day or day < seen < first for seen in self.attested)


def membership(span: Span, day: str) -> str:
    """The first word that applies, of a membership interval."""
    if span.disputed_on(day):
        return "disputed"
    if span.certain_on(day):
        return "disputed" if day in span.not_held else "certain"
    if day in span.not_held or span.before(day):
        return "no"
    if span.out_since(day):
        return "presumed-not"
    if span.over(day):
        return "no"
    return "presumed" if span.presumed_on(day) else "possible"


def tenure(span: Span, day: str) -> str:
    """The first word that applies, of a tenure: one holder at a time, and no interruption."""
    certain, out = span.certain_on(day), span.out_on(day)
    if span.disputed_on(day) or (certain and out):
        return "disputed"
    if certain:
        return "certain"
    if out or span.before(day) or span.over(day):
        return "no"
    if span.gone_by(day) or span.not_begun_by(day):
        return "no"
    return "presumed" if span.presumed_on(day) else "possible"


def strongest(words: list[str]) -> str:
    """Of what several intervals say, the word that counts."""
    return max(words, key=_RANKS.index)


def _next(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def _within(low: str | None, day: str, high: str | None) -> bool:
    return low is not None and high is not None and low <= day < high
