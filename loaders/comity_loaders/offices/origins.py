"""Of which state the text says somebody to be: "X is a Chadian politician"."""

from __future__ import annotations

import re

from comity.model import Entity
from comity_loaders.names.mentions import Use
from comity_loaders.people.namesigns import IS_A, OCCUPATION
from comity_loaders.people.people import People

# "X, a Chadian who was minister".
_APPOSED = re.compile(r",[ ]+an?[ ]+(?:[a-z-]+[ ]+){0,2}")


def origins(people: People) -> dict[Entity, Entity]:
    """The people of whom the text says of which state they are politicians or the like."""
    text, found = people.document.text, dict[Entity, Entity]()
    by_start = {m.span.start: m for m in people.document.mentions if m.use is Use.DEMONYM}
    for mention in people.mentions:
        aside = _APPOSED.match(text, mention.span.end)
        match = IS_A.match(text, mention.span.end) or aside
        state = by_start.get(match.end()) if match else None
        if state is None or state.entity is None:
            continue
        is_who = aside is not None and text.startswith(" who ", state.span.end)
        if is_who or OCCUPATION.match(text, state.span.end):
            found.setdefault(mention.entity, state.entity)
    return found
