"""A headline's claim, where the article makes the same one: said once, by the fuller words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from comity.dates import When
from comity.model import Abstention, Claim, Entity, Predicate
from comity_loaders.dates.founddates import DateKind
from comity_loaders.document import Document

_NEWS = {
    Predicate.JOINED,
    Predicate.ACCEDED,
    Predicate.READMITTED,
    Predicate.SIGNED,
    Predicate.RATIFIED,
    Predicate.LEFT,
    Predicate.EXPELLED,
    Predicate.MEMBERSHIP_SUSPENDED,
    Predicate.APPLIED,
}
"""What happens on a day."""
_ALIKE = {Predicate.ACCEDED: Predicate.JOINED}


def alike(predicate: Predicate) -> Predicate:
    """The predicate by which one says in general what this one says: acceding is joining."""
    return _ALIKE.get(predicate, predicate)


def unrepeated(
    document: Document, findings: Iterable[Claim | Abstention]
) -> Iterator[Claim | Abstention]:
    """The findings without the undated claims of a headline that stand below it as well."""
    found = [_dated(document, finding) for finding in findings]
    told = {_what(f) for f in found if isinstance(f, Claim) and not _is_headline(document, f)}
    for finding in found:
        repeated = isinstance(finding, Claim) and _what(finding) in told
        if not (repeated and isinstance(finding, Claim) and _is_headline(document, finding)):
            yield finding


def _dated(document: Document, finding: Claim | Abstention) -> Claim | Abstention:
    """A headline's news with its day: what "today" or "on Monday" is in the sentence below."""
    day = document.once(_news_day) if isinstance(finding, Claim) else None
    if day is None or not isinstance(finding, Claim) or finding.predicate not in _NEWS:
        return finding
    named, date = day
    ours = {finding.subject, finding.object} & named
    if not ours or not finding.is_asserted or not _is_headline(document, finding):
        return finding
    return replace(finding, when=date)


def _news_day(document: Document) -> tuple[frozenset[Entity | None], When] | None:
    """The day that the first sentence below the headline tells of, and whom it names.

    Only "today" and days of the week are the day of the news; "on 3 May" may be any.
    """
    title = document.article.title
    below = (s for s in document.sentences if title and s.span.start >= title.end and s.mentions)
    first = next(below, None)
    if first is None or len(first.dates) != 1:
        return None
    (date,) = first.dates
    if date.kind is not DateKind.ON or date.stated is not None or date.past is None:
        return None
    return frozenset(m.entity for m in first.mentions), date.past


def _what(claim: Claim) -> tuple[object, ...]:
    return alike(claim.predicate), claim.subject, claim.object, claim.polarity, claim.modality


def _is_headline(document: Document, claim: Claim) -> bool:
    title = document.article.title
    return bool(title and title.overlaps(claim.passage)) and not (claim.when or claim.members)
