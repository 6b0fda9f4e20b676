"""Hints of errors: the known words nearest to one that is not known."""

from __future__ import annotations

from collections.abc import Sequence


def suggestions(word: str, known: Sequence[str], limit: int = 3) -> list[str]:
    """The known words nearest to `word`, best first; few or none where none is near."""
    from rapidfuzz import fuzz, process  # not loaded by the many who spell it right

    found = process.extract(
        word,
        sorted(set(known)),
        scorer=fuzz.WRatio,
        processor=str.casefold,
        limit=limit,
        score_cutoff=70,
    )
    return [match[0] for match in found]


def did_you_mean(close: Sequence[str]) -> str:
    """The hint that offers these words; empty where there are none."""
    return f"did you mean {' or '.join(close)}?" if close else ""
