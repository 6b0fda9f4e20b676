"""Which body a part of a page is about, by the heading above it: reference pages have many.

A heading is a short line that is no sentence. "## Arab Maghreb Union (AMU)" opens a part about
that body; "Overview" goes on with it; "Agreements under negotiation" ends it, and what stands
below is yet to come.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from comity.model import Entity, Kind, Span
from comity_loaders.document import Document
from comity_loaders.sentences import patterns

FILE = "membership-fields.yaml"
_LONGEST = 140
"""A longer line is no heading."""
_SENTENCE = re.compile(r"[.!?;,][\"')\]]*\s*$|: \S|[.!?;] [A-Z]")
_MARKS = re.compile(r"^[\s#*=_|•>\d.)-]+|[\s#*=_|-]+$")
_ITEM = re.compile(r"\s*[-*•>|]|[^|]*\||\s*[\w ]{3,40}?(?: ?:| -) ")
"""An item of a list, a row of a table, a field: no heading."""
_SHORT = re.compile(r"\W*[A-Z]{3,8} ?[-–—:(]\s*(?:the )?")
"""A short name that stands before a long one: "QUAD - Quadrilateral Security Dialogue"."""
_LONG = re.compile(
    r"\s+[-–—:(]\s*(?:[Tt]he )?[A-Z][\w-]+(?: (?:[A-Z][\w-]+|of|the|for|and|in|on))+\W*"
)
"""A long name that stands behind a short one."""
_BODIES = (Kind.ORGANISATION, Kind.TREATY)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page below a heading.

    Args:
        start: where its heading begins.
        body: what it is about; None where its heading names no one body.
        planned: whether it tells of what is yet to come.
        titled: whether its heading is the first line, which may say more than a name.
    """

    start: int
    body: Entity | None
    planned: bool = False
    titled: bool = False


def section_at(document: Document, at: int) -> Section | None:
    """The part of the page in which a place lies; None where no heading stands above it."""
    found = document.once(_sections)
    index = bisect_right([section.start for section in found], at) - 1
    return found[index] if index >= 0 else None


def body_above(document: Document, at: int, kind: Kind | None = None) -> Entity | None:
    """The body, of a kind if one is asked for, whose name heads the part in which a place lies."""
    section = section_at(document, at)
    body = section.body if section and not section.planned and not section.titled else None
    return body if body and kind in (None, body.kind) else None


def lines(document: Document) -> Iterator[Span]:
    """The lines of an article, its furniture left out."""
    kept = [sentence.span for sentence in document.sentences]
    for match in re.finditer(r"[^\n]*\S[^\n]*", document.text):
        line = Span(*match.span())
        if any(line.overlaps(span) for span in kept):
            yield line


def bare(text: str) -> str:
    """A line without the marks of a heading or a bullet."""
    return _MARKS.sub("", text)


def _sections(document: Document) -> list[Section]:
    found: list[Section] = []
    planned = False
    for line in lines(document):
        text = bare(line.of(document.text))
        if not text or len(text) > _LONGEST or _SENTENCE.search(text):
            continue
        bodies, rest = _bodies(document, line)
        first = not found and line.start < document.sentences[0].span.end
        alone = _adds_nothing(document, line, rest)
        if len(bodies) == 1 and (alone or (first and not _is_part(document, line))):
            found.append(Section(line.start, next(iter(bodies)), planned, first and not alone))
        elif not _goes_on(document, line, text):
            planned = bool(patterns.expression(FILE, "planned").search(text)) or (
                planned and _names(document, line)
            )
            titled = first and not (bodies and _is_part(document, line))
            found.append(Section(line.start, None, planned, titled))
    return found


def _bodies(document: Document, line: Span) -> tuple[set[Entity], str]:
    """The bodies that a line names, and what else it says."""
    named = [m for m in document.mentions if line.contains(m.span) and m.can_be(*_BODIES)]
    rest, at = "", line.start
    for mention in named:
        rest += document.text[at : mention.span.start] + " "
        at = mention.span.end
    rest = bare(rest + document.text[at : line.end])
    return {m.entity for m in named if m.entity}, " ".join(rest.split())


def _adds_nothing(document: Document, line: Span, rest: str) -> bool:
    """Whether words beside a body's name are those of any heading, or its other name."""
    named = [m for m in document.mentions if line.contains(m.span)]
    usual = bool(patterns.expression(FILE, "beside").fullmatch(rest))
    if usual or len(named) != 1:
        return usual
    name, text = named[0].span, document.text
    return bool(
        _LONG.fullmatch(text, name.end, line.end)
        or (_SHORT.fullmatch(text, line.start, name.start) and rest.isupper())
    )


def _is_part(document: Document, line: Span) -> bool:
    """Whether a body's name is part of a longer one: "COMESA Free Trade Area", "EU-Chile FTA"."""
    return any(
        re.match(r" ?[-–][A-Z]| [A-Z]", document.text[m.span.end : line.end])
        or re.search(r"\w[-–]$", document.text[line.start : m.span.start])
        for m in document.mentions
        if line.contains(m.span) and m.can_be(*_BODIES)
    )


def _goes_on(document: Document, line: Span, text: str) -> bool:
    """Whether a line is no heading of its own: "Key facts", "Parties", a name in a list."""
    if patterns.expression(FILE, "neutral").fullmatch(text) or _ITEM.match(line.of(document.text)):
        return True
    if any(line.contains(d.span) for d in document.dates):
        return True
    return _names(document, line) and not _is_part(document, line)


def _names(document: Document, line: Span) -> bool:
    return any(line.contains(m.span) for m in document.mentions)
