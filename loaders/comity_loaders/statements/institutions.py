"""Governments, ministries and secretariats: they speak for their state or body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Entity, Kind, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.names.mentions import Use
from comity_loaders.statements import voicewords
from comity_loaders.statements.cuewords import word_set
from comity_loaders.statements.voice import BODIES, Voice, VoiceKind, with_article

_GATHERING = re.compile(r"\b(?:Congress|Council|Assembly|Federation|Union)$")
_OF_OTHERS = re.compile(r"\s+(?:of|for|on)\s+(?:the\s+)?[A-Z]")


def find_institutions(document: Document) -> Iterator[Voice]:
    """Such as "Georgia's foreign ministry", and "the ministry" after that."""
    named = document.once(institutions_in)
    yield from named
    for match in voicewords.bare_institution().finditer(document.text):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(voice.span) for voice in named):
            yield Voice(span, VoiceKind.BODY, _back(document, match["noun"].lower(), span, named))


def institutions_in(document: Document) -> tuple[Voice, ...]:
    """The institutions that are named with their state or body; found once a document."""
    return tuple(_named_institutions(document))


def _named_institutions(document: Document) -> Iterator[Voice]:
    text = document.text
    for mention in document.mentions:
        if not mention.entity or mention.entity.kind not in BODIES:
            continue
        after = voicewords.institution_after().match(text, mention.span.end)
        if after and not _is_named_further(text, after.end()):
            span = Span(mention.span.start, _behind_place(document, after.end()))
            yield Voice(with_article(text, span), VoiceKind.BODY, mention.entity)
        before = voicewords.institution_before().search(
            text, max(mention.span.start - 70, 0), mention.span.start
        )
        is_there = before and voicewords.sent_to().search(before.group())
        if before and not is_there and mention.use is not Use.DEMONYM:
            yield Voice(Span(before.start(), mention.span.end), VoiceKind.BODY, mention.entity)
    for match in voicewords.seats().finditer(text):
        seat = " ".join(match["seat"].split())
        senses = document.gazetteer.lookup(wordlists.load("speech.yaml")["seats"][seat])
        if senses:
            yield Voice(Span(match.start(), match.end()), VoiceKind.BODY, senses[0].entity)


def _behind_place(document: Document, end: int) -> int:
    """Where a phrase ends that tells where an institution is: "the Chadian embassy in Lima"."""
    text = document.text
    noun = re.search(r"[\w-]+(?:\s+[\w-]+)?$", text[:end][-30:])
    start = end - len(noun.group()) if noun else end
    link = voicewords.sent_to().search(text, start, end + 12)
    if not link:
        return end
    place = next((m for m in document.mentions if m.span.start == link.end()), None)
    return place.span.end if place else end


def _is_named_further(text: str, end: int) -> bool:
    """Whether a congress is no state's: "the Zimbabwe Congress of Trade Unions"."""
    return bool(_GATHERING.search(text[:end][-12:]) and _OF_OTHERS.match(text, end))


def _back(document: Document, noun: str, span: Span, named: Sequence[Voice]) -> Entity | None:
    """Whose "the ministry" is: the last one's that was named; of a state's, the only state's."""
    organs = [
        m.entity
        for m in document.mentions
        if m.entity and m.span.end <= span.start and m.entity.name.lower().endswith(f" {noun}")
    ]
    if organs:
        return organs[-1]
    before = [v for v in named if v.span.end <= span.start]
    same = [v for v in before if v.span.of(document.text).lower().endswith(noun)]
    for voices in (same, before if noun in word_set("of_state") else ()):
        states = [
            v.entity for v in voices if noun not in word_set("of_state") or _is_state(v.entity)
        ]
        if states:
            return states[-1]
    return None if noun in word_set("named_before") else _nearest(document, noun, span)


def _nearest(document: Document, noun: str, span: Span) -> Entity | None:
    """The one state, or body, spoken of in this sentence and the one before."""
    is_of_state = noun in word_set("of_state")
    kinds = (Kind.STATE,) if is_of_state else (Kind.ORGANISATION,)
    for reach in (200, 500):
        near = {
            m.entity
            for m in document.mentions
            if m.entity
            and m.entity.kind in kinds
            and span.start - reach < m.span.start < span.start
        }
        if near:
            return next(iter(near)) if len(near) == 1 else None
    return None


def _is_state(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is Kind.STATE
