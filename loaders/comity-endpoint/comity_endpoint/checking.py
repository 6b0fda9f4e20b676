"""Believes of an answer only what stands in the text, at the place where it is said to stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from comity.dates import PartialDate, When
from comity.errors import DateError
from comity.model import (
    Claim,
    Entity,
    Form,
    Kind,
    Modality,
    Polarity,
    Predicate,
    Quotation,
    Span,
    local_entity,
)
from comity_loaders.document import Document

CLAIM, QUOTATION = "endpoint/claim", "endpoint/quotation"

_MEMBERS = (Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION)
_BODIES = (Kind.ORGANISATION, Kind.ORGAN, Kind.TREATY)
_PREDICATES = {
    *(Predicate.MEMBER, Predicate.FOUNDED, Predicate.SIGNED, Predicate.RATIFIED),
    *(Predicate.ACCEDED, Predicate.JOINED, Predicate.READMITTED, Predicate.APPLIED),
    *(Predicate.CANDIDATE, Predicate.OBSERVER, Predicate.LEFT, Predicate.EXPELLED),
    Predicate.MEMBERSHIP_SUSPENDED,
}
_PRONOUNS = {"he", "she", "they", "it", "we", "i", "you", "who"}

Item = Mapping[str, Any]


class RefusedError(Exception):
    """Why an item of an answer is not believed; for the one who checks, never for the user."""


def claim_of(item: Item, document: Document, confidence: float) -> Claim:
    """The claim that an item makes.

    Raises:
        RefusedError: where any of it is not in the text, or is no claim.
    """
    passage = passage_of(item, document)
    words = passage.of(document.article.text)
    return Claim(
        predicate=_predicate(_text(item, "predicate")),
        subject=_named(_text(item, "subject"), _MEMBERS, document),
        object=_named(_text(item, "object"), _BODIES, document),
        passage=passage,
        rule=CLAIM,
        when=_when(item.get("date"), words),
        polarity=Polarity(_one_of(item.get("polarity", "affirmed"), Polarity)),
        modality=Modality(_one_of(item.get("modality", "asserted"), Modality)),
        confidence=confidence,
    )


def quotation_of(item: Item, document: Document, confidence: float) -> Quotation:
    """The quotation that an item gives.

    Raises:
        RefusedError: where any of it is not in the text.
    """
    passage, text = passage_of(item, document), document.article.text
    words, content = passage.of(text), _text(item, "content")
    cue, speaker = _text(item, "cue"), _text(item, "speaker")
    at = words.find(content)
    if at < 0:
        raise RefusedError(f"what was said is not in its quote: {content!r}")
    if cue not in words.replace(content, "", 1):
        raise RefusedError(f"its words of saying are not in its quote: {cue!r}")
    span = Span(passage.start + at, passage.start + at + len(content))
    direct = any(quote.span.contains(span) for quote in document.quotes)
    return Quotation(
        speaker=_speaker(speaker, document),
        content=span,
        passage=passage,
        cue=cue,
        form=Form.DIRECT if direct else Form.INDIRECT,
        rule=QUOTATION,
        confidence=confidence,
    )


def passage_of(item: Item, document: Document) -> Span:
    """Where an item's quote stands: at its offset, or, where it gives none, at its only place.

    Raises:
        RefusedError: where it does not stand there, or is furniture.
    """
    text, quote, start = document.article.text, _text(item, "quote"), item.get("start")
    if start is None:
        if text.count(quote) != 1:
            raise RefusedError(f"its quote stands {text.count(quote)} times in the text: {quote!r}")
        start = text.index(quote)
    if not isinstance(start, int) or isinstance(start, bool) or start < 0:
        raise RefusedError(f"its offset is no place in a text: {start!r}")
    if not text.startswith(quote, start):
        raise RefusedError(f"its quote does not stand at {start}: {quote!r}")
    span = Span(start, start + len(quote))
    if any(furniture.overlaps(span) for furniture in document.article.furniture):
        raise RefusedError(f"its quote is no part of the article proper: {quote!r}")
    return span


def _text(item: Item, key: str) -> str:
    value = item.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RefusedError(f"it has no {key}")
    return value


def _one_of(value: object, allowed: type[Polarity] | type[Modality]) -> str:
    if value not in [str(one) for one in allowed]:
        raise RefusedError(f"{value!r} is no {allowed.__name__.lower()}")
    return str(value)


def _predicate(name: str) -> Predicate:
    if name not in _PREDICATES:
        raise RefusedError(f"{name!r} is no predicate that is asked for")
    return Predicate(name)


def _named(name: str, kinds: tuple[Kind, ...], document: Document) -> Entity:
    """The one entity of these kinds that a name means, and that the text names."""
    meant = {s.entity for s in document.gazetteer.lookup(name) if s.entity.kind in kinds}
    if len(meant) != 1:
        raise RefusedError(f"{name!r} may mean {len(meant)} things")
    [entity] = meant
    if entity not in {mention.entity for mention in document.mentions}:
        raise RefusedError(f"the text does not name {name}")
    return entity


def _speaker(name: str, document: Document) -> Entity:
    """Who is named as the speaker: a state or body that the name means, or else a person."""
    named = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.article.text)
    if name.lower() in _PRONOUNS or not named:
        raise RefusedError(f"the text does not name its speaker: {name!r}")
    meant = {sense.entity for sense in document.gazetteer.lookup(name)}
    return meant.pop() if len(meant) == 1 else local_entity(Kind.PERSON, name)


def _when(value: object, words: str) -> When | None:
    """The date, whose year must stand in the quote: what a model reckons is no evidence."""
    if value is None:
        return None
    try:
        date = PartialDate(str(value))
    except DateError as error:
        raise RefusedError(f"its date is none: {value!r}") from error
    if date.edtf[:4] not in words:
        raise RefusedError(f"its quote does not say its year: {value!r}")
    return When(date, words=date.edtf[:4])
