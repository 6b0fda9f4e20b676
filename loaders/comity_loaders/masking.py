"""A sentence with its names put away: what patterns are matched against.

"Denmark and Ireland joined the EEC in 1973" becomes "<S0> joined the <B0> in <D0>". A pattern
written for the masked sentence holds for every state, body and year, and a match tells which
names stand where.

Marks: `S` a list of states or territories, `B` a list of organisations or treaties, `O` an organ,
`N` a demonym ("Danish"), `D` a date, `C` a capital that is a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from comity.model import Entity, Kind, Span
from comity_loaders.datewords import FoundDate
from comity_loaders.document import Group, Sentence
from comity_loaders.groups import references
from comity_loaders.mentions import Mention, Use, is_place

_MARK = re.compile(r"<([SBONDC])(\d+)>")


@dataclass(frozen=True, slots=True)
class Slot:
    """What a mark stands for: a list of mentions, or a date.

    Args:
        mark: the letter.
        span: the place in the article.
        mentions: the names; empty of a date.
        date: the date; None of names.
    """

    mark: str
    span: Span
    mentions: tuple[Mention, ...] = ()
    date: FoundDate | None = None

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities named, each once."""
        return tuple(dict.fromkeys(m.entity for m in self.mentions if m.entity))


@dataclass(frozen=True)
class Masked:
    """A masked sentence.

    Args:
        text: the words with marks.
        slots: what each mark stands for, by its text, such as "S0".
        anchors: offsets in the masked text and in the article that belong together.
    """

    text: str
    slots: dict[str, Slot]
    anchors: tuple[tuple[int, int], ...]

    def place(self, start: int, end: int) -> Span:
        """The place in the article of a stretch of the masked text, marks unfolded."""
        return Span(
            self._offset(start), max(self._offset(end - 1, at_end=True), self._offset(start) + 1)
        )

    def slots_in(self, start: int, end: int) -> tuple[Slot, ...]:
        """The slots whose marks lie in a stretch of the masked text, in order."""
        return tuple(self.slots[m[1] + m[2]] for m in _MARK.finditer(self.text, start, end))

    def slot(self, match: re.Match[str], group: str) -> Slot | None:
        """The first slot in a group, or in its numbered twins; None where none took part."""
        found = stretch(match, group)
        return next(iter(self.slots_in(*found)), None) if found else None

    def _offset(self, at: int, *, at_end: bool = False) -> int:
        index = bisect_right([a for a, _ in self.anchors], at) - 1
        masked, original = self.anchors[index]
        if _MARK.match(self.text, masked) and masked in self._marks:
            slot = self._marks[masked]
            return slot.span.end if at_end else slot.span.start
        return original + at - masked + (1 if at_end else 0)

    @cached_property
    def _marks(self) -> dict[int, Slot]:
        return {m.start(): self.slots[m[1] + m[2]] for m in _MARK.finditer(self.text)}


def stretch(match: re.Match[str], group: str) -> tuple[int, int] | None:
    """Where the group `b`, or the one of `b_2`, `b_3`, … that took part, matched."""
    names = (n for n in match.re.groupindex if n == group or n.startswith(f"{group}_"))
    return next((match.span(n) for n in names if match[n] is not None), None)


def mask(sentence: Sentence) -> Masked:
    """The sentence with a mark for each list of states, list of bodies, demonym, organ and date."""
    plain = sentence.document.text
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = []
    slots: dict[str, Slot] = {}
    at, length = sentence.span.start, 0
    for slot in _slots(sentence):
        if slot.span.start < at:
            continue
        name = f"{slot.mark}{sum(key[0] == slot.mark for key in slots)}"
        slots[name] = slot
        before = plain[at : slot.span.start].replace("<", "(").replace(">", ")")
        anchors += [(length, at), (length + len(before), slot.span.start)]
        pieces += [before, f"<{name}>"]
        length += len(before) + len(name) + 2
        at = slot.span.end
    anchors.append((length, at))
    pieces.append(plain[at : sentence.span.end].replace("<", "(").replace(">", ")"))
    return Masked("".join(pieces), slots, tuple(anchors))


def _slots(sentence: Sentence) -> list[Slot]:
    slots = [*_names(sentence), *(Slot("D", d.span, date=d) for d in sentence.dates)]
    # Longest first where two overlap: "March 2004 treaty" keeps its date, not "March".
    return sorted(slots, key=lambda slot: (slot.span.start, -slot.span.end))


def _names(sentence: Sentence) -> Iterator[Slot]:
    text = sentence.document.text
    for group in sentence.groups(Kind.STATE, Kind.TERRITORY):
        for mark, run in _runs(text, group):
            yield Slot(mark, Span(run[0].span.start, run[-1].span.end), tuple(run))
    for group in references(sentence):
        yield Slot("S", group.span, group.mentions)
    for group in sentence.groups(Kind.ORGANISATION, Kind.TREATY):
        yield Slot("B", group.span, group.mentions)
    for group in sentence.groups(Kind.ORGAN):
        yield Slot("O", group.span, group.mentions)


def _runs(text: str, group: Group) -> Iterator[tuple[str, list[Mention]]]:
    """A list of states, cut where a demonym or a capital as a place stands in it."""
    run: list[Mention] = []
    mark = ""
    for mention in group.mentions:
        own = "N" if mention.use is Use.DEMONYM else "C" if is_place(text, mention) else "S"
        if run and own != mark:
            yield mark, run
            run = []
        mark, run = own, [*run, mention]
    yield mark, run
