"""Where a sentence is set, and states that only stand for a place in it."""

from __future__ import annotations

import re

from comity.model import Entity, Kind
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.titles import titlewords

STATES = (Kind.STATE, Kind.TERRITORY)
# "The invasion of Kuwait by President X": what is done to a state tells nothing of its president.
_OBLIQUE = re.compile(
    r"(?i)\b(?:in|to|from|at|near|of|on|over|with|against|for|into|between|visit(?:ed|ing|s)?|across"
    r"|outside|toward|towards|about|by)[ ]+(?:the[ ]+)?"
    r"(?:(?-i:[A-Z][\w'-]*(?:[ ]+[A-Z][\w'-]*)?),[ ]+)?$"
)
_OWN = re.compile(
    rf"(?i)\b{any_of(titlewords.words('acts_for_state'))}[ ]+(?:in|of|from)[ ]+(?:the[ ]+)?$"
)
# "In Chad, President X"; "across Chad, Minister Y".
_SCENE = re.compile(r"(?i)(?:^|[.\"\n]\W*)\W*(?:in|across)[ ]+(?:the[ ]+)?$")
# "22.10.2020: **Lebanon**. President X named a premier."
_LABEL = re.compile(r"[^A-Za-z]*")
_LABEL_ENDS = re.compile(r"[ ]*[*_]*[ ]*(?:[.:]|[ ]--?[ ]|[ ]?[–—])[*_]*[ ]*(?=[A-Z\"])")
# "The ", "The government of " before a state.
_OPENS = re.compile(
    rf"(?i)\W*(?:the[ ]+)?(?:(?:{any_of(titlewords.words('acts_for_state'))}|accession|membership"
    r"|application|admission|bid|entry|withdrawal)[ ]+(?:of|in|by)[ ]+(?:the[ ]+)?)?"
)
_BEHIND_QUOTE = re.compile(
    r"[ ]+(?:(?:said|says|added|adds|explained|warned|told)[ ]+)?(?:the[ ]+)?$"
)


def is_oblique(document: Document, mention: Mention) -> bool:
    """Whether it is what something is done to, or where: "the visit to Chad".

    Not where what is its own acts: "police in Chad arrested".
    """
    start = mention.span.start
    before = document.text[max(start - 50, 0) : start]
    return bool(_OBLIQUE.search(before)) and not _OWN.search(before)


def is_scene(document: Document, mention: Mention) -> bool:
    """Whether the sentence opens with where it is set: "In Chad, …"."""
    start = mention.span.start
    return bool(_SCENE.search(document.text[max(start - 12, 0) : start]))


def scene(document: Document, link: OfficeMention) -> Entity | None:
    """The state right before a title that only says where: "in Davos, Switzerland, X"."""
    before = [m for m in document.mentions if m.span.end <= link.span.start][-1:]
    between = document.text[before[0].span.end : link.span.start] if before else "x"
    where = bool(before) and is_oblique(document, before[0]) and not re.search(r"\w", between)
    return before[0].entity if where else None


def in_capital(document: Document, link: OfficeMention) -> Entity | None:
    """The state of "In Montevideo, Foreign Minister X said", where no body has its seat."""
    sentence = document.sentence_at(link.span.start)
    first = next(iter(sentence.mentions), None) if sentence else None
    if first is None or first.use is not Use.CAPITAL or not is_scene(document, first):
        return None
    between = document.text[first.span.end : link.span.start]
    is_seat = first.span.of(document.text) in titlewords.words("seats")
    return None if is_seat or re.search(r"\w", between) else first.entity


def opening_before(document: Document, link: OfficeMention) -> Entity | None:
    """The state with which the sentence before opens, where a title opens this one.

    Or whose official does: "Mali's president left. Foreign Minister X said …". A quotation may
    stand before the title: "Mali refused. "It is over," said Prime Minister X."
    """
    start = _behind_quotation(document, link.span.start)
    sentence = document.sentence_at(start)
    index = document.sentences.index(sentence) if sentence else 0
    if sentence is None or not index:
        return None
    before = document.sentences[index - 1]
    opens = not re.search(r"\w", document.text[sentence.span.start : start])
    first = next(iter(before.mentions), None) if opens else None
    if first is None or first.entity is None or first.entity.kind not in STATES:
        return None
    lead = document.text[before.span.start : first.span.start]
    return first.entity if _OPENS.fullmatch(lead) else None


def _behind_quotation(document: Document, start: int) -> int:
    """Where the quotation starts that stands right before a place, or that place."""
    behind = _BEHIND_QUOTE.search(document.text[max(start - 30, 0) : start])
    end = start - len(behind.group()) if behind else start
    quote = next((q for q in document.quotes if q.span.end == end), None)
    return quote.span.start if quote else start


def labelled(document: Document, link: OfficeMention) -> set[Entity]:
    """The state that heads the paragraph, as in a digest: "KENYA: President X …"."""
    start = document.text.rfind("\n", 0, link.span.start) + 1
    first = next((m for m in document.mentions if m.span.start >= start), None)
    if first is None or first.span.end > link.span.start or first.entity is None:
        return set()
    heads = _LABEL.fullmatch(document.text[start : first.span.start])
    ends = _LABEL_ENDS.match(document.text, first.span.end)
    return {first.entity} if heads and ends and first.use is Use.NAME else set()
