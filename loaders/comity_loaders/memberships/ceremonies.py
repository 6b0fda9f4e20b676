"""Signings that are told of as a ceremony: "during a Kigali Amendment signing ceremony in Lima".

The agreement stands before the noun, or was told of before: "Peru joined by signing the treaty. The
ceremony took place in Lima."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Entity
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.tail import read_tail
from comity_loaders.memberships import signingwords as around
from comity_loaders.memberships.agreements import agreements_in, told_before
from comity_loaders.memberships.signings import Signing
from comity_loaders.memberships.signingsetting import seat
from comity_loaders.sentences.masking import Masked, mask

_NOUN = r"(?P<noun>signing(?: ceremony)?|ceremony)"
_NAMED = re.compile(rf"(?P<treaty><B\d+>) {_NOUN}\b(?! (?:by|of)\b)")
_TOOK_PLACE = re.compile(
    rf"^(?:The|This|That) (?:(?:<B\d+>|formal|official|\w+-\w+) )*{_NOUN}\b(?! of\b)"
    r"(?:, which|(?: [\w'’-]+| <[SNBO]\d+>(?:['’]s)?){0,20}?,? and)?"
    r" (?P<verb>took place|was held|was hosted|was staged|happened)\b"
)
_SIGNED = re.compile(r"\bsign(?:ed|ing|s|ature|atory)?\b")
_NO = re.compile(r"\b(?:[Nn]o|[Nn]ever|[Aa]ny|next|planned|future|upcoming) (?:\w+ )?$")
_REACH = 2
"""How many sentences before "the ceremony" the signing may have been told."""


def ceremonies(sentence: Sentence) -> Iterator[Signing]:
    """The signings that a sentence tells of by the noun for them."""
    masked = mask(sentence)
    took_place = _TOOK_PLACE.match(masked.text)
    if took_place:
        treaty = _meant(sentence, took_place["noun"])
        if treaty:
            yield _signing(sentence, masked, treaty, took_place, "verb")
        return
    for match in _NAMED.finditer(masked.text):
        named = next((a for a in agreements_in(sentence) if a.start == match.start()), None)
        if named and _is_held(masked.text[: match.start()]):
            yield _signing(sentence, masked, named.entity, match, "noun")


def _is_held(before: str) -> bool:
    """Whether the words before a ceremony show that it took place."""
    return bool(around.CEREMONY.search(f"{before.rstrip()} ")) and not _NO.search(before)


def _meant(sentence: Sentence, noun: str) -> Entity | None:
    """The agreement that is signed: named in the sentence, or before where the signing was told."""
    named = [a.entity for a in agreements_in(sentence) if not a.is_bare]
    sentences = sentence.document.sentences
    index = sentences.index(sentence)
    told = any(_SIGNED.search(s.text) for s in sentences[max(index - _REACH, 0) : index])
    if noun == "ceremony" and not told:
        return None
    return named[0] if named else told_before(sentence)


def _signing(
    sentence: Sentence, masked: Masked, treaty: Entity, match: re.Match[str], group: str
) -> Signing:
    document = sentence.document
    tail = read_tail(masked, document, match.end())
    is_dated = tail.date is not None and tail.date.kind in meetingstance.DATED
    at = None if tail.place else seat(sentence, masked, match)
    return Signing(
        treaty=treaty,
        actors=(),
        verb=masked.place(*match.span(group)),
        place=at.place if at else tail.place,
        when=tail.date.past if tail.date and is_dated else None,
        is_given=True,
        is_denied=False,
    )
