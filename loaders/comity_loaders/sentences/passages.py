"""What a reader must see of a claim: its sentence, or the part of it inside quotation marks."""

from __future__ import annotations

from comity.model import Span
from comity_loaders.document import Document


def passage(document: Document, at: Span) -> Span:
    """The sentence around a place; inside a quotation, its part inside the marks.

    Args:
        document: the article.
        at: the words that make the claim.
    """
    sentence = document.sentence_at(at.start)
    around = sentence.span if sentence and sentence.span.contains(at) else at
    quote = next((q for q in document.quotes if q.inner.contains(at)), None)
    if quote is None or not quote.inner.overlaps(around):
        return around
    return Span(max(around.start, quote.inner.start), min(around.end, quote.inner.end))
