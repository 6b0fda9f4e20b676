"""Single date expressions in running text and what each means, without what stands before it.

Each kind of expression is a pattern and a function that reads its match. The patterns know no
preposition: `comity_loaders.dates.datewords` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comity_loaders.dates import readers as read
from comity_loaders.dates.anchor import Anchor, Reading
from comity_loaders.dates.calendarwords import (
    GAP,
    LONG_MONTH,
    LONG_WEEKDAY,
    MONTH,
    MONTH_NAMES,
    NUMBER,
    WEEKDAY,
    WEEKDAY_NAMES,
    WORDS,
    any_of,
    spaced,
)
from comity_loaders.language.alternatives import trie

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
    there = {guard for guard in _GUARDS if guard.search(text, start, end)}
    for pattern, reader, guard in _PATTERNS:
        if guard not in there:
            continue
        for match in pattern.finditer(text, start, end):
            lone = reader in _LONE and not match.groupdict().get("part")
            lone = lone and not (_heads_line(text, match) or _ends_note(text, match))
            yield Phrase(match.start(), match.end(), reader(match, anchor), lone)


def _ends_note(text: str, match: re.Match[str]) -> bool:
    """Whether a year stands bare behind a deed, as notes have it: "founded 1960 in Baghdad"."""
    year = re.fullmatch(r"1[89]\d\d|20\d\d", match[0])
    before = text[max(match.start() - 14, 0) : match.start()]
    return bool(year and _DEED.search(before) and _NOTE_ENDS.match(text, match.end()))


def _heads_line(text: str, match: re.Match[str]) -> bool:
    """Whether it is the year that a line of a chronology begins with: "1973: Peru joins"."""
    before = text[max(match.start() - 8, 0) : match.start()]
    if not _LINE_OPENS.search(before):
        return False
    return bool(_LABELS.match(text, match.end()) or _is_one_of_many(text, match))


def _is_one_of_many(text: str, match: re.Match[str]) -> bool:
    """Whether the lines beside its own begin with years as well: "1945 Peru joins"."""
    start, end = text.rfind("\n", 0, match.start()), text.find("\n", match.end())
    above = text[max(text.rfind("\n", 0, max(start, 0)), 0) : max(start, 0)]
    below = text[end + 1 : end + 8] if end >= 0 else ""
    bare = re.match(r" +(?=[A-Z])", text[match.end() :])
    return bool(bare and (_YEARLY.match(above.strip()) or _YEARLY.match(below.strip())))


_LINE_OPENS = re.compile(r"(?:^|\n)[ \t]*(?:[*•–-][ \t]+)?\**$")
_YEARLY = re.compile(r"(?:1[5-9]|20)\d\d\b")
_DEED = re.compile(
    r"\b(?:[Ff]ounded|[Ee]stablished|[Ee]st\.?|[Ff]ormed|[Cc]reated|[Jj]oin(?:s|ed)|[Ll]eft|[Ww]ithdrew"
    r"|[Ss]igned|[Rr]atified|[Aa]cceded|(?:[Rr]e-?)?[Aa]dmitted|[Rr]e-?joined|[Rr]eturned|[Ww]ithdrawn"
    r"|[Qq]uit|[Ee]xited|[Ee]xpelled|[Ss]uspended):? $|\((?:[Bb]oth|[Aa]ll|[Ee]ach) $"
)
_NOTE_ENDS = re.compile(
    r" *(?:[.,;)|\n]|\Z|[-–—(]| (?:in|by|at|as|and|with|after|under|following)\b)"
)
_LABELS = re.compile(r"\**(?: ?:\**| [–—-]) ?(?=[A-Z])")
_LONE: frozenset[Reader] = frozenset({read.year, read.short_years, read.month})
_TAIL = rf"(?: ?,? ?{_YEAR}|,? {_REL_YEAR})"
# A number that could be the year and was not read as one leaves the day without any meaning.
_NO_YEAR = rf"(?!,?{GAP}{_ANY_YEAR})"
_NO_TAIL = rf"(?P<year>)(?P<rel>){_COUNTED}{_NO_YEAR}"
_DAY_FIRST = rf"{_FREE}{_WEEKDAY}(?:the )?{_DAY}(?: day)?(?: of)? {_MONTH}"
_NOT_ARTICLE = r"(?<!Article\x20)(?<!Chapter\x20)(?<!Section\x20)"
_VAGUE = any_of(WORDS["vague_numbers"])
_ORDER = any_of(WORDS["story_order"])
_TIME = r"(?:T[\d:.+-]*\dZ?)"
_CLOSES = r"(?=[.,;:)]| ?[–—-] |$| (?:and|but|as)\b)"
_ANAPHORS = "(?:that(?: same)?|same|following|ensuing|preceding)"
_NTH = "the (?:first|second|third|fourth|last|next|previous|following|final)"

# What a pattern finds begins and ends at a word's border; a blank stands for any gap.
_SOURCES: tuple[tuple[str, Reader], ...] = (
    (rf"{_WEEKDAY}{_MONTH} {_DAY}{_TAIL}", read.calendar_day),
    (rf"(?<![Ii]n\x20){_WEEKDAY}{_MONTH} {_DAY}{_NO_TAIL}", read.calendar_day),
    (rf"{_DAY_FIRST}{_TAIL}", read.calendar_day),
    (rf"{_NOT_ARTICLE}{_DAY_FIRST}(?P<year>)(?P<rel>){_NO_YEAR}", read.calendar_day),
    (rf"{_MONTH} {_DAYS}(?: ?,? {_YEAR})?", read.calendar_days),
    (rf"{_FREE}{_DAYS}(?: of)? {_MONTH}(?:,? {_YEAR})?", read.calendar_days),
    (rf"{_MONTH} ?[–-] ?(?P<last>{MONTH}),? {_YEAR}", read.months),
    (rf"{_PART}?{_MONTH}(?:,| of)? (?:{_YEAR}|{_REL_YEAR})", read.month_year),
    (rf"{_FREE}(?P<year>{_ANY_YEAR})-(?P<month>\d\d)-(?P<day>\d\d){_TIME}?(?!-)", read.numbers),
    (rf"{_FREE}(?P<year>{_ANY_YEAR})/(?P<month>\d\d?)/(?P<day>\d\d?)(?!/)", read.numbers),
    (rf"{_FREE}(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>{_ANY_YEAR})(?!\.\d)", read.numbers),
    (rf"{_FREE}(?P<one>\d\d?)/(?P<two>\d\d?)/(?P<year>{_ANY_YEAR})(?!/)", read.slashes),
    (rf"(?:{_PART}|{_FREE}){_YEAR}(?![–-]\d)", read.year),
    (rf"{_FREE}(?P<year>{_ANY_YEAR}) ?[–-] ?(?P<last>{_ANY_YEAR})(?![–-])", read.years),
    (rf"{_FREE}(?P<year>{_ANY_YEAR})[–-](?P<last>\d\d)(?![–-])", read.short_years),
    (rf"(?:the )?{_PART}?{any_of(WORDS['seasons'])}(?: of)?,? {_YEAR}", read.named_year),
    (rf"(?:{_PART}|(?:(?i:the) )?{_FREE})(?P<decade>(?:1[6-9]|20)\d0)['’]?s", read.decade),
    (
        rf"(?:(?P<feast>(?:{any_of(WORDS['feasts'])}|(?i:{_NTH}))) |{_QUALIFIER} )?"
        rf"(?P<name>{LONG_WEEKDAY})(?! {any_of(WORDS['weekday_names'])}\b)"
        r"(?: (?:morning|afternoon|evening|night))?",
        read.weekday,
    ),
    (
        rf"{_NO_NAME}(?i:the day (?P<side>before|after) )?(?i:(?:earlier |later )?"
        r"(?P<word>today|tonight|yesterday|tomorrow|last night|this (?:morning|afternoon|evening)))"
        r"(?: (?:morning|afternoon|evening|night))?",
        read.near_day,
    ),
    (
        rf"{_NO_NAME}(?i:(?:earlier|later|(?:the )?{_PARTS})(?: |-))?(?<!the\x20)(?<!The\x20)"
        r"(?i:(?P<step>last|this(?: past| coming)?|next) (?:calendar )?(?P<unit>week|month|year))",
        read.period,
    ),
    (r"(?i:(?:the end of|earlier in|later in|late in) the (?:week|month|year))", read.nothing),
    (
        rf"(?i:(?P<hedge>{any_of(WORDS['hedges'])}) )?(?i:(?P<number>{NUMBER}) "
        r"(?P<unit>(?:day|week|month|year|decade)s?) ago)(?P<today> (?i:today))?",
        read.ago,
    ),
    (rf"{_PART}?(?P<month>{LONG_MONTH})", read.month),
    (rf"{_QUALIFIER} (?P<month>{LONG_MONTH})", read.qualified_month),
    (rf"(?<!fiscal\x20)(?<!financial\x20)(?i:(?:the )?years?) {_YEAR}(?![–-]\d)", read.named_year),
    (
        rf"(?:the {LONG_WEEKDAY}(?= (?:before|after|of|that|when|preceding|following|in)\b)"
        rf"|{LONG_WEEKDAY} week|{LONG_WEEKDAY} of (?:last|this|next) week)",
        read.nothing,
    ),
    (rf"(?i:the {any_of(WORDS['story_adjectives'])} {_UNITS})(?! of)", read.nothing),
    (rf"(?i:that (?:(?:very )?same )?{_UNITS})", read.nothing),
    (rf"(?i:the {_UNITS} (?:after|before)){_CLOSES}", read.nothing),
    (rf"(?i:(?:{NUMBER})(?:-| )(?:{_UNITS})s? on)(?:{_CLOSES}|(?= it\b))", read.nothing),
    # Not "said that May would", "the same May 2004".
    (
        rf"(?i:(?:the )?{_ANAPHORS} )(?<!that\x20(?=May))(?P<month>{LONG_MONTH})"
        rf"(?!,? {_ANY_YEAR}| (?:is|was|has|had|will|would|may|could|should)\b)",
        read.nothing,
    ),
    (rf"the (?P<month>{LONG_MONTH}) (?i:after|following){_CLOSES}", read.nothing),
    (rf"(?i:(?:{NUMBER}|{_VAGUE})(?:-| )(?:{_UNITS}|hour|minute)s? {_ORDER})", read.nothing),
    (rf"(?i:(?:{_UNITS}|hour|minute)s {_ORDER})", read.nothing),
    (rf"(?i:{_VAGUE}(?: {_UNITS}s?)? ago)", read.nothing),
    (rf"(?i:(?:{_UNITS}s|long) ago)", read.nothing),
    (
        rf"(?i:(?:last|this|next) (?:{any_of(WORDS['seasons'])}|winter|weekend|decade))",
        read.nothing,
    ),
    (rf"(?:the )?{_PART}?{WORDS['winter']}(?: of)?,? {_YEAR}", read.nothing),
)
# What each expression needs somewhere: most sentences have no month, and need not be looked
# through for the many ways of writing one.
_GUARDS = (
    re.compile(trie(MONTH_NAMES)),
    re.compile(trie(WEEKDAY_NAMES)),
    re.compile(r"\d\d"),
    re.compile(rf"(?i:{trie([*WORDS['story_units'], *WORDS['seasons'], *WORDS['other_words']])})"),
)


def _guard(source: str) -> re.Pattern[str]:
    month, weekday, digits, noun = _GUARDS
    if MONTH in source or LONG_MONTH in source:
        return month
    if LONG_WEEKDAY in source:
        return weekday
    return digits if "(?P<year>" in source or "(?P<decade>" in source else noun


_PATTERNS = tuple(
    (re.compile(rf"(?<!\w){spaced(source)}(?!\w)"), reader, _guard(source))
    for source, reader in _SOURCES
)
