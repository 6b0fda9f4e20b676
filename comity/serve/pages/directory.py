"""The things that the articles speak of, by kind; and things looked for by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity import lookups
from comity.search import KINDS as SEARCHED
from comity.search import Match
from comity.serve.pages.asking import select
from comity.serve.pages.layout import render
from comity.serve.pages.paging import Paging, page_number
from comity.serve.pages.passages import key_of
from comity.serve.site import site_of
from comity.serve.snapshot import Opened, search_of

KINDS: Mapping[str, str] = {
    "org": "International organisations",
    "treaty": "Treaties",
    "state": "States",
    "territory": "Territories",
    "organ": "Organs",
    "person": "People",
    "office": "Offices",
    "meeting": "Meetings",
}
"""The kinds of things, as their keys begin, and what they are called."""

_SOUGHT = [kind for kind in SEARCHED if kind not in ("article", "mention")]
"""What is looked for by name: articles have a list of their own."""

_FEW, _SIZE = 12, 100
"""How many things of a kind are listed among others, and alone."""
_MATCHES = 30
_SPOKEN_OF = """
SELECT ?thing (COUNT(?by) AS ?n) {
  VALUES ?property {
    comity:subject comity:object comity:rosterMember schema:mentions comity:statedBy
    comity:holder comity:office comity:attendee comity:meeting comity:body comity:officeOf
  }
  ?by ?property ?thing .
} GROUP BY ?thing"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing: its key, what it is called, and how often it is spoken of."""

    key: str
    label: str
    uses: int


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of a kind: some of them, the most spoken of first, and how many there are."""

    id: str
    name: str
    entries: tuple[Entry, ...]
    total: int


async def directory(request: Request) -> Response:
    """The things by kind, or those whose names are near to some words."""
    words = request.query_params.get("words", "").strip()[:200]
    run = site_of(request).run
    matches = await run(near, words, _MATCHES) if words else []
    kinds = () if words else await run(_kinds)
    return render(request, "directory.html.j2", words=words, matches=matches, kinds=kinds)


async def kind(request: Request) -> Response:
    """All things of a kind that the articles speak of."""
    wanted, number = request.path_params["kind"], page_number(request)
    if wanted not in KINDS:
        raise HTTPException(404, f"there is no kind of things {wanted!r}")
    found = await site_of(request).run(_kind, wanted, number)
    paging = Paging.of(request, number, _SIZE, found.total)
    return render(request, "kind.html.j2", kind=found, paging=paging)


def near(opened: Opened, words: str, limit: int) -> list[Match]:
    """The things whose names are near to some words, the nearest first."""
    return search_of(opened).find(words, _SOUGHT, limit)


def spoken_of(opened: Opened) -> tuple[Entry, ...]:
    """The things of each kind that something is said of, those most spoken of."""
    found = (several[:_SIZE] for several in _spoken_of(opened).values())
    return tuple(entry for several in found for entry in _labelled(opened, several))


def _kinds(opened: Opened) -> tuple[Kind, ...]:
    found = _spoken_of(opened)
    return tuple(
        Kind(kind, name, _labelled(opened, found[kind][:_FEW]), len(found[kind]))
        for kind, name in KINDS.items()
        if found[kind]
    )


def _kind(opened: Opened, kind: str, number: int) -> Kind:
    several = _spoken_of(opened)[kind]
    shown = several[(number - 1) * _SIZE : number * _SIZE]
    return Kind(kind, KINDS[kind], _labelled(opened, shown), len(several))


@lru_cache(maxsize=1)
def _spoken_of(opened: Opened) -> Mapping[str, Sequence[tuple[NamedNode, int]]]:
    """The things that something is said of, by kind, the most spoken of first."""
    found: dict[str, list[tuple[NamedNode, int]]] = {kind: [] for kind in KINDS}
    for row in select(opened, _SPOKEN_OF):
        thing = lookups.node(row, "thing")
        kind = key_of(opened, thing.value).partition("/")[0] if thing else ""
        if thing and kind in found:
            found[kind].append((thing, int(row["n"].value)))
    return {k: sorted(v, key=lambda pair: (-pair[1], pair[0].value)) for k, v in found.items()}


def _labelled(opened: Opened, several: Sequence[tuple[NamedNode, int]]) -> tuple[Entry, ...]:
    labels = lookups.labels(opened.target.store, (thing for thing, _ in several))
    return tuple(Entry(key_of(opened, one.value), labels[one], uses) for one, uses in several)


ROUTES: tuple[BaseRoute, ...] = (Route("/page", directory), Route("/page/{kind}", kind))
