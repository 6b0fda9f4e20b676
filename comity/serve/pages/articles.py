"""The articles of a build: a list, by day, to be narrowed by words of headline and outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity import lookups
from comity.report.words import date_words
from comity.serve.pages.asking import select
from comity.serve.pages.layout import render
from comity.serve.pages.paging import Paging, page_number
from comity.serve.pages.passages import key_of
from comity.serve.site import site_of
from comity.serve.snapshot import Opened
from comity.storedquery import Term

_SIZE = 50
"""How many articles a page lists."""
_MOST = 250
"""How many outlets are offered to choose from."""

_READ = """
SELECT ?article (COUNT(DISTINCT ?passage) AS ?passages) (COUNT(?said) AS ?claims) {
  VALUES ?article { $article } ?said comity:inArticle ?article ; comity:passage ?passage
} GROUP BY ?article"""
_VALUES = {
    "title": "?article a comity:Article ; dcterms:title ?value",
    "outlet": "?article a comity:Article ; comity:outlet ?value",
    "published": "?article comity:publishedEdtf ?value",
    "sentences": "?article comity:sentenceCount ?value",
}
"""What the list says of articles, and the patterns of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the list has it.

    Args:
        article: its IRI.
        key: its key.
        title: its headline, or its id.
        outlet: who published it; empty where that is not known.
        published: when, as EDTF; empty where that is not known.
        sentences: how many it has.
    """

    article: NamedNode
    key: str
    title: str
    outlet: str
    published: str
    sentences: int

    @property
    def day(self) -> str:
        """When it was published, for people to read."""
        return date_words(self.published, None, None)


@dataclass(frozen=True, slots=True)
class Line:
    """An article in the list: how many passages something rests on, and how much it gave."""

    entry: Entry
    passages: int
    claims: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list, how many articles there are on all pages, and their outlets."""

    lines: tuple[Line, ...]
    total: int
    outlets: tuple[str, ...]


async def articles(request: Request) -> Response:
    """The list of articles."""
    words, outlet = (request.query_params.get(name, "").strip() for name in ("words", "outlet"))
    number = page_number(request)
    found = await site_of(request).run(_listed, words, outlet, number)
    paging = Paging.of(request, number, _SIZE, found.total)
    return render(
        request, "articles.html.j2", found=found, paging=paging, words=words, outlet=outlet
    )


def _listed(opened: Opened, words: str, outlet: str, number: int) -> Listed:
    known = _entries(opened)
    wanted = [entry for entry in known if _fits(entry.title, words) and _fits(entry.outlet, outlet)]
    shown = wanted[(number - 1) * _SIZE : number * _SIZE]
    outlets = Counter(entry.outlet for entry in known if entry.outlet)
    offered = sorted(name for name, _ in outlets.most_common(_MOST))
    return Listed(_lines(opened, shown), len(wanted), tuple(offered))


def _fits(text: str, words: str) -> bool:
    """Whether all words stand in a text."""
    return all(word in text.casefold() for word in words.casefold().split())


def _lines(opened: Opened, shown: Sequence[Entry]) -> tuple[Line, ...]:
    if not shown:
        return ()
    rows = select(opened, _READ, article=[entry.article for entry in shown])
    read = {
        row["article"]: [int(row[name].value) for name in ("passages", "claims")] for row in rows
    }
    return tuple(Line(entry, *read.get(entry.article, (0, 0))) for entry in shown)


@lru_cache(maxsize=1)
def _entries(opened: Opened) -> tuple[Entry, ...]:
    """All articles by day, those without one last; looked up once, as a build does not change."""
    articles = select(opened, "SELECT ?article { ?article a comity:Article }")
    known = {
        name: {row["article"]: row["value"] for row in select(opened, _all(pattern))}
        for name, pattern in _VALUES.items()
    }
    outlets = {term for term in known["outlet"].values() if isinstance(term, NamedNode)}
    names = lookups.labels(opened.target.store, outlets)
    found = (_entry(opened, lookups.node(row, "article"), known, names) for row in articles)
    return tuple(sorted((e for e in found if e), key=lambda e: (e.published or "Y", e.key)))


def _all(pattern: str) -> str:
    return f"SELECT ?article ?value {{ {pattern} }}"


def _entry(
    opened: Opened,
    article: NamedNode | None,
    known: Mapping[str, Mapping[Term, Term]],
    names: Mapping[Term, str],
) -> Entry | None:
    if article is None:
        return None
    values = {name: several[article] for name, several in known.items() if article in several}
    key = key_of(opened, article.value)
    title = " ".join(values["title"].value.split()) if "title" in values else ""
    return Entry(
        article=article,
        key=key,
        title=title or key.removeprefix("article/"),
        outlet=names[values["outlet"]] if "outlet" in values else "",
        published=values["published"].value if "published" in values else "",
        sentences=int(values["sentences"].value) if "sentences" in values else 0,
    )


ROUTES: tuple[BaseRoute, ...] = (Route("/articles", articles),)
