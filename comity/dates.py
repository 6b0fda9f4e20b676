"""Partial dates: EDTF strings and the day bounds they stand for.

A news text says "1993", "July 2020", "28 November" or "the 1990s". A `PartialDate` keeps what was
said as an EDTF string (Library of Congress, Extended Date/Time Format, levels 0 and 1, the part
named below) and knows the first and the last day that it can mean. A date without a year, such as
`XXXX-11-28`, has no bounds at all: nothing in it says which year. A data set may know no more than
that something happened once between two days: EDTF's "one of a set", `[1961..1965]` (level 2).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from comity.errors import DateError

_EDTF = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII
)
_RANGE = re.compile(
    r"\[(?P<first>\d{4}(?:-\d\d){0,2})\.\.(?P<last>\d{4}(?:-\d\d){0,2})\]", re.ASCII
)
_LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


class DateBasis(StrEnum):
    """How a date came to be known; the concepts of the scheme `date-basis`."""

    STATED = "stated"
    RELATIVE = "relative"  # to the dateline: "on Wednesday"
    INFERRED = "inferred"  # by a rule that is named
    METADATA = "metadata"  # of the article
    EXTERNAL = "external"  # given by the user, or by another data set


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, year, decade or century, the year possibly unknown, as EDTF has it.

    Args:
        edtf: `1992-05-15`, `1992-05`, `1992`, `199X`, `19XX`, `XXXX-05` or `XXXX-05-15`, or once
            between two of the first three, as `[1961..1965]`.

    Raises:
        DateError: where the string is none of these, or no such day exists.
    """

    edtf: str

    def __post_init__(self) -> None:
        if not (_is_date(self.edtf) or _is_range(self.edtf)):
            raise DateError(
                f"{self.edtf!r} is not a date that comity knows",
                hint="write 1992-05-15, 1992-05, 1992, 199X, XXXX-05-15 without a year, or "
                "[1961..1965] for once between two dates",
            )

    @classmethod
    def of(
        cls, year: int | None = None, month: int | None = None, day: int | None = None
    ) -> PartialDate:
        """The date of these parts; a missing year is unknown, a missing month or day unsaid."""
        parts = ["XXXX" if year is None else f"{year:04d}"]
        parts += [f"{part:02d}" for part in (month, day) if part is not None]
        return cls("-".join(parts))

    @classmethod
    def of_day(cls, day: dt.date) -> PartialDate:
        """One day of the calendar."""
        return cls(day.isoformat())

    @classmethod
    def between(cls, first: PartialDate, last: PartialDate) -> PartialDate:
        """Once from the first day of `first` to the last day of `last`, in the shortest form.

        Raises:
            DateError: where `last` is over before `first` begins, or one of them has no year.
        """
        ends = [day for day in (first.earliest, last.latest) if day]
        if len(ends) < 2:
            raise DateError(f"{first} and {last} do not both have a year", hint="give the years")
        return _narrowest(*ends)

    @property
    def year(self) -> int | None:
        """The year, where all four digits are known."""
        return int(self.edtf[:4]) if self.edtf[:4].isdigit() else None

    @property
    def month(self) -> int | None:
        """The month, 1 to 12, where it is said."""
        return int(self.edtf[5:7]) if 7 <= len(self.edtf) <= 10 else None

    @property
    def day(self) -> int | None:
        """The day of the month, where it is said."""
        return int(self.edtf[8:10]) if len(self.edtf) == 10 else None

    @property
    def earliest(self) -> dt.date | None:
        """The first day that this date can mean; None where the year is unknown."""
        if self.is_range:
            return PartialDate(_ends(self.edtf)[0]).earliest
        first = self.edtf[:4].replace("X", "0")
        if self.edtf.startswith("XXXX"):
            return None
        return dt.date(max(int(first), 1), self.month or 1, self.day or 1)

    @property
    def latest(self) -> dt.date | None:
        """The last day that this date can mean; None where the year is unknown."""
        if self.is_range:
            return PartialDate(_ends(self.edtf)[1]).latest
        if self.edtf.startswith("XXXX"):
            return None
        year, month = int(self.edtf[:4].replace("X", "9")), self.month or 12
        return dt.date(year, month, self.day or calendar.monthrange(year, month)[1])

    @property
    def is_range(self) -> bool:
        """Whether it says only that it is between two dates."""
        return self.edtf.startswith("[")

    @property
    def is_day(self) -> bool:
        """Whether it names one day of one year."""
        return self.year is not None and self.day is not None

    def with_year(self, year: int) -> PartialDate:
        """The same month and day in `year`."""
        return PartialDate(f"{year:04d}{self.edtf[4:]}")

    def covers(self, other: PartialDate) -> bool:
        """Whether every day that `other` can mean is one that this date can mean."""
        mine, theirs = (self.earliest, self.latest), (other.earliest, other.latest)
        if None in mine or None in theirs:
            return other.edtf.startswith(self.edtf)
        return mine[0] <= theirs[0] and theirs[1] <= mine[1]  # type: ignore[operator]  # no None

    def __str__(self) -> str:
        return self.edtf


@dataclass(frozen=True, slots=True)
class When:
    """A date as an article gives it: the date, how it is known, and the words that gave it.

    Args:
        date: what was said.
        basis: how the date is known.
        words: the article's words, such as "on Wednesday"; empty where no words gave it.
    """

    date: PartialDate
    basis: DateBasis = DateBasis.STATED
    words: str = ""


def _is_date(edtf: str) -> bool:
    match = _EDTF.fullmatch(edtf)
    return bool(match) and _exists(match["year"], match["month"], match["day"])  # type: ignore[index]  # it matched


def _is_range(edtf: str) -> bool:
    """Whether it is a range whose ends are dates of one precision, the first before the last."""
    match = _RANGE.fullmatch(edtf)
    if not match or len(match["first"]) != len(match["last"]):
        return False
    return all(map(_is_date, match.groups())) and match["first"] < match["last"]


def _ends(edtf: str) -> tuple[str, str]:
    first, _, last = edtf[1:-1].partition("..")
    return first, last


def _narrowest(first: dt.date, last: dt.date) -> PartialDate:
    """The shortest EDTF string whose bounds are these days."""
    if last < first:
        raise DateError(f"{last} is before {first}", hint="the first date must not be the later")
    for length in (4, 7, 10):
        edges = [day.isoformat()[:length] for day in (first, last)]
        one = edges[0] if edges[0] == edges[1] else f"[{edges[0]}..{edges[1]}]"
        date = PartialDate(one)
        if (date.earliest, date.latest) == (first, last):
            return date
    raise AssertionError("two days always bound themselves")


def _exists(year: str, month: str | None, day: str | None) -> bool:
    if year == "0000" or ("X" in year and year != "XXXX" and month is not None):
        return False
    if month is None:
        return year != "XXXX"
    if not 1 <= int(month) <= 12:
        return False
    return day is None or 1 <= int(day) <= _days_in(year, int(month))


def _days_in(year: str, month: int) -> int:
    if year == "XXXX":
        return _LONGEST_MONTH.get(month, 31)
    return calendar.monthrange(int(year), month)[1]
