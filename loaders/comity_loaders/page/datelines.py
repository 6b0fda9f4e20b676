"""Datelines: the place, the day and the agency before the first words of a dispatch.

"MOSCOW, Nov. 1, 2006 (Xinhua) -- Three states", "WARSAW, Poland (AP) _", "Oslo, 3 May 2004 – The",
"Kampala, Monday" in a line of its own.
The place says what "here" means, the day what "today" means; the agency is the outlet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.dates import DateBasis, When
from comity.model import Span
from comity_loaders.dates.calendarwords import LONG_WEEKDAY, MONTH, WEEKDAY
from comity_loaders.dates.datewords import find_dates
from comity_loaders.page.headparts import WORDS, agency_of

_WORD = r"[^\W\d_][\w'’./-]*"
_DAY = rf"(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:\s?,?\s+\d{{4}}\b)?"
_DATELINE = re.compile(
    rf"(?P<place>{_WORD}(?:\s{_WORD}){{0,3}}?)(?:,\s(?P<country>(?!{MONTH}|(?i:{LONG_WEEKDAY})){_WORD}(?:\s{_WORD}){{0,2}}?))?"
    rf"(?:\s?,\s?(?:(?P<date>{_DAY})|(?P<weekday>(?i:{LONG_WEEKDAY}))))?"
    r"(?:,\s[A-Z]{2,8}(?=\s?(?:--|[—–-])))?"
    r"\s?(?:\((?P<agency>[^\W\d_][^()\n]{1,40})\))?"
    r"[^\S\n]?(?P<mark>--|[—–_:-]|$|(?<=\))(?=\s))",
    re.MULTILINE,
)
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"\s+[“\"«‘']?[^\W\d_a-z]?[^\W\d_]*[a-z]")
_FINISHED = re.compile(r"[.!?][\"”’»')\]]*$")
_LONG = 80


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first words of a dispatch.

    Args:
        span: the dateline, its dash included.
        place: where it was written, capitals made ordinary: "Addis Ababa".
        date: the day it was written, without a year where it gives none; None where it has none.
        weekday: the name of that day, where it gives no other: "KAMPALA, Monday"; None elsewhere.
        agency: who sent it; None where it names nobody.
        sure: whether nothing else looks like it, wherever it stands: a line of a chronology
            ("Rome, 25 March 1957 – Six states") looks like the dateline of a press release.
    """

    span: Span
    place: str
    date: When | None
    weekday: str | None
    agency: str | None
    sure: bool


def dateline_of(text: str, line: Span) -> Dateline | None:
    """The dateline at the beginning of a line; None where there is none."""
    match = _DATELINE.match(text, line.start, line.end)
    if not match or not _is_dateline(text, line, match):
        return None
    names = [_ordinary(match[key]) for key in ("place", "country") if match[key]]
    return Dateline(
        span=Span(line.start, match.end()),
        place=", ".join(names),
        date=_date(text, match),
        weekday=match["weekday"],
        agency=_agency(match),
        sure=bool(match["agency"] or (match["date"] and match["place"].isupper())),
    )


def _is_dateline(text: str, line: Span, match: re.Match[str]) -> bool:
    place, dashed = match["place"], match["mark"] not in ("", ":")
    known = bool(match["agency"] and agency_of(match["agency"]))
    dated = bool(match["date"] or match["weekday"])
    if place.lower() in WORDS["no_places"] or len(place) < 3:
        return False
    if not place.isupper():
        alone = bool(match["weekday"]) and match.end() == line.end
        return _is_name(place) and (alone or (dashed and (known or dated)))
    if known or dated:
        return True
    return (
        not match["agency"]
        and dashed
        and match["mark"] != "-"
        and _is_lead(text, line, match.end())
    )


def _is_name(place: str) -> bool:
    """Whether it is "Rio de Janeiro", and not "Treaty of Rome"."""
    return all(word[0].isupper() or word in WORDS["name_particles"] for word in place.split())


def _is_lead(text: str, line: Span, end: int) -> bool:
    """Whether a paragraph of sentences goes on, and no headline, after a bare place."""
    rest = text[end : line.end]
    finished = len(rest) >= _LONG and _FINISHED.search(rest)
    return bool(finished and _SENTENCE.match(rest) and rest[0].isspace())


def _date(text: str, match: re.Match[str]) -> When | None:
    if not match["date"]:
        return None
    found = find_dates(text, Span(match.start("date"), match.end("date")))
    stated = found[0].stated if found else None
    return When(stated.date, DateBasis.METADATA, match["date"]) if stated else None


def _agency(match: re.Match[str]) -> str | None:
    name = match["agency"]
    return None if not name else agency_of(name) or " ".join(name.split())


def _ordinary(name: str) -> str:
    """A name in capitals as it is usually written; "D.C." and mixed names stay."""
    if not name.isupper():
        return name
    return _CAPITALS.sub(lambda word: word[0].capitalize(), name)
