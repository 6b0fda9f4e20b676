"""Digests: short items from all over the world, each with its source, some under a heading.

What the text as a whole speaks of tells nothing there. What an item and its heading name does: the
"prime minister" under "Chadian political crisis" is Chad's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.names.mentions import Mention
from comity_loaders.offices.context import STATES, Context, only
from comity_loaders.offices.scenes import is_oblique

_SOURCE = re.compile(r"\([^()\n]{2,80}\)[ .]*$")
_FEWEST, _LONG = 3, 80


@dataclass(frozen=True, slots=True)
class Digest:
    """The items of a digest, each with its heading's lines; empty where the text is none."""

    items: tuple[tuple[Span | None, Span], ...]

    def state_at(self, context: Context, span: Span) -> Entity | None:
        """The one state that the item at a place and its heading name, if it acts there."""
        heading, item = next((i for i in self.items if i[1].contains(span)), (None, None))
        if item is None:
            return None
        states = [m for m in context.document.mentions if m.entity and m.entity.kind in STATES]
        above = [m for m in states if heading and heading.contains(m.span)]
        inside = [m for m in states if item.contains(m.span)]
        acts = above or any(_acts(context, m) for m in inside)
        return only(m.entity for m in (*above, *inside)) if acts else None


def digest(document: Document) -> Digest:
    """The items of a text whose longer lines mostly end with a source in brackets.

    By the lines as published: the plain text joins those that look like one paragraph.
    """
    return document.once(_find)


def _find(document: Document) -> Digest:
    found: list[tuple[Span | None, Span]] = []
    long, start = 0, -1
    for match in re.finditer(r"[^\n]*\n|[^\n]+$", document.article.text):
        line, span = match.group().strip(), Span(match.start(), match.end())
        is_item = _SOURCE.search(line) is not None
        long += is_item or len(line) > _LONG
        if not line:
            start = -1
        elif is_item:
            found.append((Span(start, span.start) if start >= 0 else None, span))
        else:
            start = start if start >= 0 and not _ends_item(found, span) else span.start
    return Digest(tuple(found) if len(found) >= max(_FEWEST, long / 2) else ())


def _ends_item(found: list[tuple[Span | None, Span]], line: Span) -> bool:
    """Whether the line right above is an item: then a new heading begins."""
    return bool(found) and found[-1][1].end == line.start


def _acts(context: Context, mention: Mention) -> bool:
    titles = (t.span for t in context.people.titles)
    return not is_oblique(context.document, mention) or any(
        span.contains(mention.span) for span in titles
    )
