"""A sentence with its names put away: what patterns are matched against.

"Denmark and Ireland joined the EEC in 1973" becomes "<S0> joined the <B0> in <D0>". A pattern
written for the masked sentence holds for every state, body and year, and a match tells which
names stand where.

Marks: `S` a list of states or territories, `B` a list of organisations or treaties, `O` an organ,
`N` a demonym ("Danish"), `D` a date, `C` a capital that is a place, `X` states that are left out
("all but Malta").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from comity.model import Entity, Kind, Span
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.document import Document, Group, Sentence
from comity_loaders.names.mentions import Mention, Use, is_place
from comity_loaders.sentences.fronted import fronted_apart
from comity_loaders.sentences.groups import references
from comity_loaders.sentences.owndates import own_dates
from comity_loaders.sentences.remarks import remark_at
from comity_loaders.sentences.strangers import stands_between

_MARK = re.compile(r"<([SBONDCX])(\d+)>")
_EXCLUDED = re.compile(
    r"\b(?:but not|but for|all but|except(?: for| that of)?|excepting|excluding|apart from"
    r"|aside from|other than|with the exception of|without|unlike|rather than|instead of|minus"
    r"|save(?: for)?|bar|barring|and not|though not|as opposed to)\s+(?:the\s+|both\s+)*$",
    re.IGNORECASE,
)
# What may stand between two parts of one list: "Malta and - since 2004 - Cyprus".
_INTERRUPTION = re.compile(
    r"\s*(?:,|,?\s*(?:and|as well as|along with|together with|plus"
    r"|alongside|jointly with|in (?:company|concert|tandem|partnership) with|including|joined by|&)"
    r"\b(?:\s+(?:its|their)\s+(?:[\w-]+\s+){0,3}?(?:all(?:y|ies)"
    r"|neighbou?rs?|partners?|arch-?rivals?|rivals?|protector|patron|protégé)\b)?)\s*(?:,|[-–—]+)?"
    r"\s*(?:(?:(?:since|from|as of) (?:\w+ )?\d{4}\s*(?:,|[-–—]+)?|in (?:\w+ )?\d{4},)\s*)?"
    r"(?:(?:the|both|also|later|most recently|finally)\s+)*"
    # "China, Japan and ten ASEAN states: Brunei": those that are counted are named in the end.
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:[\w-]+\s+){0,4}(?:states|countries"
    r"|nations|republics|members|neighbou?rs|economies|islands)\s*(?:,|:|\(|[-–—]+)\s*)?",
    re.IGNORECASE,
)
_WITH = re.compile(r", (?:as well as|alongside|(?:\w+ )*with|joined by|including) ", re.IGNORECASE)
_JOINT = re.compile(
    r",|\b(?:and|as well as|alongside|with|plus|joined by|including)\b|&", re.IGNORECASE
)
# Company in commas, which they close: "Malta, with Cyprus and Greece, founded".
_COMPANY = re.compile(r",\s+with\s+(?:the\s+)?", re.IGNORECASE)
# Blanks, and a long dash set without them: "producers—Chad and Mali—met".
_SPACING = re.compile(r"\s*(?P<dash>—|(?<!-)--(?!-))\s*|\s{2,}")
_FIRST = (DateKind.ON, DateKind.SINCE, DateKind.MODIFIER)
"""The dates that tell a beginning; "(2003 to 2005)" may tell of an office or a seat."""


Piece = tuple[int, int] | str
"""A stretch of a masked text, or words to put in."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What a mark stands for: a list of mentions, or a date.

    Args:
        mark: the letter.
        span: the place in the article.
        mentions: the names; empty of a date.
        date: the date; None of names.
        own: dates in brackets behind single names: "Malta (2004) and Croatia (2013)".
    """

    mark: str
    span: Span
    mentions: tuple[Mention, ...] = ()
    date: FoundDate | None = None
    own: tuple[tuple[Mention, FoundDate], ...] = ()

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

    def cut(self, pieces: Iterable[Piece]) -> Masked:
        """The stretches of the masked text put together, with glue that stands in the text."""
        text, anchors, last = "", list[tuple[int, int]](), 0
        for piece in pieces:
            if isinstance(piece, str):
                anchors.append((len(text), self._offset(last)))
                text += piece
                continue
            start, end = piece
            inner = [(a, o) for a, o in self.anchors if start < a < end]
            shift = len(text) - start
            anchors += [(len(text), self._offset(start)), *((a + shift, o) for a, o in inner)]
            text, last = text + self.text[start:end], max(end - 1, start)
        return Masked(text, self.slots, tuple(anchors))

    def _offset(self, at: int, *, at_end: bool = False) -> int:
        index = bisect_right(self._starts, at) - 1
        masked, original = self.anchors[index]
        slot = self._marks.get(masked)
        if slot:
            return slot.span.end if at_end else slot.span.start
        return original + at - masked + (1 if at_end else 0)

    @cached_property
    def _starts(self) -> list[int]:
        return [masked for masked, _ in self.anchors]

    @cached_property
    def _marks(self) -> dict[int, Slot]:
        return {m.start(): self.slots[m[1] + m[2]] for m in _MARK.finditer(self.text)}


def stretch(match: re.Match[str], group: str) -> tuple[int, int] | None:
    """Where the group `b`, or the one of `b_2`, `b_3`, … that took part, matched."""
    names = (n for n in match.re.groupindex if n == group or n.startswith(f"{group}_"))
    return next((match.span(n) for n in names if match[n] is not None), None)


def mask(sentence: Sentence) -> Masked:
    """The sentence, masked; masked once, however many rules ask."""
    known = sentence.document.once(_masks)
    if sentence.span not in known:
        known[sentence.span] = mask_with(sentence, ())
    return known[sentence.span]


def _masks(_: Document) -> dict[Span, Masked]:
    """Where the masked sentences of a document are kept."""
    return {}


def mask_with(sentence: Sentence, references_to_states: Iterable[Group]) -> Masked:
    """The sentence with a mark for each list of states, list of bodies, demonym, organ and date.

    Args:
        sentence: the sentence.
        references_to_states: further places that mean states, such as "the country" and "it".
    """
    plain = sentence.document.text
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = []
    slots: dict[str, Slot] = {}
    at, length = sentence.span.start, 0
    for slot in _slots(sentence, references_to_states):
        if slot.span.start < at:
            continue
        name = f"{slot.mark}{sum(key[0] == slot.mark for key in slots)}"
        slots[name] = slot
        before, places = _words(plain, at, slot.span.start, length)
        anchors += [*places, (length + len(before), slot.span.start)]
        pieces += [before, f"<{name}>"]
        length += len(before) + len(name) + 2
        at = slot.span.end
    rest, places = _words(plain, at, sentence.span.end, length)
    return Masked("".join([*pieces, rest]), slots, (*anchors, *places))


def _words(plain: str, start: int, end: int, length: int) -> tuple[str, list[tuple[int, int]]]:
    """Words with single blanks, also around dashes, and no angles; where they stand in both."""
    places, text, at = [(length, start)], "", start
    for match in _SPACING.finditer(plain, start, end):
        text += plain[at : match.start()] + " "
        if match["dash"]:
            places.append((length + len(text), match.start("dash")))
            text += match["dash"] + " "
        at = match.end()
        places.append((length + len(text), at))
    text += plain[at:end]
    return text.replace("<", "(").replace(">", ")"), places


def _slots(sentence: Sentence, more: Iterable[Group]) -> list[Slot]:
    text = sentence.document.text
    states = [*_states(sentence), *(Slot("S", g.span, g.mentions) for g in more)]
    dates = [Slot("D", d.span, date=d) for d in sentence.dates]
    merged = [_apart(text, slot) for slot in _merged(sentence, sorted(states, key=_place))]
    # Longest first where two overlap: "March 2004 treaty" keeps its date, not "March".
    return sorted([*merged, *_others(sentence), *dates], key=_place)


def _place(slot: Slot) -> tuple[int, int]:
    return slot.span.start, -slot.span.end


def _states(sentence: Sentence) -> Iterator[Slot]:
    text = sentence.document.text
    for group in sentence.groups(Kind.STATE, Kind.TERRITORY):
        for mark, run in _runs(text, group):
            for part in fronted_apart(sentence, run):
                yield Slot(mark, Span(part[0].span.start, part[-1].span.end), tuple(part))
    for group in references(sentence):
        yield Slot("S", group.span, group.mentions)


def _others(sentence: Sentence) -> Iterator[Slot]:
    for group in sentence.groups(Kind.ORGANISATION, Kind.TREATY):
        # One joins no body by joining the force that it leads: "the NATO-led force".
        if any(m.use is not Use.DEMONYM for m in group.mentions):
            for part in fronted_apart(sentence, group.mentions):
                yield Slot("B", Span(part[0].span.start, part[-1].span.end), tuple(part))
    for group in sentence.groups(Kind.ORGAN):
        yield Slot("O", group.span, group.mentions)


def _merged(sentence: Sentence, states: Iterable[Slot]) -> Iterator[Slot]:
    """Lists of states, those that are one list with an interruption in it put together."""
    text, last = sentence.document.text, None
    for slot in states:
        if last and _is_one_list(sentence, last, slot):
            span = Span(last.span.start, _list_end(text, last, slot))
            last = replace(last, span=span, mentions=last.mentions + slot.mentions)
            last = _with_own_dates(sentence, last)
            continue
        if last and slot.span.start < last.span.end:
            continue
        if last:
            yield last
        last = _with_own_dates(sentence, slot)
    if last:
        yield last


def _is_one_list(sentence: Sentence, first: Slot, second: Slot) -> bool:
    text = sentence.document.text
    remark = remark_at(text, first.span.end)
    between = text[remark.span.end if remark else first.span.end : second.span.start]
    return (
        first.mark == second.mark == "S"
        and 0 < len(between) < 60
        and (
            bool(_INTERRUPTION.fullmatch(between))
            or _is_company(sentence, first, second)
            or stands_between(sentence, first.mentions, second.mentions)
        )
        and bool(_JOINT.search(between))
        and not _names_body(sentence, first, second)
        and len(fronted_apart(sentence, [*first.mentions, *second.mentions])) == 1
    )


def _is_company(sentence: Sentence, first: Slot, second: Slot) -> bool:
    """Whether a second list is company in commas: "Malta, with Cyprus and Greece, founded"."""
    text = sentence.document.text
    between = text[first.span.end : second.span.start]
    return bool(_COMPANY.fullmatch(between)) and text[second.span.end : second.span.end + 1] == ","


def _names_body(sentence: Sentence, first: Slot, second: Slot) -> bool:
    """Whether a body stands between two parts of a list: "Malta and its EU partners Italy and"."""
    between = Span(first.span.end, second.span.start)
    bodies = (m for m in sentence.mentions if m.can_be(Kind.ORGANISATION, Kind.TREATY))
    return any(between.contains(m.span) for m in bodies)


def _list_end(text: str, first: Slot, second: Slot) -> int:
    """The end of a list, with the comma that closes "Malta, together with Cyprus,"."""
    closes = _WITH.search(text, first.span.end, second.span.start)
    return second.span.end + (bool(closes) and text[second.span.end : second.span.end + 1] == ",")


def _with_own_dates(sentence: Sentence, slot: Slot) -> Slot:
    first = [date for date in sentence.dates if date.kind in _FIRST]
    own = own_dates(sentence.document.text, slot.mentions, first)
    return replace(slot, own=tuple(own.items()))


def _apart(text: str, slot: Slot) -> Slot:
    before = text[max(slot.span.start - 40, 0) : slot.span.start]
    return replace(slot, mark="X") if slot.mark == "S" and _EXCLUDED.search(before) else slot


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
