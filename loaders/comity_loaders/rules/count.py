"""How many members a body has: "the 32-nation alliance", "OPEC's twelve members"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.language.numberwords import number
from comity_loaders.memberships.finds import WORDS
from comity_loaders.names.mentions import Use
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked, mask
from comity_loaders.sentences.stance import stance


def find(document: Document) -> Iterator[Claim]:
    """The counts in a document."""
    for sentence in document.sentences:
        yield from dict.fromkeys([*_anaphors(sentence), *_named(sentence)])


def _named(sentence: Sentence) -> Iterator[Claim]:
    """The counts beside a body's name, such as "OPEC has twelve members"."""
    if not patterns.expression(WORDS, "count_cues").search(sentence.text):
        return
    masked = mask(sentence)
    for pattern in patterns.expressions(WORDS, "counts"):
        for match in pattern.finditer(masked.text):
            yield from _claim(sentence, masked, match)


def _claim(sentence: Sentence, masked: Masked, match: re.Match[str]) -> Iterator[Claim]:
    slot, count = masked.slot(match, "b"), number(match["n"])
    if slot and count and count > 1 and len(slot.entities) == 1:
        yield _count(sentence, slot.entities[0], count, masked.place(*match.span("n")))


def _anaphors(sentence: Sentence) -> Iterator[Claim]:
    """The counts in mentions such as "the six-member bloc"."""
    pattern = patterns.expression(WORDS, "anaphor_count")
    for mention in sentence.mentions:
        match = pattern.match(mention.span.of(sentence.document.text))
        count = number(match["n"]) if match else None
        if mention.use is Use.ANAPHOR and mention.entity and match and count:
            start = mention.span.start
            yield _count(
                sentence,
                mention.entity,
                count,
                Span(start + match.start("n"), start + match.end("n")),
            )


def _count(sentence: Sentence, body: Entity, count: int, trigger: Span) -> Claim:
    polarity, modality = stance(sentence, trigger)
    return Claim(
        predicate=Predicate.MEMBER_COUNT,
        subject=body,
        count=count,
        passage=sentence.span,
        rule="count/members" if body.kind is Kind.ORGANISATION else "count/parties",
        polarity=polarity,
        modality=modality,
    )
