"""Offices told of several states first, and then state by state.

"The presidents of Peru and Chile met on Friday. Peru's X said …, and Chile's Y left at once."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.model import Entity
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import HONORIFICS, singular
from comity_loaders.titles.titles import Title

_OWNED = re.compile(rf"'s?[ ]+(?:{HONORIFICS}[ ]+)*$")
_SENTENCES = 2
"""In how many sentences behind the title the names may stand."""


def gathered(people: People, known: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices of those whom a text names behind "the presidents of Peru and Chile".

    Args:
        people: those of one article.
        known: the offices that the words tell outright; who has one needs no other.
    """
    held = {office.person for office in known}
    for title in people.titles:
        if len(title.bodies) < 2 or title.scope == "none" or _is_tied(title, known):
            continue
        found = {body: _named(people, title, body) for body in title.bodies}
        told = {body: name for body, name in found.items() if name and name.entity not in held}
        for body, name in told.items() if len(told) > 1 else ():
            office = office_of(name.entity, title, "gathered")
            yield replace(office, title=singular(title.text, title.head), body=body)


def _is_tied(title: Title, known: Sequence[OfficeMention]) -> bool:
    return any(office.span.overlaps(title.core) for office in known)


def _named(people: People, title: Title, body: Entity) -> PersonMention | None:
    """Who is named as a state's near the title: "Peru's X"; None where two are."""
    document, text = people.document, people.document.text
    sentences = document.sentences
    here = document.sentence_at(title.span.start)
    index = sentences.index(here) if here else 0
    end = sentences[min(index + _SENTENCES, len(sentences) - 1)].span.end
    owners = {m.span.end for m in document.mentions if m.entity == body}
    found: dict[Entity, PersonMention] = {}
    for mention in people.mentions:
        if not title.span.end < mention.span.start < end:
            continue
        owned = _OWNED.search(text, max(mention.span.start - 30, 0), mention.span.start)
        if owned and owned.start() in owners:
            found.setdefault(mention.entity, mention)
    return next(iter(found.values())) if len(found) == 1 else None
