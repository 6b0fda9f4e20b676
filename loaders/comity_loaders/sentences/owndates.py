"""The dates in brackets behind the names of a list: "Chad (1960), Mali and Togo (1961)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.names.mentions import Mention

_BRACKETED = re.compile(
    r"[*¹²³_]*\s*\(\s*(?:(?:(?:which|who)\s+)?(?:joined|acceded|entered|admitted|(?:a\s+)?member),?\s+)?"
    r"(?:(?:both|all|each)\s+)?(?:(?:since|in|from|on)\s+)?"
)
_AND = re.compile(r",?\s+(?:and|&)\s+(?:the\s+)?")
_AND_THEN = re.compile(r",?\s+(?:and|plus|as well as|with),?\s+(?:[-–—]\s*)?")
_THEN = re.compile(r"(?:,|\s*[-–—])\s+(?:also\s+)?(?:the\s+)?")
_GROUPED = re.compile(r"\)\s*;")
_COMMA = re.compile(r",\s+(?:the\s+)?")

Own = dict[Mention, FoundDate]


def own_dates(
    text: str,
    listed: Sequence[Mention],
    dates: Iterable[FoundDate],
    opens: re.Pattern[str] = _BRACKETED,
    *,
    least: int = 2,
) -> Own:
    """The date of each name in a list that has one of its own.

    What "and" joins to a dated name has its date, where other names have theirs: "Benin (1960),
    Chad and Mali (1961)". Of "Benin, Chad (1960), Mali (1961)", the first may well have none.

    Args:
        text: where the list stands.
        listed: its names.
        dates: the dates near it.
        opens: what may stand between a name and its date.
        least: how many names must have one, for "and" to give theirs to others.
    """
    dates = list(dates)
    own = _fronted(text, listed, dates) | _bracketed(text, listed, dates, opens)
    joined = _joined(text, listed, own) if len(own) >= least else []
    for run in (run for run in joined if own[run[-1]].kind is not DateKind.SINCE):
        own |= dict.fromkeys(run, own[run[-1]])
    return own


def _fronted(text: str, listed: Sequence[Mention], dates: Iterable[FoundDate]) -> Own:
    """The date before the last names of a list: "Chad, Togo and, since 2004, Mali"."""
    for date in dates:
        for last, (before, mention) in enumerate(pairwise(listed), start=1):
            opened = _AND_THEN.fullmatch(text, before.span.end, date.span.start)
            if opened and _THEN.fullmatch(text, date.span.end, mention.span.start):
                return dict.fromkeys(listed[last:], date)
    return {}


def _bracketed(
    text: str, listed: Sequence[Mention], dates: Iterable[FoundDate], opens: re.Pattern[str]
) -> Own:
    closed = [date for date in dates if text[date.span.end : date.span.end + 1] in (")", ",", ";")]
    return {
        mention: date
        for mention in listed
        for date in closed
        if opens.fullmatch(text, mention.span.end, date.span.start)
    }


def _joined(text: str, listed: Sequence[Mention], own: Own) -> list[list[Mention]]:
    """The names that end with a dated one behind "and": the two, or all since the date before."""
    runs, run = list[list[Mention]](), list[Mention]()
    for mention in listed:
        run.append(mention)
        if mention in own:
            runs.append(run)
            run = []
    apart = bool(_GROUPED.search(text, listed[0].span.start, listed[-1].span.start))
    joined = [run for run in runs if len(run) > 1 and _is_joined(text, run, apart=apart)]
    told = sum(len(run) for run in runs if len(run) == 1 or run in joined) == len(listed)
    return joined if told else [run[-2:] for run in joined]


def _is_joined(text: str, run: Sequence[Mention], *, apart: bool) -> bool:
    """Whether names are one with the last: by "and", or where semicolons set such groups apart."""
    between = [(first.span.end, second.span.start) for first, second in pairwise(run)]
    last = _AND.fullmatch(text, *between[-1]) or (apart and _COMMA.fullmatch(text, *between[-1]))
    return bool(last) and all(_COMMA.fullmatch(text, *gap) for gap in between[:-1])
