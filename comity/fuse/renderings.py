"""Whether two quotations of one speaker render the same utterance.

Decided on precision, over content words cut to their stems, so that two translations of one
sentence can be found to be the same, and two sentences on one topic are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

ENOUGH = 8
"""Content words below which only the same words, in the same order, are the same utterance."""

CONTAINED = 0.85
"""Share of the shorter one's content words that the longer one has, where it holds it whole."""

COVERED, ALIKE = 0.58, 0.40
"""Share of the shorter one's content words in a stretch of sentences of the longer one, and of
all content words of both that they share: what two translations of one utterance reach."""

_STEM = 6
_SHORTEST = 4
_SENTENCE = re.compile(r"(?<=[.!?…;])[\"”»'’)\]]*\s+(?=\S)")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's stems, the names and numbers among them, and whether it negates."""

    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    negates: bool


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a quotation says, ready to be compared.

    Args:
        sentences: in order.
        words: all stems in order; two renderings with the same ones are the same.
        stems: the distinct ones.
        denied: whether the words of saying deny what is said.
    """

    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]
    stems: frozenset[str]
    denied: bool = False


def rendering(content: str, denied: bool = False) -> Rendering:
    """What is to be compared of a quotation's content."""
    parts = [part for part in _SENTENCE.split(content) if part.strip()]
    stems = [_stems(part) for part in parts]
    words = tuple(stem for several in stems for stem in several)
    sentences = tuple(_sentence(*one) for one in zip(parts, stems, strict=True))
    return Rendering(sentences, words, frozenset(words), denied)


def same_utterance(one: Rendering, other: Rendering) -> bool:
    """Whether both render the same utterance, as far as their words can tell."""
    short, long = sorted((one, other), key=lambda r: (len(r.stems), r.words))
    if one.words == other.words:
        return len(short.words) >= _SHORTEST and _negates(one) == _negates(other)
    if len(short.stems) < ENOUGH:
        return False
    whole = _share(short.stems, long.stems)
    if whole < COVERED:
        return False
    stretch = _joined(_bearing(short, long)) if whole >= CONTAINED else _best_stretch(short, long)
    return stretch is not None and _consistent(short, long, stretch)


def _best_stretch(short: Rendering, long: Rendering) -> Sentence | None:
    """The run of sentences of `long` most like `short`; None where none is like enough."""
    runs = (
        _joined(long.sentences[start:end])
        for start in range(len(long.sentences))
        for end in range(start + 1, min(start + len(short.sentences) + 2, len(long.sentences)) + 1)
    )
    close = [
        (_likeness(short.stems, run.stems), len(run.stems), run)
        for run in runs
        if _share(short.stems, run.stems) >= COVERED and _likeness(short.stems, run.stems) >= ALIKE
    ]
    return max(close, key=lambda found: found[:2])[2] if close else None


def _bearing(short: Rendering, long: Rendering) -> list[Sentence]:
    """The sentences of `long` that say any of it."""
    return [one for one in long.sentences if len(one.stems & short.stems) >= 3] or [*long.sentences]


def _consistent(short: Rendering, long: Rendering, stretch: Sentence) -> bool:
    """Same sense: no negation, number or name in place of another."""
    mine = _joined(short.sentences)
    swapped = bool(mine.names - stretch.stems) and bool(stretch.names - mine.stems)
    opposite = (mine.negates ^ short.denied) != (stretch.negates ^ long.denied)
    return not swapped and not opposite and mine.numbers <= stretch.numbers


def _negates(one: Rendering) -> bool:
    return _joined(one.sentences).negates ^ one.denied


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / max(len(part), 1)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _joined(sentences: Iterable[Sentence]) -> Sentence:
    several = [*sentences]
    return Sentence(
        frozenset().union(*(one.stems for one in several)),
        frozenset().union(*(one.names for one in several)),
        frozenset().union(*(one.numbers for one in several)),
        any(one.negates for one in several),
    )


def _sentence(text: str, stems: Iterable[str]) -> Sentence:
    words = _WORD.findall(text)
    later = [word for word in words[1:] if word[0].isupper()]
    acronyms = [word for word in words[:1] if len(word) > 1 and word.isupper()]
    return Sentence(
        frozenset(stems),
        frozenset(_stems(" ".join(later + acronyms))),
        frozenset(word for word in words if any(char.isdigit() for char in word)),
        any(_is_negation(word.casefold()) for word in words),
    )


def _stems(text: str) -> Sequence[str]:
    words = (re.sub(r"['’]s?$", "", word.casefold()) for word in _WORD.findall(text))
    empty, negations, _ = _words()
    return [word[:_STEM] for word in words if word not in empty and word not in negations]


def _is_negation(word: str) -> bool:
    _, negations, contracted = _words()
    return word in negations or word.endswith(contracted)


@cache
def _words() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    data = yaml.safe_load(resources.files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return frozenset(data["empty"]), frozenset(data["negations"]), tuple(data["contracted"])
