"""Offices of what nobody knows: a firm's, a club's, or what stands only as somebody's origin."""

from __future__ import annotations

import re

from comity_loaders.offices.listedbodies import is_of_listed_unknown
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People
from comity_loaders.titles import titlewords


def is_of_unknown(people: People, link: OfficeMention) -> bool:
    """Whether it is of something that nobody knows: a firm, or where its bearer is from."""
    if _is_of_firm(people, link) or _is_listed_so(people, link):
        return True
    match = titlewords.OF_UNKNOWN.match(people.document.text, link.name.end) if link.name else None
    return bool(match) and not any(
        match.end() - 1 <= m.span.start <= match.end() for m in people.document.mentions if match
    )


def _is_listed_so(people: People, link: OfficeMention) -> bool:
    """Whether it is of what follows it in a list: "X, President, Institute of Chemistry"."""
    own = (t for t in people.titles if t.core == link.trigger)
    known = {m.span.start: (m.entity, m.span.end) for m in people.document.mentions if m.entity}
    return any(is_of_listed_unknown(people.document.text, title, known) for title in own)


def _is_of_firm(people: People, link: OfficeMention) -> bool:
    """Whether it is a firm's or a club's: "President and Chairman of the Harbour Bank"."""
    text = people.document.text
    if link.title.lower().split()[0] in titlewords.words("private"):
        return True
    joined = re.compile(r"[ ]+(?:and|&)[ ]+").match(text, link.trigger.end)
    beside = (t for t in people.titles if joined and t.span.start == joined.end())
    return link.head in titlewords.words("rotating") and any(
        (t.scope == "named" and not t.body and " of " in t.text)
        or titlewords.OF_UNKNOWN.match(text, t.core.end)
        for t in beside
    )
