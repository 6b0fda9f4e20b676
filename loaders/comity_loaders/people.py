"""Who is in an article: every place in which somebody is named, and what offices they hold.

One person is one entity, named by the fullest form that the article has. A surname means the one
person who bears it; where two bear it, it means nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from comity.model import Entity, Span
from comity_loaders.coreference import Resolver
from comity_loaders.namescan import Gender
from comity_loaders.officeclauses import clause_offices
from comity_loaders.officedates import dated
from comity_loaders.officelinks import find_offices
from comity_loaders.offices import OfficeMention
from comity_loaders.personnames import find_names
from comity_loaders.persons import Persons
from comity_loaders.surnames import repeats
from comity_loaders.titles import Title, find_titles

if TYPE_CHECKING:
    from comity_loaders.document import Document


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

    @cached_property
    def undated_offices(self) -> tuple[OfficeMention, ...]:
        """The same as `offices` without dates: what roles and pronouns are resolved by."""
        return find_offices(self)

    @cached_property
    def offices(self) -> tuple[OfficeMention, ...]:
        """What offices the article says that people hold: those that name them come first."""
        links = self.undated_offices
        return dated(self, (*links, *clause_offices(self, links)))

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self)

    def resolve(self, span: Span) -> Entity | None:
        """The person that a noun phrase means: a name, a pronoun or a role; or a body named there.

        Args:
            span: the place of the whole noun phrase, such as "the Georgian minister" or "he".

        Returns:
            None where it means nobody known, or one of several.
        """
        return self._resolver.resolve(span)


def people(document: Document) -> People:
    """The people of an article; found once a document."""
    return document.people


def find_people(document: Document) -> People:
    """Find the people of an article."""
    titles = find_titles(document)
    names = find_names(document, titles)
    persons = Persons(names)
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
