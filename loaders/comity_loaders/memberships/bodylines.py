"""The bodies that a state is a member of, listed one a line.

Under a heading ("Key memberships") of the state that the article is about; behind a sentence that
announces them ("Fiji is a member of several regional organisations") of the state in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.dates import When
from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.memberships.bodylists import about
from comity_loaders.memberships.eventdates import is_after
from comity_loaders.memberships.sections import lines
from comity_loaders.names.mentions import Mention, Use

_GENUS: str = wordlists.load("membership-status.yaml")["macros"]["GENUS"]
_HEADING = re.compile(
    r"(?i)\W*(?:(?:key|main|major|current|our|international|regional|multilateral|global|and)\s+)*"
    rf"(?:memberships?(?: (?:of|in)(?: \w+){{0,3}} {_GENUS})?|member of)(?: includes?| are)?\W*"
)
_ANNOUNCED = re.compile(
    r"\b(?:is|remains) (?P<not>not )?(?:also )?(?:an? )?(?:\w+ ){0,2}(?:member|party|signatory)"
    rf" (?:of|to|in) (?:the following|several|many|various|numerous|a (?:number|range) of|\w+)"
    rf"(?: [\w-]+){{0,3}} {_GENUS}\b[^.:]*[.:]?\W*$"
)
_JOINED = re.compile(
    r"\b(?P<not>not )?(?:also )?(?:(?:became|has been|is|was) (?:also )?(?:an? )?(?:\w+ )?member"
    r" (?:of|in)|joined|was admitted to)(?: the following(?: \w+){0,2})?:\W*$"
)
_AROUND = re.compile(r"[\W\d_]*(?:the )?|\s*(?:\([^()]*\))?[\s\W]*", re.IGNORECASE)
_BEFORE_DAY = re.compile(r"\s*[(,:–-]?\s*(?:(?:since|joined|in|on|from) ?)?")
_NAME = re.compile(r"[\W\d_]*[A-Z][^.!?:|]{2,100}")
_LEAST = 3
"""Fewer bodies are no list."""
_BODIES = (Kind.ORGANISATION, Kind.TREATY)


def body_lines(document: Document) -> Iterator[Claim]:
    """The memberships that an article about a state lists, one a line."""
    all_lines = list(lines(document))
    for at, line in enumerate(all_lines):
        state = _announced(document, line)
        listed = list(_bodies(document, all_lines[at + 1 :])) if state else []
        if state and len(listed) >= _LEAST:
            for body in listed:
                day = _day(document, body)
                yield Claim(
                    predicate=Predicate.JOINED if day else Predicate.MEMBER,
                    subject=state,
                    object=body.entity,
                    passage=Span(line.start, body.span.end),
                    rule="membership/lines-of-bodies",
                    when=day,
                )


def _announced(document: Document, line: Span) -> Entity | None:
    """The state whose memberships a line announces."""
    text = line.of(document.text)
    if _HEADING.fullmatch(text):
        return about(document)
    announced = _ANNOUNCED.search(text) or _JOINED.search(text)
    if announced is None or announced["not"]:
        return None
    before = [m for m in _within(document, line) if m.span.end <= line.start + announced.start()]
    states = {m.entity for m in before if m.can_be(Kind.STATE) and m.use is Use.NAME}
    return next(iter(states)) if len(states) == 1 else None


def _bodies(document: Document, behind: Sequence[Span]) -> Iterator[Mention]:
    """The bodies that the next lines name; one that nobody knows may stand among them."""
    unknown = 0
    for line in behind:
        named = [m for m in _within(document, line) if m.can_be(*_BODIES)]
        if named and _is_alone(document, line, named[0]):
            unknown = 0
            yield named[0]
        elif unknown or not _is_name(document, line):
            return
        else:
            unknown += 1


def _is_alone(document: Document, line: Span, body: Mention) -> bool:
    """Whether a line names the body and says no more, but for brackets."""
    before = document.text[line.start : body.span.start]
    dates = [d.span.end for d in document.dates if _is_of(document, body, d.span)]
    behind = document.text[max([body.span.end, *dates]) : line.end]
    return bool(body.entity and _AROUND.fullmatch(before) and _AROUND.fullmatch(behind))


def _is_of(document: Document, body: Mention, date: Span) -> bool:
    """Whether a date stands right behind a body, in brackets or not: "the UN on 22 May 1992"."""
    between = document.text[body.span.end : date.start]
    return date.start >= body.span.end and bool(_BEFORE_DAY.fullmatch(between))


def _day(document: Document, body: Mention) -> When | None:
    """The date that stands right behind a body, on which one joined it."""
    days = [d.past for d in document.dates if _is_of(document, body, d.span)]
    return days[0] if len(days) == 1 and days[0] and not is_after(document, days[0]) else None


def _is_name(document: Document, line: Span) -> bool:
    """Whether a line may be the name of a body that nobody knows."""
    words = re.findall(r"[A-Za-z]{4,}", line.of(document.text))
    titled = sum(word[0].isupper() for word in words) >= 0.7 * len(words) and len(words) > 1
    return titled and bool(_NAME.fullmatch(line.of(document.text)))


def _within(document: Document, line: Span) -> list[Mention]:
    return [m for m in document.mentions if line.contains(m.span)]
