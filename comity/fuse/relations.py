"""Claims that collide, and claims that are only easily taken for one another."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from comity.fuse.clusters import unions
from comity.fuse.emit import Related
from comity.fuse.memberships import BODIES, body_of, members_of
from comity.fuse.records import ClaimRecord, Sources, kind_of
from comity.fuse.rosters import BodyCount, BodyRoster
from comity.fuse.tenures import Tenure
from comity.fuse.titles import is_single
from comity.model import OfficeStatus, Predicate

_ENGAGEMENT = {Predicate.PARTICIPATION_SUSPENDED, Predicate.NOT_PARTICIPATING}
_STATUS = (
    Predicate.MEMBER,
    Predicate.ROSTER,
    Predicate.OBSERVER,
    Predicate.ASSOCIATE,
    Predicate.CANDIDATE,
    Predicate.PARTNER,
)
Pair = tuple[str, str]


def between_claims(sources: Sources, rosters: Iterable[BodyRoster]) -> list[Related]:
    """What membership claims collide in, or differ in."""
    by_pair = _by_pair(sources)
    found = [related for claims in by_pair.values() for related in _scope(claims)]
    absences = _absences(rosters)
    for (body, member), claims in by_pair.items():
        found.extend(_statuses(claims))
        found.extend(_off_roster(member, claims, absences.get(body, ())))
    return found


def between_counts(counts: Iterable[BodyCount], rosters: Iterable[BodyRoster]) -> list[Related]:
    """Different numbers of members of one body on one day, by counts and complete rosters."""
    numbers: dict[tuple[str, dt.date], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for count in counts:
        if count.when and count.when.day:
            numbers[count.body, count.when.day][count.count] |= count.claims
    for roster in rosters:
        if roster.complete and roster.day:
            numbers[roster.body, roster.day][len(roster.members)] |= roster.claims
    return [
        Related(
            "count",
            frozenset().union(*several.values()),
            f"They give different numbers of members on {day}: "
            + ", ".join(str(number) for number in sorted(several))
            + ".",
            "conflict/count",
        )
        for (_, day), several in sorted(numbers.items())
        if len(several) > 1
    ]


def between_tenures(tenures: Iterable[Tenure]) -> list[Related]:
    """Several holders at one time of an office that only one person holds."""
    by_post: dict[tuple[str, str], dict[str, Tenure]] = defaultdict(dict)
    for tenure in tenures:
        if is_single(tenure.post[1]) and tenure.status is not OfficeStatus.ACTING:
            by_post[tenure.post][tenure.key] = tenure
    return [
        Related(
            "office-holder",
            frozenset().union(*(same[key].interval.support for key in group)),
            "They name different holders of one office at one time.",
            "conflict/office-holder",
        )
        for same in by_post.values()
        for group in unions(_coinciding(same.values()), same)
        if len(group) > 1
    ]


def _coinciding(tenures: Iterable[Tenure]) -> Iterator[tuple[str, str]]:
    """Pairs of tenures of different holders that were certainly held on one day.

    By the days on which they are certain, each with those that are still going on.
    """
    spans = sorted(
        (start, end, tenure.key, tenure.holder)
        for tenure in tenures
        for start, end in _certain_spans(tenure)
    )
    going: list[tuple[dt.date, str, str]] = []
    for start, end, key, holder in spans:
        going = [one for one in going if one[0] > start]
        yield from ((other, key) for _, other, whose in going if whose != holder)
        going.append((end, key, holder))


def _certain_spans(tenure: Tenure) -> Iterator[tuple[dt.date, dt.date]]:
    """The half-open spans in which it was certainly held: its core, and the attested days."""
    core = _core(tenure)
    if core:
        yield core
    for day in tenure.interval.attested:
        if not core or not core[0] <= day < core[1]:
            yield day, day + dt.timedelta(days=1)


def _by_pair(sources: Sources) -> dict[Pair, list[ClaimRecord]]:
    claims: dict[Pair, list[ClaimRecord]] = defaultdict(list)
    for claim in sources.of(*_STATUS, *_ENGAGEMENT, Predicate.MEMBERSHIP_SUSPENDED):
        body = body_of(claim, sources)
        if body and kind_of(body) in BODIES and (claim.is_asserted or claim.is_denied):
            for member in members_of(claim):
                claims[body, member].append(claim)
    return dict(sorted(claims.items()))


def _scope(claims: Sequence[ClaimRecord]) -> Iterable[Related]:
    """Suspending a membership is another thing than not taking part."""
    legal = {c.key for c in claims if c.predicate is Predicate.MEMBERSHIP_SUSPENDED}
    engaged = {c.key for c in claims if c.predicate in _ENGAGEMENT}
    if legal and engaged:
        note = (
            "Membership and participation are two things: one can be suspended without the other."
        )
        yield Related("scope", frozenset(legal | engaged), note, "related/scope", conflict=False)


def _statuses(claims: Sequence[ClaimRecord]) -> Iterable[Related]:
    """One status affirmed and denied: a conflict on one day, else a difference in time."""
    by_status: dict[Predicate, list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        if claim.predicate in _STATUS:
            same = claim.predicate is Predicate.ROSTER
            by_status[Predicate.MEMBER if same else claim.predicate].append(claim)
    for predicate, about in sorted(by_status.items()):
        affirmed = _by_day(claim for claim in about if claim.is_asserted)
        denied = _by_day(claim for claim in about if claim.is_denied)
        days = sorted(_certain_days(affirmed) & _certain_days(denied))
        if days:
            note = f"The status {predicate} is affirmed and denied of {_listed(days)}."
            both = frozenset().union(*(affirmed[day] | denied[day] for day in days))
            yield Related("membership-status", both, note, "conflict/membership-status")
        elif affirmed and denied:
            every = frozenset().union(*affirmed.values(), *denied.values())
            note = f"The status {predicate} is affirmed and denied of different or unknown times."
            yield Related("time", every, note, "related/time", conflict=False)


Days = dict[dt.date | None, set[str]]


def _listed(days: Sequence[dt.date]) -> str:
    """The days, or how many they are from which to which."""
    if len(days) > 3:
        return f"{len(days)} days from {days[0]} to {days[-1]}"
    return ", ".join(day.isoformat() for day in days)


def _certain_days(days: Days) -> set[dt.date]:
    return {day for day in days if day}


def _by_day(claims: Iterable[ClaimRecord]) -> Days:
    days: Days = defaultdict(set)
    for claim in claims:
        days[claim.holds_on].add(claim.key)
    return days


def _absences(rosters: Iterable[BodyRoster]) -> dict[str, list[BodyRoster]]:
    complete: dict[str, list[BodyRoster]] = defaultdict(list)
    for roster in rosters:
        if roster.complete and roster.day:
            complete[roster.body].append(roster)
    return complete


def _off_roster(
    member: str, claims: Sequence[ClaimRecord], rosters: Iterable[BodyRoster]
) -> Iterable[Related]:
    """A member on the day of a complete roster that does not list it."""
    said = _by_day(
        claim
        for claim in claims
        if claim.is_asserted and claim.predicate in {Predicate.MEMBER, Predicate.ROSTER}
    )
    lacking = [r for r in rosters if r.day in said and member not in r.members]
    if lacking:
        days = sorted({roster.day for roster in lacking if roster.day})
        note = f"One has a member on {_listed(days)} that the other's complete list lacks."
        every = frozenset().union(*(said[r.day] | r.claims for r in lacking))
        yield Related("membership-status", every, note, "conflict/absent-from-complete-roster")


def _core(tenure: Tenure) -> tuple[dt.date, dt.date] | None:
    """From the last day that it can have begun until the first that it can have ended."""
    start, end = tenure.interval.start, tenure.interval.end
    if start is None or end is None or start.latest is None or end.earliest is None:
        return None
    return (start.latest, end.earliest) if start.latest < end.earliest else None
