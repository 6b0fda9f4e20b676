"""The claims that rows of several data sets make in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.dates import PartialDate
from comity.errors import SourceError
from comity.model import OfficeStatus, Predicate
from comity_datasets.dates import external
from comity_datasets.said import Name, Said


def check_order(
    where: str, column: str, since: PartialDate | None, until: PartialDate | None
) -> None:
    """Refuse a row that ends before it begins.

    Raises:
        SourceError: where it does, with the row and the column of the end.
    """
    begun = since.earliest if since else None
    over = until.latest if until else None
    if begun and over and over < begun:
        raise SourceError(
            f"it ends in {until}, before it begins in {since}",
            where=f"{where}, column {column}",
            hint="correct one of the two",
        )


def belongs(
    rule: str, member: Name, body: Name, starts: Sequence[PartialDate], ends: Sequence[PartialDate]
) -> Iterator[Said]:
    """That somebody is or was a member; where a row has several dates, a claim for each."""
    for since, until in _pairs(starts, ends):
        yield Said(
            predicate=Predicate.MEMBER,
            subject=member,
            object=body,
            rule=rule,
            since=external(since),
            until=external(until),
        )


def holds(
    rule: str,
    person: Name,
    title: str,
    body: Name,
    starts: Sequence[PartialDate],
    ends: Sequence[PartialDate],
    status: OfficeStatus | None = None,
    when: PartialDate | None = None,
) -> Iterator[Said]:
    """That somebody holds or held an office; where a row has several dates, a claim for each."""
    for since, until in _pairs(starts, ends):
        yield Said(
            predicate=Predicate.HOLDS_OFFICE,
            subject=person,
            object=body,
            rule=rule,
            text=title,
            status=status or _status(until, when),
            since=external(since),
            until=external(until),
            when=external(when),
        )


def _status(until: PartialDate | None, when: PartialDate | None) -> OfficeStatus | None:
    """How a person stands to an office that ended, or is known to be held on a date."""
    if until:
        return OfficeStatus.FORMER
    return OfficeStatus.CURRENT if when else None


def _pairs(
    starts: Sequence[PartialDate], ends: Sequence[PartialDate]
) -> list[tuple[PartialDate | None, PartialDate | None]]:
    """One start with one end; of several, each by itself, as nothing says which belong together."""
    if len(starts) < 2 and len(ends) < 2:
        return [(next(iter(starts), None), next(iter(ends), None))]
    return [*((start, None) for start in starts), *((None, end) for end in ends)]
