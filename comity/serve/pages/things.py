"""Things: what is known of a state, a body, a person, an event, a claim or a fact."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from comity import lookups, terms
from comity.evidence import Evidence
from comity.hints import suggestions
from comity.report.nodes import Node, Nodes
from comity.report.said import Said, said_by
from comity.serve.pages import aspects, factual, part
from comity.serve.pages.asking import count, select
from comity.serve.pages.directory import near, spoken_of
from comity.serve.pages.factual import Told
from comity.serve.pages.faults import Way, missing
from comity.serve.pages.layout import render
from comity.serve.pages.paging import Paging, page_number
from comity.serve.pages.passages import Cited, Shown, key_of
from comity.serve.pages.writing import page_of, place_of
from comity.serve.site import site_of
from comity.serve.snapshot import Opened

_NEAR = 6
"""How many things are offered in the place of one that is not there."""
_CLAIMS = """
SELECT DISTINCT ?claim ?by {
  VALUES ?by { comity:supportedBy comity:contradictedBy comity:relates }
  $thing ?by ?claim
} ORDER BY ?by ?claim LIMIT $size OFFSET $skipped"""
_COUNTED = """
SELECT (COUNT(DISTINCT ?claim) AS ?n) {
  VALUES ?by { comity:supportedBy comity:contradictedBy comity:relates }
  $thing ?by ?claim
}"""
_NAMES = ("altLabel", "acronym", "alsoNamed", "demonym")
"""The properties whose values are further names."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a thing.

    Args:
        key: its key.
        iri: its IRI.
        kind: what it is, for people.
        title: what it is called, or says.
        said: of a claim or a quotation how it is worded; None of all else.
        fact: of a fact what it says; None of all else.
        rule: of a fact or a claim what made it.
        names: further names.
        roles: the things that belong to it.
        sections: the facts that have to do with it.
        passages: the words of all that is shown.
        total: how many passages it rests on itself.
        values: all that the graph says of it, by property, with the keys of things.
        questions: what can be asked about it.
    """

    key: str
    iri: str
    kind: str
    title: str
    said: Said | None
    fact: Told | None
    rule: str
    names: tuple[str, ...]
    roles: tuple[aspects.Role, ...]
    sections: tuple[aspects.Section, ...]
    passages: tuple[Shown, ...]
    total: int
    values: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[aspects.Question, ...]


async def thing(request: Request) -> Response:
    """The page of a thing; `section` is the one section to show, `page` its number."""
    key = request.path_params["key"]
    if not key:
        return RedirectResponse("/page", 308)
    if key.startswith("article/") and key.count("/") == 1:
        return RedirectResponse(f"/articles/{key.partition('/')[2]}", 308)
    section = request.query_params.get("section", "")
    number = page_number(request)
    if section and section not in {*aspects.sections(), "words"}:
        raise HTTPException(404, f"there is no section {section!r}")
    found = await site_of(request).run(_known, key, section, number)
    if found is None:
        ways = await site_of(request).run(_near, key)
        return missing(request, f"nothing here is known as {key!r}", ways)
    if isinstance(found, str):
        return RedirectResponse(found, 303)
    total = next((one.total for one in found.sections), found.total)
    paging = Paging.of(request, number, aspects.SIZE, total if section else 0)
    return render(request, "thing.html.j2", known=found, section=section, paging=paging)


def _near(opened: Opened, key: str) -> list[Way]:
    """Things whose names are near to a key that nothing has."""
    words = " ".join(key[:100].rpartition("/")[2].split("-"))
    found = {match.id: match.name for match in near(opened, words, _NEAR)}
    if not found:
        known = {entry.key: entry.label for entry in spoken_of(opened)}
        found = {close: known[close] for close in suggestions(key[:100], list(known))}
    return [Way(page_of(other), name) for other, name in found.items()]


def _known(opened: Opened, key: str, section: str, number: int) -> Known | str | None:
    """What is known of a thing; where to look instead; None where nothing is known."""
    try:
        thing = opened.target.terms.id(key)
    except ValueError:
        return None
    nodes = factual.nodes_of(opened, [thing])
    if key not in nodes.by_key:
        return None
    if "Passage" in nodes[key].all("type"):
        start, end = (nodes[key].number(name) or 0 for name in ("start", "end"))
        return place_of(nodes[key].one("inArticle"), start, end)
    return _gathered(opened, thing, nodes, section, number)


def _gathered(opened: Opened, thing: NamedNode, nodes: Nodes, section: str, number: int) -> Known:
    key = key_of(opened, thing.value)
    node, cited = nodes[key], Cited(opened)
    total, pieces = _words(opened, thing, node, section, number)
    cited.marks(pieces)
    fact = factual.told(opened, [thing], cited).get(key)
    said = _said(opened, thing) if {"Claim", "Quotation"} & {*node.all("type")} else None
    wanted = [] if section == "words" else [s for s in aspects.sections() if section in ("", s)]
    sections = aspects.filled(opened, thing, wanted, number if section else 0, cited)
    label = lookups.labels(opened.target.store, [thing])[thing]
    return Known(
        key=key,
        iri=thing.value,
        kind=aspects.kind(node),
        title=said.words if said else fact.title if fact else label,
        said=said,
        fact=fact,
        rule=node.one("fusedBy") or node.one("rule"),
        names=tuple(n for name in _NAMES for n in node.all(name)),
        roles=tuple(aspects.roles(opened, thing)),
        sections=sections,
        passages=cited.shown(),
        total=total,
        values=tuple(aspects.values(node)),
        questions=tuple(aspects.questions(node, key)),
    )


def _words(
    opened: Opened, thing: NamedNode, node: Node, section: str, number: int
) -> tuple[int, list[Evidence]]:
    """How many passages a thing rests on, and those to be shown."""
    if {"Claim", "Quotation"} & {*node.all("type")}:
        own = part.pieces_of(opened, [thing])
        return len(own), list(own.values())
    if section not in ("", "words"):
        return 0, []
    size = aspects.SIZE if section else aspects.FEW
    rows = select(opened, _CLAIMS, thing=[thing], size=size, skipped=(number - 1) * size)
    total = count(opened, _COUNTED, thing=[thing]) if rows else 0
    stances = {row["claim"].value: _stance(row) for row in rows}
    pieces = part.pieces_of(opened, (NamedNode(iri) for iri in stances))
    return total, [replace(pieces[iri], stance=stances[iri]) for iri in stances if iri in pieces]


def _stance(row: lookups.Solution) -> str:
    return "contradicts" if row["by"] == terms.term("contradictedBy") else "supports"


def _said(opened: Opened, thing: NamedNode) -> Said:
    """A claim or a quotation in words."""
    nodes = part.described(opened, [thing], ("saidIn", "relay"), ("relay",))
    return said_by(nodes, nodes[key_of(opened, thing.value)])


ROUTES: tuple[BaseRoute, ...] = (Route("/page/{key:path}", thing),)
