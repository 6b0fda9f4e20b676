"""Dates as data sets write them, in their own precision; nothing is rounded and nothing guessed."""

from __future__ import annotations

import re

from comity.dates import DateBasis, PartialDate, When
from comity.errors import DateError

MISSING = {"", "na", "n/a", "nan", "null", "none", ".", "-9", "-99", "-999", "-8", "-6"}
"""What data sets write where they know nothing, in lower case."""
_ENDLESS = {"9999-12-31", "9999", "2899-01-01"}
"""What treaty collections write as the end of what goes on, or for a date to come."""
_UNKNOWN_PARTS = {"0", "00", "99", "xx", *MISSING}
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?", re.ASCII)
_PRECISIONS = {7: 2, 8: 3, 9: 4, 10: 7, 11: 10}
"""Wikidata's precisions, from a century to a day, by how many characters of the day they leave."""


def external(date: PartialDate | None, words: str = "") -> When | None:
    """A date of a data set, with the words it stands there in."""
    return When(date, DateBasis.EXTERNAL, words) if date else None


def inferred(date: PartialDate) -> When:
    """A date that follows from what rows of a data set say, by the rule of the claim."""
    return When(date, DateBasis.INFERRED)


def of_parts(year: str, month: str = "", day: str = "") -> PartialDate | None:
    """A date in three cells; a missing month or day makes it vaguer, a missing year none.

    Raises:
        DateError: where they are no numbers, or no date.
    """
    parts = [_number(part) for part in (year, month, day)]
    if parts[0] is None:
        return None
    known = parts[: parts.index(None)] if None in parts else parts
    return PartialDate.of(*known)


def of_text(text: str) -> PartialDate | None:
    """A date in one cell: ISO 8601 or EDTF, also with a time, or 22.07.1946; None where missing.

    Raises:
        DateError: where it is none of these.
    """
    plain = text.strip()
    if plain.lower() in MISSING or plain in _ENDLESS:
        return None
    if dotted := _DOTTED.fullmatch(plain):
        day, month, year = dotted.groups()
        return None if year == "9999" else PartialDate(f"{year}-{month:0>2}-{day:0>2}")
    timed = _DAY.fullmatch(plain)
    return PartialDate(timed[1] if timed else plain)


def messy(text: str) -> PartialDate | None:
    """A date as messydates writes it (https://globalgov.github.io/messydates/).

    Ranges and sets are once between their ends. What is approximate or uncertain ("~", "?", "%"),
    open at an end or before our era has no bounds that anybody states: it stays in the row, and
    the claim has no date.

    Raises:
        DateError: where it is none.
    """
    plain = text.strip()
    if plain.startswith("{") and plain.endswith("}"):
        ends = sorted(re.split(r",|\.\.", plain[1:-1]))
        return _hull(messy(ends[0]), messy(ends[-1]))
    if set(plain) & set("~?%") or re.match(r"-\d{4}", plain):
        return None
    if ".." in plain:
        first, _, last = plain.partition("..")
        return _hull(messy(first), messy(last)) if first and last else None
    return of_text(re.sub(r"-(XX|00)", "", plain))


def of_wikidata(text: str, precision: str) -> PartialDate | None:
    """A time of Wikidata with its precision, 7 (century) to 11 (day); None of what is vaguer.

    Without a precision, the first of January is a year: that is how query results write one.

    Raises:
        DateError: where the time or the precision is none.
    """
    plain = text.strip().removeprefix("+")
    if plain.lower() in MISSING or plain.startswith(("-", "_:", "http")):  # unknown value, BCE
        return None
    if not re.match(r"\d{4}-\d\d-\d\d", plain):
        return of_text(plain)
    if not precision.strip():
        return PartialDate(plain[:4] if plain[4:10] in {"-01-01", "-00-00"} else plain[:10])
    if not precision.strip().isdecimal():
        raise DateError(f"{precision!r} is no precision", hint="7 is a century, 9 a year, 11 a day")
    length = _PRECISIONS.get(int(precision), 0)
    return PartialDate(f"{plain[:length]:X<4}") if length else None


def once(first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
    """Some time from `first` to `last`; None where one of them is not known."""
    return _hull(first, last)


def _hull(first: PartialDate | None, last: PartialDate | None) -> PartialDate | None:
    return PartialDate.between(first, last) if first and last else None


def _number(text: str) -> int | None:
    plain = text.strip().removesuffix(".0")
    if plain.lower() in _UNKNOWN_PARTS:
        return None
    if not plain.isdecimal():
        raise DateError(f"{text!r} is no year, month or day", hint="write a number")
    return int(plain)
