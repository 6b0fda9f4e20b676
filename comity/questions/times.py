"""Dates in a question: days, months, years, decades, spans of them, and today.

Every time is read as the days from `since` to `until`, either of them open. What is vague ("the
early 1990s", "7/3/2024") is not read, so that the question is declined and not guessed at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from comity.dates import PartialDate
from comity.errors import DateError
from comity.values import dated

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NTH = r"\d\d?(?:st|nd|rd|th)?"
_YEAR = r"(?<![/\d.-])(?:1[5-9]|20|21)\d\d(?!/)"
_DATE = "|".join(
    (
        rf"{_YEAR}-\d\d-\d\d(?!\d)",
        rf"(?:the )?{_NTH}(?: of)? {_MONTH},? {_YEAR}(?!\d)",
        rf"{_MONTH} (?:the )?{_NTH},? {_YEAR}(?!\d)",
        rf"{_MONTH},? (?:of )?{_YEAR}(?!\d)",
        rf"{_YEAR}-(?:0[1-9]|1[0-2])(?![\d-])",
        r"(?:the )?(?:1[5-9]|20|21)\d0'?s\b",
        rf"(?:the year )?{_YEAR}(?![\d+'s])",
    )
)
_ONE = rf"(?P<one>{_DATE})"
_FIRST, _LAST = rf"(?P<first>{_DATE})", rf"(?P<last>{_DATE})".replace(r"(?<![/\d.-])", "")
_TWO = rf"{_FIRST}(?: to | until | till | through | - |-|/){_LAST}".replace("(?!/)", "")
_END = r"(?!\w)"


class TimeKind(StrEnum):
    """What sort of time it is."""

    TODAY = "today"
    DAY = "day"
    YEAR = "year"
    SPAN = "span"  # a month, a decade, or what has one open side


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a question.

    Args:
        start: its place in the plain text.
        end: where it ends.
        words: as they stand.
        kind: what sort of time it is.
        since: the date that it begins with; None where it is open.
        until: the date that it ends with, that date included; None where it is open.
    """

    start: int
    end: int
    words: str
    kind: TimeKind
    since: PartialDate | None
    until: PartialDate | None


_Bounds = tuple[TimeKind, PartialDate | None, PartialDate | None]
_Reader = Callable[[re.Match[str], dt.date], _Bounds]


def _between(match: re.Match[str], _: dt.date) -> _Bounds:
    first, last = _read(match["first"]), _read(match["last"])
    if first.earliest and last.latest and last.latest < first.earliest:
        raise DateError(f"{last} is before {first}")
    return TimeKind.SPAN, _opening(first), _closing(last)


def _since(match: re.Match[str], _: dt.date) -> _Bounds:
    return TimeKind.SPAN, _opening(_read(match["one"])), None


def _after(match: re.Match[str], _: dt.date) -> _Bounds:
    latest = _read(match["one"]).latest or dt.date.min
    return TimeKind.SPAN, _shortest(latest + dt.timedelta(days=1), is_start=True), None


def _until(match: re.Match[str], _: dt.date) -> _Bounds:
    return TimeKind.SPAN, None, _closing(_read(match["one"]))


def _before(match: re.Match[str], _: dt.date) -> _Bounds:
    earliest = _read(match["one"]).earliest or dt.date.max
    return TimeKind.SPAN, None, _shortest(earliest - dt.timedelta(days=1), is_start=False)


def _on(match: re.Match[str], _: dt.date) -> _Bounds:
    date = _read(match["one"])
    if date.edtf.isdigit():
        return TimeKind.YEAR, date, date
    kind = TimeKind.DAY if date.is_day else TimeKind.SPAN
    return kind, _opening(date), _closing(date)


def _today(_: re.Match[str], today: dt.date) -> _Bounds:
    day = PartialDate.of_day(today)
    return TimeKind.TODAY, day, day


def _yesterday(_: re.Match[str], today: dt.date) -> _Bounds:
    day = PartialDate.of_day(today - dt.timedelta(days=1))
    return TimeKind.DAY, day, day


def _this_year(match: re.Match[str], today: dt.date) -> _Bounds:
    year = PartialDate.of(today.year - (match["which"].casefold() == "last"))
    return TimeKind.YEAR, year, year


_WORDINGS: tuple[tuple[str, _Reader], ...] = (
    (rf"between (?:the years )?{_FIRST} and {_LAST}", _between),
    (rf"(?:since|from) {_FIRST} (?:until|till|to|up to) {_LAST}", _between),
    (rf"(?:between|from|during|in|over) (?:the years )?{_TWO}", _between),
    (_TWO, _between),
    (rf"(?:ever since|since|from|starting (?:in|from)) (?:on |in )?{_ONE}"
     r"(?: (?:on|onwards?))?", _since),
    (rf"(?:later than|after) {_ONE}", _after),
    (rf"(?:until|till|up to|by|no later than|through) {_ONE}", _until),
    (rf"(?:before|prior to|earlier than) {_ONE}", _before),
    (rf"(?:(?:back )?in|on|during|as of|as at|at|of|for|within|throughout) "
     rf"(?:the course of )?{_ONE}", _on),
    (_ONE, _on),
    (r"as of (?:today|now)|today|now|nowadays|currently|at present|presently"
     r"|at the moment|right now|at this time|these days", _today),
    (r"yesterday", _yesterday),
    (r"(?:in |during )?(?P<which>this|last) year", _this_year),
)  # fmt: skip
"""How times are written, and what reads them; of two that begin together, the first is taken."""

_ANY = re.compile(r"\d|day|now|current|present|moment|time|last|this", re.I)
"""What every time has something of: most questions have none, and are not searched for each."""


def times_in(text: str, today: dt.date) -> Iterator[Time]:
    """The times in a text, in order; where two overlap, the one that says more.

    Args:
        text: the plain text, names in it put out of sight.
        today: what "today" is.
    """
    if not _ANY.search(text):
        return
    found: list[Time] = []
    for pattern, reader in _patterns():
        for match in pattern.finditer(text):
            if not any(match.start() < t.end and t.start < match.end() for t in found):
                found += _made(match, reader, today)
    yield from sorted(found, key=lambda time: time.start)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return tuple((re.compile(rf"\b(?:{p}){_END}", re.I), reader) for p, reader in _WORDINGS)


def _made(match: re.Match[str], reader: _Reader, today: dt.date) -> list[Time]:
    try:
        kind, since, until = reader(match, today)
    except (DateError, OverflowError, ValueError):
        return []  # no such day: the words stay unread, and the question is declined
    return [Time(match.start(), match.end(), match[0], kind, since, until)]


def _read(words: str) -> PartialDate:
    plain = re.sub(r"^the (?:year )?|^year | of(?= )|\bof |(?<=[a-z])\.", "", words.casefold())
    if re.fullmatch(r"\d{3}0'?s", plain):
        return PartialDate(f"{plain[:3]}X")
    return dated(re.sub(r"\bsept\b", "sep", plain.replace(" the ", " ")))


def _opening(date: PartialDate) -> PartialDate:
    """Where a span begins that begins with `date`: of a decade, its first year."""
    return PartialDate(date.edtf.replace("X", "0"))


def _closing(date: PartialDate) -> PartialDate:
    return PartialDate(date.edtf.replace("X", "9"))


def _shortest(day: dt.date, *, is_start: bool) -> PartialDate:
    """A day as a year where it is the year's first, or last; as a month likewise."""
    for length in (4, 7):
        date = PartialDate(day.isoformat()[:length])
        if (date.earliest if is_start else date.latest) == day:
            return date
    return PartialDate.of_day(day)
