"""Members of a body listed one a line: under "Members of the union:", with bullets or without.

A list of this kind is a roster: closed, if its head calls it the members, every line of it names
states and nothing else, and a number in the head agrees. A head may leave the body unsaid ("Member
states"), may be of observers or candidates, and may tell what the states did: join, sign, leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from comity.dates import PartialDate, When
from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders.document import Document
from comity_loaders.memberships.eventdates import is_after
from comity_loaders.memberships.fields import listing
from comity_loaders.memberships.labels import Label
from comity_loaders.memberships.listed import Listed, listed
from comity_loaders.memberships.listheads import EVENTS, head
from comity_loaders.memberships.sections import lines
from comity_loaders.names.mentions import Mention, Use

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
_LEAD = re.compile(
    r"[-*•>\s]*(?:A(?:ns(?:wer)?)?[:.)]\s*)?(?:(?:They|These|The \w+(?: \w+)?) (?:are|were):?\s+)?"
    r"(?:(?:\d{1,3}|(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty))"
    r" (?:states|countries|nations|members)\s*[:–—-]\s*)?"
)
_YEAR = re.compile(
    r"\s*[*¹²³_]*\s*(?:[-–—|:,(]|\s-\s)?\s*(?:joined |since |admitted |acceded )?"
    r"(?:(?:in|on) )?(?P<year>1[89]\d\d|20\d\d)\W*"
)
_BEFORE_DAY = re.compile(
    r"\s*[*¹²³_]*\s*(?:[-–—|:,(]|\s-\s)\s*(?:joined |since |admitted |acceded |signed |ratified )?"
    r"(?:(?:in|on) )?"
)
_LONGEST = 600
"""No longer line lists states and nothing else."""
_STATES = (Kind.STATE, Kind.TERRITORY)


def member_lists(document: Document) -> Iterator[Claim]:
    """The rosters, and the lists of observers and the like, that an article gives as lines."""
    filled = [line for line in lines(document) if not _RULED.fullmatch(line.of(document.text))]
    for at, line in enumerate(filled):
        found = head(document, line, filled[at - 1] if at else None)
        if found:
            behind = filled[at + 1 :]
            skipped = 1 if behind and _is_table_head(document, behind[0]) else 0
            items = list(takewhile(lambda one: _names(document, one), behind[skipped:]))
            if items and not _is_table(document, found[0], items[0]):
                yield from _claims(document, found, line, items)


def _claims(
    document: Document, found: tuple[Label, int], line: Span, items: Sequence[Span]
) -> Iterator[Claim]:
    label, least = found
    named = [_names(document, item) for item in items]
    for predicate in (label.predicate, *_OWN.values()):
        states, dates = list[Entity](), dict[Entity, When]()
        for item, mentions in zip(items, named, strict=True):
            if _status(document, item, label.predicate) is predicate:
                known = [m.entity for m in mentions if m.entity]
                states += known
                dates |= _dates(document, item, mentions, label.predicate)
        if not states or (predicate is label.predicate and len(set(states)) < least):
            continue
        unknown = any(m.entity is None for mentions in named for m in mentions)
        whole = Listed(tuple(dict.fromkeys(states)), dates, unknown)
        yield from listing(
            replace(label, predicate=predicate),
            whole,
            Span(line.start, items[-1].end),
            "membership/list-of-lines",
        )


def _is_table_head(document: Document, line: Span) -> bool:
    """Whether it names the columns of a table: "| Country | Joined |"."""
    return bool(_TABLE_HEAD.fullmatch(line.of(document.text))) and not _mentions(document, line)


def _is_table(document: Document, label: Label, item: Span) -> bool:
    """Whether the columns of a table tell what was done, and when: no line does by itself."""
    return "|" in item.of(document.text) and label.predicate in EVENTS


def _mentions(document: Document, line: Span) -> list[Mention]:
    return [m for m in document.mentions if line.contains(m.span)]


def _names(document: Document, line: Span) -> tuple[Mention, ...]:
    """The states that a line of a list names; none where it says anything else."""
    one = _item(document, line)
    if one:
        return (one,)
    text = line.of(document.text)
    lead = _LEAD.match(text)
    if len(text) > _LONGEST or lead is None or lead.end() == len(text):
        return ()
    inner = Span(line.start + lead.end(), line.end)
    states = listed(document, inner).states
    return tuple(m for m in _mentions(document, line) if m.entity in states)


def _item(document: Document, line: Span) -> Mention | None:
    """The one state that a line of a list names, be it by a name that two have: "Congo"."""
    match = _LINE.fullmatch(line.of(document.text))
    named = [m for m in _mentions(document, line) if m.can_be(*_STATES)]
    if not match or not named or named[0].use is not Use.NAME:
        return None
    name = match["name"].strip()
    said = named[0].span.of(document.text)
    alone = said in (name, f"the {name}", name.removeprefix("the "))
    return named[0] if alone and len({m.entity for m in named}) == 1 else None


def _dates(
    document: Document, line: Span, named: Sequence[Mention], told: Predicate
) -> Mapping[Entity, When]:
    """The dates that a line gives its states: in brackets, or behind the one state of the line."""
    own = dict(listed(document, line, told, least=1).dates)
    (first, *more) = named
    alone = not more and "|" not in line.of(document.text)
    day = _day_behind(document, first.span.end, line.end) if alone else None
    if first.entity and day and not is_after(document, day):
        own[first.entity] = day
    return own


def _day_behind(document: Document, at: int, end: int) -> When | None:
    year = _YEAR.fullmatch(document.text, at, end)
    if year:
        return When(PartialDate(year["year"]), words=year["year"])
    days = [d for d in document.dates if at <= d.span.start and d.span.end <= end]
    first = days[0] if days else None
    fits = first and _BEFORE_DAY.fullmatch(document.text, at, first.span.start)
    return first.past if first and fits else None


def _status(document: Document, line: Span, usual: Predicate) -> Predicate | None:
    """The status that a line gives its state, or else that of the head; None of those gone."""
    words = line.of(document.text).lower()
    if usual is not Predicate.LEFT and _GONE.search(words):
        return None
    own = next((p for word, p in _OWN.items() if word in words), None)
    return own or usual
