"""What denials say: that a status is over, that it goes on, or that somebody is not a member.

A denial contradicts only what it denies: "has not left" says nothing against a membership, it says
that the membership went on.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from comity.dates import DateBasis
from comity.fuse.emit import Facts
from comity.fuse.marks import Hold, Interval, Out
from comity.fuse.moments import Moment, compatible
from comity.fuse.records import ClaimRecord
from comity.fuse.statuses import Status
from comity.model import Predicate


def outs_of(status: Status, denied: Iterable[ClaimRecord]) -> tuple[Out, ...]:
    """The days on which the status is denied to hold."""
    return tuple(
        Out(claim.holds_on, frozenset({claim.key}), _basis(claim))
        for claim in denied
        if claim.predicate in status.holds and claim.holds_on
    )


def stays_of(status: Status, denied: Iterable[ClaimRecord]) -> tuple[Hold, ...]:
    """The days on which the status is said not to have ended yet."""
    return tuple(
        Hold(claim.key, claim.article.published)
        for claim in denied
        if claim.predicate in status.ends and claim.when is None and claim.article.published
    )


def contradicted(
    status: Status, several: Sequence[Interval], denied: Iterable[ClaimRecord]
) -> list[Interval]:
    """Each interval with the denied claims that speak against it."""
    about = [claim for claim in denied if claim.predicate in status.makes]
    only = len(several) == 1
    return [
        i.contradicted(frozenset(c.key for c in about if _contradicts(c, status, i, only)))
        for i in several
    ]


def add_non_memberships(
    by_pair: Iterable[tuple[tuple[str, str], Sequence[ClaimRecord]]], facts: Facts
) -> None:
    """A fact for each day on which somebody is said not to be a member of a body."""
    for (body, member), claims in by_pair:
        days: dict[dt.date, list[str]] = defaultdict(list)
        for claim in claims:
            if claim.is_denied and claim.predicate is Predicate.MEMBER and claim.holds_on:
                days[claim.holds_on].append(claim.key)
        for day, support in sorted(days.items()):
            facts.add(
                f"non-membership/{body}/{member}/{day.isoformat()}",
                "NonMembership",
                "membership/denied",
                support,
                (),
                notMemberOf=facts.node(body),
                nonMember=facts.node(member),
                notMemberOn=day,
            )


def _basis(claim: ClaimRecord) -> DateBasis:
    return (claim.when and claim.when.basis) or DateBasis.METADATA


def _contradicts(claim: ClaimRecord, status: Status, interval: Interval, only: bool) -> bool:
    """Whether a denied claim denies what the interval says.

    A denied event contradicts the same event of a date that can be the same; without a date, one
    that was certainly past when the article was written. A denied status contradicts an interval
    that can hold on that day. What has no day at all contradicts the only interval there is.
    """
    told = claim.article.published
    if claim.predicate in status.holds:
        day = claim.holds_on or (claim.when.latest if claim.when else None)
        return only if day is None else interval.can_hold_on(day)
    if claim.predicate in status.ends:
        return not interval.end_presumed and _is_of(claim, interval.end, only)
    if claim.when is None and told:
        return interval.begun_before(told) and interval.can_hold_on(told)
    return _is_of(claim, interval.start, only)


def _is_of(claim: ClaimRecord, moment: Moment | None, only: bool) -> bool:
    """Whether the denied event can be the one that happened at the moment."""
    if claim.when:
        return moment is not None and compatible(claim.when, moment)
    told = claim.article.published
    if told is None:
        return only
    return moment is not None and moment.latest is not None and moment.latest <= told
