"""Whom a noun phrase means: "he", "the Georgian minister", "the bloc's chief".

A wrong antecedent puts words into somebody's mouth, so two that fit equally well give none.
"""

from __future__ import annotations

import re

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.names.mentions import Use
from comity_loaders.offices.named import named_offices
from comity_loaders.offices.pronouns import GENDERS, Pronouns
from comity_loaders.offices.roles import Roles
from comity_loaders.people.people import people_in

_COUNTERPART = re.compile(r"(?i)\bcounterparts?\b")
_GENERIC = re.compile(r"(?i)\b(?:official|diplomat|statesman|stateswoman|politician)\b")


def resolve(document: Document, span: Span) -> Entity | None:
    """The person that a noun phrase means: a name, a pronoun or a role; or a body named there.

    Args:
        document: the article.
        span: the place of the whole noun phrase, such as "the Georgian minister" or "he".

    Returns:
        None where it means nobody known, or one of several.
    """
    return document.once(_Resolver).resolve(span)


class _Resolver:
    """Finds whom phrases mean, in one article."""

    def __init__(self, document: Document) -> None:
        self.people, self.document = people_in(document), document
        self.text = document.text
        self.roles = Roles(self.people, named_offices(document))
        self.pronouns = Pronouns(self.people, self.roles)

    def resolve(self, span: Span) -> Entity | None:
        pronoun = GENDERS.get(span.of(self.text).strip().lower())
        if pronoun:
            return self.pronouns.antecedent(span, pronoun)
        title = next((t for t in self.people.titles if t.span.overlaps(span)), None)
        named = next((m for m in self.people.mentions if m.span.overlaps(span)), None)
        if title and span.contains(title.core) and (not named or title.core < named.span):
            return self.roles.titled(title, span)
        if named:
            return named.entity
        if _COUNTERPART.search(span.of(self.text)):
            return self.roles.counterpart(span)
        if _GENERIC.search(span.of(self.text)):
            return self.roles.official(span)
        return self._body(span)

    def _body(self, span: Span) -> Entity | None:
        inside = [m for m in self.document.mentions if m.span.overlaps(span) and m.entity]
        named = [m for m in inside if m.use is not Use.DEMONYM]
        return named[-1].entity if len({m.entity for m in named}) == 1 else None
