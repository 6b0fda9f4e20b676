"""Precision, recall and F1 of counts, which add up over articles (micro-average)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of items and what follows from them.

    Args:
        found: gold items that were found.
        missed: gold items that were not.
        right: findings that fit a gold item; several parts of one statement can.
        false: findings that fit nothing.
        hypothetical: those of the false ones that rest on words that only look like a claim.
    """

    found: int = 0
    missed: int = 0
    right: int = 0
    false: int = 0
    hypothetical: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.found + other.found,
            self.missed + other.missed,
            self.right + other.right,
            self.false + other.false,
            self.hypothetical + other.hypothetical,
        )

    @property
    def precision(self) -> float | None:
        """The share of findings that are right; None where there are none."""
        return _share(self.right, self.false)

    @property
    def recall(self) -> float | None:
        """The share of gold items that were found; None where there are none."""
        return _share(self.found, self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where one of them is 0 or none."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None
