"""Dates that count from the one told last: "two years later", "that September", "the day after"."""

from __future__ import annotations

import datetime as dt
import re

from comity.dates import PartialDate
from comity.errors import DateError
from comity_loaders.dates.anchor import NOTHING, Reading
from comity_loaders.dates.calendarwords import (
    GAP,
    LONG_MONTH,
    MONTH,
    NUMBER,
    WORDS,
    any_of,
    month_number,
    number_value,
)
from comity_loaders.dates.phrases import Phrase

STEPS = {"following": 1, "next": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}
"""How many units away from the one told last; none of any other word, such as "same"."""
_WHICH = "that|same|following|next|previous|preceding|ensuing"
_BACK = {"earlier", "before", "previously"}
_YEARS = {"year": 1, "decade": 10}
_OF_STORY = re.compile(
    rf"(?:the{GAP})?(?:very{GAP})?(?P<which>{_WHICH})(?:{GAP}same)?{GAP}(?P<unit>year|month|day)"
    rf"|the{GAP}(?P<one>year|month|day){GAP}(?P<side>after|before)"
    rf"|(?P<count>{NUMBER})(?:{GAP}|-)(?P<units>year|decade|month|day)s?{GAP}"
    r"(?P<order>later|afterwards?|after|thereafter|on|earlier|before|previously)",
    re.IGNORECASE,
)
_MONTH_OF_STORY = re.compile(
    rf"(?:the{GAP})?(?i:(?P<which>{_WHICH})(?:{GAP}same)?{GAP})?(?P<month>{LONG_MONTH})"
    rf"(?i:{GAP}(?P<side>after|following))?"
)
_GOES_ON = re.compile(r"\s+[\w‘“\"'(]")
_ABOUT = re.compile(rf"(?i:\b{any_of(WORDS['hedges'])}){GAP}$")
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z\"“]|$)")
_ASIDE = re.compile(r", (?:which|who|whose|where)\b[^,;]*|\b(?:[Ss]ince|[Ff]rom)\b[^,;]*")
_TOLD = re.compile(
    rf"(?:(?<![\w.,/-])(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{GAP}(?:of{GAP})?(?={MONTH}))?"
    rf"(?:\b(?P<month>{MONTH}){GAP}(?:(?P<day2>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?,?{GAP})?)?"
    r"(?<![\w.,/-])(?P<year>(?:1[6-9]|20)\d\d)(?![\w%]|,\d\d\d|\.\d)"
)


def of_story(text: str, phrase: Phrase, before: str) -> Reading:
    """What "a year later" means, counted from the date told in its sentence or the one before.

    Args:
        text: the article's text.
        phrase: the words.
        before: the text of the paragraph before them.
    """
    if _ABOUT.search(text, max(phrase.start - 20, 0), phrase.start):
        return NOTHING
    told = _last_told(before)
    if told is None or _is_told_on(before):
        return NOTHING
    words = text[phrase.start : phrase.end]
    said, month = _OF_STORY.fullmatch(words), _MONTH_OF_STORY.fullmatch(words)
    try:
        date = _away(told, said, text, phrase) if said else _month(told, month) if month else None
    except (DateError, ValueError, OverflowError):
        return NOTHING
    return Reading(None, date, date) if date else NOTHING


def _away(
    told: re.Match[str], said: re.Match[str], text: str, phrase: Phrase
) -> PartialDate | None:
    """The year, month or day so far from the one told, which must be told as precisely."""
    unit = (said["unit"] or said["one"] or said["units"]).lower()
    order = (said["order"] or "").lower()
    if order in {"after", "before"} and _GOES_ON.match(text, phrase.end):
        return None  # "two years after the war"
    if said["count"]:
        step = number_value(said["count"]) * (-1 if order in _BACK else 1)
    else:
        step = STEPS.get((said["which"] or said["side"]).lower(), 0)
    year, month, day = int(told["year"]), _month_told(told), told["day"] or told["day2"]
    if unit in _YEARS:
        return PartialDate.of(year + step * _YEARS[unit])
    if month is None:
        return None
    if unit == "month":
        months = year * 12 + month - 1 + step
        return PartialDate.of(months // 12, months % 12 + 1)
    return PartialDate.of_day(dt.date(year, month, int(day)) + dt.timedelta(step)) if day else None


def _month(told: re.Match[str], said: re.Match[str]) -> PartialDate | None:
    """The month named: of the year told ("that May"), or the first behind it."""
    month, before = month_number(said["month"]), _month_told(told)
    next_one = (said["side"] or said["which"] or "").lower() in {"after", "following", "ensuing"}
    if next_one:
        return PartialDate.of(int(told["year"]) + (month <= before), month) if before else None
    same = (said["which"] or "").lower() in {"that", "same"}
    return PartialDate.of(int(told["year"]), month) if same and month >= (before or 1) else None


def _is_told_on(before: str) -> bool:
    """Whether the story has gone on since the last year told: "a year later, and two years on"."""
    last = max((told.end() for told in _TOLD.finditer(before)), default=0)
    return any(said["count"] or said["one"] for said in _OF_STORY.finditer(before, last))


def _month_told(told: re.Match[str]) -> int | None:
    return month_number(told["month"]) if told["month"] else None


def _last_told(before: str) -> re.Match[str] | None:
    """The last date told in the sentence so far, or that of the only year in the one before."""
    *earlier, own = _SENTENCE.split(before)
    found = list(_TOLD.finditer(own))
    if found:
        return found[-1]
    if not own and earlier and (opened := _in_main_clause(earlier.pop())):
        return opened  # the date opens its sentence, and counts from what the one before tells of
    found = list(_TOLD.finditer(earlier[-1])) if earlier else []
    return found[-1] if len({match["year"] for match in found}) == 1 else None


def _in_main_clause(sentence: str) -> re.Match[str] | None:
    """The last date of a sentence, that of an aside only where there is no other."""
    found = list(_TOLD.finditer(sentence))
    asides = [aside.span() for aside in _ASIDE.finditer(sentence)]
    own = [d for d in found if not any(start <= d.start() < end for start, end in asides)]
    return next(reversed(own or found), None)
