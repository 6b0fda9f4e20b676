"""Which body, or organ, is meant where members are named without it: "the five permanent members".

States have seats in a body, and in some of its organs: of those told of near a place the last one
is meant, else what the article is about.
"""

from __future__ import annotations

import re

from comity.model import Entity, Kind, Span
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.lastbody import last_body, near_body, opening
from comity_loaders.memberships.seats import has_seats
from comity_loaders.memberships.sections import section_at
from comity_loaders.names.mentions import Mention

_FILE = "membership-status.yaml"
_AGREEMENT = re.compile(
    r"(?i)\b(?:agreement|treaty|pact|accord|convention|charter|protocol|arrangements?|partnership"
    r"|free trade area|customs union|initiative)\b"
)

_NTH = re.compile(
    r"(?i)\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th) "
)
"""What counts a member of the body that the sentence goes on to name: "the fourth member … in"."""


def unsaid_body(sentence: Sentence, at: Span, words: str) -> Entity | None:
    """The organisation or organ whose members a noun means.

    Args:
        sentence: the sentence with the noun.
        at: the place of the noun.
        words: the words before the noun.
    """
    seated = wordlists.load(_FILE)["seated"]
    if re.search(seated["words"], words):
        return _named(sentence.document, seated["organ"])
    if _tells_of_others(sentence, at):
        return None
    start = opening(sentence)
    near = [
        mention.entity
        for mention in sentence.document.mentions
        if start <= mention.span.start and mention.span.end <= at.start and _has_members(mention)
    ]
    if near and near[-1] and near[-1].kind is Kind.ORGAN:
        return near[-1]
    body = last_body(sentence, at.start, Kind.ORGANISATION)
    counted = body and _NTH.search(words) and _names_another(sentence, at, body)
    return None if counted else body


def unsaid_treaty(sentence: Sentence, at: Span) -> Entity | None:
    """The treaty, or the body of an agreement's name, whose parties a noun means."""
    near = near_body(sentence, at.start)
    if near and is_agreement(near):
        return near
    section = section_at(sentence.document, at.start)
    if section and section.body and not section.planned and not section.titled:
        return section.body
    return last_body(sentence, at.start, Kind.TREATY)


def is_agreement(body: Entity) -> bool:
    """Whether it has parties: a treaty, or a body that is called by one."""
    return body.kind is Kind.TREATY or bool(_AGREEMENT.search(body.name))


def _names_another(sentence: Sentence, at: Span, body: Entity) -> bool:
    """Whether the sentence names only another body, further on."""
    named = [m for m in sentence.mentions if _has_members(m)]
    return bool(named) and all(m.entity != body and m.span.start > at.end for m in named)


def _tells_of_others(sentence: Sentence, at: Span) -> bool:
    """Whether the sentence has spoken of a group that is no body: "the coalition lost members"."""
    text, start = sentence.document.text, sentence.span.start
    said = re.finditer(wordlists.load(_FILE)["of_others"], text[start : at.start])
    places = [Span(start + match.start(), start + match.end()) for match in said]
    return any(not any(m.span.overlaps(at) for m in sentence.mentions) for at in places)


def _has_members(mention: Mention) -> bool:
    entity = mention.entity
    if entity is None:
        return False
    return entity.kind is Kind.ORGANISATION or (
        entity.kind is Kind.ORGAN and has_seats(entity.name)
    )


def _named(document: Document, organ: str) -> Entity | None:
    """An organ that an article names, be it by a name that others bear too."""
    for mention in document.mentions:
        for entity in (mention.entity, *mention.candidates):
            if entity and entity.key == organ:
                return entity
    return None
