"""Lines such as "Newcomers to the OECD: Mexico (1994), Czechia (1995) and Hungary (1996)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.dates import When
from comity.model import Claim, Entity, Kind, Predicate
from comity_loaders.document import Document, Sentence
from comity_loaders.names.mentions import Mention

_BEFORE = re.compile(r"newcomers to (?:the )?", re.IGNORECASE)


def find(document: Document) -> Iterator[Claim]:
    for sentence in document.sentences:
        body = _body(sentence)
        for mention in sentence.mentions[1:] if body else ():
            if mention.entity and mention.entity.kind is Kind.STATE:
                yield Claim(
                    predicate=Predicate.JOINED,
                    subject=mention.entity,
                    object=body,
                    passage=sentence.span,
                    rule="example/newcomers",
                    when=_date_behind(mention, sentence),
                )


def _body(sentence: Sentence) -> Entity | None:
    """The organisation that the line begins with, and nothing else up to the colon."""
    for first in sentence.mentions[:1]:
        before = sentence.document.text[sentence.span.start : first.span.start]
        behind = sentence.document.text[first.span.end :]
        if _BEFORE.fullmatch(before) and behind.startswith(": ") and first.entity:
            return first.entity if first.entity.kind is Kind.ORGANISATION else None
    return None


def _date_behind(mention: Mention, sentence: Sentence) -> When | None:
    """The date in brackets behind a name."""
    for date in sentence.dates:
        if sentence.document.text[mention.span.end : date.span.start] == " (":
            return date.past
    return None
