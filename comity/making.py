"""From an article to its graph: read, turned into triples, found conformant, written as Turtle.

It needs nothing but the article, so that many processes can do it side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from comity.errors import ComityError
from comity.graph import article_graph
from comity.loading import Found, Reader, Refusal, crashed
from comity.manifest import Graph, digest_of
from comity.model import Reading
from comity.review import Line, Review, sift
from comity.terms import Terms
from comity.turtle import turtle
from comity.validate import Shapes
from comity.workers import Work


@dataclass(frozen=True, slots=True)
class Made:
    """The graph of an article.

    Args:
        graph: what is to be known of it; the source's hash is not yet.
        data: its Turtle.
        text: the article's text; empty where words are not published.
        lost: what the reading had to do without.
        review: what is held, what was decided, and decisions that fit nothing.
    """

    graph: Graph
    data: bytes
    text: bytes = field(repr=False)
    lost: tuple[str, ...] = ()
    review: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes graphs of articles.

    Args:
        reader: reads them.
        terms: the IRIs to mint.
        shapes: gives what a graph must conform to; asked when the first is made.
        quotes: whether words of the articles are published.
        review: what people decided, and how sure a claim must be.
    """

    reader: Reader
    terms: Terms
    shapes: Callable[[], Shapes]
    quotes: bool = True
    review: Review = field(default_factory=Review)

    def __call__(self, found: Found) -> Made | Refusal:
        """The graph of one article, or why there is none."""
        reading = self.reader.read(found)
        if isinstance(reading, Refusal):
            return reading
        try:
            return self._made(found.name, reading)
        except ComityError as error:
            return Refusal(f"{found.name} ({reading.article.id})", error)

    def _made(self, source: str, reading: Reading) -> Made:
        article, sifted = reading.article, sift(reading, self.review, self.quotes)
        triples = article_graph(sifted.reading, self.terms, self.quotes)
        data = turtle(triples, self.terms)
        graph = Graph(
            iri=self.terms.article_graph(article.id).value,
            file=f"articles/{article.id}.ttl",
            sha256=digest_of(data),
            triples=len(triples),
            source=source,
            text_sha256=article.sha256,
            reader=reading.reader,
        )
        self.shapes().validate(triples).check(graph.file)
        text = article.text.encode() if self.quotes else b""
        return Made(graph, data, text, reading.lost, sifted.lines)


def making(maker: Maker) -> Work[Found, Made | Refusal]:
    """The work of making graphs of many articles."""
    return Work(maker, crashed)
