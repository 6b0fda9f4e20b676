"""Whom "it" means where nobody has spoken yet: the body that leads its sentence or the one before.

"Iran has asked the court to look at the sanctions, which it says are illegal."
"""

from __future__ import annotations

import re
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.people.people import people_in
from comity_loaders.statements.cuewords import forms, word_set, words
from comity_loaders.statements.firms import leading_firm
from comity_loaders.statements.relays import find_sources, is_descriptive
from comity_loaders.statements.subjectwords import INSIDE_PHRASE
from comity_loaders.statements.voice import Voice, VoiceKind
from comity_loaders.statements.voices import find_voices

_OPENING = re.compile(
    r"^(?:On|In|At|After|With|Since|For|But|And|Meanwhile|However)\b[^,]*,\s+|^\s+"
    r"|^[Tt]he\s+(?:[A-Z][\w.]*\s+)?[A-Z]\w*-(?:based|led|backed)\s+"
)
_FEW = 12
_THE = re.compile(r"^[Tt]he\s+")
_ACTS = re.compile(r"(?:,[^,]*,)?\s+(?:also\s+|[a-z]+ly\s+)?(?!and\b|or\b|of\b|in\b|to\b)[a-z]+\b")


def body_before(document: Document, at: int) -> Entity | None:
    """The body that leads the sentence of a place, or the one before; None where none does."""
    if not _says().match(document.text, at):
        return None
    begins = any(s.span.start == at for s in document.sentences)
    return leading_body(document, at, reach=1 if begins else 2) or leading_firm(document, at)


def paper_before(document: Document, at: int) -> Entity | None:
    """The paper or agency that the sentence before begins with: "It reported"."""
    before = [s for s in document.sentences if s.span.end <= at][-1:]
    if not before or not _says().match(document.text, at):
        return None
    found = [
        source
        for source in document.once(find_sources)
        if source.span.start == before[0].span.start and _ACTS.match(document.text, source.span.end)
    ]
    is_name = found and found[0].name[:1].isupper() and not is_descriptive(found[0].name)
    return local_entity(Kind.GROUP, found[0].name) if is_name else None


def leading_body(document: Document, at: int, reach: int = 2) -> Entity | None:
    """The body that the last sentences begin with of those that start before a place.

    One that no reference knows counts, so that "the group" is none that was named before it.
    """
    sentences = [s for s in document.sentences if s.span.start < at][-reach:]
    for sentence in reversed(sentences):
        found = [v for v in document.once(find_voices) if _leads(document, v, sentence.span, at)]
        if found:
            return max(found, key=lambda v: v.span.end).entity
        stranger = _stranger(document, sentence.span, at)
        if stranger:
            return local_entity(Kind.GROUP, stranger)
    return None


def _stranger(document: Document, sentence: Span, at: int) -> str:
    """The name that a sentence begins with of a body that no reference knows; empty for none."""
    taken = [m.span for m in document.mentions]
    taken += [m.span for m in people_in(document).mentions]
    for entity in document.entities:
        place = Span(entity.start_char, entity.end_char)
        if entity.label_ != "ORG" or not sentence.contains(place) or place.end > at:
            continue
        name = _THE.sub("", " ".join(entity.text.split()))
        opening = _OPENING.sub("", document.text[sentence.start : place.start], count=1)
        is_first = not _THE.sub("", opening) and _ACTS.match(document.text, place.end)
        is_name = " " in name and not name.endswith(("'s", "’s"))
        if is_first and is_name and not any(place.overlaps(other) for other in taken):
            return name
    return ""


def called(document: Document, noun: str, at: int) -> Entity | None:
    """The last body before a place whose name holds the noun: "the court", "the fund"."""
    word = re.compile(rf"\b{re.escape(noun)}\b", re.IGNORECASE)
    named = [
        v
        for v in document.once(find_voices)
        if v.entity
        and v.kind in {VoiceKind.BODY, VoiceKind.GROUP}
        and v.span.end <= at
        and (v.entity.name[:1].isupper() or v.entity.name.startswith("office of "))
        and word.search(v.entity.name)
    ]
    return named[-1].entity if named else None


def _leads(document: Document, voice: Voice, sentence: Span, at: int) -> bool:
    """Whether one body is the subject that a sentence begins with."""
    if voice.entity is None or voice.kind not in {VoiceKind.BODY, VoiceKind.GROUP}:
        return False
    if not sentence.contains(voice.span) or voice.span.end > at:
        return False
    before = _OPENING.sub("", document.text[sentence.start : voice.span.start], count=1)
    is_many = voice.kind is VoiceKind.GROUP and " and " in voice.entity.name
    if document.text[voice.span.end : at].strip() == ",":
        return False  # "Iran, it said, had not paid"
    is_first = len(before) < _FEW and not INSIDE_PHRASE.search(before) and " and " not in before
    return is_first and not is_many and bool(_ACTS.match(document.text, voice.span.end))


@cache
def _says() -> re.Pattern[str]:
    """The pronoun with a verb of saying."""
    between = any_of([*words("auxiliaries"), *words("adverbs")])
    return re.compile(
        rf"\w+\s+(?:(?:{between})\s+|[a-z]+ly\s+)*(?:{any_of({*forms()} - word_set('nouns'))})\b"
    )
