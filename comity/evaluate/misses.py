"""What was missed and what was found wrongly, each beside its sentence and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.evaluate.evaluation import KINDS, Evaluation, ScoredArticle
from comity.evaluate.fitting import Item
from comity.model import Reading, Span


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold item that was missed, or a finding that fits none.

    Args:
        article: the annotation's name.
        kind: of what kind it is.
        fault: missed, or false.
        item: what it says, in a line.
        sentence: the sentences that it rests on; empty where the reader took none there.
        why: of a false alarm the rule that gave it, of a miss what the reader made of the sentence.
    """

    article: str
    kind: str
    fault: str
    item: str
    sentence: str
    why: str


def misses(evaluation: Evaluation) -> Iterator[Miss]:
    """Each miss and each false alarm, article by article."""
    for article in evaluation.articles:
        for kind in KINDS:
            result = article.outcomes[kind]
            for item in result.missed:
                yield _miss(article, kind, "missed", item)
            for item in result.false:
                yield _miss(article, kind, "false", item)


def _miss(article: ScoredArticle, kind: str, fault: str, item: Item) -> Miss:
    quote = str(item.get("quote") or item.get("content") or "")
    place = _place(article.reading, quote)
    sentence, why = quote, ""
    if article.reading and place:
        sentence = _sentence(article.reading, place) or quote
        why = _reasons(article.reading, place)
    why = str(item.get("rule", "")) if fault == "false" else why
    return Miss(article.gold.name, kind, fault, _line(kind, item), sentence, why)


def _place(reading: Reading | None, quote: str) -> Span | None:
    """Where an article has these words first."""
    start = reading.article.text.find(quote) if reading and quote else -1
    return Span(start, start + len(quote)) if start >= 0 else None


def _sentence(reading: Reading, place: Span) -> str:
    spans = [span for span in reading.sentences if span.overlaps(place)]
    return reading.article.text[spans[0].start : spans[-1].end] if spans else ""


def _reasons(reading: Reading, place: Span) -> str:
    found = [a.reason for a in reading.abstentions if a.passage.overlaps(place)]
    return "; ".join(dict.fromkeys(found))


_LINES = {
    "memberships": ("state", "event", "organisation", "date"),
    "offices": ("person", "office", "body", "status"),
    "statements": ("speaker", "cue", "content"),
    "events": ("kind", "name", "place", "date"),
}


def _line(kind: str, item: Item) -> str:
    parts = (item.get(key) for key in _LINES[kind])
    return ", ".join(str(part) for part in parts if part)
