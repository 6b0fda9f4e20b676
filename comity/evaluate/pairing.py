"""Findings beside gold items: what was found, what was missed, what is a false alarm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.evaluate.figures import Figures
from comity.evaluate.fitting import Item, Kind, Statements, is_ambiguous, is_rumoured
from comity.evaluate.gold import Gold
from comity.evaluate.names import same_person


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the items of one kind in one article.

    Args:
        missed: gold items that no finding is of.
        right: findings that are of a gold item, further ones of the same too.
        false: findings that are of none.
        figures: the counts.
    """

    missed: tuple[Item, ...]
    right: tuple[Item, ...]
    false: tuple[Item, ...]
    figures: Figures


def outcome(kind: Kind, gold: Gold, findings: Sequence[Item]) -> Outcome:
    """Compare the findings of one kind with an article's gold items.

    A finding is of one item, and an item is found once, but for statements: what an article breaks
    in two can be found as one, and the other way round. Further findings of what is found already,
    and of what counts neither way, are let pass.
    """
    scored = _distinct(kind, [g for g in gold.items[kind.field] if not is_ambiguous(g)])
    found = _once(kind, findings)
    fits = [
        [n for n, item in enumerate(found) if kind.fits(one, item, gold.published)]
        for one in scored
    ]
    pairs = _all_pairs(fits) if isinstance(kind, Statements) else _best_pairs(fits)
    fitting = {n for row in fits for n in row}
    false = [f for n, f in enumerate(found) if n not in fitting and not _let_pass(kind, gold, f)]
    got = {number for number, _ in pairs}
    missed = tuple(one for number, one in enumerate(scored) if number not in got)
    right = tuple(found[n] for n in sorted(fitting))
    hypothetical = sum(_is_hypothetical(kind, gold, item) for item in false)
    figures = Figures(len(got), len(missed), len({n for _, n in pairs}), len(false), hypothetical)
    return Outcome(missed, right, tuple(false), figures)


def _once(kind: Kind, items: Sequence[Item]) -> list[Item]:
    """The items, each once."""
    kept: dict[object, Item] = {}
    for item in items:
        kept.setdefault(kind.key(item), item)
    return list(kept.values())


def _distinct(kind: Kind, items: list[Item]) -> list[Item]:
    """The gold items; where their dates are left out, those that then are the same once."""
    return items if getattr(kind, "dated", True) else _once(kind, items)


def _all_pairs(fits: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    return {(number, n) for number, row in enumerate(fits) for n in row}


def _best_pairs(fits: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """The most pairs of an item and a finding, each in one pair at most.

    Kuhn's algorithm: a finding taken already is given up where its item can have another.
    """
    taken: dict[int, int] = {}

    def take(number: int, tried: set[int]) -> bool:
        for n in fits[number]:
            if n not in tried:
                tried.add(n)
                if n not in taken or take(taken[n], tried):
                    taken[n] = number
                    return True
        return False

    for number in range(len(fits)):
        take(number, set())
    return {(number, n) for n, number in taken.items()}


def _let_pass(kind: Kind, gold: Gold, finding: Item) -> bool:
    """Whether a finding that fits no scored item counts neither way."""
    if any(kind.excuses(one, finding, gold.published) for one in gold.items[kind.field]):
        return True
    if not isinstance(kind, Statements):
        return False
    return any(same_person(person, finding.get("speaker")) for person in gold.ignored)


def _is_hypothetical(kind: Kind, gold: Gold, finding: Item) -> bool:
    """Whether a finding rests on words that the annotator marked as only looking like one."""
    quote = finding.get(kind.words) or ""
    return any(
        f"{trap['kind']}s" == kind.field and is_rumoured(trap["span"], quote)
        for trap in gold.items["hypothetical"]
    )
