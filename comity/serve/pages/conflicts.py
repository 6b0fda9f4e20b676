"""Where the sources disagree: both passages side by side, and the type of the conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity.errors import ParameterError
from comity.evidence import Evidence
from comity.report.nodes import Node, Nodes
from comity.report.said import Said, said_by
from comity.report.words import wording
from comity.serve.pages import part
from comity.serve.pages.asking import select
from comity.serve.pages.layout import render
from comity.serve.pages.paging import Paging, page_number
from comity.serve.pages.passages import key_of
from comity.serve.site import site_of
from comity.serve.snapshot import Opened
from comity.storedquery import ParameterType, Term
from comity.terms import concept

_SIZE = 20
"""How many disagreements a page has."""
_MOST = 40
"""How many claims of one disagreement are shown."""
_FEW = 3
"""How many passages of one side are shown before the rest is folded away."""

_FOUND = """
SELECT DISTINCT ?relation ?type ?status {
  $kind
  ?relation comity:relationType ?type .
  OPTIONAL { ?relation comity:conflictStatus ?status }
  $filters
}"""
_PART = "comity:subject|comity:object"
_BODY = f"""
  VALUES ?body {{ $body }}
  ?relation comity:relates ?claim .
  # Itself; an organ, office or meeting of it; what it is in one article; a meeting as an article
  # mentions it.
  {{ ?claim {_PART} ?body }}
  UNION {{ ?claim ({_PART})/(comity:body|comity:organOf|comity:officeOf) ?body }}
  UNION {{ ?claim {_PART} ?thing . ?body comity:identifies ?thing }}
  UNION {{
    ?claim {_PART} ?thing .
    ?meeting comity:mentionedAs ?thing ; comity:body/comity:organOf? ?body
  }}"""
_TYPES = """
SELECT ?type (COUNT(DISTINCT ?relation) AS ?n) { ?relation comity:relationType ?type }
GROUP BY ?type ORDER BY ?type"""
_KINDS = {
    "conflict": "  ?relation comity:conflictStatus ?any .",
    "related": "  FILTER NOT EXISTS { ?relation comity:conflictStatus ?any }",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Args:
        kind: `conflict`, what cannot all hold, or `related`, what differs; empty for both.
        type: the last part of the type's IRI; empty for any.
        body: what it is about, as a user writes it; empty for anything.
    """

    kind: str = ""
    type: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that makes a claim.

    Args:
        said: the claim.
        piece: its passage, with who says it and how it reached the reader.
        article: the key of the article.
    """

    said: Said
    piece: Evidence
    article: str


@dataclass(frozen=True, slots=True)
class Side:
    """Claims of a disagreement that say the same in the same way.

    Args:
        said: the first of them.
        quotes: their passages; the same words are shown once.
    """

    said: Said
    quotes: tuple[Quote, ...]

    @property
    def first(self) -> tuple[Quote, ...]:
        """Those shown at once."""
        return self.quotes[:_FEW]

    @property
    def rest(self) -> tuple[Quote, ...]:
        """Those that are folded away."""
        return self.quotes[_FEW:]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A conflict, or claims that are only related.

    Args:
        key: its key.
        about: its type, for people to read.
        type: the last part of the type's IRI.
        status: `open` or `resolved`; empty where claims are only related.
        note: what a reader must know to judge it.
        sides: in the order of the articles.
        more: how many claims are not shown.
    """

    key: str
    about: str
    type: str
    status: str
    note: str
    sides: tuple[Side, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Found:
    """Some of what was asked for, how many there are, and which types the build has."""

    several: tuple[Disagreement, ...]
    total: int
    types: tuple[tuple[str, str, int], ...]
    body: str


async def page(request: Request) -> Response:
    """The disagreements that a request asks for."""
    asked, number = _asked(request), page_number(request)
    found = await site_of(request).run(disagreements, asked, number)
    paging = Paging.of(request, number, _SIZE, found.total)
    return render(request, "disagreements.html.j2", asked=asked, found=found, paging=paging)


def _asked(request: Request) -> Asked:
    given = {name: value.strip() for name, value in request.query_params.items()}
    kind = given.get("kind", "")
    if kind and kind not in _KINDS:
        hint = f"one of {', '.join(_KINDS)}"
        raise ParameterError(f"there is no kind {kind!r}", where="parameter kind", hint=hint)
    return Asked(kind, given.get("type", ""), given.get("body", ""))


def disagreements(opened: Opened, asked: Asked, number: int) -> Found:
    """One page of what is asked for, conflicts first, then by type.

    Raises:
        ParameterError: where the build has no such type.
        UnknownNameError: where nothing, or more than one thing, is called as the body.
    """
    types = _types(opened)
    body = part.thing_of(opened, ParameterType.ENTITY, asked.body, "body")
    sparql, values = _query(asked, body, [name for name, _, _ in types])
    rows = select(opened, sparql, **values)
    order = {row["relation"]: ("status" not in row, row["type"].value) for row in rows}
    ordered = sorted((n for n in order if isinstance(n, NamedNode)), key=lambda n: n.value)
    ordered.sort(key=order.__getitem__)
    on_page = ordered[(number - 1) * _SIZE : number * _SIZE]
    name = part.labels(opened, [body])[body] if body else ""
    return Found(tuple(_described(opened, on_page)), len(ordered), types, name)


def _query(
    asked: Asked, body: NamedNode | None, types: Sequence[str]
) -> tuple[str, dict[str, Sequence[Term]]]:
    values: dict[str, Sequence[Term]] = {}
    filters = ""
    if asked.type:
        if asked.type not in types:
            hint = f"one of {', '.join(types)}" if types else ""
            what = f"this build has no disagreement of the type {asked.type!r}"
            raise ParameterError(what, where="parameter type", hint=hint)
        values["type"] = [concept("relation-type", asked.type)]
        filters += "\n  VALUES ?type { $type }"
    if body:
        values["body"] = [body]
        filters += _BODY
    kind = _KINDS.get(asked.kind, "")
    return _FOUND.replace("$kind", kind).replace("$filters", filters), values


def _types(opened: Opened) -> tuple[tuple[str, str, int], ...]:
    """The types of the build: last part of the IRI, wording, how many."""
    found = (
        (row["type"].value.rpartition("/")[2], row["n"].value) for row in select(opened, _TYPES)
    )
    return tuple((name, wording("relations", name), int(count)) for name, count in found)


def _described(opened: Opened, several: Sequence[NamedNode]) -> Iterator[Disagreement]:
    nodes = part.described(opened, several)
    shown = {key: nodes[key].all("relates")[:_MOST] for key in _keys(opened, several)}
    claims = [opened.target.terms.id(claim) for found in shown.values() for claim in found]
    said = part.described(opened, claims, ("saidIn", "relay"), ("relay",))
    pieces = {key_of(opened, iri): piece for iri, piece in part.pieces_of(opened, claims).items()}
    quotes = {claim: _quote(opened, said, claim, piece) for claim, piece in pieces.items()}
    for key, found in shown.items():
        mine = [quotes[claim] for claim in found if claim in quotes]
        yield _disagreement(nodes[key], mine, len(nodes[key].all("relates")) - len(mine))


def _keys(opened: Opened, several: Iterable[NamedNode]) -> list[str]:
    return [key_of(opened, node.value) for node in several]


def _quote(opened: Opened, nodes: Nodes, claim: str, piece: Evidence) -> Quote:
    return Quote(said_by(nodes, nodes[claim]), piece, key_of(opened, piece.article))


def _disagreement(node: Node, quotes: Iterable[Quote], more: int) -> Disagreement:
    kind = node.one("relationType")
    return Disagreement(
        key=node.key,
        about=wording("relations", kind),
        type=kind,
        status=node.one("conflictStatus"),
        note=node.one("note"),
        sides=tuple(_sides(quotes)),
        more=more,
    )


def _sides(quotes: Iterable[Quote]) -> Iterator[Side]:
    """What says the same in the same way together, in the order of the articles."""
    same: dict[tuple[str, str], dict[tuple[object, ...], Quote]] = defaultdict(dict)
    ordered = sorted(quotes, key=_place)
    for quote in ordered:
        words = quote.piece.quote or (quote.piece.start, quote.piece.end)
        own = quote.article, words, quote.piece.speaker
        same[quote.said.words, quote.said.manner].setdefault(own, quote)
    for found in same.values():
        side = tuple(found.values())
        yield Side(side[0].said, side)


def _place(quote: Quote) -> tuple[str, str, int, str]:
    piece = quote.piece
    return piece.published or "Y", piece.article, piece.start, quote.said.key


ROUTES: tuple[BaseRoute, ...] = (Route("/conflicts", page),)
