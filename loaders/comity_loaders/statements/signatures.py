"""Quotations that a name signs: "…" - Jane Roe, trade minister; or the name on a line below."""

from __future__ import annotations

import re

from comity.model import Span
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.speech import MASK, Speech, Stretch

_WHO = r"(?P<who>[A-Z][^.;:!?\n\ufffc]{3,140})"
_BESIDE = re.compile(rf"[\s>*•]*{MASK}+\s*[-–—~]{{1,3}}\s*{_WHO}[.)\s]*")
_BELOW = re.compile(rf"\s*[-–—~]{{1,3}}\s*{_WHO}\.?\s*")


def signature(speech: Speech, stretch: Stretch, before: Stretch | None) -> Span | None:
    """The place of the name that signs the quotation of a stretch, or the one before it.

    Args:
        speech: the article.
        stretch: a stretch: a quotation and its signature, or a signature alone.
        before: the stretch before it.
    """
    words_ = speech.stretch_words(stretch.span)
    is_below = not stretch.quotes and before is not None and before.is_quote(speech.text)
    match = (_BELOW if is_below else _BESIDE).fullmatch(words_)
    if not match or has_finite(match["who"]):
        return None
    start = stretch.span.start
    return Span(start + match.start("who"), start + match.end("who"))
