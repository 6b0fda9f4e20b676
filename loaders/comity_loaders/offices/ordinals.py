"""Whose "the first president" is behind a sentence about an organisation: the organisation's.

"The bank opened in 1966. X of Sudan was the first president": where X is from, tells no office.
"""

from __future__ import annotations

import re

from comity.model import Entity, Kind
from comity_loaders.document import Document
from comity_loaders.offices.offices import OfficeMention

_ORDINAL = re.compile(
    r"(?i)\bthe[ ]+(?:(?:bank|court|body|organi[sz]ation|union|commission)'s[ ]+)?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|founding|inaugural|\d+th)"
    r"[ ]+president$"
)
_ORGANISATIONS = (Kind.ORGANISATION, Kind.ORGAN)
_DEFINED = re.compile(r"[ ]*(?:\([^()\n]{1,60}\))?,?[ ]+(?:is|was)[ ]+(?:an?|the)[ ]")
_AT_START = 8
"""How far into its sentence the name of a body may begin, that opens it."""


def of_opening_body(document: Document, link: OfficeMention) -> Entity | None:
    """The organisation that opens the sentence before one who was "the first president".

    Or else that of which the whole text is, by its title or by how it begins.
    """
    if not link.predicated or not _ORDINAL.search(link.span.of(document.text)):
        return None
    return _opening(document, link) or _title(document) or _defined(document)


def _opening(document: Document, link: OfficeMention) -> Entity | None:
    sentences = document.sentences
    here = document.sentence_at(link.span.start)
    index = sentences.index(here) if here else 0
    before = sentences[index - 1] if index else None
    first = next((m for m in before.mentions if m.entity), None) if before else None
    if before is None or first is None or first.span.start - before.span.start > _AT_START:
        return None
    return first.entity if first.entity and first.entity.kind in _ORGANISATIONS else None


def _title(document: Document) -> Entity | None:
    """The organisation whose name, and no more, is the title of an article about it."""
    title = document.article.title
    named = [m for m in document.mentions if title and title.contains(m.span) and m.entity]
    words = title.of(document.text).strip("# *\n") if title else ""
    whole = len(named) == 1 and named[0].span.of(document.text).endswith(
        words.split("(")[0].strip()
    )
    entity = named[0].entity if whole else None
    return entity if entity and entity.kind in _ORGANISATIONS else None


def _defined(document: Document) -> Entity | None:
    """The organisation that the text begins by defining: "The X Bank is an institution …"."""
    first = next((m for m in document.mentions if m.entity), None)
    is_body = first is not None and first.entity and first.entity.kind in _ORGANISATIONS
    if first is None or not is_body or first.span.start > _AT_START:
        return None
    return first.entity if _DEFINED.match(document.text, first.span.end) else None
