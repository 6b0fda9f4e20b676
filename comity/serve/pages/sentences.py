"""Which sentences of a text gave nothing, and what in it is no article at all."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path

from comity.errors import ComityError
from comity.model import Metadata, Span
from comity.plugins import GROUP, Loader

_SENTENCE = re.compile(r"\S(?:[^.!?…\r\n]|[.!?…](?![”’\"')\]]*(?:\s|$)))*[.!?…]*[”’\"')\]]*")


def silent(
    text: str, start: int, end: int, passages: Iterable[Span], outside: Iterable[Span]
) -> Iterator[Span]:
    """The sentences of a stretch of text that share no code point with a passage.

    Args:
        text: the whole text.
        start: where the stretch begins.
        end: the code point after its last.
        passages: those of the text.
        outside: the headline and the furniture, which are no part of a sentence.
    """
    known = sorted(passages)
    for low, high in _between(start, end, outside):
        for match in _SENTENCE.finditer(text, low, high):
            span = Span(match.start(), match.start() + len(match[0].rstrip()))
            if not any(passage.overlaps(span) for passage in known):
                yield span


def _between(start: int, end: int, holes: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """What is left of a stretch without the holes."""
    for hole in sorted(holes):
        if start < min(hole.start, end):
            yield start, min(hole.start, end)
        start = max(start, hole.end)
    if start < end:
        yield start, end


@lru_cache(maxsize=16)
def outside(text: str) -> tuple[Span | None, tuple[Span, ...]]:
    """The headline of a text, and its furniture: page chrome, captions, metadata.

    A build does not keep them, so that the loader of plain text is asked again, without rules.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_bytes(text.encode("utf-8"))
        try:
            found = list(_loader().articles(path, Metadata()))
        except ComityError:
            return None, ()
    article = found[0] if len(found) == 1 else None
    if isinstance(article, ComityError) or article is None or article.text != text:
        return None, ()
    return article.title, article.furniture


@cache
def _loader() -> Loader:
    """The installed loader of plain text.

    Raises:
        ComityError: where there is none.
    """
    for point in metadata.entry_points(group=GROUP, name="text"):
        loader: Loader = point.load()()
        return loader
    raise ComityError("no loader of plain text is installed", where=GROUP)
