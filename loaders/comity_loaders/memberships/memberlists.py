"""Members of a body listed one a line: under "Members of the union:", with bullets or without.

A list of this kind is a roster: closed, if its head calls it the members, and every line of it
names one state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.names.mentions import Use

_LEAST = 3
"""Fewer lines are no list."""

_HEAD = re.compile(
    r"\b(?:members?|member (?:states|countries|nations)|membership)\b", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"\b(?:former|founding|candidate|associate|observer|future|some|include|including|among"
    r"|non-members?|partner|suspended|applicants?|prospective|new|original|not)\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"[\W\d]*(?:the )?(?P<name>.+?)(?:\s*[(–—,|-]\s*(?:since |joined )?\d{4}\)?)?[\W]*"
)
_BODIES = (Kind.ORGANISATION, Kind.TREATY)


def member_lists(document: Document) -> Iterator[Claim]:
    """The rosters that an article gives as a list of lines."""
    sentences = document.sentences
    for at, sentence in enumerate(sentences):
        body = _heads(sentence)
        lines = list(takewhile(_is_line, sentences[at + 1 :])) if body else []
        if body and len(lines) >= _LEAST:
            yield _roster(body, sentence, lines)


def _heads(sentence: Sentence) -> Entity | None:
    """The body whose members a heading or an unfinished sentence announces."""
    text = sentence.text.rstrip()
    bodies = {m.entity for m in sentence.mentions if m.can_be(*_BODIES)}
    others = [m for m in sentence.mentions if m.can_be(Kind.STATE)]
    ends = text.endswith(":") or text[-1].isalnum()
    if not ends or len(bodies) != 1 or others or not _HEAD.search(text) or _PARTIAL.search(text):
        return None
    return next(iter(bodies))


def _is_line(sentence: Sentence) -> bool:
    match = _LINE.fullmatch(sentence.text)
    states = [m for m in sentence.mentions if m.can_be(Kind.STATE) and m.use is Use.NAME]
    if not match or len(states) != 1 or states[0].entity is None:
        return False
    name = match["name"].strip()
    return states[0].span.of(sentence.document.text) in (
        name,
        f"the {name}",
        name.removeprefix("the "),
    )


def _roster(body: Entity, head: Sentence, lines: Sequence[Sentence]) -> Claim:
    members = [m.entity for line in lines for m in line.mentions if m.entity]
    states = tuple(dict.fromkeys(state for state in members if state.kind is Kind.STATE))
    return Claim(
        predicate=Predicate.ROSTER,
        subject=body,
        passage=Span(head.span.start, lines[-1].span.end),
        rule="membership/list-of-lines",
        members=states,
        complete=True,
    )
