"""An office told by reference to another: which one is meant, and the same for somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.model import OfficeStatus, Span
from comity_loaders.document import Document
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import PersonMention
from comity_loaders.titles.officewords import HONORIFICS

TO_NAME = rf"(?:,|,?[ ]+(?:was|is|being))?[ ]+(?:{HONORIFICS}[ ]+)*"
"""What stands between "her predecessor" or "his counterpart" and the name."""


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
    found = inside[:1] or near[-1:]
    return found[0] if found else None
