"""Quoted stretches: what stands between quotation marks, across sentences.

Works on the plain text of `comity_loaders.blocks`, where typographic, angle and TeX marks have
become plain ones; the article's own text tells opening marks from closing ones where it can.
A quotation that a paragraph leaves open goes on where the next one opens again.
"""

from __future__ import annotations

from dataclasses import dataclass

from comity.model import Span
from comity_loaders.blocks import paragraphs

_OPENING, _CLOSING = "\u201c\u00ab\u201e", "\u201d\u00bb"
_TRAILING = " ,;"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch.

    Args:
        span: with its marks.
        inner: without its marks, blanks and a comma before the closing mark.
        is_open: whether the paragraph ends before a closing mark.
    """

    span: Span
    inner: Span
    is_open: bool = False


def find_quotes(original: str, text: str) -> tuple[Quote, ...]:
    """The quoted stretches of a plain text, paragraph by paragraph, in order of place.

    Args:
        original: the article's text.
        text: its plain text, of the same length.
    """
    found: list[Quote] = []
    for paragraph in paragraphs(text):
        found += _in_paragraph(original, text, paragraph)
    return tuple(sorted(found, key=lambda quote: quote.span))


def _in_paragraph(original: str, text: str, paragraph: Span) -> list[Quote]:
    quotes: list[Quote] = []
    start: int | None = None
    for at in range(paragraph.start, paragraph.end):
        if text[at] != '"':
            continue
        if start is None:
            if _may_open(original, text, at):
                start = at
        elif _may_close(original, text, at, paragraph.end):
            quotes += _quote(text, start, at + 1, at)
            start = None
    if start is not None:
        quotes += _quote(text, start, paragraph.end, paragraph.end, is_open=True)
    return quotes


def _quote(
    text: str, start: int, end: int, inner_end: int, *, is_open: bool = False
) -> list[Quote]:
    first, last = start + 1, inner_end
    while last > first and text[last - 1] in _TRAILING:
        last -= 1
    while first < last and text[first] == " ":
        first += 1
    return [Quote(Span(start, end), Span(first, last), is_open)] if first < last else []


def _may_open(original: str, text: str, at: int) -> bool:
    mark = original[at]
    if mark in _CLOSING:
        return False
    return mark in _OPENING or mark == "`" or text[at + 1 : at + 2].strip() != ""


def _may_close(original: str, text: str, at: int, end: int) -> bool:
    if original[at] in _OPENING:
        return False
    if original[at] in _CLOSING:
        return True
    # A plain mark after a blank and before a word opens a quotation inside the quotation.
    before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
    return not (before == " " and after.isalnum())
