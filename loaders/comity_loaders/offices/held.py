"""All offices that an article says people hold, with their dates."""

from __future__ import annotations

from comity_loaders.document import Document
from comity_loaders.offices.clauses import clause_offices
from comity_loaders.offices.named import named_offices
from comity_loaders.offices.officedates import dated
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.rosters import roster_offices
from comity_loaders.offices.successors import successors
from comity_loaders.people.people import people_in


def offices(document: Document) -> tuple[OfficeMention, ...]:
    """What offices the article says that people hold: those that name them come first."""
    return document.once(_find)


def _find(document: Document) -> tuple[OfficeMention, ...]:
    people, links = people_in(document), named_offices(document)
    told = (*links, *clause_offices(people, links))
    told = (*told, *successors(people, told))
    return (*dated(people, told), *roster_offices(people))
