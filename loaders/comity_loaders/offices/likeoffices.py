"""An office told by reference to another: which one is meant, and the same for somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.model import OfficeStatus, Span
from comity_loaders.document import Document
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import PersonMention, people_in
from comity_loaders.titles.officewords import HONORIFICS

TO_NAME = rf"(?:,|,?[ ]+(?:was|is|being))?[ ]+(?:{HONORIFICS}[ ]+)*"
"""What stands between "her predecessor" or "his counterpart" and the name."""
_BESIDE = re.compile(r",?[ ]+and(?:[ ]+[\w]+){0,4}[ ]+")
"""What joins somebody to who comes next in office: "X, and again on Monday his successor"."""


def same_office(
    like: OfficeMention, name: PersonMention, span: Span, status: OfficeStatus
) -> OfficeMention:
    """The same office, of somebody else.

    Args:
        like: the office of the one whom the words refer to.
        name: whose it is, too.
        span: the words that say so.
        status: whether it is held now.
    """
    return replace(
        like,
        person=name.entity,
        status=status,
        span=span,
        trigger=span,
        name=name.span,
        pattern="succession",
        predicated=False,
        since=None,
        until=None,
    )


def last_office(
    document: Document, links: Sequence[OfficeMention], span: Span
) -> OfficeMention | None:
    """The office spoken of last, in the sentence of `span` or the one before."""
    sentences = document.sentences
    here = document.sentence_at(span.start)
    index = sentences.index(here) if here else 0
    start = sentences[max(index - 1, 0)].span.start if here else 0
    near = [link for link in links if start <= link.span.start < span.start]
    inside = [link for link in near if here and here.span.start <= link.span.start]
    beside = [k for k in inside if _BESIDE.fullmatch(document.text, k.span.end, span.start)]
    found = beside[-1:] or inside[:1] or near[-1:] or _of_last_named(document, links, span)
    return found[0] if found else None


def _of_last_named(
    document: Document, links: Sequence[OfficeMention], span: Span
) -> list[OfficeMention]:
    """The office of the one person whom the sentence before names, and whose is told earlier."""
    sentences = document.sentences
    here = document.sentence_at(span.start)
    index = sentences.index(here) if here else 0
    last = sentences[index - 1].span if index else None
    mentions = people_in(document).mentions
    named = {m.entity for m in mentions if last and last.contains(m.span)}
    aside = any(here and here.span.start <= m.span.start < span.start for m in mentions)
    if len(named) != 1 or aside:
        return []
    own = [k for k in links if k.person in named and k.span.start < span.start]
    return [k for k in own if k.status is not OfficeStatus.FORMER][-1:]
