"""An article: its text with its passages marked, and beside them what was read from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup
from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from comity import lookups
from comity.model import Span
from comity.report import sources
from comity.report.marks import Mark, marked
from comity.report.page import looks, mark
from comity.report.said import Telling
from comity.report.sources import Article, Passage
from comity.serve.pages import factual, part
from comity.serve.pages.asking import select
from comity.serve.pages.faults import Way, missing
from comity.serve.pages.layout import render
from comity.serve.pages.passages import key_of, text_of
from comity.serve.pages.sentences import outside, silent
from comity.serve.pages.writing import PART
from comity.serve.site import site_of
from comity.serve.snapshot import Opened

_LINKS = 400
"""How many facts are named beside a part of a text."""

_ARTICLE = """
SELECT ?thing ?property ?value {
  VALUES ?thing { $article }
  ?thing a comity:Article ; ?property ?value
}"""
_SAID = """
SELECT ?said ?passage {
  ?said comity:inArticle $article ; comity:passage ?passage .
  ?passage oa:start ?start .
  FILTER($low <= ?start && ?start < $high)
}"""
_FACTS = """
SELECT DISTINCT ?claim ?fact {
  VALUES ?claim { $claim }
  VALUES ?by { comity:supportedBy comity:contradictedBy comity:relates }
  ?fact ?by ?claim
}"""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a fact."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a passage says: tellings with the facts that rest on them."""

    passage: Passage
    anchor: str
    looks: str
    tellings: tuple[tuple[Telling, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text, marked, with the notes to the passages that end in it."""

    html: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An article, or a part of a long one.

    Args:
        article: the article, with the passages of this part.
        chain: through whom it reached its outlet.
        kinds: the letters of the kinds of its passages, and how many have each.
        silent: how many sentences of this part gave nothing.
        paragraphs: of this part; without marks where the text is not at hand.
        number: of the part, from 1.
        parts: how many there are.
    """

    article: Article
    key: str
    kinds: Mapping[str, int]
    silent: int
    paragraphs: tuple[Paragraph, ...]
    number: int
    parts: int


async def article(request: Request) -> Response:
    """The page of an article; `at` is a code point that it must show, `part` one of its parts."""
    key = f"article/{request.path_params['id']}"
    at = _number(request, "at", 0)
    number = _number(request, "part", 0)
    found = await site_of(request).run(_part, key, at, number)
    if found is None:
        ways = [Way("/articles", "All articles")]
        return missing(request, f"there is no article {request.path_params['id']!r}", ways)
    return render(request, "article.html.j2", part=found)


def _number(request: Request, name: str, default: int) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else default


def _part(opened: Opened, key: str, at: int, number: int) -> Part | None:
    """A part of an article; None where there is no such article."""
    thing = _iri(opened, key)
    about = select(opened, _ARTICLE, article=[thing]) if thing else ()
    if thing is None or not about:
        return None
    length = max((int(row["value"].value) for row in about if _is(row, "textLength")), default=0)
    sha256 = next((row["value"].value for row in about if _is(row, "textHash")), "")
    text = text_of(opened, sha256) if sha256 else None
    parts = max(-(-length // PART), 1)
    wanted = min(max(number, 1) if number else 1 + at // PART, parts)
    low, high = (cut(text, end, length) for end in (wanted - 1, wanted))
    said = select(opened, _SAID, article=[thing], low=low, high=high)
    wanted_too = (lookups.node(row, name) for row in said for name in ("said", "passage"))
    things = [thing, *(node for node in wanted_too if node)]
    nodes = part.described(opened, things, ("relay", "saidIn"), ("relay",))
    shelf = sources.library(nodes, lambda _: text)
    return _shown(opened, shelf.articles[0], (low, high), wanted, parts)


def _iri(opened: Opened, key: str) -> NamedNode | None:
    try:
        return opened.target.terms.id(key)
    except ValueError:
        return None


def _is(row: Mapping[str, object], local: str) -> bool:
    return str(getattr(row["property"], "value", "")).endswith(f"#{local}")


def cut(text: str | None, parts: int, length: int, size: int = PART) -> int:
    """Where so many parts of a text end: at the end of a line, if one ends soon after.

    Args:
        text: the text; None where it is not at hand.
        parts: how many.
        length: the text's.
        size: how many code points a part has, about.
    """
    place = parts * size
    if place in (0, length) or place > length:
        return min(place, length)
    line = text.find("\n", place, place + size // 10) if text else -1
    return place if line < 0 else line + 1


def _shown(opened: Opened, one: Article, stretch: tuple[int, int], number: int, parts: int) -> Part:
    links = _links(opened, one.passages)
    notes = {note.anchor: note for note in (_note(passage, links) for passage in one.passages)}
    dull, paragraphs = 0, tuple(Paragraph(Markup(), (note,)) for note in notes.values())
    if one.text is not None:
        low, high = stretch[0], min(stretch[1], len(one.text))
        beside = list(_beside(one.text, low, high, one.passages))
        dull = sum(one.looks == "silent" for one in beside)
        marks = [*(mark(note.passage) for note in notes.values()), *beside]
        blocks = marked(one.text[low:high], _within(marks, low, high))
        paragraphs = tuple(
            Paragraph(block.html, tuple(notes[one.anchor] for one in block.marks))
            for block in blocks
        )
    kinds: dict[str, int] = defaultdict(int)
    for passage in one.passages:
        kinds[passage.kinds[0]] += 1
    return Part(one, one.key, dict(kinds), dull, paragraphs, number, parts)


def _note(passage: Passage, links: Mapping[str, Sequence[Link]]) -> Note:
    tellings = tuple((telling, _of(telling, links)) for telling in passage.told)
    anchor = f"p{passage.span.start}-{passage.span.end}"
    return Note(passage, anchor, looks(passage), tellings)


def _of(telling: Telling, links: Mapping[str, Sequence[Link]]) -> tuple[Link, ...]:
    found = dict.fromkeys(link for said in telling.said for link in links.get(said.key, ()))
    keys = [link.key for link in found]
    # A membership is named by its intervals, where these rest on the same words.
    return tuple(
        link for link in found if not any(key.startswith(f"{link.key}/interval/") for key in keys)
    )


def _beside(text: str, low: int, high: int, passages: Iterable[Passage]) -> Iterator[Mark]:
    """The headline, the furniture, and the sentences that gave nothing, of a stretch of text."""
    title, furniture = outside(text)
    spans = [passage.span for passage in passages]
    if title:
        yield _plain(title, "headline")
    holes = [*furniture, *([title] if title else [])]
    yield from (_plain(span, "furniture") for span in furniture)
    yield from (_plain(span, "silent") for span in silent(text, low, high, spans, holes))


def _plain(span: Span, looks: str) -> Mark:
    """A stretch that is no passage."""
    return Mark(span, "", "", "", looks, tag="span")


def _within(marks: Iterable[Mark], low: int, high: int) -> Iterator[Mark]:
    """Marks of a whole text as those of a stretch of it; passages by where they stand in it."""
    for one in marks:
        start, end = max(one.span.start, low), min(one.span.end, high)
        if start < end:
            place = f"{one.span.start}-{one.span.end}"
            anchor, note = (f"p{place}", f"n{place}") if one.number else ("", "")
            yield replace(one, span=Span(start - low, end - low), anchor=anchor, note=note)


def _links(opened: Opened, passages: Iterable[Passage]) -> dict[str, list[Link]]:
    """The facts that rest on each claim and quotation, by its key."""
    claims = [opened.target.terms.id(said.key) for one in passages for said in one.said]
    rows = select(opened, _FACTS, claim=claims) if claims else ()
    facts = list(dict.fromkeys(f for row in rows if (f := lookups.node(row, "fact"))))[:_LINKS]
    known = factual.facts_by_key(factual.nodes_of(opened, facts))
    found: dict[str, list[Link]] = defaultdict(list)
    for row in rows:
        key = key_of(opened, row["fact"].value)
        if key in known:
            found[key_of(opened, row["claim"].value)].append(Link(key, known[key].title))
    return found


ROUTES: tuple[BaseRoute, ...] = (Route("/articles/{id}", article),)
