"""Who is in an article: every place in which somebody is named.

One person is one entity, named by the fullest form that the article has. A surname means the one
person who bears it; where two bear it, it means nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.people.namescan import Gender
from comity_loaders.people.personnames import find_names
from comity_loaders.people.persons import Persons
from comity_loaders.people.surnames import repeats
from comity_loaders.titles.titles import Title, find_titles

_KIN = re.compile(
    r"(?i)\b(?:wife|husband|widow|son|daughter|brother|sister|father|mother|first lady|nephew)"
    r",?[ ]+$"
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A place where somebody is named.

    Args:
        span: the name's place, without titles and honorifics.
        entity: the person.
        name: the name as written, on one line.
    """

    span: Span
    entity: Entity
    name: str


@dataclass(frozen=True)
class People:
    """The people of one article.

    Args:
        document: the article.
        mentions: every place in which somebody is named, in order.
        titles: every title of office, in order of place; not all belong to somebody named.
        genders: of the people whose gender the article's titles tell.
    """

    document: Document
    mentions: tuple[PersonMention, ...]
    titles: tuple[Title, ...]
    genders: dict[Entity, Gender]

    def at(self, span: Span) -> Entity | None:
        """The one person named at, or inside, or around a span."""
        found = {m.entity for m in self.mentions if m.span.overlaps(span)}
        return next(iter(found)) if len(found) == 1 else None


def _is_kin(text: str, start: int) -> bool:
    """Whether a name is told as somebody's relative: "his wife, Jane Roe"."""
    return _KIN.search(text, max(start - 30, 0), start) is not None


def people_in(document: Document) -> People:
    """The people of an article; found once a document."""
    return document.once(_find)


def _find(document: Document) -> People:
    titles = find_titles(document)
    names = find_names(document, titles)
    kin = frozenset(n.words for n in names if _is_kin(document.text, n.span.start))
    persons = Persons(names, kin)
    places = [(name.span, persons.entity(name.words)) for name in names]
    places += repeats(document, persons, names)
    mentions = [
        PersonMention(span, entity, _on_one_line(span.of(document.text)))
        for span, entity in places
        if entity
    ]
    return People(
        document=document,
        mentions=_apart(mentions),
        titles=titles,
        genders=persons.genders(),
    )


def _on_one_line(name: str) -> str:
    return re.sub(r"\s+", " ", name)


def _apart(mentions: Iterable[PersonMention]) -> tuple[PersonMention, ...]:
    """The mentions in order; of two that overlap the one that starts first, or is longer."""
    apart: list[PersonMention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not apart or apart[-1].span.end <= mention.span.start:
            apart.append(mention)
    return tuple(apart)
