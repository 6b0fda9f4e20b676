"""One article, read as far as every rule needs it: sentences, names, dates, quoted stretches.

Rules get a `Document` and give claims; they never touch triples, files or the gazetteer's senses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from comity.gazetteer import Gazetteer
from comity.model import Article, Kind, Span
from comity_loaders.dates.founddates import FoundDate
from comity_loaders.language.quotes import Quote
from comity_loaders.names.mentions import Mention, Use

Found = TypeVar("Found")
Placed = TypeVar("Placed", Mention, FoundDate)

_AND = re.compile(
    r"\s*(?:,\s*(?:and|or|as well as|plus)?|and|or|&|as well as|together with|along with|plus)"
    r"\s+(?:(?:the|both|also|then|later|finally|most recently)\s+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that stand in one list: "Armenia, Belarus and Kazakhstan", or one alone."""

    span: Span
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence of the article.

    Args:
        document: what it stands in.
        span: its place, without blanks around it.
        tokens: its tokens; with a parse where the document has one.
        mentions: the entities named in it, in order.
        dates: the dates in it, in order.
        paragraph: the index of its paragraph.
    """

    document: Document
    span: Span
    tokens: Tokens
    mentions: tuple[Mention, ...]
    dates: tuple[FoundDate, ...]
    paragraph: int

    @property
    def text(self) -> str:
        """Its words, with plain quotes and spaces."""
        return self.span.of(self.document.text)

    def groups(self, *kinds: Kind) -> tuple[Group, ...]:
        """Its mentions of these kinds, those in one list together.

        A name that may mean several things of these kinds keeps its place in the list.
        """
        mentions = [m for m in self.mentions if m.can_be(*kinds)]
        groups = _grouped(self.document.text, mentions)
        return tuple(g for g in groups if any(m.entity for m in g.mentions))

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Its tokens that share a code point with `span`."""
        doc, starts = self.document.doc, self.document.token_starts
        first = max(bisect_right(starts, span.start) - 1, self.tokens.start)
        last = min(bisect_left(starts, span.end), self.tokens.end)
        return tuple(t for t in doc[first:last] if span.start < t.idx + len(t))


@dataclass(frozen=True)
class Document:
    """An article with what the language model and the gazetteer found in it.

    Args:
        article: the article.
        gazetteer: the names it was read with.
        text: the plain text, of the same length as the article's.
        doc: the tokens of the whole text; `token.idx` is an offset in the article.
        parses: whether tokens have parse, lemma and tag.
        mentions: every entity named, in order of place.
        dates: every date expression, in order of place.
        quotes: every quoted stretch, in order of place.
        paragraphs: the places of the paragraphs.
        stretches: the places and the tokens of the sentences.
    """

    article: Article
    gazetteer: Gazetteer
    text: str
    doc: Doc
    parses: bool
    mentions: tuple[Mention, ...]
    dates: tuple[FoundDate, ...]
    quotes: tuple[Quote, ...]
    paragraphs: tuple[Span, ...]
    stretches: tuple[tuple[Span, Tokens], ...]
    _found: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def token_starts(self) -> list[int]:
        """The offsets at which the tokens start."""
        starts: list[int] = self.doc.to_array("IDX").tolist()
        return starts

    @cached_property
    def entities(self) -> tuple[Tokens, ...]:
        """The names that the language model tags."""
        return tuple(self.doc.ents)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, furniture left out, in order."""
        return tuple(self._sentence(span, tokens) for span, tokens in self.stretches)

    def once(self, find: Callable[[Document], Found]) -> Found:
        """What `find` finds in this document: found once, however many ask."""
        if find not in self._found:
            self._found[find] = find(self)
        found: Found = self._found[find]
        return found

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence in which an offset lies."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index >= 0 and offset < self.sentences[index].span.end:
            return self.sentences[index]
        return None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span, _ in self.stretches]

    def quote_around(self, span: Span) -> Quote | None:
        """The quoted stretch in which a span lies wholly."""
        return next((q for q in self.quotes if q.span.contains(span)), None)

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def _sentence(self, span: Span, tokens: Tokens) -> Sentence:
        return Sentence(
            document=self,
            span=span,
            tokens=tokens,
            mentions=_inside(self.mentions, span),
            dates=_inside(self.dates, span),
            paragraph=bisect_right(self._paragraph_starts, span.start) - 1,
        )


def _inside(things: Sequence[Placed], span: Span) -> tuple[Placed, ...]:
    return tuple(thing for thing in things if span.contains(thing.span))


def _grouped(text: str, mentions: Sequence[Mention]) -> Iterable[Group]:
    run: list[Mention] = []
    for mention in mentions:
        if run and not _goes_on(text, run, mention):
            yield _group(run)
            run = []
        run.append(mention)
    if run:
        yield _group(run)


def _goes_on(text: str, run: Sequence[Mention], mention: Mention) -> bool:
    """Whether a mention stands in a list with those before it, and names none of them again."""
    again = mention.use is Use.ANAPHOR and any(m.entity == mention.entity for m in run)
    return not again and bool(_AND.fullmatch(text, run[-1].span.end, mention.span.start))


def _group(run: Sequence[Mention]) -> Group:
    return Group(Span(run[0].span.start, run[-1].span.end), tuple(run))
