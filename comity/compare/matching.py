"""Which holding of the news is which of the data set, and whether their dates can both be right."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.compare.sides import Denial, Holding, Side
from comity.fuse.marks import Interval
from comity.fuse.moments import Moment
from comity.fuse.titles import is_generic, is_leading


class Verdict(StrEnum):
    """How news and a data set stand to one another."""

    AGREE = "agree"
    DATE = "date-differs"
    KIND = "kind-differs"
    NEWS_ONLY = "data-set-silent"
    DATASET_ONLY = "news-silent"


@dataclass(frozen=True, slots=True)
class Pair:
    """What the two sides hold of one thing.

    Args:
        verdict: how they stand to one another.
        news: what the news holds; None where it is silent.
        dataset: what the data set holds; None where it is silent.
        differs: which dates cannot both be right: start, end, attested.
    """

    verdict: Verdict
    news: Holding | Denial | None = None
    dataset: Holding | None = None
    differs: tuple[str, ...] = ()


def pairs(news: Side, dataset: Side) -> Iterator[Pair]:
    """Every holding of either side once, with its counterpart, in order.

    Where the data set never speaks of such a thing, an office or being a signatory, it is not
    silent on it, and what the news says of it is left out.
    """
    ours, theirs = _grouped(news.holdings), _grouped(dataset.holdings)
    denied = [
        (denial, holding)
        for denial in news.denials
        for holding in theirs.get(denial.about, ())
        if _contradicts(holding, denial)
    ]
    answered = {id(holding) for _, holding in denied}
    spoken_of = {holding.sort for holding in dataset.holdings}
    for about in sorted({*ours, *theirs}):
        for pair in _matched(ours.get(about, []), theirs.get(about, [])):
            alone = pair.news if pair.dataset is None else None
            answer = pair.news is None and id(pair.dataset) in answered
            if not answer and (alone is None or _sort(alone) in spoken_of):
                yield pair
    yield from (Pair(Verdict.KIND, denial, holding) for denial, holding in denied)


def collisions(one: Interval, other: Interval) -> tuple[str, ...]:
    """Which dates of two intervals cannot both be right, if they are of one thing."""
    found = []
    if _apart(one.start, other.start):
        found.append("start")
    ends = [None if interval.end_presumed else interval.end for interval in (one, other)]
    if _apart(*ends):
        found.append("end")
    if _outside(one, other) or _outside(other, one):
        found.append("attested")
    return tuple(found)


def _sort(one: Holding | Denial) -> str:
    return one.sort if isinstance(one, Holding) else "member"


def _grouped(holdings: Iterable[Holding]) -> dict[tuple[str, str], list[Holding]]:
    groups: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in holdings:
        groups[holding.about].append(holding)
    return groups


def _matched(ours: Sequence[Holding], theirs: Sequence[Holding]) -> Iterator[Pair]:
    """Those of one status together, the best fitting first; then what is left with what is left."""
    left, alone = list(theirs), []
    for holding in ours:
        same = [other for other in left if _same_status(holding, other)]
        if not same:
            alone.append(holding)
            continue
        best = min(same, key=lambda other: _misfit(holding.interval, other.interval))
        left.remove(best)
        differs = collisions(holding.interval, best.interval)
        yield Pair(Verdict.DATE if differs else Verdict.AGREE, holding, best, differs)
    nothing_same = len(alone) == len(ours) and bool(left)
    for holding in alone:
        if nothing_same:
            best = min(theirs, key=lambda other: _misfit(holding.interval, other.interval))
            if best in left:
                left.remove(best)
            yield Pair(Verdict.KIND, holding, best)
        else:
            yield Pair(Verdict.NEWS_ONLY, holding)
    yield from (Pair(Verdict.DATASET_ONLY, None, holding) for holding in left)


def _same_status(one: Holding, other: Holding) -> bool:
    """Whether the status is one; a mere leader may hold whichever office leads."""
    if one.status == other.status:
        return True
    titles = (one.status, other.status)
    leads = all(is_generic(title) or is_leading(title) for title in titles)
    return one.office and other.office and leads and any(map(is_generic, titles))


def _misfit(one: Interval, other: Interval) -> tuple[int, int]:
    """How badly two intervals fit: how much collides, and how far their first days lie apart."""
    days = [_first_day(interval) for interval in (one, other)]
    apart = abs((days[0] - days[1]).days) if days[0] and days[1] else 0
    return len(collisions(one, other)), apart


def _first_day(interval: Interval) -> dt.date | None:
    begun = interval.start.latest if interval.start else None
    over = interval.end.earliest if interval.end else None
    return min((*([begun] if begun else []), *interval.attested), default=over)


def _apart(one: Moment | None, other: Moment | None) -> bool:
    """Whether two dates have no day in common."""
    if one is None or other is None:
        return False
    return one.order[1] < other.order[0] or other.order[1] < one.order[0]


def _outside(one: Interval, other: Interval) -> bool:
    """Whether one is known to hold on a day on which the other cannot."""
    signs = list(one.attested)
    if one.start and one.start.earliest == one.start.latest and one.start.earliest:
        signs.append(one.start.earliest)
    over = other.end.latest if other.end and not other.end_presumed else None
    begun = other.start.earliest if other.start else None
    late = over is not None and any(day > over for day in signs)
    return late or (begun is not None and any(day < begun for day in one.attested))


def _contradicts(holding: Holding, denial: Denial) -> bool:
    member = holding.status in {"member", "party"}
    return member and holding.interval.holds_on(denial.day)
