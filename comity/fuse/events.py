"""Requests for assistance, interventions, and what is done to treaties."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.fuse.clusters import Part, settle, unions
from comity.fuse.emit import Facts, dates
from comity.fuse.memberships import ACTORS
from comity.fuse.moments import Moment, best, narrowest
from comity.fuse.records import ClaimRecord, Sources, kind_of
from comity.fuse.statements import Statement
from comity.fuse.topics import Topics
from comity.model import Kind, Predicate, slug
from comity.terms import concept

_ACTIONS = {
    Predicate.SIGNED: "signature",
    Predicate.ENTERED_INTO_FORCE: "entry-into-force",
}


@dataclass(frozen=True, slots=True)
class _Side:
    """Claims that all say that something happened, or all that it did not."""

    claims: tuple[ClaimRecord, ...]
    against: tuple[str, ...]
    happened: bool

    @property
    def keys(self) -> list[str]:
        return [claim.key for claim in self.claims]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.keys[0].encode()).hexdigest()[:8]

    def only(self, values: Iterable[str | None]) -> str | None:
        """The value, if there is just one."""
        known = {value for value in values if value}
        return min(known) if len(known) == 1 else None


def add_requests(sources: Sources, said: Iterable[Statement], facts: Facts) -> None:
    """A fact for each request for assistance, made or said not to have been made."""
    actors = [
        claim
        for claim in sources.of(Predicate.REQUESTED_ASSISTANCE)
        if claim.subject and kind_of(claim.subject) in ACTORS
    ]
    for requester, side in _sides(actors, said, sources):
        addressee = side.only(claim.object for claim in side.claims)
        facts.add(
            f"request/{requester}/{side.digest}",
            "AssistanceRequest",
            "request/made" if side.happened else "request/denied",
            side.keys,
            side.against,
            requester=facts.node(requester),
            addressee=facts.node(addressee) if addressee else None,
            text=max((c.text for c in side.claims if c.text), key=_length, default=None),
            happened=side.happened,
            **dates(_date(side.claims)),
        )


def add_interventions(sources: Sources, said: Iterable[Statement], facts: Facts) -> None:
    """A fact for each intervention of a body, or for its not intervening."""
    bodies = [
        claim
        for claim in sources.of(Predicate.INTERVENED)
        if claim.subject and kind_of(sources.root(claim.subject)) is Kind.ORGANISATION
    ]
    for body, side in _sides(bodies, said, sources):
        facts.add(
            f"intervention/{body}/{side.digest}",
            "Intervention",
            "intervention/made" if side.happened else "intervention/denied",
            side.keys,
            side.against,
            body=facts.node(body),
            happened=side.happened,
            place=sorted({claim.place for claim in side.claims if claim.place}),
            **dates(_date(side.claims)),
        )


def add_treaty_actions(sources: Sources, facts: Facts) -> None:
    """A fact for each signing of a treaty, with who signed, and for its entry into force."""
    blocks: dict[tuple[str, str, str], list[ClaimRecord]] = defaultdict(list)
    for claim in sources.of(*_ACTIONS):
        signed = claim.predicate is Predicate.SIGNED
        treaty = claim.object if signed else claim.subject
        if treaty and kind_of(treaty) is Kind.TREATY:
            blocks[treaty, _ACTIONS[claim.predicate], _edtf(claim)[:4]].append(claim)
    for (treaty, action, _), claims in sorted(blocks.items()):
        asserted = [claim for claim in claims if claim.is_asserted]
        denied = [claim.key for claim in claims if claim.is_denied]
        for parts, same in _settled(asserted):
            _add_action(treaty, action, parts, same, denied, facts)


def _settled(
    claims: Sequence[ClaimRecord],
) -> list[tuple[tuple[Part, ...], list[ClaimRecord]]]:
    """Claims of one treaty and year, by day and place."""
    parts = {claim.key: (_edtf(claim)[5:] or None, _place(claim)) for claim in claims}
    settled = settle(parts.values(), missing=1)
    groups: dict[tuple[Part, ...], list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        groups[settled[parts[claim.key]]].append(claim)
    return sorted(groups.items(), key=lambda item: repr(item[0]))


def _add_action(
    treaty: str,
    action: str,
    parts: tuple[Part, ...],
    claims: Sequence[ClaimRecord],
    denied: Iterable[str],
    facts: Facts,
) -> None:
    parties = {claim.subject for claim in claims if action == "signature" and claim.subject}
    date = max((_edtf(claim) for claim in claims), key=_length) or "undated"
    place = f"/{parts[1]}" if parts[1] else ""
    facts.add(
        f"treaty-action/{treaty}/{action}/{date.lower()}{place}",
        "TreatyAction",
        f"treaty/{action}",
        [claim.key for claim in claims],
        denied,
        treaty=facts.node(treaty),
        action=concept("treaty-action", action),
        party=facts.nodes(party for party in parties if kind_of(party) in ACTORS),
        place=sorted({claim.place for claim in claims if claim.place}),
        **dates(_date(claims)),
    )


def _sides(
    claims: Iterable[ClaimRecord], said: Iterable[Statement], sources: Sources
) -> list[tuple[str, _Side]]:
    """By whom the claims are about, those that speak of the same thing and agree whether it was.

    The same thing: to the same addressee, over the same topic, of the same date, one of the
    first two perhaps not said; or in renderings of the same statement.
    """
    statement = {key: one.quotations[0] for one in said for key in one.quotations}
    topics = Topics.of(sources)
    blocks: dict[str, list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        if claim.is_asserted or claim.is_denied:
            blocks[sources.root(claim.subject or "")].append(claim)
    return [
        (about, _Side(tuple(group), tuple(_opposed(group, opposite, topics)), happened))
        for about, block in sorted(blocks.items())
        for happened in (True, False)
        for opposite in [_by_day(c for c in block if c.is_asserted is not happened)]
        for group in _groups([c for c in block if c.is_asserted is happened], statement, topics)
    ]


def _groups(
    claims: Sequence[ClaimRecord], statement: Mapping[str, str], topics: Topics
) -> list[list[ClaimRecord]]:
    def agree(one: Part, other: Part) -> bool:
        return one == other or (" " in f"{one}{other}" and topics.agree(str(one), str(other)))

    by_key = {claim.key: claim for claim in claims}
    parts = {claim.key: (_day(claim), claim.object, claim.text) for claim in claims}
    by_day: dict[str | None, list[tuple[Part, ...]]] = defaultdict(list)
    for key_parts in parts.values():
        by_day[key_parts[0]].append(key_parts)
    settled = {k: v for block in by_day.values() for k, v in settle(block, 2, agree).items()}
    same: dict[object, list[str]] = defaultdict(list)
    for claim in claims:
        same[settled[parts[claim.key]]].append(claim.key)
        if claim.said_in:
            same[statement.get(claim.said_in, claim.said_in)].append(claim.key)
    pairs = ((keys[0], key) for keys in same.values() for key in keys[1:])
    return [[by_key[key] for key in group] for group in unions(pairs, by_key)]


def _opposed(
    group: Sequence[ClaimRecord],
    opposite: Mapping[str | None, Sequence[ClaimRecord]],
    topics: Topics,
) -> Iterable[str]:
    """Of the claims that say the opposite, by day, those of the same date and topic."""
    texts = {claim.text for claim in group if claim.text}
    for day in {_day(claim) for claim in group}:
        for claim in opposite.get(day, ()):
            text = claim.text
            if not texts or text is None or any(topics.agree(text, other) for other in texts):
                yield claim.key


def _by_day(claims: Iterable[ClaimRecord]) -> dict[str | None, list[ClaimRecord]]:
    days: dict[str | None, list[ClaimRecord]] = defaultdict(list)
    for claim in claims:
        days[_day(claim)].append(claim)
    return days


def _date(claims: Sequence[ClaimRecord]) -> Moment | None:
    """The most precise date, where all that are given are compatible."""
    moments = [claim.when for claim in claims if claim.when]
    known = narrowest(moment for moment in moments if moment.is_bounded)
    if known:
        return known[0] if len(known) == 1 else None
    return best(moments) if len({moment.edtf for moment in moments}) == 1 else None


def _edtf(claim: ClaimRecord) -> str:
    """The date by which actions are told apart; empty where there is none, or only a range."""
    edtf = claim.when.edtf or "" if claim.when else ""
    return "" if edtf.startswith("[") else edtf


def _day(claim: ClaimRecord) -> str | None:
    """The date given, or else the article's: what two accounts of one thing must share."""
    moment = claim.when or claim.article.moment
    return moment.edtf if moment else None


def _place(claim: ClaimRecord) -> str | None:
    return slug(claim.place) if claim.place else None


def _length(text: str) -> tuple[int, str]:
    return len(text), text
