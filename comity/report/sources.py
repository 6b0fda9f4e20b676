"""What the articles say, numbered for a reader: articles, passages, and what each of them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from comity.model import Span
from comity.report.nodes import Node, Nodes
from comity.report.said import Said, Telling, order, said_by
from comity.report.words import date_words, words

Texts = Callable[[str], str | None]
"""Gives the stored text with a hash; None where it is not at hand."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article that something rests on.

    Args:
        article: the number of its article.
        number: its own, in the order of the text.
        span: its place.
        quote: the words; empty where the build has none.
        said: what it says.
        source: the outlet and the date of its article, or else its title.
    """

    article: int
    number: int
    span: Span
    quote: str
    said: tuple[Said, ...]
    source: str

    @property
    def told(self) -> tuple[Telling, ...]:
        """What it says, with what several subjects have in common told once."""
        groups: dict[tuple[object, ...], list[Said]] = defaultdict(list)
        for said in self.said:
            groups[said.shared].append(said)
        return tuple(Telling(tuple(several)) for several in groups.values())

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among all of the report, to sort by."""
        return self.article, self.number

    @property
    def label(self) -> str:
        """Its number among all of the report."""
        return f"{self.article}.{self.number}"

    @property
    def anchor(self) -> str:
        """The id of the words in the text."""
        return f"p{self.label}"

    @property
    def note(self) -> str:
        """The id of what is said of it beside the text."""
        return f"n{self.label}"

    @property
    def kinds(self) -> str:
        """The letters of what it says."""
        return "".join(
            letter for letter in words()["kinds"] if letter in {s.kind for s in self.said}
        )

    @property
    def manners(self) -> tuple[str, ...]:
        """How it says it, asserted things first."""
        manners = {said.manner for said in self.said}
        return tuple(sorted(manners, key=lambda manner: (manner != "asserted", manner)))


@dataclass(frozen=True, slots=True)
class Article:
    """An article.

    Args:
        key: its key.
        number: its own in the report.
        title: its headline, or its name where it has none.
        outlet: who published it; empty where that is not known.
        published: when, for people to read; empty where that is not known.
        day: the first day that this can mean, as EDTF, to sort by.
        basis: how its date is known.
        url: where it was published; empty of all that is not http(s).
        sentences: how many it has.
        length: how many code points.
        text: the stored text; None where it is not at hand.
        passages: in order.
    """

    key: str
    number: int
    title: str
    outlet: str
    published: str
    day: str
    basis: str
    url: str
    sentences: int
    length: int
    text: str | None
    passages: tuple[Passage, ...]

    @property
    def said(self) -> int:
        """How many claims and quotations it gave."""
        return sum(len(passage.said) for passage in self.passages)

    @property
    def share(self) -> float:
        """Which part of its text lies in a passage, from 0 to 1."""
        covered, end = 0, 0
        for passage in self.passages:
            covered += max(passage.span.end - max(passage.span.start, end), 0)
            end = max(end, passage.span.end)
        return covered / self.length if self.length else 0.0


@dataclass(frozen=True, slots=True)
class Library:
    """All articles of a build.

    Args:
        articles: by date, those without one last.
        passage_of: where each claim and quotation stands.
        said: each claim and quotation.
    """

    articles: tuple[Article, ...]
    passage_of: Mapping[str, Passage]
    said: Mapping[str, Said]

    def passages(self, keys: Iterable[str]) -> tuple[Passage, ...]:
        """The passages of claims and quotations, each once, in order."""
        found = {self.passage_of[key].label: self.passage_of[key] for key in keys if self.has(key)}
        return tuple(sorted(found.values(), key=lambda passage: passage.place))

    def has(self, key: str) -> bool:
        """Whether this is a claim or a quotation of an article that is shown."""
        return key in self.passage_of


def library(nodes: Nodes, texts: Texts) -> Library:
    """The articles of a build with all that they say."""
    said_in: dict[str, list[Node]] = defaultdict(list)
    for node in nodes.of("Claim", "Quotation"):
        said_in[node.one("inArticle")].append(node)
    ordered = sorted(nodes.of("Article"), key=lambda n: (n.one("publishedEdtf") or "Y", n.key))
    articles = tuple(
        _article(nodes, node, number, said_in[node.key], texts)
        for number, node in enumerate(ordered, 1)
    )
    passages = [passage for article in articles for passage in article.passages]
    return Library(
        articles,
        {said.key: passage for passage in passages for said in passage.said},
        {said.key: said for passage in passages for said in passage.said},
    )


def _article(nodes: Nodes, node: Node, number: int, said: Sequence[Node], texts: Texts) -> Article:
    text = texts(node.one("textHash"))
    outlet = nodes.name(node.one("outlet")) if node.one("outlet") else ""
    published = date_words(node.one("publishedEdtf"), None, None)
    title = " ".join(node.one("title").split()) or node.key.removeprefix("article/")
    source = ", ".join(part for part in (outlet, published) if part) or title
    return Article(
        key=node.key,
        number=number,
        title=title,
        outlet=outlet,
        published=published,
        day=node.one("publishedEdtf"),
        basis=node.one("publishedBasis"),
        url=safe_url(node.one("url")),
        sentences=node.number("sentenceCount") or 0,
        length=node.number("textLength") or 0,
        text=text,
        passages=tuple(_passages(nodes, said, number, text, source)),
    )


def safe_url(url: str) -> str:
    """The address, if a browser may be sent to it: only http and https are."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


def _passages(
    nodes: Nodes, said: Iterable[Node], article: int, text: str | None, source: str
) -> Iterable[Passage]:
    at: dict[str, list[Node]] = defaultdict(list)
    for node in said:
        at[node.one("passage")].append(node)
    placed = sorted((span.start, -span.end, key) for key in at for span in [_span(nodes[key])])
    for number, (start, end, key) in enumerate(placed, 1):
        span = Span(start, -end)
        quote = span.of(text) if text is not None else nodes[key].one("exact")
        things = sorted((said_by(nodes, node) for node in at[key]), key=order)
        yield Passage(article, number, span, quote, tuple(things), source)


def _span(passage: Node) -> Span:
    return Span(passage.number("start") or 0, passage.number("end") or 0)
