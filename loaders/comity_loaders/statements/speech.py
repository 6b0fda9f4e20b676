"""An article as talk: the stretches in which somebody may speak, with quotations masked.

A stretch is a sentence in which a quotation counts as one word, however many sentences it has:
`"One. Two," the minister said.` is one. Offsets in the masked text are those of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from comity.model import Span
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.language.quotes import Quote
from comity_loaders.statements.cuewords import forms

MASK = "\ufffc"
"""Stands for every character of a quotation."""
_ENDS = re.compile(r"[.!?…][\"')\]]*$")
_TELLING = [form for form, verb in forms().items() if not verb.weak]
# "… us!" Roe said; "… us!" Roe, who leads them, told the crowd.
_CUE_AFTER = re.compile(
    rf"\s*(?:[\w.'-]+\s+){{1,6}}?(?i:{any_of(_TELLING)})(?P<ends>\s*[.,]|\s*$)?"
    rf"|\s*(?:[A-Z][\w.'-]*\s+){{0,5}}[A-Z][\w'-]*,\s[^,.;:\"]{{3,80}},\s+(?:{any_of(_TELLING)})"
    r"(?!\s+(?:that|it|he|she|they|there)\b)(?P<behind>\s*[.,]|\s*$)?"
)
# How a line ends that is no headline: "The ships left. (The Example)".
_IS_SENTENCE = re.compile(r"[.!?…][\"')\]]*(?:\s*\([^()]{2,60}\))*$")
# A new sentence, and not the cue of the quotation before it.
_SENTENCE_AFTER = re.compile(r"\s*(?:He|She|It|They)\s[\w\s]+,(?!\s*$)")
_HEADLINE_LENGTH = 160


@dataclass(frozen=True)
class Stretch:
    """A sentence, quotations taken whole.

    Args:
        span: its place.
        paragraph: the index of its paragraph.
        quotes: the quotations in it.
    """

    span: Span
    paragraph: int
    quotes: tuple[Quote, ...]

    def is_quote(self, text: str) -> bool:
        """Whether a quotation is all of it, but for an opening such as "But"."""
        rest = text[self.span.start : self.span.end]
        for quote in self.quotes:
            rest = rest.replace(quote.span.of(text), "")
        return bool(self.quotes) and not re.search(r"\w{2,}\W+\w{2,}", rest)


@dataclass(frozen=True)
class Speech:
    """A document read for who says what.

    Args:
        document: the document.
    """

    document: Document

    @property
    def text(self) -> str:
        """The plain text."""
        return self.document.text

    @cached_property
    def masked(self) -> str:
        """The plain text, every character of its quotations masked."""
        text = self.document.text
        for quote in self.document.quotes:
            start, end = quote.span.start, quote.span.end
            text = text[:start] + MASK * (end - start) + text[end:]
        return text

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Every stretch outside the headline, in order of place."""
        return tuple(
            stretch
            for index, paragraph in enumerate(self.document.paragraphs)
            if not self._is_heading(index, paragraph)
            for stretch in self._stretches(index, paragraph)
        )

    def _is_heading(self, index: int, paragraph: Span) -> bool:
        title = self.document.article.title
        if title and title.overlaps(paragraph) and title.end >= paragraph.end:
            return True
        words = paragraph.of(self.text)
        return index == 0 and len(words) < _HEADLINE_LENGTH and not _IS_SENTENCE.search(words)

    def _stretches(self, index: int, paragraph: Span) -> Iterator[Stretch]:
        quotes = [q for q in self.document.quotes if paragraph.contains(q.span)]
        starts = self._starts(paragraph, quotes)
        for start, end in zip(starts, [*starts[1:], paragraph.end], strict=True):
            words = self.text[start:end]
            first = start + len(words) - len(words.lstrip())
            last = start + len(words.rstrip())
            if first < last:
                span = Span(first, last)
                inside = tuple(q for q in quotes if span.contains(q.span))
                yield Stretch(span, index, inside)

    def _starts(self, paragraph: Span, quotes: list[Quote]) -> list[int]:
        """Where its stretches start: at sentences, and behind a quotation that ends one."""
        starts = {
            s.span.start
            for s in self.document.sentences
            if paragraph.start <= s.span.start < paragraph.end
        }
        starts = {s for s in starts if not any(q.span.start < s < q.span.end for q in quotes)}
        starts = {s for s in starts if not self._follows_quote(s, quotes)}
        starts |= {q.span.end for q in quotes if self._ends_sentence(q, paragraph)}
        starts |= {
            q.span.start for q in quotes if _ENDS.search(self.masked[: q.span.start].rstrip()[-3:])
        }
        return sorted({paragraph.start, *(s for s in starts if s < paragraph.end)})

    def _follows_quote(self, start: int, quotes: list[Quote]) -> bool:
        """Whether what looks like a sentence is the cue of the quotation right before it."""
        return any(
            q.span.end <= start and not self.text[q.span.end : start].strip(" ,") for q in quotes
        )

    def _ends_sentence(self, quote: Quote, paragraph: Span) -> bool:
        words = re.sub(r" +(?=\"$)", "", quote.span.of(self.text))  # TeX's marks leave a blank
        after = self.text[quote.span.end : paragraph.end]
        if not _ENDS.search(words) or not re.match(r"\s*[A-Z\d\"(]", after):
            return False
        cue = _CUE_AFTER.match(after)
        is_stop = words.rstrip("\"')").endswith((".", "…"))
        if is_stop and _SENTENCE_AFTER.match(after):
            return True
        return not (cue and (cue["ends"] or cue["behind"] or not is_stop))

    def stretch_words(self, span: Span) -> str:
        """The masked words of a span."""
        return self.masked[span.start : span.end]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that share a character with a span."""
        sentence = self.document.sentence_at(span.start)
        return sentence.tokens_in(span) if sentence else ()

    def is_sentence_quote(self, quote: Quote) -> bool:
        """Whether a quotation is something said, and no word that is only set apart."""
        words = quote.inner.of(self.text).split()
        return len(words) >= _FEWEST_WORDS

    def begins_clause(self, quote: Quote) -> bool:
        """Whether a quotation starts as a sentence does."""
        first = quote.inner.of(self.text).lstrip("[(.… '")[:1]
        return first.isupper() or first.isdigit()


_FEWEST_WORDS = 3
