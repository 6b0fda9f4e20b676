"""Statements by person, topic and date; the renderings of one statement stand side by side."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity.errors import ParameterError
from comity.report.nodes import Node, Nodes
from comity.report.said import Said, dated, said_by
from comity.serve.pages import part
from comity.serve.pages.asking import select
from comity.serve.pages.layout import render
from comity.serve.pages.paging import Paging, page_number
from comity.serve.pages.passages import key_of
from comity.serve.site import site_of
from comity.serve.snapshot import Opened
from comity.storedquery import ParameterType, Term

_SIZE = 20
"""How many statements a page has."""
MODES = {
    "said": "said outright",
    "denied": "denied",
    "hedged": "hedged, planned, hoped for or conditional",
}
"""In what way something is said, by the word in the address."""

_FOUND = """
SELECT ?statement (MIN(?on) AS ?day) {
  $speaker
  ?statement comity:rendering ?quotation .
  ?quotation comity:inArticle ?article .
  OPTIONAL { ?quotation comity:earliest ?said }
  OPTIONAL { ?article schema:datePublished ?published }
  BIND(COALESCE(?said, ?published) AS ?on)
  $filters
}
GROUP BY ?statement"""

_SPEAKER = """
  VALUES ?person { $speaker }
  ?person comity:identifies? ?voice .
  ?quotation comity:speaker ?voice ."""
_TOPIC = """
  ?quotation comity:content ?content .
  ?content oa:exact ?words .
  FILTER(CONTAINS(LCASE(?words), LCASE($topic)))"""
_NOT_SAID = """
  { ?quotation comity:polarity ?polarity ; comity:modality ?modality }
  UNION
  { ?claim comity:saidIn ?quotation ; comity:polarity ?polarity ; comity:modality ?modality }"""
_DENIED = f"{_NOT_SAID}\n  FILTER(STRENDS(STR(?polarity), '/denied'))"
_HEDGED = f"{_NOT_SAID}\n  FILTER(!STRENDS(STR(?modality), '/asserted'))"
_SAID = f"""
  FILTER NOT EXISTS {{ {_NOT_SAID}
    FILTER(STRENDS(STR(?polarity), '/denied') || !STRENDS(STR(?modality), '/asserted')) }}"""
_MODE = {"said": _SAID, "denied": _DENIED, "hedged": _HEDGED}
_SEVERAL = """
  FILTER EXISTS { ?statement comity:rendering ?other FILTER(?other != ?quotation) }"""

_RENDERINGS = """
SELECT ?quotation ?claim {
  VALUES ?statement { $statement }
  ?statement comity:rendering ?quotation
  OPTIONAL { ?claim comity:saidIn ?quotation }
}"""
_SPEAKERS = """
SELECT ?thing (COUNT(*) AS ?statements) { ?statement comity:statedBy ?thing }
GROUP BY ?thing ORDER BY DESC(?statements) ?thing LIMIT 300"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Args:
        person: who said it, as a user writes it.
        topic: words that it has.
        since: the first day.
        until: the last day.
        mode: one of `MODES`; empty for any.
        several: whether only what is told more than once is meant.
    """

    person: str = ""
    topic: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    mode: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """A statement as one article has it.

    Args:
        said: the quotation in words.
        words: what was said; empty where the build does not publish it.
        passage: where its passage begins and ends.
        claims: what was read from it.
        article: the key of the article.
        title: its headline.
        outlet: who published it; empty where that is not known.
        published: when, as EDTF; empty where that is not known.
        manners: in what ways it is said, by itself and by what was read from it.
    """

    said: Said
    words: str
    passage: tuple[int, int]
    claims: tuple[Said, ...]
    article: str
    title: str
    outlet: str
    published: str
    manners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement.

    Args:
        key: its key.
        speaker: who said it: key and name.
        when: when, for people to read; empty where no article says.
        sources: how many independent sources it has.
        renderings: by date of the articles, those without one last.
    """

    key: str
    speaker: tuple[str, str]
    when: str
    sources: int
    renderings: tuple[Rendering, ...]

    @property
    def articles(self) -> int:
        """How many articles have it."""
        return len({one.article for one in self.renderings})


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the statements that were asked for, and how many there are."""

    statements: tuple[Statement, ...]
    total: int
    speakers: tuple[tuple[str, str], ...]


async def page(request: Request) -> Response:
    """The statements that a request asks for."""
    asked, number = _asked(request), page_number(request)
    found = await site_of(request).run(statements, asked, number)
    paging = Paging.of(request, number, _SIZE, found.total)
    given = {name: request.query_params.get(name, "") for name in ("since", "until")}
    return render(
        request,
        "statements.html.j2",
        asked=asked,
        given=given,
        found=found,
        paging=paging,
        modes=MODES,
    )


def _asked(request: Request) -> Asked:
    """What the address asks for.

    Raises:
        ComityError: where it cannot be read.
    """
    given = {name: value.strip() for name, value in request.query_params.items()}
    mode = given.get("mode", "")
    if mode and mode not in MODES:
        hint = f"one of {', '.join(MODES)}"
        raise ParameterError(f"there is no mode {mode!r}", where="parameter mode", hint=hint)
    return Asked(
        person=given.get("person", ""),
        topic=given.get("topic", ""),
        since=part.day_of(given.get("since", ""), "since"),
        until=part.day_of(given.get("until", ""), "until", latest=True),
        mode=mode,
        several=bool(given.get("several")),
    )


def statements(opened: Opened, asked: Asked, number: int) -> Found:
    """One page of what is asked for, the newest first, those without a date last.

    Raises:
        UnknownNameError: where no person, or more than one, is called so.
    """
    person = part.thing_of(opened, ParameterType.ENTITY, asked.person, "person")
    sparql, values = _query(asked, person)
    days = {
        row["statement"]: row["day"].value if "day" in row else ""
        for row in select(opened, sparql, **values)
    }
    ordered = sorted((s for s in days if isinstance(s, NamedNode)), key=lambda s: s.value)
    ordered.sort(key=days.__getitem__, reverse=True)
    on_page = ordered[(number - 1) * _SIZE : number * _SIZE]
    return Found(tuple(_described(opened, on_page)), len(ordered), _speakers(opened))


def _query(asked: Asked, person: NamedNode | None) -> tuple[str, dict[str, Sequence[Term]]]:
    """The query, and the values that stand in it."""
    values: dict[str, Sequence[Term]] = {}
    filters = ""
    if person:
        values["speaker"] = [person]
    if asked.topic:
        values["topic"], filters = [Literal(asked.topic)], _TOPIC
    for name, day, sign in (("since", asked.since, ">="), ("until", asked.until, "<=")):
        if day:
            values[name] = [part.day_term(day)]
            filters += f"\n  FILTER(?on {sign} ${name})"
    filters += _MODE.get(asked.mode, "") + (_SEVERAL if asked.several else "")
    speaker = _SPEAKER if person else ""
    return _FOUND.replace("$speaker", speaker).replace("$filters", filters), values


def _speakers(opened: Opened) -> tuple[tuple[str, str], ...]:
    """Who says most, by name."""
    found = [n for row in select(opened, _SPEAKERS) if isinstance(n := row["thing"], NamedNode)]
    names = part.labels(opened, found)
    keys = ((key_of(opened, node.value), names[node]) for node in found)
    return tuple(sorted(keys, key=lambda pair: (pair[1].casefold(), pair[0])))


def _described(opened: Opened, several: Sequence[NamedNode]) -> Iterable[Statement]:
    """Statements with all that is said of their renderings, in the same order."""
    if not several:
        return
    said = select(opened, _RENDERINGS, statement=several)
    parts = [n for row in said for n in row.values() if isinstance(n, NamedNode)]
    steps = ("content", "passage", "inArticle", "relay")
    nodes = part.described(opened, [*several, *parts], steps)
    claims: dict[str, list[Node]] = defaultdict(list)
    for node in nodes.of("Claim"):
        claims[node.one("saidIn")].append(node)
    for statement in several:
        yield _statement(nodes, nodes[key_of(opened, statement.value)], claims)


def _statement(nodes: Nodes, node: Node, claims: dict[str, list[Node]]) -> Statement:
    found = [_rendering(nodes, nodes[key], claims[key]) for key in node.all("rendering")]
    speaker = node.one("statedBy")
    return Statement(
        key=node.key,
        speaker=(speaker, nodes.name(speaker)),
        when=dated(node, "edtf", "earliest", "latest", "dateBasis"),
        sources=node.number("independentSourceCount") or 0,
        renderings=tuple(sorted(found, key=lambda r: (r.published or "Y", r.article, r.passage))),
    )


def _rendering(nodes: Nodes, node: Node, claims: Iterable[Node]) -> Rendering:
    article, passage = nodes[node.one("inArticle")], nodes[node.one("passage")]
    said = said_by(nodes, node)
    read = tuple(sorted((said_by(nodes, claim) for claim in claims), key=lambda s: s.words))
    manners = dict.fromkeys(one.manner for one in (said, *read) if one.manner != "asserted")
    outlet = article.one("outlet")
    return Rendering(
        said=said,
        words=nodes[node.one("content")].one("exact"),
        passage=(passage.number("start") or 0, passage.number("end") or 0),
        claims=read,
        article=article.key,
        title=" ".join(article.one("title").split()),
        outlet=nodes.name(outlet) if outlet else "",
        published=article.one("publishedEdtf"),
        manners=tuple(sorted(manners)),
    )


ROUTES: tuple[BaseRoute, ...] = (Route("/statements", page),)
