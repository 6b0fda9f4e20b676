"""Roles that the words beside them keep from whoever else holds such an office.

"The leader of Vekst" is not the leader of another party, and "a district court judge" is nobody
who was named before.
"""

from __future__ import annotations

import re

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.people.people import people_in
from comity_loaders.statements import voicewords

_DETERMINED = re.compile(r"(?i)(?:the|its|their|his|her|this|that)\s")
_INDEFINITE = re.compile(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne)\s+(?:(?:(?:[A-Z]\.)+|(?!(?:by|of|to|and|or|said|says|that|for|in|on|with|as|the)\b)[\w-]+)\s+){0,5}$"
)
_OF = re.compile(
    r"\s+(?:of|for)\s+(?:the\s+)?(?P<name>[A-Z][\w'-]*(?:\s+(?:(?:of|and|for|the)\s+)*[A-Z][\w'-]*){0,6})"
    r"(?=\s+[a-z]|\s*,|\s+\()"
)
_NAMED = re.compile(r"[A-Z][\w'\u00ad-]*,\s+$")
_NEAR = 90
"""How far from a name the words may stand by which it is somebody's of a body."""


def is_somebody_else(document: Document, span: Span) -> bool:
    """Whether an article makes a role anybody's: "a court judge", and not "a spokesman"."""
    words = span.of(document.text)
    if voicewords.spokesperson().fullmatch(words) or _DETERMINED.match(words):
        return False
    before = document.text[max(span.start - 60, 0) : span.start]
    return bool(_INDEFINITE.match(f"{words} ") or _INDEFINITE.search(before))


def is_of_unnamed(document: Document, span: Span) -> bool:
    """Whether "the spokesman" is one without a name, who came after all that have one.

    Args:
        document: the article: "A court spokesman said no. …, the spokesman added."
        span: the role's place.
    """
    role = voicewords.spokesperson().fullmatch(span.of(document.text))
    if role is None or not _DETERMINED.match(role.group()):
        return False
    come = re.compile(
        rf"(?<!,\s)\b[Aa]n?\s+(?:[\w'-]+\s+){{0,5}}{role['noun']}\b(?!,?\s+(?:for\s+[^,.]+,\s+)?[A-Z])"
    )
    last = max((m.end() for m in come.finditer(document.text, 0, span.start)), default=0)
    named = [m.span.start for m in people_in(document).mentions]
    return last > 0 and not any(last <= start < span.start for start in named)


def of_another(document: Document, span: Span, person: Entity | None) -> Entity | None:
    """The role itself, "leader of Vekst", where nothing ties the person found to its body.

    Args:
        document: the article.
        span: the role's place.
        person: who holds such an office, as far as is known.
    """
    behind = _OF.match(document.text, span.end)
    if behind is None or any(
        m.span.start < behind.end() and m.span.end > span.end for m in document.mentions
    ):
        return None  # of a body that the title's own rules know
    if _NAMED.search(document.text[max(span.start - 30, 0) : span.start]):
        return None  # "Jane Roe, a spokesman for Vekst"
    if person and _is_tied(document, person, behind["name"], span):
        return None
    words = document.text[span.start : behind.end("name")]
    name = re.sub(r"^(?:the|an?)\s+", "", " ".join(words.split()), flags=re.IGNORECASE)
    return local_entity(Kind.GROUP, name)


def _is_tied(document: Document, person: Entity, body: str, span: Span) -> bool:
    """Whether the body's name stands with the person's: "Vekst leader Roe", "Roe, of Vekst"."""
    first = re.escape(body.split()[0])
    before = re.compile(rf"(?<![\w-]){first}(?:'s?)?(?:\s+[\w'-]+){{0,4}}\s+$")
    behind = re.compile(rf",?\s+(?:[\w'-]+\s+){{0,5}}{first}(?![\w-])")
    return any(
        before.search(document.text, max(m.span.start - _NEAR, 0), m.span.start)
        or (behind.match(document.text, m.span.end) and not span.overlaps(m.span))
        or 0 <= m.span.start - span.end < _NEAR
        for m in people_in(document).mentions
        if m.entity == person
    )
