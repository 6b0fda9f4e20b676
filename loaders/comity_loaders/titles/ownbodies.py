"""Whose a title is by its words alone: "UN High Commissioner for Refugees", the pope's."""

from __future__ import annotations

import re

from comity.model import Entity, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.titles import titlewords


def named_like(document: Document, match: re.Match[str], head: str) -> Mention | None:
    """The body of whose name the title is a part: "the UN High Commissioner for Refugees"."""
    if "commissioner" not in head:
        return None
    place = Span(match.start(), match.end())
    for mention in document.mentions:
        words = mention.span.of(document.text)
        if mention.span.contains(place) and mention.use is Use.NAME and mention.entity:
            return None if words.startswith("Office") else mention
    return None


def own_body(document: Document, title: str, head: str) -> Entity | None:
    """The body of an office that it alone has: the pope's; a "European trade commissioner"'s.

    Args:
        document: the article.
        title: its words, with its remit.
        head: its head.
    """
    own: dict[str, str] = wordlists.load("offices.yaml")["own_bodies"]
    words = titlewords.plain(title)
    key = own.get(head) or next((own[name] for name in own if words.startswith(name)), None)
    if head in {"commissioner", "vice president"} and words.startswith("european "):
        key = "org/eu"
    entry = document.gazetteer.entries.get(key) if key else None
    return entry.entity if entry else None
