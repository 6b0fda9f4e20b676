"""Whose an office is by for whom its bearer signs, or who has sent the bearer before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.model import Entity
from comity_loaders.document import Document
from comity_loaders.offices.context import STATES, only
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.titles.officewords import HONORIFICS

_SIGNS_FOR = re.compile(
    rf"(?i)(?:^|\n)[ ]*(?:for|on behalf of)[ ]+(?P<of>[^\n:,]{{3,70}}?)[ ]*[:,]?\s*\n\s*"
    rf"(?:\(?signed\)?:?\s*)?(?:{HONORIFICS}[ ]+)*$"
)
_SENT = {
    "ambassador",
    "permanent representative",
    "high commissioner",
    "consul general",
    "consul",
    "charge d'affaires",
    "chargé d'affaires",
}


def signs_for(document: Document, link: OfficeMention) -> Entity | None:
    """The state in "For the Government of Peru:", on the line above a name and its title."""
    start = link.name.start if link.name and link.scope == "state" else 0
    above = _SIGNS_FOR.search(document.text, max(start - 90, 0), start)
    named = (m.entity for m in document.mentions if above and m.span.end == above.end("of"))
    return next(iter(named), None)


def sends(links: Sequence[OfficeMention], link: OfficeMention) -> Entity | None:
    """The one state of which an ambassador or a minister is told to have held another office."""
    if link.head not in _SENT and not (link.scope == "state" and link.predicated):
        return None
    own = (o.body for o in links if o.person == link.person and o.head != link.head)
    return only(body for body in own if body and body.kind in STATES)
