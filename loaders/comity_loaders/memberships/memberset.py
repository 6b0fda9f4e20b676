"""Words that mean the members of a body: "AES countries", "all three of the alliance's members".

They mean states only where the article tells which: by a closed list of the body's members, or,
of the body that the article is about, by their number where all its lists of as many states agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Entity, Kind, Span
from comity_loaders.document import Document, Group, Sentence
from comity_loaders.language.numberwords import number
from comity_loaders.names.mentions import Mention, Use

_BODIES = (Kind.ORGANISATION, Kind.TREATY)
_HEAD = re.compile(
    r"\b(?:[Aa]ll|[Bb]oth|[Tt]he|[Aa]ny)(?: (?:of )?(?:the )?)?(?:(?P<n>\w+) )?(?:of )?(?:the )?$"
)
_TAIL = re.compile(
    r"(?:'s?)?(?: (?P<n>[a-z]+))?(?: member)? (?:states|countries|nations|members|governments)\b"
)
_LISTING = re.compile(
    r",? (?:(?:now|currently|which|that|is|was|are) )*(?:groups|grouping|comprises|comprising"
    r"|consists of|consisting of|is made up of|made up of|composed of|unites|uniting"
    r"|brings together|bringing together|a \w+(?: \w+){0,3} (?:of|between|among|formed between))"
    r" (?:the )?$|^(?:'s?)? (?:members|member states) (?:are|:) $|^ ?\($"
)

_BEFORE_LIST = re.compile(r"(?: are| were|,|:)?\W*(?:the )?")


_MEMBERS_OF = re.compile(
    r"\b(?:[Aa]ll|[Tt]he)(?: of)?(?: the)?(?: (?P<n>\w+))? (?:member states|members|countries)"
    r" of (?:the )?$"
)
_VERB = re.compile(r" (?:are|were|have|had|has|joined|left|signed|belong|became|ratified)\b")


def member_groups(sentence: Sentence) -> Iterator[Group]:
    """The places in a sentence that mean all members of a body, with the members."""
    for mention in sentence.mentions:
        if not mention.entity or mention.entity.kind not in _BODIES:
            continue
        place = _place(sentence, mention)
        if place is None or _are_listed(sentence, place[0].end):
            continue
        members = _members(sentence.document, mention.entity)
        span, said = place
        if len(members) > 1 and (not said or number(said) in (None, len(members))):
            yield Group(span, members)


def _place(sentence: Sentence, body: Mention) -> tuple[Span, str] | None:
    """The words that mean a body's members, and the number in them, if any."""
    text, at = sentence.document.text, body.span
    start = max(at.start - 45, sentence.span.start)
    before = text[start : at.start]
    whole = _MEMBERS_OF.search(before)
    if whole and _VERB.match(text, at.end):
        return Span(start + whole.start(), at.end), whole["n"] or ""
    tail, head = _TAIL.match(text, at.end, sentence.span.end), _HEAD.search(before)
    if tail is None:
        return None
    said = (head and head["n"]) or tail["n"] or ""
    return Span(start + head.start() if head else at.start, tail.end()), said


def _are_listed(sentence: Sentence, at: int) -> bool:
    """Whether the members stand right behind: "the four EFTA states - Iceland, ..."."""
    following = next((m for m in sentence.mentions if m.span.start >= at), None)
    if following is None:
        return False
    return bool(_BEFORE_LIST.fullmatch(sentence.document.text, at, following.span.start))


def _members(document: Document, body: Entity) -> tuple[Mention, ...]:
    for sentence in document.sentences:
        for mention in sentence.mentions:
            if mention.entity == body:
                for group in sentence.groups(Kind.STATE):
                    between = document.text[mention.span.end : group.span.start]
                    if len(group.mentions) > 1 and _LISTING.search(between):
                        return group.mentions
    return _by_number(document, body)


def _by_number(document: Document, body: Entity) -> tuple[Mention, ...]:
    counts = set(_numbers(document, body))
    lists = [
        group.mentions
        for sentence in document.sentences
        for group in sentence.groups(Kind.STATE)
        if len({m.entity for m in group.mentions if m.use is Use.NAME}) in counts
    ]
    agree = len({frozenset(m.entity for m in mentions) for mentions in lists}) == 1
    return lists[0] if len(counts) == 1 and agree else ()


def _numbers(document: Document, body: Entity) -> Iterator[int]:
    """How many members of the body the article speaks of: "all three of the alliance's members"."""
    for mention in document.mentions:
        tail = _TAIL.match(document.text, mention.span.end)
        if mention.entity == body and tail:
            before = document.text[max(mention.span.start - 30, 0) : mention.span.start]
            head = _HEAD.search(before)
            said = number((head and head["n"]) or tail["n"] or "")
            if said and said > 1:
                yield said
