"""Offices and who held them when."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter

from pyoxigraph import NamedNode

from comity.fuse.asof import add_spans, tenure_spans
from comity.fuse.days import Days
from comity.fuse.emit import Facts, timespan
from comity.fuse.marks import Hold, Interval, Mark, Marks
from comity.fuse.people import Person, Post, holds, posts_of
from comity.fuse.records import ClaimRecord, Sources, kind_of
from comity.fuse.story import certain_days
from comity.fuse.timeline import intervals
from comity.fuse.titles import in_capitals, is_generic, is_leading, is_single, title_of
from comity.model import Kind, OfficeStatus, Predicate, slug
from comity.terms import concept

_ORDER = (OfficeStatus.CURRENT, OfficeStatus.ACTING, OfficeStatus.FORMER)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One official's holding of one office.

    Args:
        key: its own.
        holder: the official's key.
        post: the body and the title in its one form.
        interval: when.
        status: how the claims put it.
        taken: days on which, by the bounds of theirs, others certainly held the office.
    """

    key: str
    holder: str
    post: Post
    interval: Interval
    status: OfficeStatus | None
    taken: tuple[Days, ...] = ()

    @property
    def is_acting(self) -> bool:
        """Whether it is only for a time, beside whoever holds the office."""
        return self.status is OfficeStatus.ACTING


def tenures(people: Iterable[Person], sources: Sources, body: str) -> list[Tenure]:
    """Every tenure of an office of this body, by holder and office, in order of time."""
    found: list[Tenure] = []
    claims = _claims_by_person(sources)
    for person in people:
        mine = [claim for key in person.mentions for claim in claims.get(key, ())]
        names = {person.name, *person.others}
        for post, about in sorted(_by_post(mine, names, sources).items()):
            if post[0] == body:
                found.extend(_tenures_of(person, post, about, sources))
    return without_others(found)


def without_others(found: Sequence[Tenure]) -> list[Tenure]:
    """The tenures; of an office of one person, with the days on which another held it."""
    known: dict[Post, dict[dt.date, list[Tenure]]] = defaultdict(lambda: defaultdict(list))
    cores: dict[Post, list[tuple[str, Days]]] = defaultdict(list)
    for tenure in found:
        if is_single(tenure.post[1]):
            for day in tenure.interval.attested:
                known[tenure.post][day].append(tenure)
            core = certain_days(tenure.interval)
            cores[tenure.post] += [(tenure.holder, core)] if core and not tenure.is_acting else []
    days = {post: sorted(holders.items(), key=itemgetter(0)) for post, holders in known.items()}
    return [_without(tenure, days, cores) for tenure in found]


def _without(
    tenure: Tenure,
    days: Mapping[Post, Sequence[tuple[dt.date, list[Tenure]]]],
    cores: Mapping[Post, Sequence[tuple[str, Days]]],
) -> Tenure:
    interval = replace(tenure.interval, not_held=_others(tenure, days))
    others = {core for holder, core in cores.get(tenure.post, ()) if holder != tenure.holder}
    return replace(
        tenure, interval=interval, taken=() if tenure.is_acting else tuple(sorted(others))
    )


def _others(
    tenure: Tenure, days: Mapping[Post, Sequence[tuple[dt.date, list[Tenure]]]]
) -> tuple[dt.date, ...]:
    """Others' days; before the first sign of this tenure only the last, after the last the first.

    Nothing more is needed to tell that it had not begun, or was over, and an office that many
    held does not get a day from each of them for each of them.
    """
    known = days.get(tenure.post, ())

    def others(places: Iterable[int]) -> Iterator[dt.date]:
        return (known[place][0] for place in places if _is_another(tenure, *known[place]))

    signs = tenure.interval.signs
    first, last = min(signs, default=dt.date.max), max(signs, default=dt.date.min)
    before = bisect_right(known, first, key=itemgetter(0))
    after = bisect_left(known, last, key=itemgetter(0))
    nearest = (others(range(before - 1, -1, -1)), others(range(after, len(known))))
    kept = {day for days in nearest for day in islice(days, 1)}
    return tuple(sorted(kept.union(others(range(before, after)))))


def _is_another(tenure: Tenure, day: dt.date, holders: Iterable[Tenure]) -> bool:
    """Whether the day is another's; one acting for another can hold an office at the same time."""
    here = day in tenure.interval.attested
    return any(
        other.holder != tenure.holder and not (here and (other.is_acting or tenure.is_acting))
        for other in holders
    )


def add_tenures(found: Iterable[Tenure], facts: Facts) -> None:
    """A fact for each tenure, and a node for each office."""
    for tenure in found:
        office = _add_office(tenure.post, facts)
        interval = tenure.interval
        facts.add(
            tenure.key,
            "Tenure",
            f"tenure/{interval.rule}",
            interval.support,
            interval.against,
            holder=facts.node(tenure.holder),
            office=office,
            officeStatus=tenure.status and concept("office-status", tenure.status),
            asOf=add_spans(
                tenure.key,
                tenure_spans(interval, tenure.taken),
                facts.nodes([tenure.key]),
                facts,
            ),
            **timespan(interval),
        )


def office_key(post: Post, sources: Sources) -> str:
    """The key of an office, such as `office/csto-secretary-general`."""
    return f"office/{_body_slug(post[0], sources)}-{slug(post[1])}"


def _add_office(post: Post, facts: Facts) -> NamedNode:
    body, title = post
    return facts.describe(
        office_key(post, facts.sources),
        "Office",
        title=title,
        rdfs_label=_label(body, in_capitals(title), facts.sources),
        officeOf=facts.node(body),
    )


def _label(body: str, title: str, sources: Sources) -> str:
    """An office as people call it: "President of Chad", "NATO Secretary General"."""
    if kind_of(body) in {Kind.STATE, Kind.TERRITORY}:
        return f"{title} of {sources.label(body)}"
    if sources.short(body) == sources.label(body):
        return f"{title} of the {sources.label(body)}"
    return f"{sources.short(body)} {title}"


def _body_slug(body: str, sources: Sources) -> str:
    """The last part of the body's key, with its kind where a state has the same."""
    kind, _, rest = body.partition("/")
    plain = kind == "state" or (kind == "org" and f"state/{rest}" not in sources.known.names)
    return slug(rest.replace("/", " ")) if plain else slug(body.replace("/", " "))


def _claims_by_person(sources: Sources) -> dict[str, list[ClaimRecord]]:
    claims: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in sources.of(Predicate.HOLDS_OFFICE):
        if claim.subject and claim.object and claim.text and (holds(claim) or claim.is_denied):
            claims[claim.subject].append(claim)
    return claims


def _by_post(
    claims: Iterable[ClaimRecord], names: Iterable[str], sources: Sources
) -> dict[Post, list[ClaimRecord]]:
    """A person's claims by post; a generic title is the leading one of the same body."""
    claims = list(claims)
    known = {post for claim in claims for post in posts_of(claim, sources)}
    by_post: dict[Post, list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        body, title = claim.object or "", title_of(claim.text or "", claim.object or "", sources)
        if is_generic(title):
            title = _leading_title(body, known, names, sources) or title
        by_post[body, title].append(claim)
    return by_post


def _leading_title(
    body: str, known: Iterable[Post], names: Iterable[str], sources: Sources
) -> str | None:
    """The one leading title that a person has in a body, by claims or by what they are called.

    What they are called counts only where it is no title that they have elsewhere.
    """
    here = {title for where, title in known if where == body and is_leading(title)}
    if not here:
        elsewhere = {title for where, title in known if where != body}
        called = {title_of(name, body, sources) for name in names}
        here = {title for title in called if is_leading(title)} - elsewhere
    return min(here) if len(here) == 1 else None


def _tenures_of(
    person: Person, post: Post, claims: list[ClaimRecord], sources: Sources
) -> list[Tenure]:
    supporting = [claim for claim in claims if holds(claim)]
    denied = [claim for claim in claims if claim.is_denied]
    by_key = {claim.key: claim for claim in supporting}
    found = intervals(_marks(supporting))
    stem = f"tenure/{office_key(post, sources).partition('/')[2]}"
    return [
        Tenure(
            f"{stem}/{person.key.partition('/')[2]}/{number}",
            person.key,
            post,
            interval.contradicted(_against(interval, denied, len(found) == 1)),
            _status(by_key[key].status for key in interval.support),
        )
        for number, interval in enumerate(found, start=1)
    ]


def _against(interval: Interval, denied: Iterable[ClaimRecord], only: bool) -> frozenset[str]:
    """The denials of the office on a day of the tenure, or on no day, if it is the only one."""
    return frozenset(
        claim.key
        for claim in denied
        if (interval.can_hold_on(claim.holds_on) if claim.holds_on else only)
    )


def _marks(claims: Iterable[ClaimRecord]) -> Marks:
    claims = list(claims)
    return Marks(
        starts=tuple(Mark(c.key, None, c.since) for c in claims if c.since),
        ends=tuple(
            Mark(c.key, None, c.until, c.article.published)
            for c in claims
            if c.until or c.status is OfficeStatus.FORMER
        ),
        holds=tuple(Hold(c.key, c.holds_on if _is_now(c) else None) for c in claims if _keeps(c)),
    )


def _is_now(claim: ClaimRecord) -> bool:
    return claim.status in {OfficeStatus.CURRENT, OfficeStatus.ACTING}


def _keeps(claim: ClaimRecord) -> bool:
    """Whether it says that the office was held, apart from when that began or ended."""
    return claim.status is not OfficeStatus.FORMER or not (claim.since or claim.until)


def _status(statuses: Iterable[OfficeStatus | None]) -> OfficeStatus | None:
    known = set(statuses)
    return next((status for status in _ORDER if status in known), None)
