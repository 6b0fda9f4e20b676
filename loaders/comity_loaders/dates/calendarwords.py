"""The words of the calendar, from `words/dates.yaml`, as regular expressions and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity_loaders.language import alternatives
from comity_loaders.wordlists import load

WORDS = load("dates.yaml")
"""The word lists as they stand in the file."""

_MONTHS = {full: number for full, number, _ in WORDS["months"]}
_SHORT_MONTHS = {short: number for _, number, shorts in WORDS["months"] for short in shorts}
_WEEKDAYS = {full: number for full, number, _ in WORDS["weekdays"]}
_SHORT_WEEKDAYS = {short: number for _, number, shorts in WORDS["weekdays"] for short in shorts}
_NUMBERS = {word: n for n, word in enumerate(WORDS["units"], 1)}
_TENS = {word: n * 10 for n, word in enumerate(WORDS["tens"], 2)}

GAP = r"(?:[^\S\r\n]+|[^\S\r\n]*\r?\n[^\S\r\n]*)"
"""Blanks between two words, with at most one line end: a blank line ends every phrase."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these phrases, whatever blanks are between words."""
    return alternatives.any_of(words, GAP)


def spaced(pattern: str) -> str:
    """The pattern with every blank in it taken for any gap between words."""
    return pattern.replace(r"\ ", GAP).replace(" ", GAP)


MONTH_NAMES = (*_MONTHS, *map(str.upper, _MONTHS), *_SHORT_MONTHS)
"""Every way of writing a month's name."""
WEEKDAY_NAMES = tuple(_WEEKDAYS)
"""The weekdays' full names."""
LONG_MONTH = any_of(_MONTHS)
"""A month's full name."""
MONTH = f"(?:{any_of([*_MONTHS, *map(str.upper, _MONTHS)])}|{any_of(_SHORT_MONTHS)}\\b\\.?)"
"""A month's name, in full or short; only safe beside a day or a year."""
LONG_WEEKDAY = any_of(_WEEKDAYS)
"""A weekday's full name."""
WEEKDAY = f"(?:{any_of([*_WEEKDAYS, *map(str.upper, _WEEKDAYS)])}|{any_of(_SHORT_WEEKDAYS)}\\b\\.?)"
"""A weekday's name, in full or short; only safe before a day of a month."""
NUMBER = (
    rf"(?:\d{{1,3}}|an?|{any_of(_TENS)}(?:[-\s]{any_of(list(_NUMBERS)[:9])})?|{any_of(_NUMBERS)})"
)
"""A small number, in digits or in words."""


def month_number(word: str) -> int:
    """1 to 12, for what `MONTH` matched."""
    name = word.rstrip(".").capitalize()
    return int(_MONTHS.get(name) or _SHORT_MONTHS[name])


def weekday_number(word: str) -> int:
    """0 for Monday to 6 for Sunday, for what `WEEKDAY` matched."""
    name = word.rstrip(".").capitalize()
    return int(_WEEKDAYS[name] if name in _WEEKDAYS else _SHORT_WEEKDAYS[name])


def number_value(word: str) -> int:
    """The value of what `NUMBER` matched."""
    if word.isdecimal():
        return int(word)
    if word.lower() in ("a", "an"):
        return 1
    return sum(
        _TENS.get(part, 0) or _NUMBERS.get(part, 0) for part in re.split(r"[-\s]+", word.lower())
    )
