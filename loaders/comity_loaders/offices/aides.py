"""Whose somebody's aide is: "the Kenyan president's adviser", "X and his spokesman"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.model import Entity
from comity_loaders.offices.context import Context, only
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.titles import titlewords

_SERVED = re.compile(r"'s?[ ]+(?:[a-z]+[ ]+){0,2}")


def aided(context: Context, done: Sequence[OfficeMention], link: OfficeMention) -> Entity | None:
    """The body of the one official whom somebody serves.

    Args:
        context: what stands around the offices of the article.
        done: the offices before, with their bodies.
        link: the aide's.
    """
    if link.back in {"", "owner"}:
        return _titled(context, link)
    if link.back == "his" and link.head in titlewords.words("aides"):
        before = [o for o in done if o.body and o.span < link.span]
        return only(o.body for o in before if context.same_sentence(o.span, link.span))
    return None


def _titled(context: Context, link: OfficeMention) -> Entity | None:
    """The body of the title that owns this one: "the Kenyan president's"."""
    text, at = context.document.text, link.trigger.start
    before = (t for t in context.people.titles if t.body and at - 30 < t.span.end < at)
    return only(t.body for t in before if _SERVED.fullmatch(text, t.span.end, at))
