"""Descriptions of one person that tell no office: "the 54-year-old lawyer", "the Ghanaian"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Span
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.mentions import Use
from comity_loaders.statements.voice import Voice, VoiceKind
from comity_loaders.statements.voicewords import speaker_words

_AGED = r"\d{2}-year-old"


def epithets_in(document: Document) -> tuple[Voice, ...]:
    """The descriptions of one person without a name, in order; found once a document."""
    return tuple(sorted(_find(document), key=lambda voice: voice.span))


def _find(document: Document) -> Iterator[Voice]:
    for match in _pattern().finditer(document.text):
        yield Voice(Span(match.start(), match.end()), VoiceKind.ROLE)
    shape = re.compile(speaker_words("person_demonym")[0])
    for mention in document.mentions:
        if mention.use is not Use.DEMONYM or not shape.search(mention.span.of(document.text)):
            continue
        before = re.search(r"\b[Tt]he\s+$", document.text[: mention.span.start][-6:])
        if before and re.match(
            r",?\s+[a-z]+(?:ed|s|d|ld)\b", document.text[mention.span.end :][:20]
        ):
            start = mention.span.start - len(before.group())
            yield Voice(Span(start, mention.span.end), VoiceKind.ROLE)


@cache
def _pattern() -> re.Pattern[str]:
    nouns = speaker_words("epithets")
    stop = (
        r"(?:and|or|of|to|in|on|for|by|with|at|from|as|that|which|who|when|is|was|has|had|said|says"
        r"|told)\b"
    )
    aged = rf"{_AGED}(?=,|\.|\s+(?:also\s+)?(?:said|says|told|[a-z]+ed)\b)"
    return re.compile(
        rf"\b[Tt]he\s+(?:(?!{stop})[\w-]+\s+){{0,5}}?(?:{any_of(nouns)}|{aged})"
        r"(?![\w'-])(?!\s+(?:of|for|from|to|whose|whom)\b)(?!\s+[A-Z][a-z])"
    )
