"""How sure a reading is of what it found: by how often a rule was right, and by who agrees.

`words/reliability.csv` has, of each rule, how many of its findings were right and how many false
in annotated articles; `comity evaluate GOLD_DIR --rules --format csv` makes it. A rule with few
findings is taken to be nearly as good as its family, and a family with few as all of them. Of what
was never measured nothing is said.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TypeVar

from comity.model import Claim, Quotation

_Found = TypeVar("_Found", Claim, Quotation)

Record = Mapping[str, tuple[int, int]]
"""Of each rule, how many of its findings were right, and how many false."""

WEIGHT = 4
"""So many findings of its own count as much as what is known of a rule's family."""


def with_confidence(found: Sequence[_Found]) -> tuple[_Found, ...]:
    """The findings of one article, each with its confidence, unless it has one already."""
    return with_record(found, _counts())


def with_record(found: Sequence[_Found], record: Record) -> tuple[_Found, ...]:
    """The findings of one article, each as sure as the record of its rule lets it be.

    Where another rule found the same, elsewhere or by other means, both would have to be wrong.
    """
    rules = {one.rule for one in found}
    known = {rule: _reliability(rule, record) for rule in rules}
    by_content = defaultdict[object, set[str]](set)
    for one in found:
        by_content[_content(one)].add(one.rule)
    return tuple(_sure(one, by_content[_content(one)] - {one.rule}, known) for one in found)


def reliability(rule: str) -> float | None:
    """How likely a finding of a rule, `module/pattern`, is to be right; None where unmeasured."""
    return _reliability(rule, _counts())


def _sure(one: _Found, others: Iterable[str], known: Mapping[str, float | None]) -> _Found:
    own = known[one.rule]
    if one.confidence is not None or own is None:
        return one
    doubts = [1 - (known[other] or 0) for other in others]
    return replace(one, confidence=round(1 - (1 - own) * min(doubts, default=1), 2))


def _content(one: Claim | Quotation) -> object:
    """What is found, wherever it stands."""
    if isinstance(one, Quotation):
        return one.speaker, one.content
    return one.predicate, one.subject, one.object, one.members, one.text, one.when


def _reliability(rule: str, counts: Record) -> float | None:
    family = rule.partition("/")[0]
    kin = [count for name, count in counts.items() if name.partition("/")[0] == family]
    if not kin:
        return None
    everything = _share(counts.values(), 0.5)
    return _share([counts.get(rule, (0, 0))], _share(kin, everything))


def _share(counts: Iterable[tuple[int, int]], expected: float) -> float:
    """The share of right findings, drawn towards what was expected."""
    right, false = (sum(column) for column in zip(*counts, strict=True))
    return float((right + WEIGHT * expected) / (right + false + WEIGHT))


@cache
def _counts() -> Record:
    return {row["rule"]: (int(row["right"]), int(row["false"])) for row in _rows()}


def _rows() -> Iterator[dict[str, str]]:
    text = files("comity_loaders").joinpath("words", "reliability.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
