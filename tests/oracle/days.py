"""What an interval or a tenure says of a day: the words of `docs/queries.md`, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass

from tests.oracle.known import Node
from tests.oracle.reading import iris, one, text

HELD = ("certain", "presumed", "possible", "disputed")
_RANKS = ("no", "presumed-not", "possible", "presumed", "certain", "disputed")


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

    @classmethod
    def of(cls, node: Node) -> Span:
        return cls(
            text(node, "startEarliest"),
            text(node, "startLatest"),
            text(node, "endEarliest"),
            text(node, "endLatest"),
            one(node, "startDisputed") is True,
            one(node, "endDisputed") is True,
            frozenset(iris(node, "attestedOn")),
            frozenset(iris(node, "notHeldOn")),
        )

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
        exact = self.start_earliest == self.start_latest == day
        return day in self.attested or exact or _within(self.start_latest, day, self.end_earliest)

    def before(self, day: str) -> bool:
        return self.start_earliest is not None and day < self.start_earliest

    def over(self, day: str) -> bool:
        return self.end_latest is not None and self.end_latest <= day

    def out_since(self, day: str) -> bool:
        """After a day without it, with no later sign of it."""
        return any(
            out < day and all(sign <= out for sign in self.lasts_until) for out in self.not_held
        )

    def out_until(self, day: str) -> bool:
        """Before a day without it, with no earlier sign of it."""
        return any(
            day < out and all(sign >= out for sign in self.begun_by) for out in self.not_held
        )

    def presumed_on(self, day: str) -> bool:
        open_ended = self.end_earliest is None and self.end_latest is None
        earlier = any(seen < day for seen in self.attested)
        later = any(day < seen for seen in self.attested)
        return earlier and (later or open_ended) and all(self._apart(o, day) for o in self.not_held)

    def _apart(self, out: str, day: str) -> bool:
        """Whether it was attested between the day without it and this day."""
        return any(out < seen < day or day < seen < out for seen in self.attested)


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
    """The first word that applies, of a tenure: one holder at a time."""
    if span.disputed_on(day):
        return "disputed"
    if span.certain_on(day):
        return "certain"
    out = day in span.not_held or span.out_since(day) or span.out_until(day)
    if out or span.before(day) or span.over(day):
        return "no"
    return "presumed" if span.presumed_on(day) else "possible"


def strongest(words: list[str]) -> str:
    """Of what several intervals say, the word that counts."""
    return max(words, key=_RANKS.index)


def _within(low: str | None, day: str, high: str | None) -> bool:
    return low is not None and high is not None and low <= day < high
