"""Where names stand in a row behind what says that they are people: titles, "counterparts"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from comity_loaders.people.namescan import Name, Scanner
from comity_loaders.titles.officewords import AND_NAME, HONORIFICS
from comity_loaders.titles.starts import by_start
from comity_loaders.titles.titles import Title

_COUNTERPARTS = re.compile(r"(?i:\bcounterparts?)(?P<of>[ ]+(?:from|of)[ ]+(?:the[ ]+)?)?")
_TO_STATE = re.compile(r"(?:,[ ]*(?:and[ ]+)?|[ ]+and[ ]+)(?:the[ ]+)?")
_TO_TITLE = re.compile(r"(?:,[ ]+|,?[ ]+and[ ]+)(?:the[ ]+)?")
_TO_NAMES = re.compile(rf",?[ ]+(?:{HONORIFICS}[ ]+)*(?=[A-Z])")
# "Followed by X of Chad (1974-1988), Y (1988-2001)": years in brackets are years in office.
_AFTER = re.compile(r"\b(?:succeeded|followed|replaced)[ ]+by\b")
_YEARS = re.compile(
    r"(?:[ ]+(?:of|from)[ ]+(?:the[ ]+)?[A-Z][\w' -]{2,30}?)?"
    r"[ ]*\([^()\n]{0,15}\d{4}[^()\n]{0,12}\)"
)
_ORIGIN = re.compile(r"[ ]+(?:of|from)[ ]+(?:the[ ]+)?[A-Z][\w' -]{2,30}?(?=,|[ ]+and\b)")


def listed_names(text: str, titles: Sequence[Title], scanner: Scanner) -> Iterator[Name]:
    """Names of two words or more, at least two in a row: "premier and president, X and Y"."""
    at = by_start(text, titles)
    ends = [_past_states(text, m.end(), scanner) for m in _COUNTERPARTS.finditer(text)]
    ends += [end for title in titles if (end := _past_titles(text, at, title))]
    yield from _in_years(text, scanner)
    for end in ends:
        gap = _TO_NAMES.match(text, end)
        names = list(_row(text, gap.end(), scanner)) if gap else []
        yield from names if len(names) > 1 else ()


def _in_years(text: str, scanner: Scanner) -> Iterator[Name]:
    """Those of "was followed by X (1974-1988), Y of Chad (1988-2001) and Z (since 2001)"."""
    for match in _AFTER.finditer(text):
        gap = _TO_NAMES.match(text, match.end())
        while gap and (name := scanner.name_at(gap.end())) and len(name.words) > 1:
            years = _YEARS.match(text, name.span.end)
            if years is None:
                break
            yield name
            gap = AND_NAME.match(text, years.end())


def _past_states(text: str, at: int, scanner: Scanner) -> int:
    """Where "from Niger, Chad and Benin" ends; where it begins if there are no states."""
    end = at
    while mention := scanner.mention_at(at):
        end = mention.span.end
        gap = _TO_STATE.match(text, end)
        if gap is None:
            break
        at = gap.end()
    return end


def _past_titles(text: str, at: Mapping[int, Title], title: Title) -> int:
    """Where the last of several titles in a row ends; 0 where there is but one."""
    end = 0
    while gap := _TO_TITLE.match(text, title.span.end):
        following = at.get(gap.end())
        if following is None or following.plural:
            break
        title, end = following, following.span.end
    return end


def _row(text: str, start: int, scanner: Scanner) -> Iterator[Name]:
    while (name := scanner.name_at(start)) and len(name.words) > 1:
        yield name
        origin = _ORIGIN.match(text, name.span.end)
        gap = AND_NAME.match(text, origin.end() if origin else name.span.end)
        if gap is None:
            return
        start = gap.end()
