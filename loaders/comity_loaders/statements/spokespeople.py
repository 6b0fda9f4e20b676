"""Spokespeople without a name: the state, institution or body that they speak for says it.

"A UK government spokesman", "a spokeswoman for Oxfam": whom a capitalised name stands for need
not be known, unless it is somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.statements import voicewords
from comity_loaders.statements.nameshapes import kind_of
from comity_loaders.statements.voice import Voice, VoiceKind

_BLANK = r"(?:[^\S\n]|\n(?!\s*\n))+"
_ARTICLE = re.compile(
    rf"\b(?:an?|one|another|the){_BLANK}(?:[a-z]+{_BLANK}){{0,2}}$", re.IGNORECASE
)
_WORD = r"[A-Z][\w&'-]*"
_BEHIND = re.compile(
    rf"(?:the\s+)?(?P<name>{_WORD}(?:\s+(?:(?:of|for|and)\s+(?:the\s+)?)?{_WORD}){{0,6}})"
    r"(?!'s?\s)(?:\s+\([A-Z]{2,8}\))?"
)
_FULL_NAME = re.compile(r"[^\S\n]+(?!\w+day\b)[A-Z][a-z'-]+[^\S\n]+(?!\w+day\b)[A-Z][\w'-]+")
_NAME_BEHIND = re.compile(r"\s*,\s+[A-Z][\w'-]+\s+[A-Z]")
_NAME_BEFORE = re.compile(r"[A-Z][\w'-]+,\s+$")
_BEFORE = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he)\s+(?:[a-z]+\s+)?(?P<name>{_WORD}(?:\s+{_WORD}){{0,4}})\s+$"
)


def find_spokespeople(document: Document, voices: Sequence[Voice]) -> Iterator[Voice]:
    """Each spokesman without a name, as the voice of whom he speaks for.

    Args:
        document: the article.
        voices: who else can speak in it.
    """
    bodies = [v for v in voices if v.entity and v.kind in {VoiceKind.BODY, VoiceKind.GROUP}]
    by_start, by_end = ({at(v): v for v in bodies} for at in (_start, _end))
    people = [v.span for v in voices if v.kind is VoiceKind.PERSON]
    persons = {v.span.start: v for v in voices if v.kind is VoiceKind.PERSON and v.entity}
    for match in voicewords.spokesperson().finditer(document.text):
        if _FULL_NAME.match(document.text, match.end("noun")):
            continue  # "Borvika spokesman Paul Roe" is Roe
        before = document.text[: match.start("noun")].rstrip(" '").removesuffix("'s")
        behind = by_start.get(match.end()) if match["link"] else None
        whose = behind or by_end.get(len(before))
        named = _named_before(document, whose, voices) if whose and not behind else None
        person = persons.get(match.end()) if match["link"] else None
        if person and person.entity and not _is_named(document, match, person.span.end):
            noun = match["noun"].lower()
            span = Span(_with_article(document.text, match.start()), person.span.end)
            entity = local_entity(Kind.GROUP, f"{person.entity.name}'s {noun}")
            yield Voice(span, VoiceKind.GROUP, entity)
        elif named:
            yield Voice(Span(named.span.start, match.end("noun")), VoiceKind.PERSON, named.entity)
        elif whose:
            first = min(match.start(), whose.span.start)
            start = _with_article(document.text, first)
            end = max(match.end("noun"), behind.span.end if behind else 0)
            yield Voice(Span(start, end), whose.kind, whose.entity)
        else:
            yield from _unlisted(document, match, people)


def _is_named(document: Document, match: re.Match[str], end: int) -> bool:
    """Whether the speaker is named beside: "a spokesman for Roe, Jane Doe"."""
    before = document.text[max(match.start() - 30, 0) : match.start()]
    return bool(_NAME_BEHIND.match(document.text, end) or _NAME_BEFORE.search(before))


def find_staffs(document: Document, voices: Sequence[Voice]) -> Iterator[Voice]:
    """Those around one person: "the Example administration", "the office of Jane Roe"."""
    people = {v.span.start: v for v in voices if v.kind is VoiceKind.PERSON and v.entity}
    for match in voicewords.staff().finditer(document.text):
        whose = people.get(match.end()) if match["of"] else None
        span = Span(match.start(), whose.span.end if whose else match.end())
        is_bodys = any(match.start() <= m.span.start < match.end() for m in document.mentions)
        if whose and whose.entity:
            yield Voice(
                span, VoiceKind.GROUP, local_entity(Kind.GROUP, f"office of {whose.entity.name}")
            )
        elif match["office"] or (match["name"] and not is_bodys):
            name = " ".join((match["office"] or match["name"]).split())
            yield Voice(span, VoiceKind.GROUP, local_entity(Kind.GROUP, name))


def _named_before(document: Document, whose: Voice, voices: Sequence[Voice]) -> Voice | None:
    """The name in "Jane Roe, UNESCO spokeswoman said"."""
    before = document.text[: whose.span.start].rstrip()
    return next(
        (
            v
            for v in voices
            if v.kind is VoiceKind.PERSON and before.endswith(",") and v.span.end == len(before) - 1
        ),
        None,
    )


def _unlisted(document: Document, match: re.Match[str], people: Sequence[Span]) -> Iterator[Voice]:
    """The spokesman of a body that the reference does not know."""
    text, noun = document.text, match.start("noun")
    behind = _BEHIND.match(text, match.end()) if match["link"] else None
    before = None if match["link"] else _BEFORE.search(text, max(noun - 80, 0), noun)
    found = behind or before
    if not found:
        return
    name = Span(found.start("name"), found.end("name"))
    if not any(name.overlaps(span) for span in (*people, *(m.span for m in document.mentions))):
        start = before.start() if before else _with_article(text, match.start())
        end = behind.end() if behind else match.end("noun")
        words_ = " ".join(found["name"].split())
        is_person = behind and kind_of(document, name) is Kind.PERSON and " " in words_
        if is_person and _is_named(document, match, end):
            return
        called = f"{words_}'s {match['noun'].lower()}" if is_person else words_
        entity = local_entity(Kind.GROUP, called)
        yield Voice(Span(start, end), VoiceKind.GROUP, entity)


def _with_article(text: str, start: int) -> int:
    match = _ARTICLE.search(text, max(start - 30, 0), start)
    return match.start() if match else start


def _start(voice: Voice) -> int:
    return voice.span.start


def _end(voice: Voice) -> int:
    return voice.span.end
