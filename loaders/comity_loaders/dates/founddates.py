"""What is known of a date that stands in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comity.dates import When
from comity.model import Span


class DateKind(StrEnum):
    """How the words before a date tie it to its sentence."""

    ON = "on"  # on, in, at, during, or nothing: when it happened
    SINCE = "since"  # since, from, as from
    UNTIL = "until"  # until, till, up to
    BY = "by"  # by, not later than
    BEFORE = "before"
    AFTER = "after"
    RANGE = "range"  # from one date to another, or between them
    MODIFIER = "modifier"  # it dates a noun and not the sentence: "the 1992 treaty", "of May 1992"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression, with the preposition that stands before it.

    Args:
        span: its place, preposition included.
        kind: how it is tied to its sentence.
        stated: what its own words say: a full or partial date, `XXXX-11-28` for "November 28",
            None for "Wednesday".
        past: its meaning where the sentence tells what has happened; as `stated` where the
            article's day does not help; None where nothing is certain.
        future: its meaning where the sentence tells what is to come.
        end: of a range, its other end.
        words: the words at `span`.
    """

    span: Span
    kind: DateKind
    stated: When | None
    past: When | None
    future: When | None
    end: When | None
    words: str

    @property
    def when(self) -> When | None:
        """Its meaning in a sentence about what has happened, which most of the news is."""
        return self.past
