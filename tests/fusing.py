"""Small articles of claims in a real store, and what fusion makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from comity.dates import DateBasis, PartialDate, When
from comity.fuse import facts
from comity.graph import article_graph
from comity.model import (
    Article,
    Claim,
    Entity,
    Form,
    Kind,
    Polarity,
    Predicate,
    Reading,
    Span,
    local_entity,
)
from comity.model import Quotation as ModelQuotation
from comity.terms import PREFIXES, Terms
from comity.turtle import triples_of

TERMS = Terms()
P = Predicate
REFERENCE = Path(__file__).parent.parent / "ontology" / "reference"

FIN = Entity(Kind.STATE, "state/fin", "Finland")
SWE = Entity(Kind.STATE, "state/swe", "Sweden")
GRC = Entity(Kind.STATE, "state/grc", "Greece")
FRA = Entity(Kind.STATE, "state/fra", "France")
NOR = Entity(Kind.STATE, "state/nor", "Norway")
EST = Entity(Kind.STATE, "state/est", "Estonia")
LVA = Entity(Kind.STATE, "state/lva", "Latvia")
LTU = Entity(Kind.STATE, "state/ltu", "Lithuania")
ISL = Entity(Kind.STATE, "state/isl", "Iceland")
LIE = Entity(Kind.STATE, "state/lie", "Liechtenstein")
CHE = Entity(Kind.STATE, "state/che", "Switzerland")
MAR = Entity(Kind.STATE, "state/mar", "Morocco")
AU = Entity(Kind.ORGANISATION, "org/au", "African Union")
OAU = Entity(Kind.ORGANISATION, "org/oau", "Organisation of African Unity")
COMMITTEE = Entity(Kind.ORGAN, "organ/nato-military-committee", "NATO Military Committee")
NATO = Entity(Kind.ORGANISATION, "org/nato", "NATO")
EFTA = Entity(Kind.ORGANISATION, "org/efta", "EFTA")
OTTAWA = Entity(Kind.TREATY, "treaty/ottawa-convention", "Ottawa Convention")


def when(edtf: str | None, basis: DateBasis = DateBasis.STATED) -> When | None:
    return When(PartialDate(edtf), basis) if edtf else None


def say(
    predicate: Predicate,
    subject: Entity | None = None,
    object: Entity | None = None,  # noqa: A002  # the claim's own word
    *,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
    **rest: object,
) -> Claim:
    """A claim whose place is given by the article that it is put into."""
    claim = Claim(
        predicate=predicate,
        subject=subject,
        object=object,
        passage=Span(0, 1),
        rule="test/made-up",
        when=when(on),
        since=when(since),
        until=when(until),
    )
    return replace(claim, **rest)  # type: ignore[arg-type]  # the claim's own fields


def person(full_name: str) -> Entity:
    return local_entity(Kind.PERSON, full_name)


def meeting(label: str) -> Entity:
    return local_entity(Kind.MEETING, label)


@dataclass(frozen=True)
class Quote:
    """A quotation, and what is claimed in it."""

    speaker: Entity
    content: str
    claims: tuple[Claim, ...] = ()
    on: str | None = None
    polarity: Polarity = Polarity.AFFIRMED


def article(
    stem: str,
    *claims: Claim,
    day: str | None = None,
    outlet: str | None = None,
    quotes: Iterable[Quote] = (),
) -> Reading:
    """A reading with a made-up text that has a sentence a claim and a sentence a quotation."""
    text, placed, quotations = f"{stem}.\n", [], []
    for claim in claims:
        text, span = _append(text, f"{claim.predicate} {stem} {len(text)}.")
        placed.append(replace(claim, passage=span))
    for quote in quotes:
        text, span = _append(text, quote.content)
        quotations.append(
            ModelQuotation(
                speaker=quote.speaker,
                content=span,
                passage=span,
                cue="said",
                form=Form.DIRECT,
                rule="test/made-up",
                when=when(quote.on),
                polarity=quote.polarity,
            )
        )
        placed += [replace(claim, passage=span, said_in=span) for claim in quote.claims]
    head = Article(text, stem, published=when(day, DateBasis.METADATA), outlet=outlet)
    return Reading(head, (), tuple(quotations), tuple(placed))


def _append(text: str, sentence: str) -> tuple[str, Span]:
    start = len(text)
    return f"{text}{sentence}\n", Span(start, start + len(sentence))


@cache
def reference() -> tuple[Triple, ...]:
    return tuple(
        t for file in sorted(REFERENCE.glob("*.ttl")) for t in triples_of(file.read_bytes())
    )


def store_of(readings: Iterable[Reading], with_reference: bool = True) -> Store:
    store = Store()
    if with_reference:
        store.extend(Quad(*triple, TERMS.reference_graph) for triple in reference())
    for reading in readings:
        graph = TERMS.article_graph(reading.article.id)
        store.extend(Quad(*triple, graph) for triple in article_graph(reading, TERMS))
    return store


@dataclass
class Made:
    """The facts of some articles, looked up by short names."""

    triples: list[Triple]
    values: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for triple in self.triples:
            subject = TERMS.key(triple.subject) or str(triple.subject)
            node = self.values.setdefault(subject, {})
            node.setdefault(_short(triple.predicate), []).append(_plain(triple.object))

    def of(self, kind: str) -> dict[str, dict[str, list[str]]]:
        """Every fact of a class, by key."""
        return {key: node for key, node in self.values.items() if kind in node.get("type", ())}

    def bounds(self, key: str) -> list[str | None]:
        """Earliest and latest start, earliest and latest end."""
        node = self.values[key]
        names = ("startEarliest", "startLatest", "endEarliest", "endLatest")
        return [node.get(bound, [None])[0] for bound in names]

    def relations(self, type_: str) -> list[dict[str, list[str]]]:
        return [node for node in self.values.values() if node.get("relationType") == [type_]]


def made(*readings: Reading, with_reference: bool = True) -> Made:
    return Made(facts(store_of(readings, with_reference), TERMS))


def _short(node: NamedNode) -> str:
    for space in PREFIXES.values():
        if node.value.startswith(space):
            return node.value[len(space) :]
    return node.value


def _plain(node: object) -> str:
    if isinstance(node, Literal):
        return node.value
    assert isinstance(node, NamedNode)
    if "/concept/" in node.value:
        return node.value.rpartition("/")[2]
    return TERMS.key(node) or _short(node)
