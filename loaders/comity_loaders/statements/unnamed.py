"""Those who speak and are not named: "a Kuwaiti official", "diplomats", "one delegate".

One of whom the text tells more than that speaks under those words, "Kuwaiti official", and goes on
as "he" and "the official". What others say is nobody's that could be told; nor is what "he" says
after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import forms, word_set, words
from comity_loaders.statements.voice import Voice, VoiceKind


def unnamed_in(document: Document) -> tuple[Voice, ...]:
    """The phrases for people without a name, in order; found once a document."""
    return tuple(_find(document))


def taken_up(document: Document) -> tuple[Voice, ...]:
    """Such as "the adviser", behind "an adviser at the bank"; found once a document."""
    nouns = {_HEAD.sub("", _named(v.span.of(document.text))).split()[-1] for v in _ones(document)}
    again = re.compile(rf"\b[Tt]he\s+(?:{any_of(nouns)})(?![\w'-])(?!\s+(?:of|for|at|in)\b)")
    found = again.finditer(document.text) if nouns else ()
    return tuple(Voice(Span(m.start(), m.end()), VoiceKind.ROLE) for m in found)


def called(document: Document, span: Span) -> Entity | None:
    """One without a name, as the text tells of him; None where it tells only that he is one.

    Args:
        document: the article.
        span: the phrase's place, such as "a senior official of the bank".
    """
    words_ = span.of(document.text)
    name = _named(words_)
    is_beside = _BESIDE.search(document.text[: span.start]) and document.text[span.end :][:1] == ","
    if not _ONE.match(words_) or " " not in name or is_beside:
        return None
    return local_entity(Kind.GROUP, name)


def is_called(document: Document, speaker: Entity) -> bool:
    """Whether somebody who spoke is one without a name."""
    if speaker.kind is not Kind.GROUP:
        return False
    return any(called(document, v.span) == speaker for v in document.once(unnamed_in))


def is_again(speaker: Entity, words_: str) -> bool:
    """Whether "the diplomat" is "a Western diplomat of the embassy"."""
    noun = words_.lower().split()[-1]
    return noun == _HEAD.sub("", speaker.name.lower()).split()[-1]


def _ones(document: Document) -> list[Voice]:
    return [v for v in document.once(unnamed_in) if called(document, v.span)]


def _named(words_: str) -> str:
    """What is told of somebody, without the article and how he spoke."""
    return " ".join(_ONE.sub("", _ASKED.split(words_)[0]).split())


def _find(document: Document) -> Iterator[Voice]:
    """The phrases for people without a name, with what is said of them behind the noun."""
    for match in _unnamed().finditer(document.text):
        end = match.end("whole")
        behind = _behind().match(document.text, end)
        end = behind.end("more") if behind else end
        asked = _ASKED.match(document.text, end)
        end = asked.end() if asked else end
        yield Voice(Span(match.start("whole"), end), VoiceKind.UNNAMED)


_ONE = re.compile(r"^(?:[Aa]n?|[Oo]ne)\s+")
_HEAD = re.compile(
    r"\s+(?:of|from|at|in|with|for|close|familiar|near|on|travelling|involved|here)\s.*"
)
"""What stands behind the noun."""
_BESIDE = re.compile(r"[A-Z][\w'-]*,\s+$")
"""The end of a name that the phrase explains: "Jane Roe, an official of the bank,"."""
_ASKED = re.compile(
    r"\s+(?:who|whom|speaking|requesting|insisting)\s(?:[\w'-]+\s+){1,9}?(?:named|identified|identity|"
    r"anonymity|anonymously|tape|record|quoted|name|names|unnamed|anonymous|microphone|camera)(?![\w-])"
)
"""Why somebody has no name: "who asked not to be named"."""


_PARTS = (
    r"(?:member|representative|head)(?=\s+of\s+(?:the|its|his|her|their|an?)\s+[a-z]+\b)"
    r"|person(?=\s+(?:familiar|close)\s)"
)
"""Who is one of a body, or knows of something."""


@cache
def _unnamed() -> re.Pattern[str]:
    nouns = any_of([*words("unnamed"), *words("unnamed_roles")])
    plural = any_of(f"{noun}s" for noun in words("unnamed"))
    indefinite = r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Aa]\s+second|[Aa]\s+third)\s+"
    word = r"(?!(?:of|to|by|for|from|with|that|which|who|and|or|the|in|on|at|as)\s)[\w'.-]+\s+"
    return re.compile(
        rf"(?<![\w-])(?P<whole>{indefinite}(?:{word}){{0,4}}?(?:{nouns}|{_PARTS})(?![\w-])"
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
        rf"(?=\s*(?:,|--|\(|\s[-–—]\s|\s+(?:who|speaking|requesting)\s)|\s+(?:also\s+|later\s+|[a-z]+ly\s+)?(?:{verbs})\b)"
    )
