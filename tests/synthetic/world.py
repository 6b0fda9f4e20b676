"""Worlds: articles by chance, what fusion makes of them, and the store that answers of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph as ox
from hypothesis import strategies as st

from comity import fuse
from comity.dates import DateBasis
from comity.graph import article_graph
from comity.model import (
    Article,
    Claim,
    Entity,
    Form,
    Kind,
    Modality,
    Polarity,
    Quotation,
    Reading,
    Span,
)
from comity.store import EmbeddedStore
from comity.terms import TYPE, Terms, name, term
from tests.synthetic.chance import Chance, Drawn, Seeded, maybe, several
from tests.synthetic.claims import RULE, claim, date
from tests.synthetic.stock import (
    CUES,
    OUTLETS,
    PUBLISHED,
    RELAYS,
    SENTENCES,
    SMALL,
    Stock,
    stock_of,
    when_of,
)

TERMS = Terms()
_CLASS = {
    Kind.STATE: "State",
    Kind.TERRITORY: "Territory",
    Kind.ORGANISATION: "Organisation",
    Kind.TREATY: "Treaty",
    Kind.ORGAN: "Organ",
}
_FORMS = (Form.DIRECT, Form.INDIRECT, Form.MIXED)
_SPACES = ("\n", "\r\n", " \u00a0", "\u2028", " 🧜🏽\u200d♀️ ", " e\u0301 ")


@dataclass(frozen=True)
class World:
    """Articles, and all that the real graph, fusion and store make of them.

    Args:
        stock: whom and what they speak of.
        readings: what was read of each, in order.
    """

    stock: Stock
    readings: tuple[Reading, ...]

    @cached_property
    def reference(self) -> list[ox.Triple]:
        return list(_reference(self.stock))

    @cached_property
    def graphs(self) -> dict[ox.NamedNode, list[ox.Triple]]:
        """The articles' graphs and the reference, by name."""
        articles = {
            TERMS.article_graph(reading.article.id): article_graph(reading, TERMS)
            for reading in self.readings
        }
        return {TERMS.reference_graph: self.reference, **articles}

    @cached_property
    def facts(self) -> list[ox.Triple]:
        return fuse.facts(_filled(self.graphs), TERMS)

    @cached_property
    def store(self) -> EmbeddedStore:
        return EmbeddedStore(_filled({**self.graphs, TERMS.facts_graph: self.facts}))

    @cached_property
    def mirrored(self) -> EmbeddedStore:
        """The same in a store that was filled in the opposite order."""
        return EmbeddedStore(
            _filled({**self.graphs, TERMS.facts_graph: self.facts}, backwards=True)
        )


def world(chance: Chance, articles: int, stock: Stock = SMALL, claims: int = 12) -> World:
    """A world of so many articles."""
    return World(stock, tuple(_reading(chance, stock, n, claims) for n in range(articles)))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Small worlds, in which everything meets everything."""
    chance = Drawn(draw)
    return world(chance, chance.count(1, 4))


def seeded(seed: int, articles: int = 4) -> World:
    """The world of a seed: what it speaks of grows with it."""
    stock = SMALL if articles < 20 else stock_of(max(articles // 10, 4))
    return world(Seeded.of(seed), articles, stock)


@dataclass
class _Page:
    """The text of an article as it is written, a sentence after the other."""

    chance: Chance
    text: str = ""

    def put(self, sentence: str) -> Span:
        """Append a sentence; its place."""
        self.text += self.chance.one_of(_SPACES)
        start = len(self.text)
        self.text += sentence
        return Span(start, len(self.text))


def _reading(chance: Chance, stock: Stock, number: int, claims: int) -> Reading:
    page = _Page(chance)
    title = page.put(f"Article {number}: ŵhat 🐟 is said")
    own = [_placed(page, claim(chance, stock)) for _ in range(chance.count(0, claims))]
    quotations, said = [], list[Claim]()
    for _ in range(chance.count(0, 3)):
        quotation = _quotation(page, stock)
        quotations.append(quotation)
        said += _said(chance, stock, quotation)
    article = Article(
        page.text + chance.one_of(("", "\r\n", "…")),
        f"Article {number}",
        published=when_of(
            maybe(chance, PUBLISHED, 4), chance.one_of((DateBasis.METADATA, DateBasis.STATED))
        ),
        outlet=maybe(chance, OUTLETS, 4),
        title=chance.one_of((title, None)),
    )
    sentences = tuple(dict.fromkeys(c.passage for c in own))
    return Reading(article, sentences, tuple(quotations), (*own, *said))


def _placed(page: _Page, made: Claim) -> Claim:
    return replace(made, passage=page.put(f"{made.predicate} {made.text} 𝒜ñ"))


def _quotation(page: _Page, stock: Stock) -> Quotation:
    """What somebody says; the passage begins before it and ends after it."""
    chance = page.chance
    before = page.put(chance.one_of(("“", "– ", "It is said: ")))
    content = page.put(chance.one_of(SENTENCES))
    after = page.put(cue := chance.one_of(CUES))
    return Quotation(
        speaker=chance.one_of(stock.speakers),
        content=content,
        passage=Span(before.start, after.end),
        cue=cue,
        form=chance.one_of(_FORMS),
        rule=RULE,
        polarity=chance.one_of((Polarity.AFFIRMED, Polarity.AFFIRMED, Polarity.DENIED)),
        modality=chance.one_of((Modality.ASSERTED, Modality.ASSERTED, Modality.HEDGED)),
        when=date(chance, 2),
        chain=tuple(several(chance, RELAYS, 0, 2)),
        about=tuple(several(chance, (*stock.known[:8], *stock.people[:2]), 0, 2)),
    )


def _said(chance: Chance, stock: Stock, quotation: Quotation) -> Iterator[Claim]:
    """Claims in a quotation; they rest on its words, or on all of its passage."""
    for _ in range(chance.count(0, 2)):
        place = chance.one_of((quotation.content, quotation.passage))
        yield replace(claim(chance, stock), passage=place, said_in=quotation.content)


def _reference(stock: Stock) -> Iterator[ox.Triple]:
    parents = {organ.key: whole for organ, whole in stock.organs}
    for entity in stock.known:
        node = TERMS.id(entity.key)
        yield ox.Triple(node, TYPE, term(_CLASS[entity.kind]))
        yield from _names(node, entity)
        if entity.key in parents:
            yield ox.Triple(node, term("organOf"), TERMS.id(parents[entity.key].key))


def _names(node: ox.NamedNode, entity: Entity) -> Iterator[ox.Triple]:
    english = ox.Literal(entity.name, language="en")
    yield ox.Triple(node, name("skos", "prefLabel"), english)
    if entity.kind is Kind.STATE:
        adjective = ox.Literal(f"{entity.name}ish", language="en")
        yield ox.Triple(node, term("demonym"), adjective)
    if entity.kind is Kind.ORGANISATION:
        initials = "".join(word[0] for word in entity.name.split()).upper()
        yield ox.Triple(node, term("acronym"), ox.Literal(initials))
        other = ox.Literal(f"the {entity.name}", language="en")
        yield ox.Triple(node, name("skos", "altLabel"), other)


def _filled(graphs: dict[ox.NamedNode, list[ox.Triple]], *, backwards: bool = False) -> ox.Store:
    store = ox.Store()
    items: Sequence[tuple[ox.NamedNode, Iterable[ox.Triple]]] = list(graphs.items())
    for graph, triples in reversed(items) if backwards else items:
        several = reversed(list(triples)) if backwards else triples
        store.extend(ox.Quad(*triple, graph) for triple in several)
    return store
