"""What an official denies or leaves open: clauses inside quotations that say so themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from comity.model import Claim, Entity, Modality, Polarity, Predicate, Quotation, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.rules.statement import quotations
from comity_loaders.sentences import stance
from comity_loaders.sentences.masking import Masked, mask

_FILE = "propositions.yaml"
_FEWEST_WORDS = 4
_PLAIN = (Polarity.AFFIRMED, Modality.ASSERTED)
_DENIED = (Polarity.DENIED, Modality.ASSERTED)
_HEDGED = (Polarity.AFFIRMED, Modality.HEDGED)


def find(document: Document) -> Iterable[Claim]:
    """The denied and the hedged clauses of what is quoted or reported in an article."""
    said = _stretches(document)
    for sentence in document.sentences:
        inside = [s for s in said if s.overlaps(sentence.span)]
        if inside:
            masked = mask(sentence)
            for stretch in inside:
                yield from _in_stretch(document, masked, stretch)
    for quotation in quotations(document):
        if (quotation.polarity, quotation.modality) != _PLAIN:
            yield _by_cue(document, quotation)


def _by_cue(document: Document, quotation: Quotation) -> Claim:
    """What the word of saying denies or leaves open: "did not rule out that"."""
    content = quotation.content
    starts = [
        m.entity
        for m in document.mentions
        if m.span.start in (content.start, content.start + len("the "))
    ]
    return Claim(
        predicate=Predicate.PROPOSITION,
        subject=starts[0] if starts else None,
        polarity=quotation.polarity,
        modality=quotation.modality,
        passage=content,
        rule="proposition/cue",
    )


def _stretches(document: Document) -> tuple[Span, ...]:
    """What is said: quoted stretches, and what is reported; the longer where two overlap."""
    found = [q.inner for q in document.quotes] + [q.content for q in quotations(document)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not (kept and kept[-1].overlaps(span)):
            kept.append(span)
    return tuple(kept)


def _in_stretch(document: Document, masked: Masked, stretch: Span) -> Iterator[Claim]:
    for start, end in _clauses(masked, stretch):
        clause = masked.text[start:end]
        found = _stance(clause)
        span = _trimmed(document.text, masked.place(start, end))
        if found and span and not clause.rstrip().endswith("?"):
            yield Claim(
                predicate=Predicate.PROPOSITION,
                subject=_subject(masked, start, end),
                polarity=found[0],
                modality=found[1],
                passage=span,
                rule="proposition/denied" if found == _DENIED else "proposition/hedged",
            )


def _clauses(masked: Masked, stretch: Span) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence that lie in a stretch, as places in the masked text."""
    start = 0
    ends = [(m.start(), m.end()) for m in _expression("breaks").finditer(masked.text)]
    for end, following in [*ends, (len(masked.text), len(masked.text))]:
        inside = _within(masked, start, end, stretch)
        if inside and len(masked.text[slice(*inside)].split()) >= _FEWEST_WORDS:
            yield inside
        start = following


def _within(masked: Masked, start: int, end: int, stretch: Span) -> tuple[int, int] | None:
    """The part of a clause that lies in a stretch."""
    while start < end and masked.place(start, start + 1).start < stretch.start:
        start += 1
    while start < end and masked.place(end - 1, end).end > stretch.end:
        end -= 1
    return (start, end) if start < end else None


def _stance(clause: str) -> stance.Stance | None:
    """Denied, hedged, or None where the clause simply says something."""
    if any(pattern.search(clause) for pattern in _patterns("hedged")):
        return _HEDGED
    plain = clause
    for pattern in _patterns("not_denied"):
        plain = pattern.sub(" ", plain)
    return _DENIED if any(pattern.search(plain) for pattern in _patterns("denied")) else None


def _subject(masked: Masked, start: int, end: int) -> Entity | None:
    """The one state or body that the clause begins with."""
    match = _opening().match(masked.text, start, end)
    if not match:
        return None
    entities = masked.slots_in(*match.span("who"))[0].entities
    return entities[0] if len(entities) == 1 else None


def _trimmed(text: str, span: Span) -> Span | None:
    """A span without blanks, commas and quotation marks at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in " \n,;\"'":
        start += 1
    while end > start and text[end - 1] in " \n,;\"'":
        end -= 1
    return Span(start, end) if start < end else None


@cache
def _opening() -> re.Pattern[str]:
    """A clause that begins with its subject."""
    words = "|".join(wordlists.load(_FILE)["openings"])
    return re.compile(
        rf"\W*(?:(?:{words}|<D\d+>),? )*(?:the )?(?P<who><[SBO]\d+>)(?:,[^,]{{2,80}},)?"
        r"(?= (?!and\b|or\b|of\b|in\b)[a-z'])",
        re.IGNORECASE,
    )


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(wordlists.load(_FILE)[name])


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<![\w-]){source}" if not source.startswith("^") else source, re.IGNORECASE)
        for source in wordlists.load(_FILE)[name]
    )
