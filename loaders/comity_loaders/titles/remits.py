"""How far a minister's title goes: "Minister of Tribal Welfare", "State Secretary, Ministry of …".

Remits have any capitalised words, of which no list is long enough. Where the name of the bearer
may follow right behind them, only the first word and those joined to it are the remit's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from comity_loaders import wordlists
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.titles import titlewords
from comity_loaders.titles.officewords import HONORIFICS

_HEADS = {
    "minister",
    "minister of state",
    "secretary of state",
    "state secretary",
    "parliamentary secretary",
    "commissioner",
    "minister in charge",
}
_OF_PARTS = {
    "director",
    "managing director",
    "executive director",
    "assistant secretary",
    "vice president",
}
"""Heads of those who are in charge of a part, named behind a comma."""
_PARTS = {"Committee", "Commission", "Council", "Court", "Board", "Senate", "Congress", "Assembly"}
_WORD = (
    r"(?!(?:Minister|Secretary|Chief|President|Commissioner|Deputy|Prime|Ambassador|Chair\w*)\b)"
    r"[A-Z][\w'&-]*"
)
_JOINT = r"[ ]+(?:and|&|of|for|of the|for the|with|and the)[ ]+"
_OPENS = r"[ ]+(?:of|for|in charge of|responsible for)[ ]+(?:the[ ]+)?"
_RUN = re.compile(rf"{_OPENS}(?P<run>{_WORD}(?:(?:{_JOINT}|[ ]+){_WORD})*)")
_FIRST = re.compile(rf"{_OPENS}{_WORD}(?:[ ]+(?:and|&)[ ]+(?:the[ ]+)?{_WORD})?")
_AND_NOUN = re.compile(
    r"[ ]+(?:and|&)[ ]+[A-Z][a-z]+(?:tion|sion|ment|ity|ism|ing|ure|cy|ics|ence|ance|ship|try|ry)"
    r"(?=[ ]+[A-Z][\w.'-]*[ ]+[A-Z])"
)
"""What a remit goes on with before a name of two words: "of Transport and Logistics X Y"."""
_AT_OFFICE = re.compile(
    r"[ ]+(?:in|at)[ ]+the[ ]+(?:Prime Minister's|President's|Presidency|Cabinet)"
    r"(?:[ ]+(?:Office|Department))?"
)
# "Managing Director, Operations, Ada Roe".
_SET_OFF = re.compile(
    rf",[ ]+(?P<topic>{_WORD}(?:(?:{_JOINT}|[ ]+){_WORD}){{0,3}})"
    rf"(?=,[ ]+(?:{HONORIFICS}[ ]+)*[A-Z])"
)
_JOINED = re.compile(rf"{_JOINT}{_WORD}$")
_BEFORE_NAME = re.compile(rf",[ ]+(?:{HONORIFICS}[ ]+)*[A-Z]")
_OF = re.compile(r"[ ]+(?:of|for)[ ]+(?:the[ ]+)?$")
_BEHIND_NAME = re.compile(r"[A-Z][\w'-]+,[ ]+(?:(?:the|an?)[ ]+)?(?:[A-Z][\w'-]+[ ]+)?$")
_CLOSES = re.compile(r"[ ]*(?:[,.;()]|$|\n)")
_UNIT = (
    r"(?:[ ]+(?:of|for)[ ]+(?:the[ ]+)?(?:(?!(?:of|for|in|at|the)\b)[\w-]+[ ]+){0,4}?"
    r"(?:[Dd]epartment|[Dd]ivision|[Dd]esk|[Dd]irectorate|[Bb]ureau|[Ss]ection|[Uu]nit)"
    rf"(?:[ ]+(?:for|of|on)[ ]+(?:the[ ]+)?{_WORD}(?:(?:{_JOINT}|[ ]+){_WORD})*?)?)"
)
MINISTRY = re.compile(
    rf"(?P<unit>{_UNIT}?)(?:,|[ ]+(?:of|at|in))[ ]+(?:the[ ]+)?(?P<nation>(?:{_WORD}[ ]+){{0,2}}?)"
    r"(?:Ministry|(?:(?:foreign|defen[cs]e|finance|trade|justice|health|energy)[ ]+)ministry"
    r"|(?:foreign|diplomatic|civil)[ ]+service|foreign[ ]+office|Foreign[ ]+(?:Service|Office))"
    rf"(?:[ ]+(?:of|for)[ ]+(?:the[ ]+)?{_WORD}"
    rf"(?:(?:{_JOINT}|,[ ]+and[ ]+|,[ ]+(?={_WORD},?[ ]+and[ ])|[ ]+){_WORD})*)?"
)
"""The ministry in which somebody has an office, behind the title."""


def end_of_remit(
    text: str, match: re.Match[str], head: str, known: int, bodies: Mapping[int, Mention]
) -> int:
    """Where a title with its remit ends.

    Args:
        text: the article's.
        match: of a title, by `titlewords.core`.
        head: its head.
        known: where it ends by the remits that are listed.
        bodies: the states and organisations, by where they start.
    """
    set_off = _SET_OFF.match(text, match.end("head")) if head in _OF_PARTS else None
    if set_off and set_off.start("topic") not in bodies and _is_topic(set_off["topic"]):
        return set_off.end()
    if head not in _HEADS or match["suffix"]:
        return known
    office = _AT_OFFICE.match(text, match.end("head"))
    if office:
        return office.end()
    run = _RUN.match(text, match.end("head"))
    end = _cut(text, run, bodies) if run else 0
    further = _AND_NOUN.match(text, known) if match["behind"] else None
    if further:
        return further.end()
    if not run or end <= known or _names_part(text[run.start("run") : end]):
        return known
    if _is_whole(text, run.start("run"), end, match.start(), bodies):
        return end
    first = None if match["behind"] else _FIRST.match(text, match.end("head"))
    return min(first.end(), end) if first else known


def _cut(text: str, run: re.Match[str], bodies: Mapping[int, Mention]) -> int:
    """Where a run ends that goes on with a state: "of Health of Chad"; 0 where it is only that."""
    for at, mention in sorted(bodies.items()):
        if not run.start("run") <= at < run.end() or mention.use is Use.DEMONYM:
            continue
        if mention.span.end >= run.end() or not _is_known(text[run.start() : run.end()]):
            of = _OF.search(text, run.start("run"), at)
            return of.start() if of else 0
    return run.end()


def _is_whole(text: str, start: int, end: int, title: int, bodies: Mapping[int, Mention]) -> bool:
    """Whether no name of a bearer can be the end of the run."""
    run = text[start:end]
    if not (_is_known(run) or _JOINED.search(run) or " " not in run):
        return False
    of = re.compile(r"[ ]+of[ ]+(?:the[ ]+)?").match(text, end)
    if (of and of.end() in bodies) or _BEFORE_NAME.match(text, end):
        return True
    behind = _BEHIND_NAME.search(text, max(title - 60, 0), title)
    return behind is not None and _CLOSES.match(text, end) is not None


def _names_part(run: str) -> bool:
    """Whether it is a committee or the like: "of the National Committee for Elections"."""
    return bool(_PARTS & set(run.split())) and not run.endswith(" Affairs")


def _is_known(run: str) -> bool:
    """Whether the last word is one that no name has: "Affairs"."""
    return run.split()[-1].lower() in _last_words()


def _is_topic(run: str) -> bool:
    """Whether the last word tells what somebody is in charge of, and no body is named."""
    last = run.split()[-1].lower()
    known = any(d.split()[-1] == last for d in titlewords.words("domains"))
    return known and not _names_part(run)


@cache
def _last_words() -> frozenset[str]:
    known: list[str] = wordlists.load("people.yaml")["not_people"]
    domains = [d for d in titlewords.words("domains") if d not in titlewords.words("ranks")]
    return frozenset({w.lower() for w in known} | {d.split()[-1] for d in domains})
