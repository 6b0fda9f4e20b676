"""The metadata of an article: who published it when and where, and which of its text says so.

What the user says wins over the file beside the text, that over front matter, and that over what
the first lines of the text look like. Lines are read with care: a date that is not certainly the
day of publication is none, and a year is never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from comity.dates import DateBasis, PartialDate, When
from comity.model import Metadata, Span
from comity_loaders.dates.anchor import Anchor, weekday
from comity_loaders.dates.calendarwords import weekday_number
from comity_loaders.language.blocks import paragraphs
from comity_loaders.page.datelines import Dateline, dateline_of
from comity_loaders.page.furniture import is_chrome
from comity_loaders.page.headparts import Part, Rank, outlet_of, recognise
from comity_loaders.sources.metadata import front_matter

_LINES = 8
"""How many lines at the top can be a head."""
_LONGEST_TITLE = 25
"""Words of a headline, at most."""
_MASTHEAD = 2
"""Words of a name above the headline, at most."""
_FINISHED = re.compile(r"[.!?;,…][\"”’»')\]]*(?:\s*\([^()]{2,60}\))*$")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s?[–-]\s?\d{4})?)?,?\s*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^.,;:|©()]{1,50}?)\s*(?:\d{4})?\.?(?:\s*all rights reserved\.?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of an article's publication, and where its text says so.

    Args:
        published: when it was published.
        outlet: who published it.
        url: where it was published.
        place: where it was written, by its dateline.
        written: when it was written, by its dateline; without a year where nothing tells it.
        title: the headline's place.
        spans: the places of all metadata, in order; they are no evidence.
    """

    published: When | None
    outlet: str | None
    url: str | None
    place: str | None
    written: When | None
    title: Span | None
    spans: tuple[Span, ...]


def read_head(text: str, where: str, given: Metadata, sidecar: Metadata) -> Head:
    """The head of an article.

    Args:
        text: the article's text.
        where: its file's name, for errors.
        given: what the user says.
        sidecar: what the file beside the text says.

    Raises:
        MetadataError: where the text has front matter that cannot be read.
    """
    front = front_matter(text, where)
    lines = [line for line in paragraphs(text) if not (front and line.overlaps(front.span))]
    datelines = _datelines(text, lines)
    parts, title = _top(text, lines)
    own = _common_day([one.date for one in datelines if one.date])
    sources = [given, sidecar, front.metadata if front else Metadata()]
    sources.append(_said(text, lines, parts, datelines, own))
    published = next((one.published for one in sources if one.published), None)
    spans = [part.span for part in parts] + [one.span for one in datelines]
    return Head(
        published=published,
        outlet=next((one.outlet for one in sources if one.outlet), None),
        url=next((one.url for one in sources if one.url), None),
        place=_only(one.place for one in datelines),
        written=_with_year(own, published) if own else _on_weekday(datelines, published),
        title=front.title if front and front.title else title,
        spans=tuple(sorted([front.span, *spans] if front else spans)),
    )


def _top(text: str, lines: list[Span]) -> tuple[list[Part], Span | None]:
    """What the lines above the article's first paragraph say, and its headline."""
    parts: list[Part] = []
    headings: list[Span] = []
    for line in lines[:_LINES]:
        words = line.of(text)
        if part := recognise(text, line):
            parts.append(part)
        elif dateline_of(text, line) or not (is_chrome(words) or _is_heading(words)):
            break
        elif not is_chrome(words):
            headings.append(line)
    return parts, _headline(text, headings)


def _headline(text: str, headings: list[Span]) -> Span | None:
    """The first heading; the second where the first is the name of a blog or of a section."""
    if len(headings) > 1 and _is_name(headings[0].of(text)):
        return _wrapped(text, headings[1:])
    return _wrapped(text, headings) if headings else None


def _wrapped(text: str, headings: list[Span]) -> Span:
    """The first heading, with the lines that go on with it in lower case."""
    first, *rest = headings
    for line in rest:
        goes_on = text[first.end : line.start].strip(" \r") == "\n" and text[line.start].islower()
        if not goes_on or re.search(r"[.!?;] ", line.of(text)):
            break
        first = Span(first.start, line.end)
    return first


def _is_name(words: str) -> bool:
    return len(words.split()) <= _MASTHEAD and (words.istitle() or words.isupper())


def _is_heading(words: str) -> bool:
    return len(words.split()) <= _LONGEST_TITLE and not _FINISHED.search(words)


def _datelines(text: str, lines: list[Span]) -> list[Dateline]:
    """The datelines of the page: the first, if it stands at the top, and all sure ones."""
    found: list[Dateline] = []
    for index, line in enumerate(lines):
        dateline = dateline_of(text, line)
        if dateline and (dateline.sure or (index < _LINES and not found)):
            found.append(dateline)
    return found


def _said(
    text: str, lines: list[Span], parts: list[Part], datelines: list[Dateline], own: When | None
) -> Metadata:
    """What the text itself says of its publication."""
    url = next((part.url for part in parts if part.url), None)
    outlets = [
        _only(one.agency for one in datelines if one.agency),
        *(part.outlet for part in parts),
        outlet_of(url) if url else None,
        *(_owner(line.of(text)) for line in lines[-3:]),
    ]
    return Metadata(
        published=_published(parts, own),
        outlet=next((outlet for outlet in outlets if outlet), None),
        url=url,
    )


def _owner(line: str) -> str | None:
    """Who holds the rights, by a line such as "© Comity Wire"."""
    match = _RIGHTS.fullmatch(line)
    return match["name"] if match and match["name"].lower() != "all rights reserved" else None


def _published(parts: list[Part], own: When | None) -> When | None:
    """The one date that the surest lines agree on, or else the dateline's."""
    for rank in (Rank.LABELLED, Rank.BARE):
        dates = [part.dates for part in parts if part.rank is rank and part.is_dated]
        if dates:
            return _agreed(dates, own)
    return own if own and own.date.is_day else None


def _agreed(dates: list[tuple[When, ...]], own: When | None) -> When | None:
    """The day that all lines can mean, where it is one; the dateline decides between two."""
    common = {when.date for when in dates[0]}.intersection(
        *({when.date for when in one} for one in dates[1:])
    )
    if len(common) > 1 and own:
        common = {date for date in common if _fits(own, date)}
    if len(common) != 1:
        return None
    return next(when for when in dates[0] if when.date in common)


def _common_day(dates: list[When]) -> When | None:
    """The day of all datelines of a page, with its year if one of them has it."""
    best = max(dates, key=lambda when: when.date.is_day, default=None)
    if best is None or any(not _same_day(best.date, when.date) for when in dates):
        return None
    return best


def _same_day(full: PartialDate, other: PartialDate) -> bool:
    return full.edtf[5:] == other.edtf[5:] and other.year in (None, full.year)


def _with_year(own: When, published: When | None) -> When:
    """The dateline's day, with the year of publication where that is the same day or the next."""
    if own.date.year is not None or published is None:
        return own
    for day in _days_of_writing(published.date):
        if _same_day(day, own.date):
            return When(day, own.basis, own.words)
    return own


def _on_weekday(datelines: list[Dateline], published: When | None) -> When | None:
    """The last day of the datelines' one weekday up to the day of publication."""
    name = _only(one.weekday for one in datelines if one.weekday)
    if not name:
        return None
    day = weekday(Anchor.of(published), weekday_number(name)).past
    return When(day, DateBasis.METADATA, name) if day else None


def _fits(written: When, published: PartialDate) -> bool:
    """Whether what was written on one day can have been published on the other."""
    return any(_same_day(day, written.date) for day in _days_of_writing(published))


def _days_of_writing(published: PartialDate) -> list[PartialDate]:
    """The day of publication and the day before."""
    day = published.earliest if published.is_day else None
    if day is None or day == dt.date.min:
        return []
    return [PartialDate.of_day(day), PartialDate.of_day(day - dt.timedelta(days=1))]


def _only(values: Iterable[str]) -> str | None:
    """The one value that all of them are."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None
