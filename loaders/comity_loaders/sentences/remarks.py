"""What brackets behind the states of a list say of them: "Chad (left in 1960)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity.model import Predicate, Span
from comity_loaders import wordlists

_DAY = r"(?:\d{1,2} )?(?:[A-Z][a-z]+\.? )?(?:\d{1,2}, )?(?:1[89]|20)\d\d\b"
_OPENS = re.compile(r"[*¹²³_]*\s*\(\s*")
_NEXT = re.compile(r"\s*(?:[,;]|\band\b)\s*(?:and )?|\s*(?=\))")
_RANGE = (
    rf"(?:from )?(?P<first>{_DAY}) ?(?:[-–—/]|\bto\b|\buntil\b) ?"
    rf"(?P<last>{_DAY}|(?:\d\d|present|now|today)\b)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a bracket tells.

    Args:
        predicate: what; None of a date alone.
        day: the place of its date, if it has one.
        short: whether the date is the second year of "1926-33".
    """

    predicate: Predicate | None
    day: Span | None = None
    short: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A bracket.

    Args:
        span: its place.
        told: what it tells, in order.
    """

    span: Span
    told: tuple[Told, ...]


def remark_at(text: str, at: int) -> Remark | None:
    """The remark in the bracket behind a name that ends there, if every word of it is known.

    Args:
        text: where the name stands.
        at: its end.
    """
    opened = _OPENS.match(text, at)
    if opened is None:
        return None
    told, end = list[Told](), opened.end()
    while part := _part().match(text, end):
        after = _NEXT.match(text, part.end())
        if not part[0] or after is None:
            return None
        told += _told(part)
        end = after.end()
        if text[end : end + 1] == ")":
            return Remark(Span(at, end + 1), tuple(told))
    return None


@cache
def _part() -> re.Pattern[str]:
    words = wordlists.load("remarks.yaml")
    told = "|".join(rf"(?P<{name}>{known})\b" for name, known in words["told"].items())
    day = rf"(?:{words['between']} (?P<day>{_DAY}))?"
    alone = rf"(?:(?:both|all|each) )?(?:(?:in|since|from|on) )?(?P<alone>{_DAY})"
    return re.compile(rf"{_RANGE}|{words['before']}(?:{told}){day}|{alone}")


def _told(part: re.Match[str]) -> list[Told]:
    if part["first"]:
        lasting = not part["last"][0].isdigit()
        last = Told(Predicate.LEFT, Span(*part.span("last")), short=len(part["last"]) == 2)
        return [Told(Predicate.JOINED, Span(*part.span("first"))), *([] if lasting else [last])]
    if part["alone"]:
        return [Told(None, Span(*part.span("alone")))]
    name = next(name for name in wordlists.load("remarks.yaml")["told"] if part[name])
    day = Span(*part.span("day")) if part["day"] else None
    return [Told(Predicate(name.replace("_", "-")), day)]
