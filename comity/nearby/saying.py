"""Sentences of what is known nearby."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from comity.lookups import Solution
from comity.wording import worded

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST = 6
"""How many are named; of more, the number is said."""


def on(edtf: str) -> str:
    """A date in a sentence: "on 1992-05-15", "in 1993"; empty where there is none."""
    if not edtf:
        return ""
    return f" {'on' if _DAY.fullmatch(edtf) else 'in'} {edtf}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "Armenia, Belarus and Russia"; of many, how many they are."""
    unique = list(dict.fromkeys(names))
    if len(unique) > _MOST:
        return f"{', '.join(unique[:_MOST])} and {len(unique) - _MOST} more"
    return " and ".join(filter(None, [", ".join(unique[:-1]), unique[-1]])) if unique else ""


def event(interval: Solution, body: str) -> str:
    """What an interval of a membership says: "signed the treaty on 1992-05-15"."""
    said = {name: term.value for name, term in interval.items() if hasattr(term, "value")}
    phrase = _phrases()["began"].get(said.get("began", ""))
    if phrase:
        return worded(phrase, {"body": body}) + on(said.get("start", ""))
    phrase = _phrases()["status"].get(said.get("status", ""), "stands to {body}")
    attested = said.get("attested_until", "")
    day = f", as of {attested}" if attested else ""
    return f"{worded(phrase, {'body': body})}{day}"


def answers(query: str, found: Sequence[tuple[str, str]], body: str) -> str:
    """What the answer of a stored query says: "Finland and Sweden joined NATO in 2023".

    Args:
        query: its name.
        found: names, and when, as EDTF or empty.
        body: what it was asked of.
    """
    by_date = _by_date(found)
    phrase = _phrases()["answers"].get(
        query, "of {body} the same question is answered: {who}{when}"
    )
    told = [
        worded(phrase, {"who": listed(names), "body": body, "when": on(when)})
        for when, names in by_date.items()
    ]
    more = f"; and {len(told) - _MOST} more dates" if len(told) > _MOST else ""
    return "; ".join(told[:_MOST]) + more


def named(found: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of an answer's names, with their dates, `answers` names; others it only counts."""
    dates = list(_by_date(found).items())[:_MOST]
    return {(name, when) for when, names in dates for name in list(dict.fromkeys(names))[:_MOST]}


def _by_date(found: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    by_date: dict[str, list[str]] = {}
    for name, when in found:
        by_date.setdefault(when, []).append(name)
    return by_date


def sentence(said: str) -> str:
    """Words as a sentence: a capital at its beginning, a full stop, no comma before it."""
    return f"{said[:1].upper()}{said[1:]}.".replace(",.", ".").replace(",;", ";")


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Mapping[str, str]]:
    text = (Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8")
    phrases: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return phrases
