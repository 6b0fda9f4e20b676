"""The two sides of a comparison: what the news holds of whom, and what a data set does.

Each side is fused by itself, by the rules by which both are fused together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comity.fuse import Shelf
from comity.fuse.marks import Interval
from comity.fuse.memberships import memberships, status_name
from comity.fuse.people import Person, identify
from comity.fuse.records import ClaimRecord, Names, Sources
from comity.fuse.rosters import rosters
from comity.fuse.tenures import tenures
from comity.model import Predicate

_MIRRORS = {"withdrawn", "withdrawing", "expelled", "resumed"}
"""Statuses that only say again how another one ended."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody's status in a body, or an office, in one time.

    Args:
        who: the member's key, or the official's.
        body: the key of the body, or of whose office it is.
        status: the status, such as `member`; of an office its title.
        interval: when.
        office: whether it is an office.
    """

    who: str
    body: str
    status: str
    interval: Interval
    office: bool = False

    @property
    def about(self) -> tuple[str, str]:
        """What must be the same for two of them to be compared."""
        return self.who, self.body

    @property
    def sort(self) -> str:
        """What sort of thing it is: an office, or a status, which of treaties has other names."""
        return "office" if self.office else {"party": "member"}.get(self.status, self.status)


@dataclass(frozen=True, slots=True)
class Denial:
    """That somebody was not a member on a day."""

    who: str
    body: str
    day: dt.date
    claim: str

    @property
    def about(self) -> tuple[str, str]:
        """The member and the body."""
        return self.who, self.body


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says.

    Args:
        holdings: memberships and offices.
        denials: that somebody is not a member.
        bodies: the bodies that it says anything of.
    """

    holdings: tuple[Holding, ...]
    denials: tuple[Denial, ...]
    bodies: frozenset[str]


def sides(shelf: Shelf, news: Iterable[str], dataset: Iterable[str]) -> tuple[Side, Side, Sources]:
    """What each side says, and all that they rest on.

    Args:
        shelf: what all articles say.
        news: the keys of the articles that are news.
        dataset: those of the data set's.
    """
    both = [_sources(shelf, articles) for articles in (news, dataset)]
    together = shelf.sources(
        key for one in both for key in (*(claim.key for claim in one.claims), *one.names)
    )
    people = identify(together)
    named = {person.key: Names((person.name,)) for person in people}
    together = replace(together, names={**together.names, **named})
    return _side(both[0], people), _side(both[1], people), together


def _sources(shelf: Shelf, articles: Iterable[str]) -> Sources:
    """What articles claim and name; what is quoted is not compared."""
    keys = (key for article in articles for key in shelf.keys(article))
    found = shelf.sources(key for key in keys if not key.startswith("quotation/"))
    return replace(found, quotations={})


def _side(sources: Sources, people: Sequence[Person]) -> Side:
    held = (*_memberships(sources), *_offices(sources, people))
    denials = tuple(_denials(sources.of(Predicate.MEMBER), sources))
    bodies = {holding.body for holding in held} | {denial.body for denial in denials}
    return Side(tuple(held), denials, frozenset(bodies))


def _memberships(sources: Sources) -> Iterable[Holding]:
    return (
        Holding(one.member, one.body, status_name(status, one.body), interval)
        for one in memberships(sources, rosters(sources))
        for status, several in one.intervals
        for interval in several
        if status.name not in _MIRRORS
    )


def _offices(sources: Sources, people: Sequence[Person]) -> Iterable[Holding]:
    bodies = {claim.object for claim in sources.of(Predicate.HOLDS_OFFICE) if claim.object}
    here = set(sources.names)
    present = [person for person in people if here & set(person.mentions)]
    return (
        Holding(tenure.holder, body, tenure.post[1], tenure.interval, office=True)
        for body in sorted(bodies)
        for tenure in tenures(_of_body(body, present, sources), sources, body)
    )


def _of_body(body: str, people: Sequence[Person], sources: Sources) -> list[Person]:
    """Those who hold an office of a body, by what these sources say."""
    claims = sources.of(Predicate.HOLDS_OFFICE)
    holders = {claim.subject for claim in claims if claim.object == body}
    return [person for person in people if holders & set(person.mentions)]


def _denials(claims: Iterable[ClaimRecord], sources: Sources) -> Iterable[Denial]:
    for claim in claims:
        if claim.is_denied and claim.subject and claim.object and claim.holds_on:
            yield Denial(claim.subject, sources.root(claim.object), claim.holds_on, claim.key)
