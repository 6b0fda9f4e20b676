"""Page chrome: what stands on a news page and is no part of the article. Never evidence.

Three signs, each careful not to swallow text: a line that reads like chrome (`words/furniture.yaml`
has the patterns, each with examples); the end of the page from a heading such as "Related articles"
on, unless much of the article comes after it; and a short line that stands there several times, as
captions and running heads do. A sentence that is repeated is no furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from comity.model import Span
from comity_loaders.language.blocks import paragraphs
from comity_loaders.wordlists import load

_LONG = 100
"""Characters from which on a finished line is a paragraph of an article and not a teaser."""
_SHORT_WORDS = 10
_TAIL_SHARE = 0.25
"""How much of the article, at most, may stand after the heading of the page's end."""
_FINISHED = re.compile(r"(?<!\.\.)[.!?][\"”’»')\]]*$")
_ENDED = re.compile(r"[.!?:;,…\"”»]$")


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern of chrome.

    Args:
        name: what it is a sign of.
        pattern: the whole line, or, where `inline`, the piece of a line.
        inline: whether only the piece that matches is chrome.
        tail: whether the article ends before such a line.
    """

    name: str
    pattern: re.Pattern[str]
    inline: bool
    tail: bool

    def finds(self, line: str) -> bool:
        """Whether the line shows it."""
        return bool(self.pattern.search(line) if self.inline else self.pattern.fullmatch(line))


def _sign(entry: dict[str, Any]) -> Sign:
    inline = entry.get("inline", False)
    flags = re.NOFLAG if inline else re.IGNORECASE
    return Sign(
        entry["name"], re.compile(entry["pattern"], flags), inline, entry.get("tail", False)
    )


SIGNS = tuple(_sign(entry) for entry in load("furniture.yaml")["signs"])
"""Every sign, in the order of the file."""


def find_furniture(
    text: str, head: Iterable[Span] = (), title: Span | None = None
) -> tuple[Span, ...]:
    """The places of page chrome in an article, in order, none overlapping another.

    Args:
        text: the article's text.
        head: places already known to be metadata; they are furniture too.
        title: the headline's place, which is not.
    """
    lines = paragraphs(text)
    spans = [*head, *_chrome(text, lines), *_captions(text, lines), *_tail(text, lines)]
    return _merged(piece for span in spans for piece in _without(span, title))


def is_chrome(line: str) -> bool:
    """Whether a line, without blanks around it, is page chrome from end to end."""
    return any(sign.finds(line) for sign in SIGNS if not sign.inline) or not _less_inline(line)


def _less_inline(line: str) -> str:
    for sign in SIGNS:
        line = sign.pattern.sub("", line) if sign.inline else line
    return line.strip()


def _chrome(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    for line in lines:
        if is_chrome(line.of(text)):
            yield line
            continue
        for sign in SIGNS:
            if sign.inline:
                found = sign.pattern.finditer(text, line.start, line.end)
                yield from (Span(match.start(), match.end()) for match in found)


def _captions(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """Short lines without a full stop that stand in the text more than once."""
    short = [line for line in lines if _may_be_caption(line.of(text))]
    times = Counter(line.of(text) for line in short)
    yield from (line for line in short if times[line.of(text)] > 1)


def _may_be_caption(line: str) -> bool:
    return len(line.split()) <= _SHORT_WORDS and not _ENDED.search(line)


def _tail(text: str, lines: tuple[Span, ...]) -> Iterator[Span]:
    """From the first heading of other matter on, to the end of the page."""
    read = [0, *accumulate(_body_length(line.of(text)) for line in lines)]
    for before, line in zip(read, lines, strict=False):
        after = read[-1] - before
        if not before or after > before * _TAIL_SHARE:
            continue
        if any(sign.tail and sign.finds(line.of(text)) for sign in SIGNS):
            yield Span(line.start, lines[-1].end)
            return


def _body_length(line: str) -> int:
    return len(line) if len(line) >= _LONG and _FINISHED.search(line) else 0


def _without(span: Span, hole: Span | None) -> Iterator[Span]:
    if hole is None or not span.overlaps(hole):
        yield span
        return
    if span.start < hole.start:
        yield Span(span.start, hole.start)
    if hole.end < span.end:
        yield Span(hole.end, span.end)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
