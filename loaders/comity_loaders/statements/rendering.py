"""How a quotation renders what was said: its form, its date and what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comity.dates import When
from comity.model import Entity, Form, Kind, Span
from comity_loaders.dates.founddates import DateKind
from comity_loaders.language.quotes import Quote
from comity_loaders.people.people import people_in
from comity_loaders.statements.attribution import Attribution
from comity_loaders.statements.complements import as_span
from comity_loaders.statements.cues import Cue
from comity_loaders.statements.cuewords import Frame
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.speech import Speech, Stretch

_FEWEST_WORDS = 3
_MOSTLY = 0.75
"""From which share of a content on a quotation is all that counts of it."""


@dataclass(frozen=True)
class Rendering:
    """Tells the form, date and topics of the quotations of one article.

    Args:
        speech: the article.
    """

    speech: Speech

    def formed(self, stretch: Stretch, said: Attribution) -> tuple[Span | None, Form]:
        """The content without quotation marks, and its form; None where too little is said."""
        text, content = self.speech.text, said.content
        quotes = [q for q in stretch.quotes if q.span.overlaps(content)]
        for quote in quotes:
            share = (quote.span.end - quote.span.start) / (content.end - content.start)
            if share >= _MOSTLY and self.speech.is_sentence_quote(quote):
                return trimmed(quote, text), Form.DIRECT
        end = next(
            (q.span.end for q in quotes if q.span.start < content.end <= q.span.end), content.end
        )
        start = next(
            (q.span.start for q in quotes if q.span.start <= content.start < q.span.end),
            content.start,
        )
        whole = as_span(start, end, text)
        is_mixed = bool(quotes) and content.start < quotes[0].span.start
        is_bare = said.frame is Frame.PHRASE and not quotes
        fewest = max(_FEWEST_WORDS - is_mixed, said.cue.verb.fewest * is_bare)
        if whole is None or len(whole.of(text).split()) < fewest:
            return None, Form.INDIRECT
        return whole, Form.MIXED if quotes else Form.INDIRECT

    def when(self, stretch: Stretch, cue: Cue, contents: Sequence[Span]) -> When | None:
        """When it was said: a date of the cue clause, the nearest to the cue."""
        dates = [
            d
            for d in self.speech.document.dates
            if stretch.span.contains(d.span)
            and d.kind is DateKind.ON
            and not any(c.overlaps(d.span) for c in contents)
            and not any(q.span.overlaps(d.span) for q in stretch.quotes)
            and self._is_of_cue(d.span, cue, stretch)
        ]
        near = min(dates, key=lambda d: abs(d.span.start - cue.core.end), default=None)
        return near.when if near else None

    def _is_of_cue(self, date: Span, cue: Cue, stretch: Stretch) -> bool:
        """Whether no other verb stands between a date and the cue, or before it."""
        masked = self.speech.masked
        if date.start >= cue.core.end:
            between = masked[cue.core.end : date.start]
        else:
            between = masked[date.end : cue.span.start]
            opening = masked[stretch.span.start : date.start]
            if has_finite(opening) or " who " in opening:
                return not between.strip()
        return not has_finite(between) and not re.search(r"\b(?:who|which|that)\b", between)

    def about(self, content: Span) -> tuple[Entity, ...]:
        """The states, bodies and people that a content names, in order of place."""
        people = [(m.span, m.entity) for m in people_in(self.speech.document).mentions]
        named = [(m.span, m.entity) for m in self.speech.document.mentions if m.entity]
        inside = sorted((s, e) for s, e in (*people, *named) if content.contains(s))
        return tuple(dict.fromkeys(e for _, e in inside if e.kind is not Kind.MEETING))


def trimmed(quote: Quote, text: str) -> Span:
    """The place of the words of a quotation, without blanks and punctuation around them."""
    return as_span(quote.inner.start, quote.inner.end, text) or quote.inner
