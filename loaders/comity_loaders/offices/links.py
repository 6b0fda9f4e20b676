"""Who holds which office, by the words: titles beside names and verbs of office.

What the words say is collected first; whose office it is where they leave that out is found
afterwards (`bodies`).
"""

from __future__ import annotations

from collections.abc import Iterator

from comity_loaders.offices.around import Around
from comity_loaders.offices.beforenames import before_name, beside_party
from comity_loaders.offices.behindnames import behind_name
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.plurals import plural, shared
from comity_loaders.offices.respective import is_respective, respective
from comity_loaders.offices.verbs import heads, participles, predicated, put_into_office, title_is
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.titles import Title


def links(people: People) -> Iterator[OfficeMention]:
    """Every title that is tied to a name, in no order; the bodies that are not said are None."""
    around = Around(people)
    for title in people.titles:
        yield from _of_title(around, title)
    for mention in people.mentions:
        yield from _of_name(around, mention)


def _of_title(around: Around, title: Title) -> Iterator[OfficeMention]:
    if title.plural:
        yield from plural(around, title)
    elif title.scope == "none":
        yield from beside_party(around, title)
    else:
        if is_respective(around, title):
            yield from respective(around, title)
        else:
            yield from before_name(around, title)
            yield from shared(around, title)
        yield from title_is(around, title)


def _of_name(around: Around, mention: PersonMention) -> Iterator[OfficeMention]:
    yield from behind_name(around, mention)
    yield from participles(around, mention)
    yield from put_into_office(around, mention)
    for end in around.goes_on(mention):
        yield from predicated(around, mention, end)
        yield from heads(around, mention, end)
