"""A question taken apart: what it is about, when, and in which words of the vocabulary."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from comity.questions.names import Names, Place, Thing
from comity.questions.text import Token, plain, tokens_of
from comity.questions.times import Time, times_in
from comity.questions.words import NOTHING, Spoken, Words

ASKING = frozenset(
    {"who", "whom", "what", "when", "where", "bodies", "states", "how many", "how long", "how"}
)
"""Concepts that ask; a question with no others is known by its preposition."""

_QUOTED = re.compile(r'"([^"]+)"')
_ABOUT = re.compile(r"\b(?:about|of|on|regarding|concerning|mention\w*) (?:the |an? )?\W?$", re.I)
_HIDDEN = "\ufffc"  # in place of names, which hold no date
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "got", "get", "gets"})
_RELATIVE = frozenset({"that", "who", "which"})
_DO = frozenset({"do", "does", "did"})
_HAVE = frozenset({"has", "have", "had"})
_PAST = frozenset({"was", "were", "did", "had"})
_NOW = frozenset({"is", "are", "am", "do", "does"})
_PARTICIPLES = frozenset({"left", "said", "told", "held", "given", "led", "taken", "sent", "let"})
_NOUNS = frozenset(
    {"meeting", "standing", "gathering", "founding", "signing"}
    | {"regarding", "concerning", "following", "according", "including", "relating"}
)
"""Words in -ing that are no verbs of what is under way."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a question that can set a parameter.

    Args:
        words: as they stand.
        things: what they may mean by name; none where they are words to look for.
        start: where they stand in the plain text.
        is_about: whether "about" or the like stands before them.
    """

    words: str
    things: tuple[Thing, ...]
    start: int
    is_about: bool = False

    @property
    def is_body(self) -> bool:
        """Whether they name an organisation or a treaty, and nothing else."""
        return bool(self.things) and all(t.sort in ("org", "treaty") for t in self.things)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question taken apart.

    Args:
        text: the plain text.
        concepts: of its words.
        slots: names, and words that nothing else explains, in order.
        times: in order.
        tense: `now`, `past`, `perfect`, or empty where no auxiliary tells.
    """

    text: str
    concepts: frozenset[str]
    slots: tuple[Slot, ...]
    times: tuple[Time, ...]
    tense: str

    @property
    def named(self) -> tuple[Slot, ...]:
        """The slots that are names."""
        return tuple(slot for slot in self.slots if slot.things)

    @property
    def free(self) -> tuple[Slot, ...]:
        """The slots that are words which nothing explains."""
        return tuple(slot for slot in self.slots if not slot.things)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.concepts or self.slots)


def parse(
    question: str, names: Names, words: Words, today: dt.date, *, organs: bool = True
) -> Parsed:
    """The question taken apart.

    Args:
        question: any text.
        names: what the store knows.
        words: the vocabulary.
        today: what "today" is.
        organs: whether organs are names: "ASEAN summit" is one, and a summit of ASEAN.
    """
    text = plain(question)
    quoted = [Slot(m[1].strip(), (), m.start(1)) for m in _QUOTED.finditer(text) if m[1].strip()]
    open_text = _QUOTED.sub(lambda m: _HIDDEN * len(m[0]), text)
    tokens = tokens_of(open_text)
    places = list(names.places(tokens, words.common, organs=organs))
    times = tuple(times_in(_without(open_text, tokens, places), today))
    segments = list(_segments(tokens, places, times, open_text))
    spoken = [_spoken(segment, words) for segment in segments]
    free = [slot for _, slots in spoken for slot in slots]
    named = [_slot(text, tokens, place) for place in places]
    slots = sorted([*quoted, *named, *free], key=lambda slot: slot.start)
    slots = [replace(s, is_about=bool(_ABOUT.search(text[: s.start]))) for s in slots]
    rest = [token for segment in segments for token in segment]
    several = [concept for found, _ in spoken for concept in found]
    concepts = {*several, *(["who else"] if several.count("who") > 1 else [])}
    concepts |= set(_grammar(rest, named, concepts, words, open_text))
    if "whom" in concepts:
        concepts.discard("who")
    return Parsed(text, frozenset(concepts), tuple(slots), times, _tense(rest))


def _slot(text: str, tokens: Sequence[Token], place: Place) -> Slot:
    start, end = tokens[place.first].start, tokens[place.end - 1].end
    return Slot(text[start:end], place.things, start)


def _without(text: str, tokens: Sequence[Token], places: Sequence[Place]) -> str:
    """The text with its names put out of sight, every place as it was."""
    for place in places:
        start, end = tokens[place.first].start, tokens[place.end - 1].end
        text = text[:start] + _HIDDEN * (end - start) + text[end:]
    return text


def _segments(
    tokens: Sequence[Token], places: Sequence[Place], times: Sequence[Time], text: str
) -> Iterator[list[Token]]:
    """The stretches of tokens that are neither names nor times."""
    named = {index for place in places for index in range(place.first, place.end)}
    segment: list[Token] = []
    for index, token in enumerate(tokens):
        timed = any(time.start <= token.start < time.end for time in times)
        hidden = segment and _HIDDEN in text[segment[-1].end : token.start]
        if (index in named or timed or hidden) and segment:
            yield segment
            segment = []
        if index not in named and not timed:
            segment.append(token)
    if segment:
        yield segment


def _spoken(segment: Sequence[Token], words: Words) -> tuple[list[str], list[Slot]]:
    """The concepts of a segment, and the stretches of it that have none."""
    concepts: list[str] = []
    groups: list[list[int]] = []
    silent = True  # nothing but words without a concept since the last unknown one
    for found in words.spoken(segment):
        if isinstance(found, Spoken):
            silent = silent and found.concept == NOTHING
            concepts += found.concept.split("+") if found.concept else []
        elif groups and silent:
            groups[-1].append(found)
        else:
            groups.append([found])
            silent = True
    return concepts, [_free(segment, group) for group in groups]


def _free(segment: Sequence[Token], group: Sequence[int]) -> Slot:
    tokens = segment[group[0] : group[-1] + 1]
    return Slot(" ".join(token.raw for token in tokens), (), tokens[0].start)


def _grammar(
    rest: Sequence[Token], named: Sequence[Slot], concepts: set[str], words: Words, text: str
) -> Iterator[str]:
    """What the order of the words adds to them: who did it to whom, and where there is no verb."""
    starts = {slot.start for slot in named}
    if "who" in concepts and _asks_for_object(rest, starts, words):
        yield "whom"
    if "bodies" in concepts and _bodies_act(rest, words):
        yield "bodies act"
    yield from _voices(rest, words)
    if any(re.search(r"\bby (?:the )?$", text[:start], re.I) for start in starts):
        yield "by"
    if not concepts - ASKING and any(
        re.search(r"\b(?:in|within|inside) (?:the )?$", text[:start], re.I) for start in starts
    ):
        yield "in"


def _asks_for_object(rest: Sequence[Token], starts: set[int], words: Words) -> bool:
    """Whether "who" is followed by "did", or by "has" and a name."""
    last = ""
    for found in words.spoken(rest):
        if isinstance(found, int):
            last = ""
            continue
        token = rest[found.first]
        if last == "who" and token.word in _DO:
            return True
        if last == "who" and token.word in _HAVE:
            return any(start - token.end in (1, 5) for start in starts)
        last = found.concept
    return False


def _bodies_act(rest: Sequence[Token], words: Words) -> bool:
    """Whether a verb, and no auxiliary and no name, stands right behind "which organisations"."""
    found = [one for one in words.spoken(rest) if isinstance(one, Spoken)]
    return any(
        one.concept == "bodies"
        and other.first == one.end
        and other.concept not in ("", "in", *ASKING)
        and rest[other.first].start - rest[one.end - 1].end == 1
        for one, other in pairwise(found)
    )


def _voices(rest: Sequence[Token], words: Words) -> Iterator[str]:
    """Whether a verb with a concept stands behind a form of "be": "was asked", "is leaving"."""
    bound = False
    for token in rest:
        if token.word in _RELATIVE:
            bound = False
        elif token.word in _BE:
            bound = True
        elif bound and token.word in words.acts:
            if _is_participle(token.word):
                yield "passive"
            elif token.word.endswith("ing") and token.word not in _NOUNS:
                yield "ongoing"


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in _PARTICIPLES


def _tense(rest: Sequence[Token]) -> str:
    said = {token.word for token in rest}
    if said & _PAST:
        return "past"
    if said & _HAVE:
        return "perfect" if said & {"been", "held", "joined", "left"} else "now"
    return "now" if said & _NOW else ""
