"""What one line at the top of a news page says of publication, by small recognisers.

A recogniser gets the text and the place of a line, and answers with what the line says, or None
where it is another sort of line. A line is recognised as a whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from urllib.parse import urlsplit

from comity.dates import DateBasis, PartialDate, When
from comity.errors import DateError
from comity.given import URL
from comity.model import Span
from comity_loaders.dates.calendarwords import LONG_WEEKDAY, MONTH, WEEKDAY, any_of
from comity_loaders.dates.datewords import find_dates
from comity_loaders.page.furniture import SIGNS
from comity_loaders.wordlists import load

WORDS = load("head.yaml")
"""The word lists as they stand in the file."""


class Rank(IntEnum):
    """How surely a line's date is the date of publication; the surest first."""

    LABELLED = 0
    BARE = 1
    UPDATED = 2


@dataclass(frozen=True, slots=True)
class Part:
    """What a line says.

    Args:
        span: the line.
        dates: the dates it can mean, one where it is certain; none where it contradicts itself.
        is_dated: whether a date stands there, be it a certain one or not.
        rank: how surely they are dates of publication.
        outlet: who publishes.
        url: where.
    """

    span: Span
    dates: tuple[When, ...] = ()
    rank: Rank = Rank.BARE
    outlet: str | None = None
    url: str | None = None
    is_dated: bool = False


Recogniser = Callable[[str, Span], Part | None]

_LONGEST = 400
"""Characters of a line that can be metadata; long addresses are what needs so many."""

_TIME = re.compile(
    r"[\s,|–—-]*(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?\b)?|\d{1,2}\s*[ap]\.?m\.?)?"
    r"[\s,]*(?:\(?(?-i:[A-Z]{1,5})\)?|[+-]\d\d:?\d\d)?(?:[+-]\d{1,2}(?::?\d\d)?)?\s*\.?",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"[\s,|–—-]*(?:(?:by|in|on|under)\s[^.!?]{1,60})?")
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})(?![\d/])")
_PUBLISHED = re.compile(rf"(?:{any_of(WORDS['published'])})\s*[:–—-]?\s+", re.IGNORECASE)
_UPDATED = re.compile(rf"(?:{any_of(WORDS['updated'])})\s*[:–—-]?\s+", re.IGNORECASE)
_LINK = re.compile(rf"(?:{any_of(WORDS['link'])})\s*:?\s+", re.IGNORECASE)
_ROW = re.compile(r"\|(?:[^|\n]*\|){2,}\s*$")
"""A row of a table, whose date is that of a cell."""
_BARS = re.compile(r"\s+[|•·]\s+")
_GLUE = re.compile(
    rf"(?<=[^\W\d_])(?=(?:{LONG_WEEKDAY}|{MONTH}\s+\d|\d{{1,2}}\s+{MONTH}|\d{{4}}-\d))"
)
_BARE = re.compile(rf"(?:{WEEKDAY}|{MONTH}|\d)")  # and no preposition before it
_BYLINE = next(sign for sign in SIGNS if sign.name == "byline")
_AGENCIES = {name: agency for agency, names in WORDS["agencies"].items() for name in names}


def recognise(text: str, line: Span) -> Part | None:
    """What a line, without blanks around it, says of publication; None where it says nothing."""
    if line.end - line.start > _LONGEST or _ROW.match(text, line.start, line.end):
        return None
    return next((part for one in RECOGNISERS if (part := one(text, line))), None)


def date_line(text: str, line: Span) -> Part | None:
    """A full date and nothing else but a time: "Thursday, October 8, 2020", "2020-10-08 14:00"."""
    return _dated(text, line, line.start, _TIME, Rank.BARE)


def labelled_date(text: str, line: Span) -> Part | None:
    """A date that says which it is: "Published: 8 October 2020", "Updated 9 October 2020"."""
    for label, rank in ((_PUBLISHED, Rank.LABELLED), (_UPDATED, Rank.UPDATED)):
        if match := label.match(text, line.start, line.end):
            part = _dated(text, line, match.end(), _TIME, rank)
            return part or _dated(text, line, match.end(), _CREDIT, rank)
    return None


def byline(text: str, line: Span) -> Part | None:
    """The author's name: "By Jane Doe"."""
    return Part(line) if _BYLINE.finds(line.of(text)) else None


def dated_byline(text: str, line: Span) -> Part | None:
    """A byline that a date follows, glued to it or not: "By Jane DoeThursday, October 8, 2020"."""
    for glue in _GLUE.finditer(text, line.start, line.end):
        start = glue.start()
        if start > line.start and _BYLINE.finds(text[line.start : start].rstrip(" ,|–—-")):
            return _dated(text, line, start, _TIME, Rank.BARE)
    for date in find_dates(text, line):
        name = text[line.start : date.span.start].rstrip(" ,|–—-")
        if name and _BYLINE.finds(name):
            return _dated(text, line, date.span.start, _TIME, Rank.BARE)
    return None


def several(text: str, line: Span) -> Part | None:
    """Pieces between bars of which one is a date: "By Jane Doe | 8 October 2020 | Updated ..."."""
    starts = [line.start, *(bar.end() for bar in _BARS.finditer(text, line.start, line.end))]
    ends = [*(bar.start() for bar in _BARS.finditer(text, line.start, line.end)), line.end]
    pieces = [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
    if len(pieces) < 2:
        return None
    parts = [part for piece in pieces for one in _PIECES if (part := one(text, piece))]
    dated = [part for part in parts if part.dates]
    return replace(min(dated, key=lambda part: part.rank), span=line) if dated else None


def link_line(text: str, line: Span) -> Part | None:
    """An address, alone or with a date or a label: "date 2020-10-08 https://...", "URL: ..."."""
    match = URL.search(text, line.start, line.end)
    if not match or match.end() != line.end:
        return None
    url = match[0].rstrip(".,;)")
    part = Part(line, outlet=outlet_of(url), url=url)
    label = _LINK.match(text, line.start, match.start())
    start = label.end() if label else line.start
    if not text[start : match.start()].strip():
        return part
    end = start + len(text[start : match.start()].rstrip())
    dated = _dated(text, Span(start, end), start, _TIME, Rank.BARE)
    return replace(part, dates=dated.dates, is_dated=True) if dated else None


def outlet_line(text: str, line: Span) -> Part | None:
    """The name of a news agency and nothing else."""
    outlet = agency_of(line.of(text))
    return Part(line, outlet=outlet) if outlet else None


_PIECES: tuple[Recogniser, ...] = (labelled_date, date_line, dated_byline)
RECOGNISERS: tuple[Recogniser, ...] = (
    link_line, labelled_date, date_line, dated_byline, several, outlet_line, byline,
)  # fmt: skip
"""Every recogniser, in the order in which they are tried."""


def agency_of(name: str) -> str | None:
    """A news agency by one of its names, as the graph calls it; None where it is none."""
    return _AGENCIES.get(" ".join(name.split()))


def outlet_of(url: str) -> str | None:
    """The outlet that publishes at an address: by name where it is known, else its domain."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # a broken IPv6 address
        return None
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in WORDS["second_levels"]
    domain = ".".join(labels[-3 if second else -2 :])
    outlet: str = WORDS["hosts"].get(domain, domain)
    return outlet


def full_date(text: str, start: int, end: int) -> tuple[int, tuple[When, ...]] | None:
    """The full date that begins at `start`: where it ends, and the days that it can mean.

    Two days where the order of day and month is open, none where the weekday contradicts it; None
    where no date of a year begins there.
    """
    if match := _SLASHED.match(text, start, end):
        return match.end(), _either_order(match)
    words = text[start:end]  # cut off, as a date may be glued to the word before it
    for date in find_dates(words, Span(0, len(words))) if words else ():
        if date.span.start or not _BARE.match(words):
            break
        if date.stated and date.stated.date.is_day:
            return start + date.span.end, (replace(date.stated, basis=DateBasis.METADATA),)
        if date.stated is None and re.search(r"\d{4}", date.words):
            return start + date.span.end, ()
        break
    return None


def _either_order(match: re.Match[str]) -> tuple[When, ...]:
    found = []
    for month, day in ((match["one"], match["two"]), (match["two"], match["one"])):
        try:
            date = PartialDate.of(int(match["year"]), int(month), int(day))
        except DateError:
            continue
        found.append(When(date, DateBasis.METADATA, match[0]))
    return tuple(dict.fromkeys(found))


def _dated(text: str, line: Span, start: int, rest: re.Pattern[str], rank: Rank) -> Part | None:
    """The part that a date at `start` makes of a line, where `rest` fits what follows it."""
    date = full_date(text, start, line.end)
    if date is None or not rest.fullmatch(text, date[0], line.end):
        return None
    return Part(line, dates=date[1], rank=rank, is_dated=True)
