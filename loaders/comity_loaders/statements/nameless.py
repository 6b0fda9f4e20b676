"""Offices that speak in a text which names their holders nowhere: "The Prime Minister said".

Releases of governments write so. The office then stands for whoever held it.
"""

from __future__ import annotations

import re

from comity.model import Entity, Kind, local_entity
from comity_loaders.document import Document
from comity_loaders.people.people import people_in
from comity_loaders.statements.cuewords import words
from comity_loaders.statements.voice import Voice, VoiceKind

_ROLE = re.compile(r"(?:The|the)\s+(?:Acting\s+)?(?P<office>[A-Z][a-z]+(?:\s+[A-Z][a-z]+){0,2})")


def nameless(document: Document, voice: Voice) -> Entity | None:
    """The office that speaks, where nobody in the text is named with it.

    Args:
        document: the article.
        voice: a noun phrase that speaks, and that nobody known is meant by.
    """
    role = _ROLE.fullmatch(" ".join(voice.span.of(document.text).split()))
    if voice.kind is not VoiceKind.ROLE or not role:
        return None
    office = role["office"]
    if office.lower() not in words("sole_offices") or _is_held(document, office):
        return None
    return local_entity(Kind.GROUP, office)


def _is_held(document: Document, office: str) -> bool:
    """Whether somebody is named with the title, or it stands with a country, anywhere."""
    spaced = r"\s+".join(map(re.escape, office.split()))
    beside = re.compile(
        rf"(?i)\b{spaced}(?:,|\s+of\s+(?:the\s+)?[A-Z][\w-]+,?)?\s+(?:the\s+)?(?:\w+\.?\s+){{0,3}}$"
    )
    behind = re.compile(
        rf"(?i)[,(]?\s+(?:the|a|an|as|is|was|then)?\s*(?:[\w-]+\s+){{0,3}}{spaced}\b"
    )
    text = document.text
    return any(
        beside.search(text, max(m.span.start - 80, 0), m.span.start)
        or behind.match(text, m.span.end, m.span.end + 80)
        for m in people_in(document).mentions
    )
