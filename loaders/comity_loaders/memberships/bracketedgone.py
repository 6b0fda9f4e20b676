"""States of a list whose own brackets say that they are out: "Belgium, Chad (left in 1960)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from comity.model import Abstention, Claim, Entity, Predicate, Span
from comity_loaders.document import Document
from comity_loaders.names.mentions import Mention

_GONE = re.compile(
    r"[*_ ]*\([^()]*\b(?:former|withdr\w+|left|expelled|suspended|until|quit|exited)\b"
)


def is_called_gone(text: str, mention: Mention) -> bool:
    """Whether the bracket behind a name says that it is out, or suspended."""
    return bool(_GONE.match(text, mention.span.end))


def without_gone(
    document: Document, place: Span, findings: Iterable[Claim | Abstention]
) -> Iterator[Claim | Abstention]:
    """The claims of a sentence, less the membership of those whose brackets say they are out.

    Args:
        document: the article.
        place: the sentence.
        findings: what was found in it.
    """
    named = (m for m in document.mentions if place.contains(m.span))
    gone = {m.entity for m in named if m.entity and is_called_gone(document.text, m)}
    for finding in findings:
        kept = _less(finding, gone) if isinstance(finding, Claim) and gone else finding
        if kept:
            yield kept


def _less(claim: Claim, gone: set[Entity]) -> Claim | None:
    if claim.predicate is Predicate.MEMBER and claim.subject in gone:
        return None
    if claim.predicate is not Predicate.ROSTER:
        return claim
    members = tuple(state for state in claim.members if state not in gone)
    return replace(claim, members=members) if members else None
