"""When those met of whom a verb tells: by the dates before it."""

from __future__ import annotations

import re

from comity_loaders.dates.founddates import FoundDate
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.setting import came_to, opening_date
from comity_loaders.sentences.masking import Masked

_ASIDE = re.compile(r",? (?:--|[-–—]) [^;:]{3,300} (?:--|[-–—]) $|,? \([^()]*\),? $")
"""What is put in between those who meet and the verb: "the ministers - five of them - met"."""
_DATE_AHEAD = re.compile(r", (?:and )?<(?P<date>D\d+)>,? (?:[^,;:<]|<[BONS]\d+>){2,90}$")
"""A date before the subject of a clause that does not open its sentence."""
_DATE_FIRST = re.compile(
    r"^\W*(?:(?:[a-zA-Z]+ ){0,3}(?=<D\d+>,)|Late |Early )?<(?P<date>D\d+)>[, ]"
)
_DATE_WHEN = re.compile(r"<(?P<date>D\d+)>,? when (?:[^,;:<]|<[BSNOC]\d+>){0,60}$")
"""A date that the clause says more of: "since 1994, when they met"."""
_DATE_BEFORE = re.compile(r"(?:^|[^,\s] )<(?P<date>D\d+)> (?:(?:also|had|have|has) )*$")


def date_before(masked: Masked, at: int) -> FoundDate | None:
    """A date at the head of the sentence or clause, or right before the verb."""
    before = without_aside(masked.text[:at])
    if when := _DATE_WHEN.search(before):
        return masked.slots[when["date"]].date
    date = _came_on(masked, before) or opening_date(masked, at)
    return date if date and date.kind in meetingstance.DATED else None


def _came_on(masked: Masked, before: str) -> FoundDate | None:
    came = came_to(before)
    if came and came["date"]:
        return masked.slots[came["date"]].date
    found = _DATE_BEFORE.search(before) or _DATE_FIRST.search(before) or _DATE_AHEAD.search(before)
    if not found or meetingstance.BOUNDARY.search(before[found.end() :]):
        return None
    return masked.slots[found["date"]].date


def without_aside(before: str) -> str:
    """The words before a verb, as far as its subject goes."""
    aside = _ASIDE.search(before)
    return f"{before[: aside.start()]} " if aside else before
