"""Lines of notes on what one state did: "Gabon: joined 1975, left 1995", "Chad joined: 2010".

The body is the one that the line names, else that of the part of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Claim, Entity, Kind, Predicate
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.entries import is_of_another
from comity_loaders.memberships.eventdates import is_after
from comity_loaders.memberships.labels import body_at
from comity_loaders.memberships.sections import FILE
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked, mask

_LONGEST = 120
"""So long is a note at the most."""
_OF_TREATIES = (Predicate.SIGNED, Predicate.RATIFIED)


def state_fields(document: Document) -> Iterator[Claim]:
    """What the notes of an article tell of single states, with the dates."""
    for sentence in document.sentences:
        yield from _of_line(sentence) if in_state_field(sentence) else ()


def in_state_field(sentence: Sentence) -> bool:
    """Whether a sentence is a note of this kind."""
    if not sentence.dates or len(sentence.text) > _LONGEST:
        return False
    return bool(_shape().fullmatch(mask(sentence).text))


def _of_line(sentence: Sentence) -> Iterator[Claim]:
    masked = mask(sentence)
    body = _body(sentence, masked)
    states = next(slot.entities for slot in masked.slots.values() if slot.mark == "S")
    for event in _event().finditer(masked.text) if body and len(states) == 1 else ():
        predicate = _predicate(event["deed"])
        date = masked.slots[event["date"][1:-1]].date
        if predicate is None or body is None or date is None or date.past is None:
            continue
        of_other = predicate in _OF_TREATIES and body.kind is not Kind.TREATY
        if not of_other and not is_after(sentence.document, date.past):
            yield Claim(
                predicate=predicate,
                subject=states[0],
                object=body,
                passage=sentence.span,
                rule="membership/state-field",
                when=date.past,
            )


def _body(sentence: Sentence, masked: Masked) -> Entity | None:
    line = _shape().fullmatch(masked.text)
    slot = masked.slot(line, "b") if line else None
    if slot:
        return slot.entities[0] if len(slot.entities) == 1 else None
    body = body_at(sentence.document, sentence.span.start)
    others = any(slot.mark == "B" and body not in slot.entities for slot in masked.slots.values())
    return None if others or is_of_another(sentence, body) else body


def _predicate(deed: str) -> Predicate | None:
    words = wordlists.load(FILE)["state_deeds"].items()
    return next((Predicate(p) for p, w in words if re.fullmatch(f"(?i){w}", deed)), None)


@cache
def _shape() -> re.Pattern[str]:
    return patterns.expression(FILE, "state_field")


@cache
def _event() -> re.Pattern[str]:
    return patterns.expression(FILE, "state_event")
