"""The bodies that a state is a member of, listed as an encyclopaedia does.

"Member of: AU, EAC, UN" or "International organization participation: ADB, FAO, WTO (observer)":
of the state that the article is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders.document import Document, Sentence

_HEAD = re.compile(
    r"(?i)\W*(?:international organi[sz]ation(?:s)? participation|(?:international )?memberships?"
    r"(?: (?:of|in)(?: international)? organi[sz]ations)?|(?:is )?(?:a )?member of"
    r"|member of (?:the following )?(?:international )?organi[sz]ations|organi[sz]ations)\s*[:–—]\s"
)
_QUALIFIER = re.compile(r"\s*\((?P<said>[^()]*)\)")
_LEAST = 3
"""Fewer bodies are no list."""
_STATUSES = {
    "observer": Predicate.OBSERVER,
    "candidate": Predicate.CANDIDATE,
    "associate": Predicate.ASSOCIATE,
    "member": Predicate.MEMBER,
}
_BODIES = (Kind.ORGANISATION, Kind.TREATY)


def body_lists(document: Document) -> Iterator[Claim]:
    """The memberships that an article about a state lists."""
    for sentence in document.sentences:
        head = _HEAD.match(sentence.text)
        state = about(document) if head else None
        if head and state:
            claims = list(_claims(sentence, state, sentence.span.start + head.end()))
            yield from claims if len(claims) >= _LEAST else ()


def _claims(sentence: Sentence, state: Entity, start: int) -> Iterator[Claim]:
    for mention in sentence.mentions:
        if mention.span.start < start or not mention.entity or mention.entity.kind not in _BODIES:
            continue
        predicate = _status(sentence, mention.span)
        if predicate:
            yield Claim(
                predicate=predicate,
                subject=state,
                object=mention.entity,
                passage=sentence.span,
                rule="membership/list-of-bodies",
            )


def _status(sentence: Sentence, body: Span) -> Predicate | None:
    """What one is in a body, by the words in brackets behind it; None where they say neither."""
    match = _QUALIFIER.match(sentence.document.text, body.end, sentence.span.end)
    if match is None:
        return Predicate.MEMBER
    words = match["said"].lower()
    return next((status for word, status in _STATUSES.items() if word in words), None)


def about(document: Document) -> Entity | None:
    """The state in the headline, else the one that the article names by far the most."""
    states = [m for m in document.mentions if m.entity and m.entity.kind is Kind.STATE]
    opening = document.sentences[0].span if document.sentences else None
    titled = {m.entity for m in states if opening and opening.contains(m.span)}
    if len(titled) == 1:
        return next(iter(titled))
    counts = Counter(m.entity for m in states).most_common(2)
    alone = len(counts) == 1 or (counts and counts[0][1] >= 3 * counts[1][1])
    return counts[0][0] if alone and counts else None
