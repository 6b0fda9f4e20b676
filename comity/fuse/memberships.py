"""Who was what in which body, and when: one membership a pair, one interval a status and time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from comity.dates import DateBasis
from comity.fuse.asof import add_spans, membership_spans
from comity.fuse.denials import add_non_memberships, contradicted, outs_of, stays_of
from comity.fuse.emit import Facts, Related, timespan
from comity.fuse.marks import Hold, Interval, Mark, Marks, Out
from comity.fuse.records import ClaimRecord, Sources, kind_of
from comity.fuse.rosters import BodyRoster
from comity.fuse.statuses import FAMILY, MEMBER, STATUSES, Status
from comity.fuse.story import HELD
from comity.fuse.timeline import intervals
from comity.model import Kind, Predicate
from comity.terms import concept

ACTORS = {Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION}
BODIES = {Kind.ORGANISATION, Kind.TREATY}
P = Predicate


@dataclass(frozen=True, slots=True)
class Membership:
    """One member in one body.

    Args:
        body: the body's key.
        member: the member's key.
        claims: every claim of the family about the two, in order.
        intervals: by status, in order of time.
        outs: days on which the one is known not to be a member of the other.
    """

    body: str
    member: str
    claims: tuple[ClaimRecord, ...]
    intervals: tuple[tuple[Status, tuple[Interval, ...]], ...]
    outs: tuple[dt.date, ...] = ()

    @property
    def key(self) -> str:
        """Its own key."""
        return f"membership/{self.body}/{self.member}"

    @property
    def support(self) -> set[str]:
        """The claims that it rests on: all that affirm anything, and what its intervals rest on."""
        affirmed = {claim.key for claim in self.claims if claim.is_asserted}
        return affirmed.union(*(i.support for _, several in self.intervals for i in several))

    @property
    def against(self) -> set[str]:
        """The claims that contradict any of its intervals."""
        return set().union(*(i.against for _, several in self.intervals for i in several))


def add_denials(sources: Sources, facts: Facts) -> None:
    """Facts for those that are said not to be members."""
    add_non_memberships(sorted(_by_pair(sources).items()), facts)


def memberships(sources: Sources, rosters: Iterable[BodyRoster]) -> list[Membership]:
    """Every membership, in the order of body and member."""
    complete: dict[str, list[BodyRoster]] = defaultdict(list)
    for roster in rosters:
        if roster.complete and roster.day:
            complete[roster.body].append(roster)
    found = (
        _membership(body, member, claims, complete[body])
        for (body, member), claims in sorted(_by_pair(sources).items())
    )
    return [membership for membership in found if membership.intervals]


def add_memberships(found: Iterable[Membership], facts: Facts) -> None:
    """A fact for each membership and each of its intervals."""
    for membership in found:
        treaty = kind_of(membership.body) is Kind.TREATY
        histories = _histories(membership)
        node = facts.add(
            membership.key,
            "TreatyParticipation" if treaty else "OrganisationMembership",
            "membership/same-body-and-member",
            membership.support,
            membership.against,
            member=facts.node(membership.member),
            body=facts.node(membership.body),
            interval=facts.nodes(key for key, _, _ in histories),
            asOf=_add_spans(membership, facts),
        )
        for key, status, interval in histories:
            _add_interval(key, node, status, status_name(status, membership.body), interval, facts)


def relations(found: Iterable[Membership]) -> list[Related]:
    """Dates that collide, and claims that only hold together if a status was interrupted."""
    return [
        related
        for membership in found
        for status, several in membership.intervals
        for related in _relations_of(status, several)
    ]


def status_name(status: Status, body: str) -> str:
    """What the status is called in that kind of body: a treaty has parties."""
    return "party" if status.name == "member" and kind_of(body) is Kind.TREATY else status.name


def members_of(claim: ClaimRecord) -> Iterable[str]:
    """Whom a claim of the family is about: all that a roster lists, or its subject."""
    if claim.predicate is P.ROSTER:
        return sorted(claim.members)
    return [claim.subject] if claim.subject else []


def body_of(claim: ClaimRecord, sources: Sources) -> str | None:
    """The body that a claim of the family is about; of an organ's, the whole organisation."""
    body = claim.subject if claim.predicate is P.ROSTER else claim.object
    return sources.root(body) if body else None


def _by_pair(sources: Sources) -> dict[tuple[str, str], list[ClaimRecord]]:
    claims: dict[tuple[str, str], list[ClaimRecord]] = defaultdict(list)
    for claim in sources.of(*FAMILY):
        body = body_of(claim, sources)
        if body is None or kind_of(body) not in BODIES:
            continue
        for member in members_of(claim):
            if kind_of(member) in ACTORS and member != body:
                claims[body, member].append(claim)
    return claims


def _membership(
    body: str, member: str, claims: Sequence[ClaimRecord], complete: Sequence[BodyRoster]
) -> Membership:
    found: list[tuple[Status, tuple[Interval, ...]]] = []
    asserted = [claim for claim in claims if claim.is_asserted]
    denied = [claim for claim in claims if claim.is_denied]
    lacking = tuple(_left_out(roster) for roster in complete if member not in roster.members)
    predicates = {claim.predicate for claim in asserted}
    outs = {status: outs_of(status, denied) for status in STATUSES}
    outs[MEMBER] += lacking
    for status in STATUSES:
        if not status.makes & predicates:
            continue
        stays = stays_of(status, denied)
        marks = replace(_marks(status, asserted), stays=stays, outs=outs[status])
        found.append((status, tuple(contradicted(status, intervals(marks), denied))))
    without = tuple(sorted({out.day for out in outs[MEMBER]}))
    return Membership(body, member, tuple(claims), tuple(found), without)


def _left_out(roster: BodyRoster) -> Out:
    return Out(roster.day or dt.date.max, roster.claims, DateBasis.INFERRED, stated=False)


def _marks(status: Status, claims: Sequence[ClaimRecord]) -> Marks:
    def marks(predicates: tuple[Predicate, ...]) -> tuple[Mark, ...]:
        return tuple(_event(claim) for claim in claims if claim.predicate in predicates)

    held = [claim for claim in claims if claim.predicate in status.holds]
    since = tuple(Mark(c.key, None, c.since, c.article.published) for c in held if c.since)
    looking_back = _looking_back(status, claims)
    until = tuple(Mark(c.key, None, c.until, c.article.published) for c in held if c.until)
    return Marks(
        starts=marks(status.starts) + since,
        weak=marks(status.weak),
        ends=marks(status.ends) + until,
        holds=tuple(Hold(claim.key, _day(claim, looking_back)) for claim in held),
        closers=marks(status.closers),
        exact=status.exact,
    )


def _looking_back(status: Status, claims: Iterable[ClaimRecord]) -> set[str]:
    """Articles that tell the end of the status and no return: what they say of it is past."""
    ended = {claim.article.key for claim in claims if claim.predicate in status.ends}
    return ended - {claim.article.key for claim in claims if claim.predicate is P.READMITTED}


def _day(claim: ClaimRecord, looking_back: set[str]) -> dt.date | None:
    if claim.when is None and claim.article.key in looking_back:
        return None
    return claim.holds_on


def _event(claim: ClaimRecord) -> Mark:
    when = claim.when or (claim.until if claim.predicate is P.LEFT else claim.since)
    again = claim.predicate is P.READMITTED
    return Mark(claim.key, claim.predicate.value, when, claim.article.published, again)


def _histories(membership: Membership) -> list[tuple[str, Status, Interval]]:
    """Every interval with its key and its status."""
    return [
        (f"{membership.key}/interval/{status_name(status, membership.body)}/{n}", status, interval)
        for status, several in membership.intervals
        for n, interval in enumerate(several, start=1)
    ]


def _add_spans(membership: Membership, facts: Facts) -> list[NamedNode]:
    """The spans of being a member, on every day, and of other legal statuses, where they may hold.

    Engagement has none: that somebody took part on a day is not asked.
    """
    nodes: dict[str, list[NamedNode]] = defaultdict(list)
    for key, status, _ in _histories(membership):
        nodes[status.name].append(facts.node(key))
    found: list[NamedNode] = []
    for status, several in {MEMBER: (), **dict(membership.intervals)}.items():
        if status.track != MEMBER.track:
            continue
        spans = membership_spans(several, membership.outs)
        held = [span for span in spans if span.answer in HELD]
        name = status_name(status, membership.body)
        found += add_spans(
            membership.key, spans if status is MEMBER else held, nodes[status.name], facts, name
        )
    return found


def _add_interval(
    key: str, membership: NamedNode, status: Status, name: str, interval: Interval, facts: Facts
) -> None:
    facts.add(
        key,
        "MembershipInterval",
        f"interval/{interval.rule}",
        interval.support,
        interval.against,
        intervalOf=membership,
        status=concept("status", name),
        track=concept("track", status.track),
        startEvent=interval.start_event and concept("predicate", interval.start_event),
        endEvent=interval.end_event and concept("predicate", interval.end_event),
        **timespan(interval),
    )


def _relations_of(status: Status, several: Sequence[Interval]) -> Iterable[Related]:
    for interval in several:
        for side, disputed, claims in (
            ("start", interval.start_disputed, interval.start_claims),
            ("end", interval.end_disputed, interval.end_claims),
        ):
            if disputed:
                note = f"They give incompatible dates to the {side} of the status {status.name}."
                yield Related("membership-date", claims, note, "conflict/membership-date")
    puzzles: frozenset[str] = frozenset().union(*(i.puzzle for i in several))
    note = f"They hold together only if the status {status.name} was interrupted."
    yield Related("time", puzzles, note, "related/interrupted-status", conflict=False)
