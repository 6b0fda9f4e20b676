"""What rosters, counts and origins say of bodies."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.fuse.emit import Facts, dates
from comity.fuse.moments import Moment, best, compatible
from comity.fuse.records import ClaimRecord, Sources
from comity.model import Predicate


@dataclass(frozen=True, slots=True)
class BodyRoster:
    """Who were members of a body on a day, by one or more rosters that say the same.

    Args:
        body: the body's key.
        day: None where no source gives it.
        members: who is listed.
        complete: whether nobody else was a member.
        claims: the rosters.
    """

    body: str
    day: dt.date | None
    members: frozenset[str]
    complete: bool
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class BodyCount:
    """How many members a body had, by one or more counts.

    Args:
        body: the body's key.
        count: how many.
        when: the date given, or else the article's day; None where neither is known.
        claims: the counts.
    """

    body: str
    count: int
    when: Moment | None
    claims: frozenset[str]


def rosters(sources: Sources) -> list[BodyRoster]:
    """The rosters, in order; complete only where no count in the same article disagrees."""
    counts = _counts_by_article(sources)
    grouped: dict[tuple[str, dt.date | None, bool, frozenset[str]], set[str]] = defaultdict(set)
    for claim in sources.of(Predicate.ROSTER):
        if claim.is_asserted and claim.subject and claim.members:
            body = sources.root(claim.subject)
            complete = claim.complete and _agrees(claim, counts[claim.article.key, body])
            grouped[body, claim.holds_on, complete, claim.members].add(claim.key)
    found = [
        BodyRoster(body, day, members, complete, frozenset(claims))
        for (body, day, complete, members), claims in grouped.items()
    ]
    return sorted(found, key=_roster_key)


def counts(sources: Sources) -> list[BodyCount]:
    """The counts of members, in order."""
    grouped: dict[tuple[str, int, str], list[ClaimRecord]] = defaultdict(list)
    for claim in sources.of(Predicate.MEMBER_COUNT):
        if claim.is_asserted and claim.subject and claim.count is not None:
            when = _when(claim)
            date = when.edtf if when and when.edtf else ""
            grouped[sources.root(claim.subject), claim.count, date].append(claim)
    found = [_count(body, number, claims) for (body, number, _), claims in grouped.items()]
    return sorted(found, key=_count_key)


def add_rosters(found: Iterable[BodyRoster], facts: Facts) -> None:
    """A fact for each roster of a known day; who is listed without one is in memberships only."""
    for roster in found:
        if roster.day is None:
            continue
        facts.add(
            _roster_key(roster),
            "BodyRoster",
            "roster/same-members-same-day",
            roster.claims,
            (),
            rosterOf=facts.node(roster.body),
            rosterDate=roster.day,
            complete=roster.complete,
            rosterMember=facts.nodes(roster.members),
        )


def add_counts(found: Iterable[BodyCount], facts: Facts) -> None:
    """A fact for each count."""
    for count in found:
        facts.add(
            _count_key(count),
            "BodyCount",
            "roster/same-count-same-date",
            count.claims,
            (),
            body=facts.node(count.body),
            count=count.count,
            **dates(count.when),
        )


def add_origins(sources: Sources, facts: Facts) -> None:
    """A fact for each body that is said to go back to another."""
    claims: Mapping[tuple[str, str], list[ClaimRecord]] = _origins(sources)
    for (body, origin), about in sorted(claims.items()):
        support = [claim.key for claim in about if claim.is_asserted]
        if support:
            facts.add(
                f"origin/{body}/{origin}",
                "BodyOrigin",
                "roster/stated-origin",
                support,
                [claim.key for claim in about if claim.is_denied],
                body=facts.node(body),
                origin=facts.node(origin),
            )


def _origins(sources: Sources) -> dict[tuple[str, str], list[ClaimRecord]]:
    claims: dict[tuple[str, str], list[ClaimRecord]] = defaultdict(list)
    for claim in sources.of(Predicate.ORIGINATES_FROM):
        if claim.subject and claim.object and claim.subject != claim.object:
            claims[sources.root(claim.subject), claim.object].append(claim)
    return claims


def _counts_by_article(sources: Sources) -> dict[tuple[str, str], list[ClaimRecord]]:
    claims: dict[tuple[str, str], list[ClaimRecord]] = defaultdict(list)
    for claim in sources.of(Predicate.MEMBER_COUNT):
        if claim.is_asserted and claim.subject:
            claims[claim.article.key, sources.root(claim.subject)].append(claim)
    return claims


def _count(body: str, number: int, claims: Iterable[ClaimRecord]) -> BodyCount:
    claims = list(claims)
    when = best([moment for moment in map(_when, claims) if moment])
    return BodyCount(body, number, when, frozenset(claim.key for claim in claims))


def _agrees(roster: ClaimRecord, counts: Iterable[ClaimRecord]) -> bool:
    """Whether no count of the same article, for a date that can be the same, differs."""
    when = _when(roster)
    same_date = (count for count in counts if compatible(when, _when(count)))
    return all(count.count == len(roster.members) for count in same_date)


def _when(claim: ClaimRecord) -> Moment | None:
    if claim.when or claim.until or claim.article.published is None:
        return claim.when
    return claim.article.moment


def _roster_key(roster: BodyRoster) -> str:
    day = roster.day.isoformat() if roster.day else "undated"
    words = "\n".join([str(roster.complete), *sorted(roster.members)])
    return f"roster/{roster.body}/{day}/{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def _count_key(count: BodyCount) -> str:
    date = count.when.edtf.lower() if count.when and count.when.edtf else "undated"
    return f"count/{count.body}/{date}/{count.count}"
