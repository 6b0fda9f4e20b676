"""When a run of years began and ended, as far as the rows beside it tell."""

from __future__ import annotations

from comity.dates import PartialDate
from comity_datasets.cow_igo.bodies import Body
from comity_datasets.cow_igo.codes import ABSENT, HELD, NONE, Record

_GRID = 5
"""How many years apart those that were looked up are."""


def since(first: Record, before: Record | None, body: Body) -> PartialDate | None:
    """When a run began: after the row before it, and by its first.

    Args:
        first: the first row of the run.
        before: the row before it; None where there is none, or it does not tell.
        body: the organisation, with which it may have begun.
    """
    if before is None:
        return _founded(first, body)
    earliest, latest = before.year + 1, first.year
    if first.imputed or before.imputed:
        earliest = min(earliest, _grid_floor(first.year) + 1)
        latest = max(latest, _grid_ceiling(first.year))
    return _between(earliest, latest)


def until(last: Record, after: Record | None, body: Body) -> PartialDate | None:
    """When a run ended: within its last year, or by the row after it.

    Args:
        last: the last row of the run.
        after: the row after it, which tells; None where the data end.
        body: the organisation, with which it may have ended.
    """
    if after is None:
        return _dissolved(last, body)
    earliest, latest = last.year, after.year
    if last.imputed or after.imputed:
        earliest = min(earliest, _grid_floor(after.year))
        latest = max(latest, _grid_ceiling(after.year))
    return _between(earliest, latest)


def _founded(first: Record, body: Body) -> PartialDate | None:
    """The year of the organisation's foundation, if the run begins with it."""
    if body.began != first.year or first.imputed:
        return None
    return PartialDate(f"{first.year:04d}")


def _dissolved(last: Record, body: Body) -> PartialDate | None:
    """The end of the organisation, where it is in its last row, or after it."""
    if body.ended is None or body.ended < last.year:
        return None
    return _between(body.ended, body.ended + 1)


def tells(beside: int, code: int, state_year: bool) -> bool:
    """Whether a row beside a run says that its status did not hold then.

    In state-year data, -1 says that the organisation was none; in IGO-year data, that the state
    was none, and there are states that were members before they were counted as states.
    """
    known = beside in {*HELD, NONE} or (beside == ABSENT and state_year)
    return known and beside != code


def _grid_floor(year: int) -> int:
    return (year - 1) // _GRID * _GRID


def _grid_ceiling(year: int) -> int:
    return -(-year // _GRID) * _GRID


def _between(first: int, last: int) -> PartialDate:
    return PartialDate.between(PartialDate(f"{first:04d}"), PartialDate(f"{last:04d}"))
