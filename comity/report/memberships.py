"""Memberships by body, and offices by body: their intervals as facts and as lanes of a timeline."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from comity.report.chart import Axis, Lane
from comity.report.facts import Fact, Facts
from comity.report.nodes import Node
from comity.report.timeline import Stretch, word_on, worked_out, written
from comity.report.words import wording


@dataclass(frozen=True, slots=True)
class Held:
    """A status or an office that somebody held, once or several times.

    Args:
        who: the member or the official.
        what: the status or the office.
        track: `legal`, `engagement` or `office`.
        facts: the intervals, or the tenure.
        spans: how it stood over time.
        of: whose office it is; empty of a status.
        lane: its drawing; None where no day is known.
    """

    who: str
    what: str
    track: str
    facts: tuple[Fact, ...]
    spans: tuple[Stretch, ...]
    of: str = ""
    lane: Lane | None = None

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Every day that is known of it, in order."""
        return tuple(sorted({day for fact in self.facts for day in fact.bounds.days}))

    def on(self, day: dt.date) -> str:
        """How it stood on a day."""
        return word_on(self.spans, day)

    @property
    def spans_json(self) -> str:
        """How it stood over time, for a script: first day, day after the last, word, days apart."""
        return json.dumps([_plain(span) for span in self.spans], separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Holding:
    """All that a body's members, or the holders of its offices, held.

    Args:
        anchor: its id in the page.
        name: the body's name.
        kind: `organisation`, `treaty`, or empty.
        held: by name, the legal track first; offices by whose they are.
        others: other facts about the body: lists and numbers of members, denials, origins.
        axis: of its timeline; None where no day is known.
    """

    anchor: str
    name: str
    kind: str
    held: tuple[Held, ...]
    others: tuple[Fact, ...]
    axis: Axis | None

    @property
    def names(self) -> list[str]:
        """Whoever held something, each once."""
        return list(dict.fromkeys(held.who for held in self.held))


def _plain(span: Stretch) -> list[object]:
    ends = [day and day.isoformat() for day in (span.start, span.end)]
    apart = [[day.isoformat() for day in days] for days in (span.held, span.not_held)]
    return [*ends, span.word, *apart]


def bodies(facts: Facts, until: dt.date | None) -> list[Holding]:
    """The bodies of a build by name, with their memberships.

    Args:
        facts: makes the facts.
        until: a day that each axis reaches at least, such as that of the newest article.
    """
    held: dict[str, list[Held]] = defaultdict(list)
    others, kinds = _others(facts), dict[str, str]()
    for membership in facts.nodes.of("OrganisationMembership", "TreatyParticipation"):
        body = membership.one("body")
        kinds[body] = (
            "treaty" if "TreatyParticipation" in membership.all("type") else "organisation"
        )
        held[body].extend(intervals(facts, membership))
        others[body].extend(_rest(facts, membership))
    keys = sorted({*held, *others}, key=lambda key: (facts.nodes.name(key).casefold(), key))
    return [
        holding(
            f"body/{key}",
            facts.nodes.full(key),
            held[key],
            until,
            kind=kinds.get(key, ""),
            others=tuple(others[key]),
        )
        for key in keys
    ]


def offices(facts: Facts, until: dt.date | None) -> Holding:
    """All offices that somebody held, of bodies and of states, on one timeline."""
    held = [_tenure(facts, tenure) for tenure in facts.nodes.of("Tenure")]
    return holding("tenures", "Who held which office", held, until)


def holding(
    anchor: str,
    name: str,
    held: Iterable[Held],
    until: dt.date | None,
    *,
    kind: str = "",
    others: tuple[Fact, ...] = (),
) -> Holding:
    """What was held, in order, each drawn on an axis that reaches `until` at least."""
    ordered = sorted(held, key=_order)
    days = {day for one in ordered for day in one.days}
    axis = Axis.of({*days, until} if until and days else days)
    drawn = tuple(_drawn(one, axis) for one in ordered)
    return Holding(anchor, name, kind, drawn, others, axis)


def _order(held: Held) -> tuple[object, ...]:
    first, key = next(iter(held.days), dt.date.max), held.facts[0].key
    if held.track == "office":
        return held.of.casefold(), held.what, first, held.who, key
    return held.who.casefold(), held.track != "legal", first, held.what, key


def _drawn(held: Held, axis: Axis | None) -> Held:
    if axis is None or not held.days:
        return held
    return replace(held, lane=axis.lane(held.spans, [fact.bounds for fact in held.facts]))


def intervals(facts: Facts, membership: Node, who: str = "member") -> Iterable[Held]:
    """The statuses of a membership, each with its intervals.

    Args:
        facts: makes the facts.
        membership: the membership.
        who: whose lanes they are: `member` where they are a body's, `body` where a member's.
    """
    member, body = (facts.nodes.short(membership.one(end)) for end in ("member", "body"))
    by_status: dict[str, list[Node]] = defaultdict(list)
    for key in membership.all("interval"):
        by_status[facts.nodes[key].one("status")].append(facts.nodes[key])
    for status, nodes in by_status.items():
        words = wording("statuses", status)
        found = tuple(facts.timed(node, f"{member}, {body}: {words}") for node in nodes)
        spans = _spans(facts, membership, found, status)
        whose = member if who == "member" else facts.nodes.full(membership.one("body"))
        yield Held(whose, words, nodes[0].one("track"), found, spans)


def _spans(facts: Facts, node: Node, held: Iterable[Fact], status: str = "") -> tuple[Stretch, ...]:
    """The as-of spans of a status of a membership, or of a tenure."""
    nodes = [facts.nodes[key] for key in node.all("asOf")]
    mine = [span for span in nodes if span.one("spanStatus") == status]
    return tuple(written(mine) or worked_out([fact.bounds for fact in held]))


def _rest(facts: Facts, membership: Node) -> Iterable[Fact]:
    """What is said of a membership and bears on none of its intervals."""
    known = [facts.nodes[key] for key in membership.all("interval")]
    placed = {claim for node in known for claim in node.all("supportedBy")}
    rest = [claim for claim in membership.all("supportedBy") if claim not in placed]
    if rest or not known:
        values = {**membership.values, "supportedBy": rest}
        member = facts.nodes.name(membership.one("member"))
        fact = facts.of(Node(membership.key, values), f"{member}: of its membership, of no time")
        yield replace(fact, sources=None)


def officials(facts: Facts) -> list[Fact]:
    """The people of a build by name, with all that they are called."""
    found = (
        facts.of(node, node.one("name"), also_called=", ".join(node.all("alsoNamed")))
        for node in facts.nodes.of("Official")
    )
    return sorted(found, key=lambda fact: (fact.title.casefold(), fact.key))


def _tenure(facts: Facts, tenure: Node) -> Held:
    office = facts.nodes[tenure.one("office")]
    status = tenure.one("officeStatus")
    title = office.one("title") or facts.nodes.name(office.key)
    what = title if status in {"", "current"} else f"{title} ({status})"
    who = facts.nodes.name(tenure.one("holder"))
    where = facts.nodes.full(office.one("officeOf"))
    short = facts.nodes.short(office.one("officeOf"))
    fact = facts.timed(tenure, f"{who}: {what}, {short}")
    return Held(who, what, "office", (fact,), _spans(facts, tenure, [fact]), where)


def _others(facts: Facts) -> dict[str, list[Fact]]:
    """Lists and numbers of members, denials and origins, by body."""
    found: dict[str, list[Fact]] = defaultdict(list)
    nodes = facts.nodes
    for node in nodes.of("BodyRoster"):
        closed = "all members" if node.one("complete") == "true" else "some members"
        title = f"List of {closed} on {node.one('rosterDate') or 'an unknown day'}"
        members = nodes.list(node.all("rosterMember"))
        found[node.one("rosterOf")].append(facts.of(node, title, members=members))
    for node in nodes.of("BodyCount"):
        title = f"{node.one('count')} members"
        found[node.one("body")].append(facts.of(node, title, when=facts.when(node)))
    for node in nodes.of("NonMembership"):
        title = f"{nodes.name(node.one('nonMember'))} was not a member on {node.one('notMemberOn')}"
        found[node.one("notMemberOf")].append(facts.of(node, title))
    for node in nodes.of("BodyOrigin"):
        title = f"Goes back to {nodes.name(node.one('origin'))}"
        found[node.one("body")].append(facts.of(node, title))
    return found
