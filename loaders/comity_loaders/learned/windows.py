"""What the network sees: a sentence with its names put away, and one body in view.

The network must not know who is a member of what, but how a text says so. So it sees "[S] country
pulled out of [B] organization in [D] 2016": the names are gone, and what is left are the words
between them. There is one window for each body of a sentence, so that each state is asked about
with regard to one body only. Over two sentences the network guessed more than it read: what stands
in another sentence is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.model import Kind
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.finds import masked_with_standins
from comity_loaders.names.mentions import Use
from comity_loaders.sentences.masking import Masked, Slot

MARKERS = ("[S]", "[N]", "[C]", "[X]", "[B]", "[A]", "[O]", "[D]")
"""Before a state, demonym, capital, state left out, the body, another body, an organ, a date."""

_MARK = re.compile(r"<([SBONDCX]\d+)>")
_NAME = re.compile(r"(?!(?:It|They|We|The|This|That|These|Those|Both|My|Our|All|Its|Their)\b)[A-Z]")
_WORDS = {
    "S": ("country", "countries"),
    "X": ("country", "countries"),
    "N": ("national", "nationals"),
    "C": ("city", "cities"),
    "O": ("council", "councils"),
}
_BODY_WORDS = {Kind.TREATY: ("treaty", "treaties")}
_OTHER_BODY = ("organization", "organizations")


@dataclass(frozen=True)
class Window:
    """A sentence, as it tells of one body.

    Args:
        sentence: the sentence.
        text: its words, a marker before each name and date.
        body: the body in view, or a list of bodies.
        states: the lists of states (`[S]`, `[N]`), in the order of their markers.
        dates: the dates, in the order of their markers.
    """

    sentence: Sentence
    text: str
    body: Slot
    states: tuple[Slot, ...]
    dates: tuple[Slot, ...]


def windows(document: Document) -> Iterator[Window]:
    """The windows of a document, in order: one for each body in a sentence that names a state."""
    for sentence in document.sentences:
        masked = masked_with_standins(sentence)
        slots = [slot for _, slot in _pieces(masked) if slot is not None]
        states = tuple(slot for slot in slots if slot.mark in "SN")
        dates = tuple(slot for slot in slots if slot.mark == "D")
        for body in slots:
            if states and body.mark == "B":
                yield Window(sentence, _text(sentence, masked, body), body, states, dates)


def _text(sentence: Sentence, masked: Masked, body: Slot) -> str:
    shown = (
        words if slot is None else _shown(sentence, slot, body) for words, slot in _pieces(masked)
    )
    return "".join(shown).strip()


def _pieces(part: Masked) -> Iterator[tuple[str, Slot | None]]:
    at = 0
    for match in _MARK.finditer(part.text):
        yield _plain(part.text[at : match.start()]), None
        yield "", part.slots[match[1]]
        at = match.end()
    yield _plain(part.text[at:]), None


def _plain(words: str) -> str:
    """Words in which nothing can be taken for a marker, whatever the article has."""
    return words.replace("[", "(").replace("]", ")")


def _shown(sentence: Sentence, slot: Slot, body: Slot) -> str:
    """A slot as the model sees it."""
    marker = "[B]" if slot is body else "[A]" if slot.mark == "B" else f"[{slot.mark}]"
    words = _plain(slot.span.of(sentence.document.text))
    if slot.mark != "D" and _NAME.search(words):
        words = _masked_words(slot)
    return f"{marker} {words} "


def _masked_words(slot: Slot) -> str:
    if slot.mark == "B":
        kind = slot.mentions[0].entity.kind if slot.mentions[0].entity else Kind.ORGANISATION
        words = _BODY_WORDS.get(kind, _OTHER_BODY)
    else:
        words = _WORDS[slot.mark]
    several = len(slot.entities) > 1 or (slot.mentions[0].use is Use.ANAPHOR and slot.mark != "B")
    return words[several]
