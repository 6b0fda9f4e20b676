"""Articles: the words around a passage, as far as a build has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pyoxigraph import NamedNode

from comity import lookups
from comity.answers import reader_of
from comity.asking import Target
from comity.errors import ParameterError
from comity.mcp.replies import Reply, text
from comity.mcp.source import Opened
from comity.storedquery import Parameter, ParameterType

URI = "comity://articles/"
"""What the address of an article as a resource begins with; its id follows."""

_PREFIXES = """\
PREFIX comity: <https://w3id.org/comity/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <http://schema.org/>
"""
_ABOUT = """\
SELECT ?title ?outlet ?published ?url ?hash {{
  VALUES ?article {{ {article} }}
  ?article comity:textHash ?hash
  OPTIONAL {{ ?article dcterms:title ?title }}
  OPTIONAL {{ ?article comity:outlet ?outlet }}
  OPTIONAL {{ ?article comity:publishedEdtf ?published }}
  OPTIONAL {{ ?article schema:url ?url }}
}}"""
_PASSAGES = """\
SELECT ?start ?end ?quote ?claim {{
  VALUES ?article {{ {article} }}
  ?claim comity:inArticle ?article ; comity:passage ?passage .
  ?passage oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?passage oa:exact ?quote }}
}}
ORDER BY ?start ?end ?claim"""
_ARTICLE = Parameter("article", ParameterType.ARTICLE, "The article.")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the build has it.

    Args:
        node: its IRI.
        about: headline, outlet, day and address; None where one is not known.
        text: its stored text; None where the build does not have it.
        passages: places, words and claims of its passages, in order.
    """

    node: NamedNode
    about: Mapping[str, str | None]
    text: str | None
    passages: tuple[Mapping[str, Any], ...]


def find(opened: Opened, given: str) -> Article:
    """The article of this headline, id or IRI.

    Raises:
        ParameterError: where there is none.
        UnknownNameError: where nothing, or more than one, is called so.
    """
    target = opened.target
    reader = target.reader or reader_of(target.store, target.terms)
    node = next(iter(reader.read(_ARTICLE, given)), None)
    found = _rows(target, _ABOUT, node) if isinstance(node, NamedNode) else []
    if not found or not isinstance(node, NamedNode):
        raise ParameterError(f"no article is {given!r}", hint="search_entities finds articles")
    about = found[0]
    outlet = lookups.node(about, "outlet")
    labels = lookups.labels(target.store, [outlet] if outlet else [])
    known = {name: about[name].value for name in ("title", "published", "url") if name in about}
    return Article(
        node,
        {"title": None, "published": None, "url": None, **known}
        | {"outlet": labels[outlet] if outlet else None},
        opened.texts(about["hash"].value),
        tuple(_passages(target, node)),
    )


def reply(opened: Opened, article: Article, start: int, length: int) -> Reply:
    """A stretch of an article's text, with the passages that touch it."""
    whole = len(article.text) if article.text is not None else None
    end = start + length
    near = [p for p in article.passages if p["start"] < end and p["end"] > start]
    shown = article.text[start:end] if article.text is not None else None
    left_out = ""
    if whole is not None and end < whole:
        left_out = f"The text goes on to {whole}: call again with start={end}."
    data = {
        "id": opened.target.terms.key(article.node) or article.node.value,
        "article": article.node.value,
        **article.about,
        "build": opened.target.build,
        "text": shown,
        "start": start,
        "length": whole,
        "passages": near if whole is not None else list(article.passages),
        "left_out": left_out,
    }
    return Reply(data, text("\n\n".join(_told(data)), [left_out], opened.target.build))


def listed(opened: Opened) -> list[tuple[str, str]]:
    """The id of every article and its headline, or else its id again, in the order of the ids."""
    found = lookups.articles(opened.target.store)
    keys = ((opened.target.terms.key(node) or "", title) for node, title in found.items())
    return [(key.removeprefix("article/"), title or key) for key, title in keys if key]


def _told(data: Mapping[str, Any]) -> Iterator[str]:
    """The article for reading: what it is, its words, the places of its passages."""
    head = (data["title"], data["outlet"], data["published"], data["url"], data["id"])
    yield ", ".join(part for part in head if part)
    yield data["text"] if data["text"] is not None else "This build does not have the text."
    places = (f"[{p['start']}:{p['end']}] {', '.join(p['claims'])}" for p in data["passages"])
    yield "Passages, by code points, with their claims:\n" + "\n".join(places)


def _passages(target: Target, article: NamedNode) -> Iterator[Mapping[str, Any]]:
    found = _rows(target, _PASSAGES, article)
    for (start, end), several in groupby(found, key=lambda row: (row["start"], row["end"])):
        rows = list(several)
        yield {
            "start": int(start.value),
            "end": int(end.value),
            "quote": rows[0]["quote"].value if "quote" in rows[0] else None,
            "claims": [row["claim"].value for row in rows],
        }


def _rows(target: Target, sparql: str, article: NamedNode) -> list[lookups.Solution]:
    return list(lookups.solutions(target.store, _PREFIXES + sparql.format(article=article)))
