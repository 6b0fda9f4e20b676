"""Cues that are nouns: "his warning that it would fail", "a claim by Iran that it is peaceful".

They count only where the parse tells the clause behind "that" from a relative one, or where a verb
stands between: "his message was that it had failed", "her answer is clear: it has".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from comity.model import Span
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cues import Cue, CueKind
from comity_loaders.statements.cuewords import Frame, Verb, words
from comity_loaders.statements.speech import Speech, Stretch

_PREDICATE = re.compile(r"\s+(?:is|are|was|were|has|had|will|would|[a-z]+ed)\b")
_NOT = re.compile(r"\bnot\s+(?:the\s+)?(?:[\w-]+\s*)?$")  # "it is not the board's view that"
_NO_LINK = r"(?!(?:with|to|of|for|on|in|about|against|by|at|from|over)\b)"
_CLAIM = Verb("claim", frozenset({Frame.CLAUSE}))


def find_nominals(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """The nouns of saying in one stretch, with whose they are and where what is said ends."""
    yield from _predicated(speech, stretch)
    if not speech.document.parses:
        return
    for match in _nominal().finditer(speech.masked, stretch.span.start, stretch.span.end):
        core = Span(match.start("noun"), match.end("noun"))
        noun = next((t for t in speech.tokens_in(core) if _clause(t)), None)
        if noun is not None:
            whose = Span(match.start("whose"), match.end("whose"))
            span = Span(whose.start, core.end)
            limit = _end(noun, speech.masked, stretch.span.end)
            negated = bool(_NOT.search(speech.masked[max(whose.start - 40, 0) : whose.start]))
            yield Cue(span, core, _CLAIM, CueKind.NOMINAL, negated, speaker=whose, limit=limit)
    for match in _from().finditer(speech.masked, stretch.span.start, stretch.span.end):
        core = Span(match.start("noun"), match.end("noun"))
        noun = next((t for t in speech.tokens_in(core) if _clause(t)), None)
        if noun is not None:
            span, whose = Span(core.start, match.end("by")), Span(match.start("who"), match.end())
            limit = _end(noun, speech.masked, stretch.span.end)
            yield Cue(span, core, _CLAIM, CueKind.NOMINAL, speaker=whose, limit=limit)


def _predicated(speech: Speech, stretch: Stretch) -> Iterator[Cue]:
    """Such as "his message was that", "the view of the fund is that"."""
    for match in _being().finditer(speech.masked, stretch.span.start, stretch.span.end):
        whose = Span(*match.span("who" if match["who"] else "whose"))
        span, core = Span(match.start(), match.end()), Span(match.end() - 1, match.end())
        yield Cue(span, core, _CLAIM, CueKind.NOMINAL, speaker=whose)


def _clause(noun: Token) -> Token | None:
    """The verb of the clause that a noun governs; None where "that" is a relative pronoun."""
    clauses = (
        c for c in noun.rights if any(t.lower_ == "that" and t.dep_ == "mark" for t in c.lefts)
    )
    return next(clauses, None)


def _end(noun: Token, masked: str, end: int) -> int:
    """Where that clause ends: before the verb whose subject the noun is, or at a comma."""
    clause = _clause(noun)
    last = clause.right_edge if clause is not None else noun
    at = int(last.idx + len(last.text))
    if noun.dep_ in {"nsubj", "nsubjpass"} and _PREDICATE.match(masked, at):
        return at
    comma = masked.find(", ", noun.idx, end)
    return comma if comma > 0 else end


@cache
def _nominal() -> re.Pattern[str]:
    nouns = any_of(words("nouns_of_saying"))
    return re.compile(
        rf"(?<=\w)(?P<whose>'s?|\s(?:his|her))\s+(?:{_NO_LINK}[a-z-]+\s+){{0,2}}?(?P<noun>{nouns})(?=\s+that\s)"
    )


@cache
def _from() -> re.Pattern[str]:
    nouns = any_of(words("nouns_of_saying"))
    return re.compile(
        rf"(?<![\w-])(?P<noun>{nouns})\s+(?:(?:made|issued|given|repeated)\s+)?(?P<by>by|from)\s+"
        r"(?P<who>(?:the\s+)?[A-Z][^.,;:\ufffc]{1,80}?)(?=\s+that\s)"
    )


@cache
def _being() -> re.Pattern[str]:
    """A noun of saying, whose it is, and "is that", "was clear:" or "was this:"."""
    nouns = any_of(words("nouns_of_view"))
    whose = r"(?P<whose>(?<=\w)'s?|(?<![\w'])(?:[Hh]is|[Hh]er))\s+(?:[a-z-]+\s+){0,2}?"
    who = r"\s+(?:of|from|by)\s+(?P<who>(?:the\s+)?[A-Z][^.,;:\ufffc]{1,60}?)"
    about = r"(?:\s+(?:to|on|in|at|for|after|about|from)\s[^.,;:\ufffc]{2,50}?)?"
    be = r"\s+(?:is|was|has\s+been|had\s+been|remains|remained)\s+"
    that = r"(?:[a-z-]+\s+){0,2}?that\s+(?!of\b)(?=\S)"
    return re.compile(
        rf"(?:{whose}(?P<noun>{nouns})|(?<=[Tt]he\s)(?P<named>{nouns}){who}){about}{be}"
        rf"(?:{that}|(?:[a-z-]+\s+){{0,2}}?[a-z-]+:\s+)"
    )
