"""Single date expressions in running text and what each means, without what stands before it.

Each kind of expression is a pattern and a function that reads its match. The patterns know no
preposition: `comity_loaders.datewords` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comity.dates import PartialDate
from comity.errors import DateError
from comity_loaders import dateanchor as at
from comity_loaders.calendarwords import (
    GAP,
    LONG_MONTH,
    LONG_WEEKDAY,
    MONTH,
    NUMBER,
    WEEKDAY,
    WORDS,
    any_of,
    month_number,
    number_value,
    spaced,
    weekday_number,
)
from comity_loaders.dateanchor import NOTHING, Anchor, Reading

_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "coming": 1, "next": 1}

_COUNTED = rf"(?!{GAP}(?:more{GAP})?{any_of(WORDS['counted'])}\b)"
_WHOLE = r"(?![\w%]|:\d)(?!,\d\d\d(?!\d)|\.\d)"  # a number ends here
_FREE = r"(?<![\w.,/:–-])(?<![$€£#]\x20)(?<![$€£#])"  # and does not begin before
_ANY_YEAR = r"(?:1[6-9]\d\d|20\d\d|2100)"
_YEAR = rf"(?P<year>{_ANY_YEAR}){_WHOLE}{_COUNTED}"
_ANY_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY = rf"(?P<day>{_ANY_DAY})(?:st|nd|rd|th)?{_WHOLE}"
_DAYS = (
    rf"(?P<day>{_ANY_DAY})(?:st|nd|rd|th)?(?: ?[–-] ?| to | and )"
    rf"(?P<last>{_ANY_DAY})(?:st|nd|rd|th)?{_WHOLE}"
)
_REL_YEAR = r"(?:of )?(?P<rel>last|this|next) year\b"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),? (?:the )?)?"
_MONTH = rf"(?P<month>{MONTH})"
_PARTS = any_of(WORDS["parts"])
_PART = rf"(?P<part>(?i:(?:the )?{_PARTS})(?:-| (?:the )?))"
_NO_NAME = r"(?!(?<=[A-Za-z]\x20)[A-Z])"  # not the second word of "Russia Today"
_QUALIFIER = r"(?i:(?P<step>last|this(?: past| coming)?|next|coming))"
_UNITS = any_of(WORDS["story_units"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date expression in a text.

    Args:
        start: where it begins, in code points.
        end: where it ends.
        reading: what it means.
        lone: whether it is a date only if something before it says so: "1993", "July".
    """

    start: int
    end: int
    reading: Reading
    lone: bool = False


Reader = Callable[[re.Match[str], Anchor], Reading]


def phrases(text: str, start: int, end: int, anchor: Anchor) -> list[Phrase]:
    """The date expressions of `text[start:end]`, in order, none overlapping another.

    Where two begin at one place the longer one is kept: "May 15, 1992", not "May".
    """
    found = sorted(_candidates(text, start, end, anchor), key=lambda one: (one.start, -one.end))
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def _candidates(text: str, start: int, end: int, anchor: Anchor) -> Iterator[Phrase]:
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            lone = read in _LONE and not match.groupdict().get("part")
            yield Phrase(match.start(), match.end(), read(match, anchor), lone)


def _calendar_day(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Thursday, October 8, 2020", "28 November", "May 3 this year"."""
    groups = match.groupdict()
    month, day = month_number(match["month"]), int(match["day"])
    on = weekday_number(groups["weekday"]) if groups.get("weekday") else None
    try:
        if groups["rel"] or groups["year"]:
            return _in_year(_year_of(groups, anchor), month, day, on, groups["rel"])
        return at.day_named(anchor, month, day, on)
    except DateError:
        return NOTHING


def _in_year(year: int | None, month: int, day: int | None, on: int | None, rel: str) -> Reading:
    if year is None:
        return NOTHING
    date = PartialDate.of(year, month, day)
    if on is not None and date.earliest and date.earliest.weekday() != on:
        return NOTHING  # "Thursday, October 9, 2020" contradicts itself
    return at.both(date) if rel else Reading(date, date, date)


def _year_of(groups: dict[str, str], anchor: Anchor) -> int | None:
    if groups["year"]:
        return int(groups["year"])
    date = at.year(anchor, _STEP[groups["rel"]]).past
    return date.year if date else None


def _calendar_days(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "July 9-11, 2024", "from 9 to 11 July"."""
    month, year = month_number(match["month"]), int(match["year"]) if match["year"] else None
    try:
        first, last = (PartialDate.of(year, month, int(match[key])) for key in ("day", "last"))
    except DateError:
        return NOTHING
    return Reading(first, first, first, last) if first.edtf < last.edtf else NOTHING


def _month_year(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "May 1992", "in July last year"."""
    groups = match.groupdict()
    year = _year_of(groups, anchor)
    return _in_year(year, month_number(match["month"]), None, None, groups["rel"])


def _months(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "May-June 2004"."""
    first, last = (
        PartialDate.of(int(match["year"]), month_number(match[key])) for key in ("month", "last")
    )
    return Reading(first, first, first, last) if first.edtf < last.edtf else NOTHING


def _numbers(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "2020-10-08", "08.10.2020": with dots it is the day that comes first, everywhere."""
    date = _day_or_none(int(match["year"]), int(match["month"]), int(match["day"]))
    return Reading(date, date, date)


def _slashes(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "12/05/1998": a date only where no other order gives another."""
    year, one, two = (int(match[key]) for key in ("year", "one", "two"))
    days = {_day_or_none(year, one, two), _day_or_none(year, two, one)} - {None}
    date = days.pop() if len(days) == 1 else None
    return Reading(date, date, date)


def _day_or_none(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate.of(year, month, day)
    except DateError:
        return None


def _year(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "1993", and "the spring of 1993"."""
    date = PartialDate(match["year"])
    return Reading(date, date, date)


def _season(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "The spring of 1993": of which hemisphere is not said, so the year."""
    return _year(match, anchor)


def _years(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "1941-1945"."""
    first, last = PartialDate(match["year"]), PartialDate(match["last"])
    return Reading(first, first, first, last) if first.edtf < last.edtf else NOTHING


def _short_years(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "2014–24"; "2004-05" may be a month as well, so nothing."""
    first, last = PartialDate(match["year"]), PartialDate(match["year"][:2] + match["last"])
    certain = int(match["last"]) > 12 and first.edtf < last.edtf
    return Reading(first, first, first, last) if certain else NOTHING


def _decade(match: re.Match[str], _: Anchor) -> Reading:
    """Such as "the 1990s"; "the 1900s" may be ten years or a hundred, so a hundred."""
    digits = match["decade"]
    date = PartialDate(digits[:2] + "XX" if digits.endswith("00") else digits[:3] + "X")
    return Reading(date, date, date)


def _weekday(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Wednesday", "last Wednesday"."""
    number, step = weekday_number(match["name"]), (match["step"] or "").lower()
    if match["feast"]:
        return NOTHING
    if step in ("last", "next"):
        return at.weekday_of(anchor, number, _STEP[step])
    reading = at.weekday(anchor, number)
    if step.endswith("past"):
        return at.both(reading.past)
    return at.both(reading.future) if step.endswith("coming") else reading


def _near_day(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Today", "this morning", "the day after tomorrow"."""
    word = match["word"].lower()
    days = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(" ".join(word.split()), 0)
    more = {"before": -1, "after": 1}.get((match["side"] or "").lower(), 0)
    return at.shifted(anchor, days + more)


def _period(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Last year", "earlier this week", "the end of the month"."""
    groups = match.groupdict()
    count = {"week": at.week, "month": at.month, "year": at.year}[match["unit"].lower()]
    return count(anchor, _STEP[(groups.get("step") or "this").lower().split()[-1]])


def _ago(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Three days ago", "74 years ago today"."""
    unit = match["unit"].lower().rstrip("s")
    if match["hedge"] or unit == "decade":
        return NOTHING
    count = number_value(match["number"])
    return at.ago(anchor, count, unit, to_the_day=bool(match["today"]))


def _month(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "July"."""
    return at.month_named(anchor, month_number(match["month"]))


def _qualified_month(match: re.Match[str], anchor: Anchor) -> Reading:
    """Such as "Last July"."""
    step = _STEP[match["step"].lower().split()[-1]]
    return at.month_of(anchor, month_number(match["month"]), step)


def _nothing(_: re.Match[str], __: Anchor) -> Reading:
    """A day of the story ("a year later"), or a winter, which lies in two years."""
    return NOTHING


_LONE: frozenset[Reader] = frozenset({_year, _short_years, _month})
_TAIL = rf"(?: ?,? ?{_YEAR}|,? {_REL_YEAR})"
# A number that could be the year and was not read as one leaves the day without any meaning.
_NO_YEAR = rf"(?!,?{GAP}{_ANY_YEAR})"
_NO_TAIL = rf"(?P<year>)(?P<rel>){_COUNTED}{_NO_YEAR}"
_DAY_FIRST = rf"{_FREE}{_WEEKDAY}(?:the )?{_DAY}(?: day)?(?: of)? {_MONTH}"
_NOT_ARTICLE = r"(?<!Article\x20)(?<!Chapter\x20)(?<!Section\x20)"
_VAGUE = any_of(WORDS["vague_numbers"])
_ORDER = any_of(WORDS["story_order"])
_TIME = r"(?:T[\d:.+-]*\dZ?)"
_NTH = "the (?:first|second|third|fourth|last|next|previous|following|final)"

# What a pattern finds begins and ends at a word's border; a blank stands for any gap.
_SOURCES: tuple[tuple[str, Reader], ...] = (
    (rf"{_WEEKDAY}{_MONTH} {_DAY}{_TAIL}", _calendar_day),
    (rf"(?<![Ii]n\x20){_WEEKDAY}{_MONTH} {_DAY}{_NO_TAIL}", _calendar_day),
    (rf"{_DAY_FIRST}{_TAIL}", _calendar_day),
    (rf"{_NOT_ARTICLE}{_DAY_FIRST}(?P<year>)(?P<rel>){_NO_YEAR}", _calendar_day),
    (rf"{_MONTH} {_DAYS}(?: ?,? {_YEAR})?", _calendar_days),
    (rf"{_FREE}{_DAYS}(?: of)? {_MONTH}(?:,? {_YEAR})?", _calendar_days),
    (rf"{_MONTH} ?[–-] ?(?P<last>{MONTH}),? {_YEAR}", _months),
    (rf"{_PART}?{_MONTH}(?:,| of)? (?:{_YEAR}|{_REL_YEAR})", _month_year),
    (
        rf"{_FREE}(?P<year>{_ANY_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:.+-]*\dZ?)?(?!-)",
        _numbers,
    ),
    (rf"{_FREE}(?P<year>{_ANY_YEAR})/(?P<month>\d\d?)/(?P<day>\d\d?)(?!/)", _numbers),
    (rf"{_FREE}(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>{_ANY_YEAR})(?!\.\d)", _numbers),
    (rf"{_FREE}(?P<one>\d\d?)/(?P<two>\d\d?)/(?P<year>{_ANY_YEAR})(?!/)", _slashes),
    (rf"(?:{_PART}|{_FREE}){_YEAR}(?![–-]\d)", _year),
    (rf"{_FREE}(?P<year>{_ANY_YEAR}) ?[–-] ?(?P<last>{_ANY_YEAR})(?![–-])", _years),
    (rf"{_FREE}(?P<year>{_ANY_YEAR})[–-](?P<last>\d\d)(?![–-])", _short_years),
    (rf"(?:the )?{_PART}?{any_of(WORDS['seasons'])}(?: of)?,? {_YEAR}", _season),
    (rf"(?:{_PART}|(?:(?i:the) )?{_FREE})(?P<decade>(?:1[6-9]|20)\d0)['’]?s", _decade),
    (
        rf"(?:(?P<feast>(?:{any_of(WORDS['feasts'])}|(?i:{_NTH}))) |{_QUALIFIER} )?"
        rf"(?P<name>{LONG_WEEKDAY})(?! {any_of(WORDS['weekday_names'])}\b)"
        r"(?: (?:morning|afternoon|evening|night))?",
        _weekday,
    ),
    (
        rf"{_NO_NAME}(?i:the day (?P<side>before|after) )?(?i:(?:earlier |later )?"
        r"(?P<word>today|tonight|yesterday|tomorrow|last night|this (?:morning|afternoon|evening)))"
        r"(?: (?:morning|afternoon|evening|night))?",
        _near_day,
    ),
    (
        rf"{_NO_NAME}(?i:(?:earlier|later|(?:the )?{_PARTS})(?: |-))?(?<!the\x20)(?<!The\x20)"
        r"(?i:(?P<step>last|this(?: past| coming)?|next) (?:calendar )?(?P<unit>week|month|year))",
        _period,
    ),
    (r"(?i:(?:the end of|earlier in|later in|late in) the (?:week|month|year))", _nothing),
    (
        rf"(?i:(?P<hedge>{any_of(WORDS['hedges'])}) )?(?i:(?P<number>{NUMBER}) "
        r"(?P<unit>(?:day|week|month|year|decade)s?) ago)(?P<today> (?i:today))?",
        _ago,
    ),
    (rf"{_PART}?(?P<month>{LONG_MONTH})", _month),
    (rf"{_QUALIFIER} (?P<month>{LONG_MONTH})", _qualified_month),
    (rf"(?i:the {any_of(WORDS['story_adjectives'])} {_UNITS})(?! of)", _nothing),
    (rf"(?i:that {_UNITS})", _nothing),
    (rf"(?i:(?:{NUMBER}|{_VAGUE})(?:-| )(?:{_UNITS}|hour|minute)s? {_ORDER})", _nothing),
    (rf"(?i:(?:{_UNITS}|hour|minute)s {_ORDER})", _nothing),
    (rf"(?i:{_VAGUE}(?: {_UNITS}s?)? ago)", _nothing),
    (rf"(?i:(?:{_UNITS}s|long) ago)", _nothing),
    (
        rf"(?i:(?:last|this|next) (?:{any_of(WORDS['seasons'])}|winter|weekend|decade))",
        _nothing,
    ),
    (rf"(?:the )?{_PART}?{WORDS['winter']}(?: of)?,? {_YEAR}", _nothing),
)
_PATTERNS = tuple(
    (re.compile(rf"(?<!\w){spaced(source)}(?!\w)"), read) for source, read in _SOURCES
)
