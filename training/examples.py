"""Windows with what the network ought to say of them, made from passages by comity's own reading.

A label is found again at the window in which its state and its body stand nearest to each other.
Where the same two stand elsewhere, nothing is learnt of them, as the words there may or may not
tell it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from comity.gazetteer import Gazetteer
from comity.model import Article
from comity_loaders.language import nlp
from comity_loaders.learned.windows import Window, windows
from comity_loaders.parsing import read
from comity_loaders.sentences.masking import Slot
from training.passages import Label, Passage

UNDATED, UNKNOWN = -1, -2
"""In the place of a date's number: the passage gives none; it cannot be found again."""

_PRONOUN = re.compile(
    r"(?:it|its|they|their|we|us|our|my|the|this|that|both|these|those|his|her)\b", re.IGNORECASE
)
_MANY = 4
"""From so many states on, a list is labelled by some of them."""


Told = dict[str, int] | None
"""What a list of states is to the body, and which of the window's dates it has, or `UNDATED`, or
`UNKNOWN`; None where nothing is to be learnt."""


@dataclass(frozen=True, slots=True)
class Example:
    """A window's words, and what they tell of each list of states in them."""

    text: str
    told: tuple[Told, ...]


def examples(passages: Iterable[Passage]) -> Iterator[Example]:
    """The windows of passages, with what they tell."""
    gazetteer, language = Gazetteer.load(), nlp.load()
    for passage in passages:
        document = read(Article(passage.text + "\n", "passage"), gazetteer, language)
        yield from _examples(passage, tuple(windows(document)))


def _examples(passage: Passage, seen: Sequence[Window]) -> Iterator[Example]:
    stated: dict[tuple[int, int], list[Label]] = defaultdict(list)
    skipped, unclear = set[tuple[int, int]](), False
    for label in passage.labels:
        places = sorted(_places(passage.text, label, seen))
        if not places:
            unclear = unclear or bool(_PRONOUN.match(label.state))
            continue
        _, window, states = places[0]
        stated[window, states].append(label)
        skipped |= set(_same(seen, window, states))
    for number, window in enumerate(seen):
        told = []
        for at in range(len(window.states)):
            labels = stated.get((number, at), [])
            hidden = not labels and (unclear or (number, at) in skipped)
            told.append(None if hidden else _kinds(passage, window, at, labels))
        yield Example(window.text, tuple(told))


def _places(text: str, label: Label, seen: Sequence[Window]) -> Iterator[tuple[int, int, int]]:
    """Where a label's state and body stand in one window: distance, window, list of states."""
    states, bodies = _found(text, label.state), _found(text, label.body)
    for number, window in enumerate(seen):
        if _stands(window.body, bodies, label.body):
            for at, slot in enumerate(window.states):
                if _stands(slot, states, label.state):
                    yield abs(slot.span.start - window.body.span.start), number, at


def _found(text: str, words: str) -> list[int]:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [m.start() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]


def _stands(slot: Slot, places: Iterable[int], words: str) -> bool:
    return any(p < slot.span.end and slot.span.start < p + len(words) for p in places)


def _same(seen: Sequence[Window], window: int, states: int) -> Iterator[tuple[int, int]]:
    """The other places of the same states and body."""
    bodies = set(seen[window].body.entities)
    meant = set(seen[window].states[states].entities)
    for number, other in enumerate(seen):
        for at, slot in enumerate(other.states):
            if set(other.body.entities) & bodies and set(slot.entities) & meant:
                yield number, at


def _kinds(passage: Passage, window: Window, at: int, labels: Sequence[Label]) -> Told:
    """What labels tell of a list of states; nothing where they tell of some of them only."""
    slot = window.states[at]
    kinds = {label.kind for label in labels}
    kinds -= {"member"} if len(kinds) > 1 else set()
    of_kind = {kind: [label for label in labels if label.kind == kind] for kind in kinds}
    if not all(_is_whole(slot, same) for same in of_kind.values()):
        return None
    return {kind: _date(passage, window, slot, same) for kind, same in of_kind.items()}


def _is_whole(slot: Slot, labels: Sequence[Label]) -> bool:
    named = len({label.state for label in labels})
    return named >= len(slot.entities) or named >= _MANY or bool(_PRONOUN.match(labels[0].state))


def _date(passage: Passage, window: Window, slot: Slot, labels: Sequence[Label]) -> int:
    """Which of the window's dates labels give; the nearest, where its words stand twice."""
    dates = {label.date for label in labels}
    words = dates.pop()
    if dates:
        return UNKNOWN
    if words is None:
        return UNDATED
    places = _found(passage.text, words)
    fitting = [n for n, date in enumerate(window.dates) if _stands(date, places, words)]
    near = sorted(fitting, key=lambda n: abs(window.dates[n].span.start - slot.span.start))
    return near[0] if near else UNKNOWN
