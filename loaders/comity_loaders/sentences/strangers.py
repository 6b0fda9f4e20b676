"""A name in a list of states that is none of theirs: "Malta, Zadar, Cyprus and Greece joined"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.model import Span
from comity_loaders.document import Sentence
from comity_loaders.names.mentions import Mention

_ENOUGH = 3
"""So many states make a list of states, and the name among them one of their kind."""
_NAME = r"[A-Z][\w'-]*(?:\s+(?:(?:of|and)\s+)?[A-Z][\w'-]*){0,3}"
_BETWEEN = re.compile(
    r"\s*(?:\([^()<>]{1,20}\))?,\s+(?:(?:and|the)\s+)*"
    rf"(?P<name>{_NAME})(?:,\s*(?:and\s+)?|\s+and\s+)(?:the\s+)?"
)


def stands_between(sentence: Sentence, first: Sequence[Mention], second: Sequence[Mention]) -> bool:
    """Whether a name that means nothing here stands between two parts of one list of states.

    Args:
        sentence: where they stand.
        first: the states before the name.
        second: those behind it.
    """
    document = sentence.document
    match = _BETWEEN.fullmatch(document.text, first[-1].span.end, second[0].span.start)
    if match is None or len({m.entity for m in (*first, *second)}) < _ENOUGH:
        return False
    name = Span(*match.span("name"))
    known = any(m.span.overlaps(name) for m in sentence.mentions)
    dated = any(d.span.overlaps(name) for d in sentence.dates)
    persons = any(t.ent_type_ == "PERSON" for t in sentence.tokens_in(name))
    return not (known or dated or persons)
