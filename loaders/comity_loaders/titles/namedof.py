"""What is a state's and goes by a name of its own: "Knesset speaker", "the director of the FBI"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from comity.model import Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.mentions import Mention, Use

_GAP = re.compile(r"(?:'s)?[ ]+$")


def of_states(document: Document, named: Sequence[Mention]) -> Iterator[Mention]:
    """Where agencies and parliaments are named, as mentions of the states whose they are.

    Args:
        document: the article.
        named: the bodies that are named, which none of them may overlap.
    """
    ends = {m.span.end for m in named}
    for match in _pattern().finditer(document.text):
        code = _states()[" ".join(match.group().split())]
        entry = document.gazetteer.entries.get(f"state/{code}")
        span = Span(match.start(), match.end())
        gap = _GAP.search(document.text, max(span.start - 3, 0), span.start)
        if gap and gap.start() in ends:
            continue  # "the US Federal Reserve"
        if entry and not any(m.span.overlaps(span) for m in named):
            yield Mention(span, entry.entity, Use.NAME)


@cache
def _states() -> Mapping[str, str]:
    """The codes of states, by what is theirs."""
    named: dict[str, list[str]] = wordlists.load("offices.yaml")["of_states"]
    return {name: code for code, names in named.items() for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-]){any_of(_states(), gap='[ ]+')}(?![\w-])")
