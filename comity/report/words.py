"""How a report words claims, statuses and dates; the words themselves are in `words.yaml`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

_OPTIONAL_PART = re.compile(r"\[([^\[\]]*)\]")
_PART = re.compile(r"\{(\w+)\}")
MISSING = "…"
"""Stands for a part of a claim that the article does not name."""


@cache
def words() -> Mapping[str, Any]:
    """The words of a report."""
    data: Mapping[str, Any] = yaml.safe_load(
        resources.files(__package__).joinpath("words.yaml").read_text("utf-8")
    )
    return data


def kind_of(predicate: str) -> str:
    """The letter of a claim's kind."""
    kind: str = words()["claims"].get(predicate, ["S", ""])[0]
    return kind


def sentence(predicate: str, parts: Mapping[str, str], *, several: bool = False) -> str:
    """A claim in words, as the article would have it if it were affirmed and asserted.

    Args:
        predicate: what is claimed.
        parts: the parts of the claim.
        several: whether the subject lists several things.
    """
    known = words()["claims"].get(predicate, ["S", "{subject} " + predicate + "[ {object}]"])
    template = known[2] if several and len(known) > 2 else known[1]

    def keep(part: re.Match[str]) -> str:
        return part[1] if all(parts.get(name) for name in _PART.findall(part[1])) else ""

    kept = _OPTIONAL_PART.sub(keep, template)
    return _PART.sub(lambda match: parts.get(match[1]) or MISSING, kept)


def wording(group: str, word: str) -> str:
    """A word as people read it; itself where there is no other."""
    return str(words().get(group, {}).get(word, word.replace("-", " ")))


def date_words(edtf: str, earliest: dt.date | None, latest: dt.date | None) -> str:
    """A date for people to read; empty where nothing is known."""
    if edtf.startswith("XXXX"):
        return f"{_without_year(edtf)}, year not said"
    if edtf:
        return edtf
    if earliest and latest:
        return f"{earliest}" if earliest == latest else f"{earliest} to {latest}"
    if latest:
        return f"by {latest}"
    return f"not before {earliest}" if earliest else ""


def _without_year(edtf: str) -> str:
    day = dt.date(2000, int(edtf[5:7]), int(edtf[8:10] or 1))
    return f"{day.day} {_MONTHS[day.month - 1]}" if len(edtf) > 7 else _MONTHS[day.month - 1]


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
