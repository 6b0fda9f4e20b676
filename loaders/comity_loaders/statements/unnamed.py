"""Those who speak and are not named: "a Kuwaiti official", "diplomats", "one delegate".

What they say is nobody's that could be told; nor is what "he" or "the official" says after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Span
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import forms, word_set, words
from comity_loaders.statements.voice import Voice, VoiceKind


def unnamed_in(document: Document) -> tuple[Voice, ...]:
    """The phrases for people without a name, in order; found once a document."""
    return tuple(_find(document))


def _find(document: Document) -> Iterator[Voice]:
    """The phrases for people without a name, with what is said of them behind the noun."""
    for match in _unnamed().finditer(document.text):
        start = match.start("whole")
        end = match.end("whole")
        behind = _behind().match(document.text, end)
        yield Voice(Span(start, behind.end("more") if behind else end), VoiceKind.UNNAMED)


@cache
def _unnamed() -> re.Pattern[str]:
    nouns = any_of([*words("unnamed"), *words("unnamed_roles")])
    plural = any_of(f"{noun}s" for noun in words("unnamed"))
    indefinite = r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Aa]\s+second|[Aa]\s+third)\s+"
    return re.compile(
        rf"(?<![\w-])(?P<whole>{indefinite}(?:[\w'.-]+\s+){{0,4}}?(?:{nouns})(?![\w-])"
        r"|(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s+"
        r"(?:spokes(?:man|woman|person)|office|aides?|advis[eo]rs?)(?![\w-])"
        rf"|(?<![Tt]he )(?:[A-Z][\w'-]+\s+|[a-z]+\s+){{0,2}}?(?i:{plural})(?![\w-]))"
    )


@cache
def _behind() -> re.Pattern[str]:
    """What follows such a noun, up to a comma or a verb of saying."""
    verbs = any_of({*forms()} - word_set("nouns"))
    return re.compile(
        r"(?P<more>\s+(?:of|from|at|in|with|for|close\s+to|familiar\s+with|near|on|travelling\s+with"
        r"|involved\s+in|here)\s[^.,;:\"\ufffc]{1,80}?)"
        rf"(?=\s*(?:,|--|\(|\s[-–—]\s)|\s+(?:also\s+|later\s+|[a-z]+ly\s+)?(?:{verbs})\b)"
    )
