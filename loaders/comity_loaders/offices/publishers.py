"""The office of the publisher: on the Prime Minister of Peru's page, "the Prime Minister, Mr X".

What a minister's press office publishes calls its own minister just so. A guest is named with the
state, or without an article: "Prime Minister Y arrives on Friday".
"""

from __future__ import annotations

import re

from comity.model import Entity
from comity_loaders.document import Document
from comity_loaders.offices.offices import OfficeMention

_OFFICE = re.compile(r"(?i)\b(?:minist(?:er|ry)|department|secretary|secretariat)\b")
_THE = re.compile(r"(?i)\bthe[ ]+$")
_COMMON = {"of", "for", "and", "the", "minister", "ministry", "secretary", "state", "affairs"}
_RANKS = {"senior", "second", "deputy", "assistant", "parliamentary"}


def of_publisher(document: Document, link: OfficeMention, state: Entity | None) -> Entity | None:
    """The state of the press office that published the text, where the office is its own.

    Args:
        document: the article.
        link: the title and its bearer.
        state: whose press office it is.
    """
    outlet = document.article.outlet or ""
    if state is None or link.back or link.scope != "state" or not _OFFICE.search(outlet):
        return None
    definite = _THE.search(document.text[max(link.span.start - 6, 0) : link.span.start])
    if _words(link.title):
        own = _words(link.title) - _RANKS <= _words(outlet)
        return state if own and (definite or " " in link.person.name) else None
    signs = link.pattern == "behind-name" and link.title.isupper()
    heads = outlet.lower().startswith(f"{link.title.lower()} of")
    return state if heads and (definite or signs) else None


def _words(name: str) -> set[str]:
    """What an office is in charge of: its words without those of every office."""
    plain = re.sub(r"(?i)prime minister", "", name)
    return set(re.findall(r"[a-z]+", plain.lower())) - _COMMON
