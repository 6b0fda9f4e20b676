"""What one article says, as triples: one reading gives one named graph.

Nothing here decides anything: a claim's truth, a person's identity, a date's year are for the
rules before and for fusion after. The same reading always gives the same triples.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from comity.dates import When
from comity.describe import DATE, Description
from comity.errors import NotConformantError, SourceError
from comity.model import Article, Claim, Entity, Kind, Predicate, Quotation, Reading, Span
from comity.terms import TYPE, Terms, concept, name, term
from comity.turtle import in_order

CONTEXT = 32
"""Code points before and after a passage that are kept to find it again in a changed text."""

_CLASS = {
    Kind.STATE: term("State"),
    Kind.TERRITORY: term("Territory"),
    Kind.ORGANISATION: term("Organisation"),
    Kind.ORGAN: term("Organ"),
    Kind.TREATY: term("Treaty"),
    Kind.PERSON: name("foaf", "Person"),
}
_CLAIM_CLASS = {Predicate.ROSTER: term("Roster"), Predicate.MEMBER_COUNT: term("MemberCount")}
WORDY = {Predicate.ASSISTS_ON_CONDITION}
"""Predicates whose text is a stretch of the article, and no name, title or topic."""
_OFFSET = name("xsd", "nonNegativeInteger")


def article_graph(reading: Reading, terms: Terms, quotes: bool = True) -> list[Triple]:
    """The triples of what one article says, sorted, each once, without blank nodes.

    Args:
        reading: what it says.
        terms: the IRIs to mint.
        quotes: whether passages are quoted; if not, each has the hash of its words instead, and
            there is no title, nor any other wording of the article that is no name or term.

    Raises:
        SourceError: where the text holds half a surrogate pair, which no RDF literal can.
        NotConformantError: where a passage lies outside the text, or a claim is said in a
            quotation that the reading lacks.
    """
    _check_characters(reading.article)
    graph = _ArticleGraph(reading, terms, quotes)
    graph.add_article()
    for quotation in reading.quotations:
        graph.add_quotation(quotation)
    for claim in reading.claims:
        graph.add_claim(claim)
    graph.add_names()
    return in_order(graph.triples)


def quote_hash(words: str) -> str:
    """The hash by which a passage that is not quoted can be found again."""
    return hashlib.sha256(words.encode()).hexdigest()


def digest(claim: Claim) -> str:
    """Eight hexadecimal digits that name what is claimed, wherever in the text it stands.

    Neither the rule that found it nor its offsets count, so that a paragraph put on top of the
    article, or a rule renamed, leaves them as they were.
    """
    said_in = claim.said_in and [
        claim.said_in.start - claim.passage.start,
        claim.said_in.end - claim.passage.start,
    ]
    dates = [claim.when, claim.since, claim.until]
    content = [
        claim.predicate,
        claim.subject and claim.subject.key,
        claim.object and claim.object.key,
        sorted(member.key for member in claim.members),
        [claim.text, claim.complete, claim.count, claim.status, claim.place],
        [when and [when.date.edtf, when.basis, when.words] for when in dates],
        [claim.polarity, claim.modality, said_in],
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:8]


class _ArticleGraph(Description):
    """The triples of one reading, as they are gathered."""

    def __init__(self, reading: Reading, terms: Terms, quotes: bool) -> None:
        super().__init__()
        self.reading, self.terms, self.quotes = reading, terms, quotes
        self.article_id = reading.article.id
        self.article = terms.article(self.article_id)
        self.entities, self.outlets = set[Entity](), set[str]()

    def add_article(self) -> None:
        article, node = self.reading.article, self.article
        self.add(node, TYPE, term("Article"))
        if article.title and self.quotes:
            self.add(node, name("dcterms", "title"), article.title.of(article.text))
        if article.published:
            self.add(node, term("publishedEdtf"), article.published.date.edtf)
            self.add(node, term("publishedBasis"), concept("date-basis", article.published.basis))
            if article.published.date.is_day:
                day = Literal(article.published.date.edtf, datatype=DATE)
                self.add(node, name("schema", "datePublished"), day)
        if article.outlet:
            self.add(node, term("outlet"), self.outlet(article.outlet))
        if article.url:
            url = Literal(article.url, datatype=name("xsd", "anyURI"))
            self.add(node, name("schema", "url"), url)
        self.add(node, term("textHash"), article.sha256)
        self.add(node, term("textLength"), len(article.text))
        self.add(node, term("sentenceCount"), len(self.reading.sentences))

    def add_quotation(self, quotation: Quotation) -> None:
        node = self.terms.quotation(self.article_id, quotation.content)
        if self.describes(node):
            return
        self.add(node, TYPE, term("Quotation"))
        self.add(node, term("inArticle"), self.article)
        self.add(node, term("speaker"), self.entity(quotation.speaker))
        self.add(node, term("content"), self.passage(quotation.content))
        self.add(node, term("passage"), self.passage(quotation.passage))
        self.add(node, term("cue"), quotation.cue)
        self.add(node, term("form"), concept("form", quotation.form))
        self.add(node, term("rule"), quotation.rule)
        self.add_confidence(node, quotation.confidence)
        self.add_manner(node, quotation)
        self.add_when(node, quotation.when)
        for entity in quotation.about:
            self.add(node, name("schema", "mentions"), self.entity(entity))
        for position, source in enumerate(quotation.chain, start=1):
            self.add_relay(node, quotation.content, position, source)

    def add_relay(self, node: NamedNode, content: Span, position: int, source: str) -> None:
        relay = self.terms.relay(self.article_id, content, position)
        self.add(node, term("relay"), relay)
        self.add(relay, TYPE, term("Relay"))
        self.add(relay, term("position"), position)
        self.add(relay, term("relaySource"), self.outlet(source))

    def add_claim(self, claim: Claim) -> None:
        node = self.terms.claim(self.article_id, claim.passage, digest(claim))
        if self.describes(node):
            return
        self.add(node, TYPE, term("Claim"))
        self.add(node, TYPE, _CLAIM_CLASS.get(claim.predicate))
        self.add(node, term("inArticle"), self.article)
        self.add(node, term("subject"), self.entity(claim.subject))
        self.add(node, term("predicate"), concept("predicate", claim.predicate))
        self.add(node, term("object"), self.entity(claim.object))
        self.add(node, term("passage"), self.passage(claim.passage))
        self.add(node, term("rule"), claim.rule)
        self.add_confidence(node, claim.confidence)
        self.add_details(node, claim)
        self.add_manner(node, claim)
        self.add_when(node, claim.when)
        self.add_when(node, claim.since, "since")
        self.add_when(node, claim.until, "until")

    def add_details(self, node: NamedNode, claim: Claim) -> None:
        if self.quotes or claim.predicate not in WORDY:
            self.add(node, term("text"), claim.text)
        self.add(node, term("complete"), claim.complete)
        self.add(node, term("count"), claim.count)
        self.add(node, term("place"), claim.place)
        if claim.status:
            self.add(node, term("officeStatus"), concept("office-status", claim.status))
        for member in claim.members:
            self.add(node, term("rosterMember"), self.entity(member))
        if claim.said_in:
            self.add(node, term("saidIn"), self.quotation_of(claim, claim.said_in))

    def add_manner(self, node: NamedNode, said: Claim | Quotation) -> None:
        self.add(node, term("polarity"), concept("polarity", said.polarity))
        self.add(node, term("modality"), concept("modality", said.modality))

    def add_confidence(self, node: NamedNode, confidence: float | None) -> None:
        """Add how sure the reading is, with two decimals: a third would be of no worth."""
        if confidence is not None:
            value = Literal(f"{confidence:.2f}", datatype=name("xsd", "decimal"))
            self.add(node, term("confidence"), value)

    def add_names(self) -> None:
        """What the article's own entities and the outlets are called; one name for each."""
        for entity in sorted(self.entities, key=lambda e: (-len(e.name), e.name)):
            node = self.terms.entity(entity, self.article_id)
            if not self.describes(node):
                self.add_mention(node, entity)
        for outlet in sorted(self.outlets):
            node = self.terms.outlet(outlet)
            if not self.describes(node):
                self.add(node, TYPE, term("Outlet"))
                self.add(node, name("rdfs", "label"), outlet)

    def add_mention(self, node: NamedNode, entity: Entity) -> None:
        self.add(node, TYPE, term("Mention"))
        self.add(node, TYPE, _CLASS.get(entity.kind))
        self.add(node, term("inArticle"), self.article)
        self.add(node, term("mentionKind"), concept("kind", entity.kind))
        self.add(node, name("rdfs", "label"), entity.name)
        if entity.kind is Kind.PERSON:
            self.add(node, name("foaf", "name"), entity.name)
        elif entity.kind in _CLASS:
            self.add(node, name("skos", "prefLabel"), entity.name)

    def entity(self, entity: Entity | None) -> NamedNode | None:
        if entity is None:
            return None
        if entity.local:
            self.entities.add(entity)
        return self.terms.entity(entity, self.article_id)

    def outlet(self, outlet: str) -> NamedNode:
        self.outlets.add(outlet)
        return self.terms.outlet(outlet)

    def passage(self, span: Span) -> NamedNode:
        """The node of a passage, which says where it lies and what it quotes."""
        node = self.terms.passage(self.article_id, span)
        if self.describes(node):
            return node
        text = self.reading.article.text
        if span.end > len(text):
            raise self.fault(f"a passage ends after the text of {len(text)} code points", span)
        self.add(node, TYPE, term("Passage"))
        self.add(node, term("inArticle"), self.article)
        self.add(node, name("oa", "start"), Literal(str(span.start), datatype=_OFFSET))
        self.add(node, name("oa", "end"), Literal(str(span.end), datatype=_OFFSET))
        self.add_words(node, span, text)
        return node

    def add_words(self, node: NamedNode, span: Span, text: str) -> None:
        if not self.quotes:
            self.add(node, term("quoteHash"), quote_hash(span.of(text)))
            return
        self.add(node, name("oa", "exact"), span.of(text))
        self.add(node, name("oa", "prefix"), text[max(span.start - CONTEXT, 0) : span.start])
        self.add(node, name("oa", "suffix"), text[span.end : span.end + CONTEXT])

    def add_when(self, subject: NamedNode, when: When | None, which: str = "") -> None:
        """Add a date's fields, without its words where nothing is quoted."""
        super().add_when(
            subject, when and (when if self.quotes else replace(when, words="")), which
        )

    def quotation_of(self, claim: Claim, said_in: Span) -> NamedNode:
        """The quotation at `said_in`: of several, the one whose content shares most with it."""
        here = [q for q in self.reading.quotations if said_in in (q.passage, q.content)]
        if not here:
            message = f"a claim found by {claim.rule} is said in a quotation that is not there"
            raise self.fault(message, said_in)
        best = max(here, key=lambda quotation: _shared(quotation.content, claim.passage))
        return self.terms.quotation(self.article_id, best.content)

    def fault(self, what: str, span: Span) -> NotConformantError:
        return NotConformantError(
            what,
            where=f"{self.article_id}, {span.start}-{span.end}",
            hint="this is a fault of the rule, not of the article",
        )


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _check_characters(article: Article) -> None:
    try:
        article.text.encode()
    except UnicodeEncodeError as error:
        raise SourceError(
            "the text holds half a surrogate pair, which is no character",
            where=f"{article.stem}, offset {error.start}",
            hint="write the text again as UTF-8",
        ) from error
