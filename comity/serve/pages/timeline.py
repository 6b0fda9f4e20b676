"""Timelines of memberships: of a body, with the treaty that it goes back to, or of a member."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity.errors import ParameterError
from comity.report.chart import Axis
from comity.report.facts import Facts
from comity.report.memberships import Held, holding, intervals
from comity.report.nodes import Nodes
from comity.report.sources import Library
from comity.serve.pages import part
from comity.serve.pages.asking import select
from comity.serve.pages.layout import render
from comity.serve.pages.paging import Paging, page_number
from comity.serve.pages.part import Words
from comity.serve.pages.passages import Cited, Shown, key_of
from comity.serve.site import site_of
from comity.serve.snapshot import Opened
from comity.storedquery import ParameterType

_SIZE = 60
"""How many memberships a page draws."""
_FULL = {"member", "party"}
"""The statuses that are membership."""


_MEMBERSHIPS = {
    whose: f"""
SELECT DISTINCT ?membership ?member ?body {{
  VALUES ?{whose} {{ $thing }}
  ?membership comity:member ?member ; comity:body ?body
}}"""
    for whose in ("member", "body")
}
_BODIES = """
SELECT ?thing (COUNT(DISTINCT ?membership) AS ?memberships) {
  ?membership comity:member ?member ; comity:body ?thing
}
GROUP BY ?thing ORDER BY DESC(?memberships) ?thing LIMIT 1000"""
_MEMBERS = """
SELECT ?thing (COUNT(DISTINCT ?membership) AS ?memberships) {
  ?membership comity:member ?thing ; comity:body ?body
}
GROUP BY ?thing ORDER BY DESC(?memberships) ?thing LIMIT 1000"""
_ORIGINS = """
SELECT DISTINCT ?other {
  VALUES ?body { $body }
  { ?fact comity:body ?body ; comity:origin ?other }
  UNION { ?fact comity:origin ?body ; comity:body ?other }
}
ORDER BY ?other"""
_NEWEST = "SELECT (MAX(?published) AS ?day) { ?article schema:datePublished ?published }"


@dataclass(frozen=True, slots=True)
class Choice:
    """A body or a member of whom there is a timeline.

    Args:
        key: its path below `id/`.
        name: what it is called.
        count: how many memberships there are.
    """

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a page of timelines shows.

    Args:
        key: the path of the body or member below `id/`.
        name: what it is called.
        whose: `body` or `member`.
        held: the statuses, in the order of their lanes.
        axis: the days; None where none is known.
        day: the day that the page is asked about; None where no day is known.
        words: what each interval rests on.
        passages: the words, numbered.
        total: how many memberships there are on all pages.
        others: bodies that are drawn with it: a treaty that it goes back to.
        bare: memberships of which no status is known, and whose they are.
    """

    key: str
    name: str
    whose: str
    held: tuple[Held, ...]
    axis: Axis | None
    day: dt.date | None
    words: Mapping[str, Words]
    passages: tuple[Shown, ...]
    total: int
    others: tuple[tuple[str, str], ...]
    bare: tuple[tuple[str, str], ...]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many stood how on the day, of those statuses that are membership."""
        if self.day is None:
            return []
        found = Counter(held.on(self.day) for held in self.held if held.what in _FULL)
        return [(word, found[word]) for word in _WORDS if found[word]]


_WORDS = ("certain", "presumed", "possible", "disputed", "presumed-not", "no", "unknown")


async def page(request: Request) -> Response:
    """The timelines of a body or a member; without one, the choice of them."""
    asked = request.query_params
    body, member = asked.get("body", "").strip(), asked.get("member", "").strip()
    if body and member:
        hint = "a timeline shows all members of a body, or all bodies of a member"
        raise ParameterError("a body and a member are asked for at once", hint=hint)
    site = site_of(request)
    if not body and not member:
        found = await site.run(_choices)
        return render(request, "timelines.html.j2", bodies=found[0], members=found[1])
    day = part.day_of(asked.get("as-of", ""), "as-of")
    number = page_number(request)
    kind = ParameterType.BODY if body else ParameterType.MEMBER
    drawn = await site.run(timeline, kind, body or member, day, number)
    paging = Paging.of(request, number, _SIZE, drawn.total)
    return render(request, "timeline.html.j2", drawn=drawn, paging=paging)


def _choices(opened: Opened) -> tuple[list[Choice], list[Choice]]:
    return bodies(opened), _choice(opened, _MEMBERS)


def bodies(opened: Opened) -> list[Choice]:
    """The bodies of which memberships are known, by name."""
    return _choice(opened, _BODIES)


def _choice(opened: Opened, query: str) -> list[Choice]:
    """Bodies or members by name."""
    found = {
        thing: int(row["memberships"].value)
        for row in select(opened, query)
        if isinstance(thing := row["thing"], NamedNode)
    }
    names = part.labels(opened, found)
    choices = (Choice(key_of(opened, t.value), names[t], count) for t, count in found.items())
    return sorted(choices, key=lambda choice: (choice.name.casefold(), choice.key))


def timeline(
    opened: Opened, kind: ParameterType, given: str, day: dt.date | None, number: int
) -> Timeline:
    """The timelines of a body or a member.

    Args:
        opened: the build.
        kind: `BODY` or `MEMBER`.
        given: which, as a user writes it.
        day: which day to say how each stood; the last that is known of, unless given.
        number: which page.
    """
    whose = "body" if kind is ParameterType.BODY else "member"
    thing = part.thing_of(opened, kind, given, whose)
    assert thing is not None  # noqa: S101 - the caller asks with something given
    others = _origins(opened, thing) if whose == "body" else []
    memberships = _memberships(opened, whose, [thing, *others])
    on_page = memberships[(number - 1) * _SIZE : number * _SIZE]
    nodes = part.described(opened, on_page, ("interval", "asOf"))
    facts = Facts(nodes, Library((), {}, {}))
    key, last = key_of(opened, thing.value), newest(opened)
    drawn = holding("timeline", key, _lanes(facts, key, whose), last)
    names = part.labels(opened, [thing, *others])
    words, passages = _words(opened, drawn.held)
    return Timeline(
        key=key,
        name=nodes.full(key) if key in nodes.names else names[thing],
        whose=whose,
        held=drawn.held,
        axis=drawn.axis,
        day=day or _last_day(drawn.held, last),
        words=words,
        passages=passages,
        total=len(memberships),
        others=tuple((key_of(opened, other.value), names[other]) for other in others),
        bare=_bare(nodes, whose),
    )


def _memberships(opened: Opened, whose: str, things: Sequence[NamedNode]) -> list[NamedNode]:
    """The memberships of these, by the name of the other side, then by the body."""
    other = "member" if whose == "body" else "body"
    found = select(opened, _MEMBERSHIPS[whose], thing=things)
    names = part.labels(opened, (n for row in found if isinstance(n := row[other], NamedNode)))
    place = {
        row["membership"]: (names[row[other]].casefold(), row[other].value, row["body"].value)
        for row in found
    }
    return sorted((n for n in place if isinstance(n, NamedNode)), key=place.__getitem__)


def _words(opened: Opened, several: Iterable[Held]) -> tuple[dict[str, Words], tuple[Shown, ...]]:
    """What the intervals rest on, numbered in the order of the lanes."""
    keys = [fact.key for held in several for fact in held.facts]
    found = part.words_of(opened, map(opened.target.terms.id, keys))
    cited = Cited(opened)
    ordered = {key: found[key] for key in keys if key in found}
    marked = {key: replace(w, marks=cited.marks(w.pieces)) for key, w in ordered.items()}
    return marked, cited.shown()


def _origins(opened: Opened, body: NamedNode) -> list[NamedNode]:
    found = (row["other"] for row in select(opened, _ORIGINS, body=[body]))
    return [other for other in found if isinstance(other, NamedNode)]


def _lanes(facts: Facts, key: str, whose: str) -> Iterator[Held]:
    """The statuses; one in a body that is drawn with another says in which."""
    for membership in facts.nodes.of("OrganisationMembership", "TreatyParticipation"):
        body = membership.one("body")
        where = "" if whose == "member" or body == key else f", {facts.nodes.short(body)}"
        for held in intervals(facts, membership, "member" if whose == "body" else "body"):
            yield replace(held, what=f"{held.what}{where}")


def _bare(nodes: Nodes, whose: str) -> tuple[tuple[str, str], ...]:
    other = "member" if whose == "body" else "body"
    found = nodes.of("OrganisationMembership", "TreatyParticipation")
    bare = [(node.key, nodes.name(node.one(other))) for node in found if not node.all("interval")]
    return tuple(sorted(bare, key=lambda pair: (pair[1].casefold(), pair[0])))


def newest(opened: Opened) -> dt.date | None:
    """The day of the newest article: no timeline ends before it."""
    days = (row["day"].value for row in select(opened, _NEWEST) if "day" in row)
    return next((dt.date.fromisoformat(day) for day in days), None)


def _last_day(held: Iterable[Held], newest: dt.date | None) -> dt.date | None:
    """The last day of which anything is known, that of the newest article among them."""
    days = {day for one in held for day in one.days}
    return max(days | ({newest} if newest else set()), default=None)


ROUTES: tuple[BaseRoute, ...] = (Route("/timeline", page),)
