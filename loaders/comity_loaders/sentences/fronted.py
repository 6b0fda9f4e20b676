"""Where a phrase ends that stands before the subject: "a neighbour of Chad, Mali joined"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from comity.model import Span
from comity_loaders.document import Sentence
from comity_loaders.names.mentions import Mention

_DOES = {"VERB", "AUX"}
_OPENS = {"ADP", "VERB", "SCONJ"}
_REACH = 40
"""So far behind a name its verb may stand."""


def fronted_apart(sentence: Sentence, run: Sequence[Mention]) -> list[Sequence[Mention]]:
    """Names in a row, cut before the subject where only a comma parts it from a phrase before it.

    Args:
        sentence: the sentence.
        run: names with nothing but commas and "and" between them.
    """
    last = len(run) - 1
    if last < 1 or not (_ends_list(sentence, run) and _is_subject(sentence, run[-1])):
        return [run]
    return [run[:last], run[last:]] if _is_inside(sentence, run[0]) else [run]


def _ends_list(sentence: Sentence, run: Sequence[Mention]) -> bool:
    """Whether the list is over before its last name: two with a comma, or one behind "and"."""
    text = sentence.document.text
    parts = [text[a.span.end : b.span.start].split() for a, b in pairwise(run)]
    bare = [not set(part) - {",", "the"} for part in parts]
    return bare[-1] and (len(parts) == 1 or not bare[-2])


def _is_subject(sentence: Sentence, name: Mention) -> bool:
    """Whether a verb stands right behind it, an adverb between them at most."""
    end, stop = name.span.end, min(name.span.end + _REACH, sentence.span.end)
    behind = sentence.tokens_in(Span(end, stop)) if end < stop else ()
    kinds = (token.pos_ for token in behind if token.idx >= end and not token.is_space)
    return next((kind for kind in kinds if kind != "ADV"), "") in _DOES


def _is_inside(sentence: Sentence, name: Mention) -> bool:
    """Whether a preposition or verb holds it: "backed by", "a neighbour of", "bordering"."""
    first, start = sentence.span.start, name.span.start
    before = sentence.tokens_in(Span(first, start)) if first < start else ()
    words = [t for t in before if t.idx < start and not (t.is_space or t.lower_ == "the")]
    return bool(words) and words[-1].pos_ in _OPENS
