"""A headline's claim, where the article makes the same one: said once, by the fuller words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.model import Abstention, Claim, Predicate
from comity_loaders.document import Document

_ALIKE = {Predicate.ACCEDED: Predicate.JOINED}


def alike(predicate: Predicate) -> Predicate:
    """The predicate by which one says in general what this one says: acceding is joining."""
    return _ALIKE.get(predicate, predicate)


def unrepeated(
    document: Document, findings: Iterable[Claim | Abstention]
) -> Iterator[Claim | Abstention]:
    """The findings without the undated claims of a headline that stand below it as well."""
    found = list(findings)
    told = {_what(f) for f in found if isinstance(f, Claim) and not _is_headline(document, f)}
    for finding in found:
        repeated = isinstance(finding, Claim) and _what(finding) in told
        if not (repeated and isinstance(finding, Claim) and _is_headline(document, finding)):
            yield finding


def _what(claim: Claim) -> tuple[object, ...]:
    return alike(claim.predicate), claim.subject, claim.object, claim.polarity, claim.modality


def _is_headline(document: Document, claim: Claim) -> bool:
    title = document.article.title
    return bool(title and title.overlaps(claim.passage)) and not (claim.when or claim.members)
