"""The claims that rows of several data sets make in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import yaml

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


def status_of(roles: Iterable[str]) -> Predicate | None:
    """What a state is in a body by the words for its roles there; a member where there are none.

    None where a word is unknown (a chair, a host, a donor), or where they say different things.
    """
    words = [" ".join(re.findall(r"[^\W_]+", role.casefold())) for role in roles if role.strip()]
    found = {_statuses().get(word) for word in words} or {Predicate.MEMBER}
    return found.pop() if len(found) == 1 else None


@cache
def _statuses() -> dict[str, Predicate]:
    text = files("comity_datasets").joinpath("roles.yaml").read_text(encoding="utf-8")
    roles: dict[str, list[str]] = yaml.safe_load(text)["roles"]
    return {word: Predicate(status) for status, words in roles.items() for word in words}


def belongs(
    rule: str,
    member: Name,
    body: Name,
    starts: Sequence[PartialDate],
    ends: Sequence[PartialDate],
    roles: Sequence[str] = (),
) -> tuple[list[Said], str]:
    """That somebody is or was a member, an observer or what else its roles say.

    Returns:
        The claims, one for each date where a row has several; or none, and why.
    """
    status = status_of(roles)
    if status is None:
        named = ", ".join(repr(role) for role in roles if role.strip())
        return [], f"its role {named} is no status of membership that comity knows"
    claims = [
        Said(
            predicate=status,
            subject=member,
            object=body,
            rule=rule,
            since=external(since),
            until=external(until),
        )
        for since, until in _pairs(starts, ends)
    ]
    return claims, ""


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
