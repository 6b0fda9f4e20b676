"""Members and observers of a body told by those who came for them.

"The heads of the member states of the body: President of Chile Jane Doe, Prime Minister of Peru
John Roe": each state whose dignitary is listed behind the colon has that status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.names.mentions import Mention, Use

_LEAST = 2
"""One dignitary is no list."""
_HEAD = re.compile(
    r"\s+(?P<kind>member|observer)(?:[ -](?:states?|countries|nations))s?'?(?:\s+leaders)?"
    r"(?:\s+\w+){0,3}?\s*(?::|\s[-–—]+\s)\s*"
)
_ITEM_END = re.compile(r"[,;](?=\s)|\s+and\s+(?=[A-Z])")
_PREDICATES = {"member": Predicate.MEMBER, "observer": Predicate.OBSERVER}
_BODIES = (Kind.ORGANISATION, Kind.TREATY)


def members_by_dignitaries(document: Document) -> Iterator[Claim]:
    """The claims that lists of presidents and ministers of a body's members make."""
    for sentence in document.sentences:
        for mention in sentence.mentions:
            if mention.entity and mention.entity.kind in _BODIES:
                yield from _of_body(sentence, mention, mention.entity)


def _of_body(sentence: Sentence, mention: Mention, body: Entity) -> Iterator[Claim]:
    head = _HEAD.match(sentence.document.text, mention.span.end, sentence.span.end)
    states = list(_listed(sentence, head.end())) if head else []
    if head and len(states) >= _LEAST:
        for state in states:
            yield Claim(
                predicate=_PREDICATES[head["kind"]],
                subject=state,
                object=body,
                passage=sentence.span,
                rule="membership/dignitaries",
            )


def _listed(sentence: Sentence, start: int) -> Iterator[Entity]:
    """The states of those listed, as far as each item is a title of one state."""
    for item in _items(sentence.document.text, Span(start, sentence.span.end)):
        named = [m for m in sentence.mentions if item.contains(m.span) and m.can_be(Kind.STATE)]
        states = {m.entity for m in named if m.use is not Use.CAPITAL}
        state = next(iter(states), None)
        if len(states) != 1 or state is None or not _title().match(item.of(sentence.document.text)):
            return
        yield state


def _items(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for match in _ITEM_END.finditer(text, span.start, span.end):
        if match.start() > at:
            yield Span(at, match.start())
        at = match.end()
    if at < span.end:
        yield Span(at, span.end)


@cache
def _title() -> re.Pattern[str]:
    """What opens an item: "and the Prime Minister of Peru", "Chilean President"."""
    titles = wordlists.load("speakerstate.yaml")["offices"]
    more = r"[Ee]mir|[Ss]ultan|[Pp]rince|[Hh]ead|[Ll]eader|[Cc]hairman|[Ss]peaker|[Vv]ice"
    return re.compile(rf"\s*(?:and\s+)?(?:the\s+)?(?:[\w'-]+\s+){{0,3}}?(?:{titles}|{more})\b")
