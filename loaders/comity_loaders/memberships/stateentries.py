"""Entries of fact boxes, which leave their subject out: "● Chad. Withdrew in 1961".

The state stands at the head of the line, and its sentences begin with what it did. The body is that
of the part of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from comity.dates import When
from comity.model import Claim, Entity, Kind, Predicate
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.entries import is_of_another
from comity_loaders.memberships.eventdates import is_after
from comity_loaders.memberships.labels import body_at
from comity_loaders.memberships.sections import FILE
from comity_loaders.memberships.statefields import in_state_field
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.sentences.masking import mask

_HEAD = re.compile(r"[\W\d]{0,6}")
_ENDS = re.compile(r"(?:\.|:| [-–—]) ?")
_OWN = re.compile(r"[\W\d]{0,6}(?:The )?<S\d+>(?:\.|:| [-–—]) ?")
_LAST = 5
"""So many sentences of a line are an entry's at the most."""


def state_entries(document: Document) -> Iterator[Claim]:
    """What the entries of a fact box tell of their states; one alone makes no box."""
    heads = [mention for mention in document.mentions if _heads_line(document, mention)]
    ends = [sentence.span.end for sentence in document.sentences] if heads else []
    claims = [c for m in heads for s in _entry(document, m, ends) for c in _told(s, m)]
    yield from claims if len({claim.subject for claim in claims}) > 1 else ()


def _heads_line(document: Document, mention: Mention) -> bool:
    text, at = document.text, mention.span.start
    line = text.rfind("\n", 0, at) + 1
    named = mention.entity is not None and mention.use is Use.NAME
    state = named and mention.can_be(Kind.STATE, Kind.TERRITORY)
    ends = _ENDS.match(text, mention.span.end)
    return bool(state and ends and _HEAD.fullmatch(text, line, at))


def _entry(document: Document, mention: Mention, ends: Sequence[int]) -> Iterator[Sentence]:
    """The sentences of the line that a state heads, found by where sentences end."""
    end = document.text.find("\n", mention.span.end)
    stop = end if end >= 0 else len(document.text)
    first = bisect_right(ends, mention.span.end)
    for sentence in document.sentences[first : first + _LAST]:
        if sentence.span.start < stop and not in_state_field(sentence):
            yield sentence


def _told(sentence: Sentence, mention: Mention) -> Iterator[Claim]:
    """What a sentence tells that begins with a deed."""
    masked, document = mask(sentence), sentence.document
    own = sentence.span.start <= mention.span.start
    lead = _OWN.match(masked.text) if own else None
    found = _deed().match(masked.text, lead.end() if lead else 0) if own == bool(lead) else None
    body = body_at(document, sentence.span.start) if found else None
    if not found or body is None or body.kind is Kind.ORGAN or is_of_another(sentence, body):
        return
    slot = masked.slot(found, "date")
    date = slot.date.past if slot and slot.date else None
    if (slot and date is None) or (date and is_after(document, date)):
        return
    if date or found["alone"] is not None:
        yield _claim(found, mention.entity, body, sentence, date)


def _claim(
    found: re.Match[str],
    state: Entity | None,
    body: Entity,
    sentence: Sentence,
    date: When | None,
) -> Claim:
    return Claim(
        predicate=_predicate(found),
        subject=state,
        object=body,
        passage=sentence.span,
        rule="membership/state-entry",
        when=date,
    )


def _predicate(found: re.Match[str]) -> Predicate:
    told = wordlists.load(FILE)["entry_deeds"]
    return next(Predicate(name) for name in told if found[name.replace("-", "_")])


@cache
def _deed() -> re.Pattern[str]:
    told = wordlists.load(FILE)["entry_deeds"].items()
    deeds = "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in told)
    return re.compile(
        rf"(?i)(?:{deeds})\b(?: as (?:an?|the) [^.,;<]{{2,40}})?(?: again| once more)?"
        r"(?:,? (?:in |on |since )?(?P<date><D\d+>)|(?P<alone>(?=[.,;]|$)))"
    )
