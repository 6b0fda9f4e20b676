"""Members of a body listed one a line: under "Members of the union:", with bullets or without.

A list of this kind is a roster: closed, if its head calls it the members, every line of it names
one state, and a number in the head agrees. A head may leave the body unsaid ("Member states"),
and may be of observers or candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders.document import Document
from comity_loaders.language.numberwords import number
from comity_loaders.memberships.fields import announced
from comity_loaders.memberships.lastbody import topic
from comity_loaders.memberships.sections import lines
from comity_loaders.names.mentions import Mention, Use

_LEAST = 3
"""Fewer lines are no list of members."""
_LONGEST = 160
"""A longer line is no head, but for one that a colon ends."""
_LONGEST_WITH_COLON = 300

_HEADS = {
    Predicate.MEMBER: r"(?:full )?members?|member (?:states|countries|nations)|membership",
    Predicate.OBSERVER: r"observers?(?: states| countries| members)?",
    Predicate.CANDIDATE: r"candidates?(?: states| countries| members)?",
    Predicate.ASSOCIATE: r"associate (?:members|states|countries)|associated states",
}
_PARTIAL = re.compile(
    r"\b(?:former|founding|future|some|include|including|among|non-members?|partner|suspended"
    r"|applicants?|prospective|new|original|join\w*|admit\w*|acced\w+|invit\w+|becom\w+|became|not|staff|board|delegation|committee|parliament)\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"[\W\d_]*(?:the )?(?P<name>[^|\n]+?)"
    r"(?:\s*(?:[(\[–—,|:;]|\s-\s|\bsince\b|\bjoined\b)[^\n]*)?[\W]*"
)
_GONE = re.compile(r"\b(?:former|withdr\w+|left|expelled|suspended|until|quit)\b")
_OWN = {
    "observer": Predicate.OBSERVER,
    "candidate": Predicate.CANDIDATE,
    "associate": Predicate.ASSOCIATE,
}
_RULED = re.compile(r"[\s|:+=_–—-]*")
_TABLE_HEAD = re.compile(r"\s*\|.*\|\s*")
_BODIES = (Kind.ORGANISATION, Kind.TREATY)


@dataclass(frozen=True, slots=True)
class _Head:
    body: Entity
    predicate: Predicate
    said: int | None
    span: Span
    least: int = _LEAST


def member_lists(document: Document) -> Iterator[Claim]:
    """The rosters, and the lists of observers and the like, that an article gives as lines."""
    filled = [line for line in lines(document) if not _RULED.fullmatch(line.of(document.text))]
    for at, line in enumerate(filled):
        head = _head(document, line)
        if head:
            behind = filled[at + 1 :]
            skipped = 1 if behind and _is_table_head(document, behind[0]) else 0
            items = list(takewhile(lambda one: _item(document, one), behind[skipped:]))
            named = [_item(document, one) for one in items]
            states = [
                (mention.entity if mention else None, _status(document, one, head))
                for mention, one in zip(named, items, strict=True)
            ]
            if items:
                yield from _claims(head, states, items[-1].end)


def _head(document: Document, line: Span) -> _Head | None:
    """What a heading or an unfinished sentence announces: whose members, or observers."""
    told = announced(document, line)
    if told:
        return _Head(told[1], told[0], told[2], line, least=2)
    line = _closing(document, line)
    text = line.of(document.text).strip().strip("=#*| ")
    longest = _LONGEST_WITH_COLON if text.endswith(":") else _LONGEST
    if not text or len(text) > longest or not (text[-1] == ":" or text[-1].isalnum()):
        return None
    named = _mentions(document, line)
    predicate = next((p for p, nouns in _HEADS.items() if _says(nouns, text)), None)
    if predicate is None or any(m.can_be(Kind.STATE) for m in named) or _PARTIAL.search(text):
        return None
    bodies = {m.entity for m in named if m.can_be(*_BODIES)}
    body = next(iter(bodies)) if len(bodies) == 1 else None
    if not bodies and re.fullmatch(rf"(?i)(?:current |full |the )*(?:{_HEADS[predicate]}):?", text):
        body = topic(document)
    count = re.search(rf"(?i)\b([\w-]+) (?:{_HEADS[predicate]})\b", text)
    said = number(count[1]) if count else None
    return _Head(body, predicate, said, line) if body else None


def _closing(document: Document, line: Span) -> Span:
    """The last two sentences of a paragraph that a colon ends; any other line as it is."""
    if not line.of(document.text).rstrip().endswith(":"):
        return line
    starts = [s.span.start for s in document.sentences if line.contains(s.span)]
    return Span(starts[-2:][0], line.end) if starts else line


def _says(nouns: str, text: str) -> bool:
    found = re.search(rf"(?i)\b(?:{nouns})\b", text)
    others = any(re.search(rf"(?i)\b(?:{n})\b", text) for n in _HEADS.values() if n != nouns)
    return bool(found) and not others


def _mentions(document: Document, line: Span) -> list[Mention]:
    return [m for m in document.mentions if line.contains(m.span)]


def _is_table_head(document: Document, line: Span) -> bool:
    """Whether it names the columns of a table: "| Country | Joined |"."""
    return bool(_TABLE_HEAD.fullmatch(line.of(document.text))) and not _mentions(document, line)


def _item(document: Document, line: Span) -> Mention | None:
    """The one state that a line of a list names, be it by a name that two have: "Congo"."""
    match = _LINE.fullmatch(line.of(document.text))
    named = [m for m in _mentions(document, line) if m.can_be(Kind.STATE, Kind.TERRITORY)]
    if not match or not named or named[0].use is not Use.NAME:
        return None
    name = match["name"].strip()
    said = named[0].span.of(document.text)
    return named[0] if said in (name, f"the {name}", name.removeprefix("the ")) else None


def _status(document: Document, line: Span, head: _Head) -> Predicate | None:
    """The status that a line gives its state, or else that of the head; None of those gone."""
    words = line.of(document.text).lower()
    if _GONE.search(words):
        return None
    return next((p for word, p in _OWN.items() if word in words), head.predicate)


def _claims(
    head: _Head, listed: Sequence[tuple[Entity | None, Predicate | None]], end: int
) -> Iterator[Claim]:
    passage = Span(head.span.start, end)
    members = tuple(dict.fromkeys(s for s, p in listed if s and p is Predicate.MEMBER))
    unknown = any(s is None for s, _ in listed)
    if len(members) >= head.least:
        yield Claim(
            predicate=Predicate.ROSTER,
            subject=head.body,
            passage=passage,
            rule="membership/list-of-lines",
            members=members,
            complete=head.said in (None, len(members)) and not unknown,
        )
    for state, predicate in listed:
        if state and predicate and predicate is not Predicate.MEMBER:
            yield Claim(
                predicate=predicate,
                subject=state,
                object=head.body,
                passage=passage,
                rule="membership/list-of-lines",
            )
