"""Offices told by a title beside a name: those that roles and pronouns are resolved by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity_loaders.document import Document
from comity_loaders.offices.bodies import Bodies
from comity_loaders.offices.gathered import gathered
from comity_loaders.offices.heads import headed
from comity_loaders.offices.heldposts import held_posts
from comity_loaders.offices.leads import led
from comity_loaders.offices.links import links
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.succession import relative_links
from comity_loaders.people.people import People, people_in


def named_offices(document: Document) -> tuple[OfficeMention, ...]:
    """What offices the article says that people hold, in order of place, without dates."""
    return document.once(_find)


def _find(document: Document) -> tuple[OfficeMention, ...]:
    named = people_in(document)
    found = Bodies(named, [*links(named), *headed(named), *held_posts(named)]).resolved()
    found += _with_bodies(named, found, relative_links(named, found))
    found += led(named, found)
    found += gathered(named, found)
    return tuple(sorted(dict.fromkeys(found), key=lambda link: (link.span, link.title)))


def _with_bodies(
    people: People, known: Sequence[OfficeMention], found: Sequence[OfficeMention]
) -> Iterator[OfficeMention]:
    """Offices told by another's, with the bodies that their own words leave out."""
    if all(link.body for link in found):
        yield from found
        return
    told = {id(link) for link in known}
    filled = Bodies(people, [*known, *found])
    yield from (link for link in filled.resolved() if link not in known and id(link) not in told)
