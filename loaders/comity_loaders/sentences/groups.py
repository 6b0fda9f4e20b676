"""Words that mean several states named before: "the three countries", "both states".

They mean the last list of exactly as many states, or the states of the sentences just before,
where those are exactly as many. Otherwise they mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Kind, Span
from comity_loaders.document import Group, Sentence
from comity_loaders.language.numberwords import number
from comity_loaders.names.mentions import Mention, Use

_REFERENCE = re.compile(
    r"\b(?:(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Tt]heir)(?: of)?(?: the| these| those)?"
    r" (?P<n>[a-z]+|\d+)"
    r"|(?P<both>[Bb]oth)(?: of)?(?: the| these)?)(?: (?:[a-z-]+ ){0,2}?"
    r"(?:countries|nations|states|neighbours|neighbors|republics|governments|newcomers|juntas))\b"
)
_REACH = 4
"""How many sentences back the states may stand."""


def references(sentence: Sentence) -> Iterator[Group]:
    """The places in a sentence that mean several states, with the mentions they stand for."""
    for match in _REFERENCE.finditer(sentence.text):
        count = 2 if match["both"] else number(match["n"])
        mentions = _antecedent(sentence, count) if count and count > 1 else ()
        if mentions:
            start = sentence.span.start
            yield Group(Span(start + match.start(), start + match.end()), mentions)


def _antecedent(sentence: Sentence, count: int) -> tuple[Mention, ...]:
    sentences = sentence.document.sentences
    at = sentences.index(sentence)
    before = sentences[max(at - _REACH, 0) : at]
    for earlier in reversed(before):
        for group in reversed(earlier.groups(Kind.STATE, Kind.TERRITORY)):
            if len(_states(group.mentions)) == count:
                return group.mentions
    for reach in range(1, len(before) + 1):
        states = _states([m for s in before[-reach:] for m in s.mentions])
        if len(states) == count:
            return tuple(states)
        if len(states) > count:
            break
    return ()


def _states(mentions: Sequence[Mention]) -> list[Mention]:
    """The first mention of each state by its name."""
    named = [m for m in mentions if m.entity and m.entity.kind is Kind.STATE and m.use is Use.NAME]
    return list({m.entity: m for m in reversed(named)}.values())[::-1]
