"""Dates in running text: where they stand and what they mean.

A news text says "on Wednesday", "in July", "November 28" or "since 1993". `find_dates` finds such
words and gives what is certain about them, as precisely as they are and not more: a year stays a
year, a day without a year stays without one unless the article's day tells which.

Why not `dateutil` or `dateparser`: they answer with a full day, and fill what the text left out
with today's. `dateutil.parser.parse("May 1992")` gives the day of the month on which it is run,
and precision that was never there cannot be taken back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from comity.dates import DateBasis, PartialDate, When
from comity.errors import DateError
from comity.model import Span
from comity_loaders.dates.anchor import NOTHING, Anchor, Reading
from comity_loaders.dates.calendarwords import GAP, WORDS, any_of
from comity_loaders.dates.phrases import Phrase, phrases


class DateKind(StrEnum):
    """How the words before a date tie it to its sentence."""

    ON = "on"  # on, in, at, during, or nothing: when it happened
    SINCE = "since"  # since, from, as from
    UNTIL = "until"  # until, till, up to
    BY = "by"  # by, not later than
    BEFORE = "before"
    AFTER = "after"
    RANGE = "range"  # from one date to another, or between them
    MODIFIER = "modifier"  # it dates a noun and not the sentence: "the 1992 treaty", "of May 1992"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression, with the preposition that stands before it.

    Args:
        span: its place, preposition included.
        kind: how it is tied to its sentence.
        stated: what its own words say: a full or partial date, `XXXX-11-28` for "November 28",
            None for "Wednesday".
        past: its meaning where the sentence tells what has happened; as `stated` where the
            article's day does not help; None where nothing is certain.
        future: its meaning where the sentence tells what is to come.
        end: of a range, its other end.
        words: the words at `span`.
    """

    span: Span
    kind: DateKind
    stated: When | None
    past: When | None
    future: When | None
    end: When | None
    words: str

    @property
    def when(self) -> When | None:
        """Its meaning in a sentence about what has happened, which most of the news is."""
        return self.past


def find_dates(text: str, span: Span, anchor: When | None = None) -> tuple[FoundDate, ...]:
    """The dates in one sentence, in order; those that nothing certain can be said of as well.

    Args:
        text: the article's text.
        span: the sentence's place.
        anchor: the article's day, that "on Wednesday" counts from; None where it is not known.
    """
    found: list[_Tied] = []
    for phrase in phrases(text, span.start, span.end, Anchor.of(anchor)):
        _take(text, span, phrase, found)
    return tuple(_found_date(text, tied) for tied in found)


@dataclass(frozen=True, slots=True)
class _Tied:
    """A phrase and what ties it: its preposition, and of a range the phrase at its other end."""

    start: int
    word: str
    kind: DateKind
    phrase: Phrase
    other: Phrase | None = None

    @property
    def end(self) -> int:
        return (self.other or self.phrase).end


_REACH = 40
"""How far before a phrase its preposition is looked for; more than the longest of them."""

_KIND_OF = {word: DateKind(kind) for kind, words in WORDS["prepositions"].items() for word in words}
_KIND_OF["between"] = DateKind.RANGE
_HEDGED = frozenset({"around", "about", "on or about"})
_OPENS_RANGE = frozenset({"from", "starting from", "as from", "with effect from"})
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<word>(?i:{any_of(_KIND_OF)})){GAP}"
    rf"(?P<hedge>(?i:{any_of(WORDS['hedges'])}){GAP})?$"
)
_DETERMINER = re.compile(rf"(?<!\w)(?:(?i:the|an?|its|their|his|her|our|that)|\w+['’]s?){GAP}$")
_CARDINAL = re.compile(rf"the{GAP}\d{{1,2}}{GAP}")
_NEXT_WORD = re.compile(rf"{GAP}(?P<word>[^\W\d_]+)")
_GENITIVE = re.compile(rf"['’]s?{GAP}\w|-[a-z]")
_TO = re.compile(rf"{GAP}(?:to|until|till|through|up{GAP}to){GAP}", re.IGNORECASE)
_AND = re.compile(rf"{GAP}and{GAP}", re.IGNORECASE)
_DASH = re.compile(rf"{GAP}?[–-]{GAP}?")
_LIST = re.compile(rf"(?:,{GAP}|,?{GAP}(?:and|or){GAP})(?:(?:in|on){GAP})?")
_PARAGRAPH = re.compile(r"[.!?:…][\"”’»)\]]*[^\S\r\n]*\r?\n|\r?\n[^\S\r\n]*\r?\n")
_THAT_YEAR = re.compile(
    rf",?{GAP}(?:(?:of|in){GAP})?(?:the{GAP})?(?P<which>that|same|following|next|previous|preceding)"
    rf"{GAP}year\b"
)
_YEAR = re.compile(r"(?<![\w.,/-])(?:1[6-9]|20)\d\d(?![\w%]|,\d\d\d|\.\d)")


def _take(text: str, span: Span, phrase: Phrase, found: list[_Tied]) -> None:
    """Add the phrase to what was found, or to the range or list that it continues, or leave it."""
    last = found[-1] if found else None
    between = text[last.end : phrase.start] if last else ""
    if last and _closes(last, between):
        found[-1] = replace(last, kind=DateKind.RANGE, phrase=_dated(last, phrase), other=phrase)
        return
    listed = last is not None and last.other is None and bool(_LIST.fullmatch(between))
    tied = _tied(text, span, phrase)
    if last and listed and phrase.lone and last.phrase.lone and not (tied and tied.word):
        found.append(_Tied(phrase.start, last.word, last.kind, phrase))
    elif tied:
        if last and listed:
            found[-1] = replace(last, phrase=_dated(last, phrase))
        found.append(replace(tied, phrase=_placed(text, tied)))


def _closes(opened: _Tied, between: str) -> bool:
    """Whether the words after a date make the next one the other end of a range."""
    if opened.other or opened.phrase.reading.last:
        return False
    if opened.word == "between":
        return bool(_AND.fullmatch(between))
    if opened.word in _OPENS_RANGE:
        return bool(_TO.fullmatch(between))
    return not opened.phrase.lone and bool(_DASH.fullmatch(between))


def _dated(tied: _Tied, later: Phrase) -> Phrase:
    """The first date of two, with the second's year where only that has one.

    In "between May and July 2004" the year is said once, and so in "on 3 May and 9 July 2004".
    """
    floating, sure = tied.phrase.reading.stated, later.reading.stated
    if not floating or floating.year or not sure or sure.year is None or sure.month is None:
        return tied.phrase
    back = floating.edtf[5:] > sure.edtf[5:]
    try:
        date = floating.with_year(sure.year - back)
    except DateError:
        return replace(tied.phrase, reading=NOTHING)
    return replace(tied.phrase, reading=Reading(date, date, date))


def _tied(text: str, span: Span, phrase: Phrase) -> _Tied | None:
    """The phrase with what ties it; None where it is no date after all."""
    before = text[max(span.start, phrase.start - _REACH) : phrase.start]
    after = text[phrase.end : min(span.end, phrase.end + _REACH)]
    if _modifies(before, after) or _is_cardinal(text, phrase, after):
        round_number = _is_round(text, phrase)
        return None if round_number else _Tied(phrase.start, "", DateKind.MODIFIER, phrase)
    match = _BEFORE.search(before)
    word = " ".join(match["word"].lower().split()) if match else ""
    if phrase.lone and not _may_stand_alone(text, phrase, word, after):
        return None
    start = phrase.start - len(before) + match.start() if match else phrase.start
    if match and (match["hedge"] or word in _HEDGED):
        phrase = replace(phrase, reading=NOTHING)
    return _Tied(start, word, _kind(word, phrase), phrase)


def _modifies(before: str, after: str) -> bool:
    """Whether a date stands before the noun that it dates, or in brackets behind it."""
    if before.endswith("(") and after.startswith(")"):
        return True
    if _GENITIVE.match(after):
        return True
    noun = _NEXT_WORD.match(after)
    return bool(
        noun and noun["word"].lower() not in WORDS["function_words"] and _DETERMINER.search(before)
    )


def _is_cardinal(text: str, phrase: Phrase, after: str) -> bool:
    """Whether it is "the 11 May 2004" of "the 11 May 2004 meeting"."""
    cardinal = _CARDINAL.match(text, phrase.start, phrase.end)
    return bool(cardinal and _modifies("the ", after))


def _may_stand_alone(text: str, phrase: Phrase, word: str, after: str) -> bool:
    """Whether "1993" or "July" is a date, after this preposition and before these words."""
    name = text[phrase.start : phrase.end]
    if word not in (*WORDS["lone"], "between"):
        return False
    if name.isalpha() and word not in WORDS["safe_before_surnames"]:
        next_word = _NEXT_WORD.match(after)
        return name not in WORDS["surname_months"] and not (next_word and next_word[1].istitle())
    return not (_KIND_OF[word] is DateKind.MODIFIER and _is_round(text, phrase))


def _is_round(text: str, phrase: Phrase) -> bool:
    """Whether it is a number such as 2000, which counts things as often as years."""
    return phrase.lone and text[phrase.start : phrase.end].endswith("00")


def _kind(word: str, phrase: Phrase) -> DateKind:
    kind = _KIND_OF.get(word, DateKind.ON)
    whole = phrase.reading.last and kind in (DateKind.ON, DateKind.SINCE)
    return DateKind.RANGE if whole else kind


def _placed(text: str, tied: _Tied) -> Phrase:
    """The phrase without a reading that the years told before it in its paragraph contradict.

    "In 2003 Turkey asked for consultations. On 16 February ..." tells of a February of 2003. And
    where a date only says which noun is meant, as in "the September 11 attacks", nothing tells.
    """
    phrase, stated = tied.phrase, tied.phrase.reading.stated
    if stated is not None and stated.year is None and (told := _year_told(text, phrase)):
        return replace(phrase, reading=told)
    if stated is None or stated.year is not None or phrase.reading.past == stated:
        return phrase
    if tied.kind is DateKind.MODIFIER:
        return replace(phrase, reading=Reading(stated, stated, stated))
    years = [int(year[0]) for year in _YEAR.finditer(_paragraph_before(text, phrase.start))]
    past, future = (
        date if not years or (date and date.year == years[-1]) else stated
        for date in (phrase.reading.past, phrase.reading.future)
    )
    return replace(phrase, reading=Reading(stated, past, future))


def _year_told(text: str, phrase: Phrase) -> Reading | None:
    """Of "23 October of that year": in the last year told before in the paragraph."""
    said = _THAT_YEAR.match(text, phrase.end)
    years = _YEAR.findall(_paragraph_before(text, phrase.start)) if said else []
    stated = phrase.reading.stated
    if not said or not years or stated is None:
        return None
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(
        said["which"].lower(), 0
    )
    try:
        date = stated.with_year(int(years[-1]) + step)
    except DateError:
        return NOTHING
    return Reading(date, date, date)


def _paragraph_before(text: str, end: int) -> str:
    start = max(0, end - 2000)
    ends = [match.end() for match in _PARAGRAPH.finditer(text, start, end)]
    return text[ends[-1] if ends else start : end]


def _found_date(text: str, tied: _Tied) -> FoundDate:
    span = Span(tied.start, tied.end)
    reading, words = tied.phrase.reading, span.of(text)
    end = (tied.other.reading.past or tied.other.reading.stated) if tied.other else reading.last
    if tied.other and not _in_order(reading.past, end):
        reading, end = NOTHING, None
    return FoundDate(
        span=span,
        kind=tied.kind,
        stated=_when(reading.stated, reading, words),
        past=_when(reading.past, reading, words),
        future=_when(reading.future, reading, words),
        end=_when(end, reading if not tied.other else tied.other.reading, words),
        words=words,
    )


def _in_order(first: PartialDate | None, last: PartialDate | None) -> bool:
    if first is None or last is None or first.earliest is None or last.latest is None:
        return first is not None and last is not None
    return first.earliest <= last.latest


def _when(date: PartialDate | None, reading: Reading, words: str) -> When | None:
    if date is None:
        return None
    stated = date in (reading.stated, reading.last)
    return When(date, DateBasis.STATED if stated else DateBasis.RELATIVE, words)
