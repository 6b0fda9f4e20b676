"""Quoted stretches: what stands between quotation marks, across sentences.

Works on the plain text of `comity_loaders.language.blocks`, where typographic, angle and TeX marks
have become plain ones; the article's own text tells opening marks from closing ones where it can.
A quotation that a paragraph leaves open goes on where the next one opens again. Single marks are
quotation marks in an article that ends its quotations with them, and apostrophes elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.model import Span
from comity_loaders.language.blocks import paragraphs

_OPENING, _CLOSING, _LOW = "\u201c\u00ab\u201e", "\u201d\u00bb", "\u201e"
_TOLD = re.compile(r"\s*,|[.!?]?\"\s*,")
_ANGLE = "\u00ab\u00bb"
_TRAILING = " ,;"
_SINGLE_OPEN = re.compile(r"(?<![\w'])'(?!\d0s\b)(?=[A-Z\d\[\"(.])")
_SINGLE_CLOSE = re.compile(r"(?<=[.,!?;:\u2026\"])'(?![\w'])|(?<=[^\W\d_])'(?=\s*(?:[.,;:!?)]|$))")
# One that opens a few words of a sentence: no decade, and no word that an apostrophe begins.
_SINGLE_WORDS = re.compile(
    r"(?<![\w'])'(?=[a-z\d])(?!\d0s\b|(?:em|til|tis|twas|n|cause|bout|round|s|t)\b)"
)
_SINGLE_MAY_CLOSE = re.compile(r"(?<=[\w.,!?;:\u2026\")\]])'(?![\w'])")
_SINGLE_END = re.compile(r"(?<=[.,!?])'(?=\s|$)")

# At the head of a line a mark opens with a blank behind it too.
_SPACED = re.compile(r'" [A-Z]')
# So it does behind a pause, and never where a word ends before it and a sentence behind it.
_PAUSED = re.compile(r"[,:]\s\Z")
_ENDED = re.compile(r'"[.,;:](?:\s|$)')
# A comma, and who says so, in a quotation without an end.
_CUE = re.compile(r",(?=\s(?:(?:he|she)\ssaid\b|said\s(?:the\s|[A-Z][\w'-]+\s?)))")

# Who says so, inside the marks, as papers on the continent set it: "It is, says Jane Roe, over".
_SAYS = (
    r"(?:says|said|tells|explain(?:s|ed)|emphasi[sz]e[sd]|stresse[sd]|add(?:s|ed)|note[sd]"
    r"|insist(?:s|ed)|argue[sd]|declare[sd]|recall(?:s|ed)|claim(?:s|ed)|warn(?:s|ed)|lament(?:s|ed)"
    r"|regret(?:s|ted)|comment(?:s|ed)|admit(?:s|ted)|assure[sd]|point(?:s|ed) out|conclude[sd]"
    r"|continue[sd]|believes|thinks|repli(?:es|ed)|observe[sd]|underline[sd]|confirm(?:s|ed)"
    r"|affirm(?:s|ed)|state[sd]|announce[sd])"
)
_NAME = r"[A-Z][\w'-]+(?:\s+(?:(?:de|van|von|bin|al|of)\s+)?[A-Z][\w.'-]*){0,4}"
_INCISE = re.compile(
    rf"(?<=[\w'])(?P<comma>,)\s+(?:{_SAYS}\s+(?:the\s+[a-z][\w -]{{2,40}}?\s+)?{_NAME}"
    rf"(?:,\s+[^,.;:\"?!]{{3,90}})?|(?P<pronoun>(?:he|she)\s+{_SAYS}))(?P<end>[,.])\s+(?=\S)"
)


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
    is_single = len(_SINGLE_END.findall(text)) > text.count('"') / 2 or _has_pairs_only(text)
    for paragraph in paragraphs(text):
        if is_single:
            found += _in_single_marks(text, paragraph)
        else:
            for quote in _in_paragraph(original, text, paragraph):
                found += _parted(original, text, quote)
    return tuple(sorted(found, key=lambda quote: quote.span))


def _has_pairs_only(text: str) -> bool:
    """Whether single marks stand in pairs, and no others: "called it 'null and void' on Friday"."""
    opening = _single_opening(text, 0, len(text)) if '"' not in text else None
    line_end = text.find("\n", opening) if opening is not None else -1
    end = len(text) if line_end < 0 else line_end
    return opening is not None and _single_closing(text, opening + 2, end) is not None


def _parted(original: str, text: str, quote: Quote) -> list[Quote]:
    """A quotation without the words inside its marks that say whose it is."""
    match = _INCISE.search(text, quote.inner.start, quote.inner.end)
    is_told = _TOLD.match(text, quote.inner.end)  # by the words behind: then it is told inside
    if not match or is_told or (match["pronoun"] and original[quote.span.start] not in _ANGLE):
        return [quote]
    before = _quote(text, quote.span.start, match.end("comma"), match.start("comma"))
    rest = Span(match.end(), quote.inner.end)
    after = Quote(Span(rest.start, quote.span.end), rest, quote.is_open)
    return [*before, after] if rest.start < rest.end else [quote]


def _in_single_marks(text: str, paragraph: Span) -> Iterator[Quote]:
    at = paragraph.start
    while (opening := _single_opening(text, at, paragraph.end)) is not None:
        sentence = _SINGLE_OPEN.match(text, opening)
        closing = _single_closing(text, opening + 2, paragraph.end)
        end = paragraph.end if closing is None else closing + 1
        inner_end = paragraph.end if closing is None else closing
        is_quote = sentence is not None or closing is not None
        at = end if is_quote else opening + 1
        if is_quote:
            yield from _quote(text, opening, end, inner_end, is_open=closing is None)


def _single_opening(text: str, start: int, end: int) -> int | None:
    """Where the next quotation opens, be it a sentence or a few words."""
    found = (pattern.search(text, start, end) for pattern in (_SINGLE_OPEN, _SINGLE_WORDS))
    return min((match.start() for match in found if match), default=None)


def _single_closing(text: str, start: int, end: int) -> int | None:
    """Where it closes: not behind "the workers' rights", where another mark closes it later."""
    opening = _single_opening(text, start, end) or end
    for match in _SINGLE_MAY_CLOSE.finditer(text, start, end):
        plural = text[match.start() - 1] == "s" and not _SINGLE_CLOSE.match(text, match.start())
        if not plural or not _SINGLE_MAY_CLOSE.search(text, match.end(), opening):
            return match.start()
    return None


def _in_paragraph(original: str, text: str, paragraph: Span) -> list[Quote]:
    quotes: list[Quote] = []
    start: int | None = None
    is_nested = False
    for at in _marks(text, paragraph):
        if start is None:
            start = at if _may_open(original, text, at) else None
        elif not _may_close(original, text, at, start, paragraph.end):
            is_nested = _opens_word(text, at)
        elif is_nested and _closes_later(text, at, paragraph):
            is_nested = False
        else:
            quotes += _quote(text, start, at + 1, at)
            start, is_nested = None, False
    if start is not None and (lost := _lost_end(text, start, paragraph.end)):
        quotes += _quote(text, start, lost, lost)
    elif start is not None:
        quotes += _quote(text, start, paragraph.end, paragraph.end, is_open=True)
    return quotes


def _lost_end(text: str, start: int, end: int) -> int | None:
    """Where a quotation ends whose closing mark is lost: "We will leave, he said in Oslo."."""
    if text[end:].lstrip()[:1] == '"':
        return None  # it goes on in the next paragraph
    cue = _CUE.search(text, start, end)
    return cue.start() + 1 if cue else None


def _marks(text: str, paragraph: Span) -> list[int]:
    return [at for at in range(paragraph.start, paragraph.end) if text[at] == '"']


def _opens_word(text: str, at: int) -> bool:
    return text[at - 1] == " " and text[at + 1 : at + 2].isalnum()


def _closes_later(text: str, at: int, paragraph: Span) -> bool:
    """Whether the next mark closes too, so that this one closes the quotation inside."""
    following = next((m for m in _marks(text, paragraph) if m > at), None)
    return following is not None and not _opens_word(text, following)


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
    mark, before = original[at], text[max(at - 1, 0) : at]
    if mark in _CLOSING:
        return False
    if mark in _OPENING or mark == "`":
        return True
    if text[at + 1 : at + 2].strip():
        return not (before.isalnum() and _ENDED.match(text, at))
    is_first = original[max(at - 3, 0) : at].rstrip(" ")[-1:] in ("", "\n")
    return bool(_SPACED.match(text, at)) and (
        is_first or bool(_PAUSED.search(text[max(at - 3, 0) : at]))
    )


def _may_close(original: str, text: str, at: int, start: int, end: int) -> bool:
    if original[start] == _LOW:  # the mark that opens in English closes in German
        return original[at] != _LOW
    if original[at] in _OPENING:
        return False
    if original[at] in _CLOSING:
        return True
    # A plain mark after a blank and before a word opens a quotation inside the quotation.
    before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
    return not (before == " " and after.isalnum())
