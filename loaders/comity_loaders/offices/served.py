"""Whose an aide's office is: that of the one who is served.

"The chief adviser to Chadian President X", "a spokesman for Foreign Minister Y": the body is the
one of the office that is named behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.model import Entity
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People

_SERVES = re.compile(r"[ ]+(?:to|for|of)[ ]+(?:the[ ]+)?(?=\S)")
_AIDES = {
    "adviser",
    "advisor",
    "chief of staff",
    "press secretary",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "envoy",
    "special envoy",
    "personal envoy",
    "representative",
    "special representative",
}


def served(people: People, links: Sequence[OfficeMention], link: OfficeMention) -> Entity | None:
    """The body of the office that stands behind an aide's title.

    Args:
        people: those of one article.
        links: the article's offices.
        link: the aide's.
    """
    match = _SERVES.match(people.document.text, link.trigger.end) if link.head in _AIDES else None
    if match is None:
        return None
    titles = (t.body for t in people.titles if t.span.start == match.end() and not t.plural)
    named = (o.body for o in links if o.span.start == match.end() and o.person != link.person)
    return next((body for body in (*titles, *named) if body), None)
