"""When a treaty was signed, by the sentence before: "It was signed on 3 May. Chad signed"."""

from __future__ import annotations

import re

from comity.model import Entity, Predicate
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.document import Sentence
from comity_loaders.memberships.told import Told

_SIGNING = re.compile(r"\b(?:signing (?:ceremony|of|session)|signature ceremony|signed)\b")
_NOT_YET = re.compile(
    r"\b(?:will|would|to be|not|never|may|might|could|expected|scheduled|plan\w*|ahead of|before"
    r"|until|since)\b"
)
# Words by which a state signed on a day of its own.
_APART = re.compile(
    r"\b(?:later|since|subsequently|also|now|already|yet|additional|more|further|recently|earlier"
    r"|before|previously|not|then|after|eventually|finally|first|last)\b"
)
_SEVERAL = 2
_BACK = 2
"""How many sentences before may tell of the signing."""


def signing_day(told: Told, body: Entity) -> FoundDate | None:
    """The one day on which the sentences before say that a treaty was signed.

    Args:
        told: that a state signed it, in the simple past and without a date.
        body: the treaty.
    """
    signed = told.frame.predicate is Predicate.SIGNED and told.word.tag_ == "VBD"
    return day_before(told.marked.sentence, body) if signed else None


def day_in_brackets(told: Told, body: Entity) -> FoundDate | None:
    """The year in brackets behind a treaty that several sign: "the Treaty of Peace (1954)"."""
    if told.frame.predicate is not Predicate.SIGNED or len(told.states.entities) < _SEVERAL:
        return None
    text, dates = told.marked.sentence.document.text, told.marked.sentence.dates
    places = [m.span.end for m in told.marked.sentence.mentions if m.entity == body]
    near = (d for d in dates for end in places if text[end : d.span.start] == " (")
    return next((d for d in near if text[d.span.end : d.span.end + 1] == ")"), None)


def day_before(sentence: Sentence, body: Entity) -> FoundDate | None:
    """The one day on which the sentences before an undated one say that a treaty was signed."""
    if sentence.dates or _APART.search(sentence.text):
        return None
    for before in _before(sentence):
        if any(mention.entity == body for mention in before.mentions):
            return _day(before)
    return None


def _before(sentence: Sentence) -> tuple[Sentence, ...]:
    sentences = sentence.document.sentences
    at = sentences.index(sentence)
    near = sentences[max(at - _BACK, 0) : at]
    return tuple(s for s in reversed(near) if s.paragraph == sentence.paragraph)


def _day(sentence: Sentence) -> FoundDate | None:
    """The day in a sentence that tells of a signing, and of nothing to come."""
    if not _SIGNING.search(sentence.text) or _NOT_YET.search(sentence.text):
        return None
    days = [d for d in sentence.dates if d.kind is DateKind.ON and d.past]
    return days[0] if len(days) == 1 == len(sentence.dates) else None
