"""Two who speak together, at least one of them by a role: "the President and the minister"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Entity, Kind, Span
from comity_loaders.document import Document
from comity_loaders.offices.coreference import resolve
from comity_loaders.statements.jointvoices import together
from comity_loaders.statements.voice import Voice, VoiceKind

_AND = re.compile(r"\s+and\s+")


def find_joint_roles(
    document: Document, people: Sequence[Voice], roles: Sequence[Voice]
) -> Iterator[Voice]:
    """Each such pair, unless both are one: "President and Prime Minister Roe".

    Args:
        document: the article.
        people: those who are named in it.
        roles: the roles that no name stands with.
    """
    starts = {v.span.start: v for v in (*people, *roles) if v.kind is not VoiceKind.GROUP}
    for first in starts.values():
        link = _AND.match(document.text, first.span.end)
        second = starts.get(link.end()) if link else None
        if not second or VoiceKind.ROLE not in {first.kind, second.kind}:
            continue
        both = [who for voice in (first, second) if (who := _meant(document, voice))]
        if len(set(both)) == 2:
            yield Voice(Span(first.span.start, second.span.end), VoiceKind.GROUP, together(both))


def _meant(document: Document, voice: Voice) -> Entity | None:
    found = voice.entity or resolve(document, voice.span)
    return found if found and found.kind is Kind.PERSON else None
