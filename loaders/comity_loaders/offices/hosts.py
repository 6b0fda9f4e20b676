"""Whose an official is by who is visited, represented, or commanded.

"During a visit to Chad, X met President Y"; "signed on behalf of Chad"; "President X sent Foreign
Minister Y": what hosts or sends is one's own state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comity.model import Entity, Kind
from comity_loaders import wordlists
from comity_loaders.language.alternatives import any_of
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.offices.context import STATES, Context, only
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.titles import titlewords
from comity_loaders.titles.officewords import HONORIFICS

_VISITED = re.compile(
    r"(?i)\b(?:visit(?:ed|s|ing)?|visits? (?:by \w+ )?to|trip to|tour of|stop in"
    r"|stopover in|stay in|arriv(?:ed|es|ing) in|travel(?:led|ed|ling|s)? to|flew (?:in)?to"
    r"|flies to|flying to|went to|land(?:ed|s) in|came to|journey to)[ ]+"
    r"(?:(?:the|neighbou?ring|nearby)[ ]+)?(?:[A-Z]\w+,[ ]+)?$"
)
_RECEIVED = re.compile(
    r"(?i)\b(?:(?:received|welcomed|greeted|hosted|met|invited) by|at the invitation of|guests? of"
    r"|(?:met|meets|meet|meeting|met up|hold|held|holds|holding|had|has|have|having)"
    r"(?: (?:bilateral|brief|private|official|further|his|her|separate|one-on-one|detailed))*"
    r"(?: (?:talks?|meetings?|discussions?|consultations?|negotiations))?(?: (?:there|separately))?"
    r"(?: with)?|call(?:ed|s)? on|conferred with|talks with|meeting with|calls? on"
    r"|will (?:meet|see)|to meet|saw)[ ]+"
    rf"(?:(?:the|its|his|her|outgoing|new|interim|acting)[ ]+)*(?:{HONORIFICS}[ ]+)*$"
)
_FOR = re.compile(
    r"(?i)(?:^|[.\n,;:]\s*)\W*(?:for|on behalf of|signing for|signing on behalf of|representing"
    r"|speaking for|speaking on behalf of|on the part of)[ ]+(?:the[ ]+)?$"
)
_SIDE = re.compile(r"(?i)\b(?:on|from|by)[ ]+the[ ]+$")
_SIDE_ENDS = re.compile(r"[ ]+(?:side|delegation|part)\b")
_TO_OFFICIAL = re.compile(
    r"(?:'s)?(?:[ ]+(?:(?:[\w-]+[ ]+){0,4}(?:leadership|people|party)|government|side|delegation"
    r"|part))?"
    rf"(?:,|[ ]+(?:was|were|is|by)|:)?(?:[^,.;:\"\n]{{0,50}}[ ](?:was|were|by))?"
    rf"[ ]+(?:(?:the|its)[ ]+)?(?:{HONORIFICS}[ ]+)*"
)
_REPRESENTS = re.compile(
    r"(?:,?[ ]+(?:who|which))?(?:[ ]+(?:will|has|had|was|is|to))*[ ]+(?:represent(?:ed|s|ing)?|"
    r"(?:led|leads?|leading|headed|heads?|heading))[ ]+(?:the[ ]+|a[ ]+)?"
)
_DELEGATES = re.compile(
    r"(?:'s)?[ ]+(?:[\w-]+[ ]+)?(?:delegation|team|side|negotiators|negotiating)\b"
)
_LED_BY = re.compile(
    r"(?:'s)?[ ]+(?:(?:[\w-]+[ ]+)?(?:delegation|team|side|mission)|one),?[ ]+"
    r"(?:(?:which|that|was|is|had been|were|to be)[ ]+)*(?:(?:headed|led|represented) )?by[ ]+"
    rf"(?:{HONORIFICS}[ ]+)*"
)
_BEHALF = re.compile(r"\bon behalf of(?: the)?(?: government of)?(?: the)? $")
_SIGNS_FOR = re.compile(
    r"(?:sign(?:ed|s)?|initial(?:l?ed|s)|ratified)\b[^.;\"\n]{0,80}?\bfor (?:the )?$"
)


def hosting(context: Context, link: OfficeMention) -> set[Entity]:
    """The state that is visited in the sentence in which its official receives the visitor."""
    document, text = context.document, context.document.text
    sentence = document.sentence_at(link.span.start)
    if sentence is None:
        return set()
    start = sentence.span.start
    if not _RECEIVED.search(text[start : link.span.start]):
        return set()
    visited = [
        m
        for m in sentence.mentions
        if m.entity and m.entity.kind in STATES and _is_visited(text, start, m)
    ]
    found = only(m.entity for m in visited)
    seats = {m.span.of(text) for m in visited} & set(titlewords.words("seats"))
    return {found} if found and not seats else set()


def _is_visited(text: str, start: int, mention: Mention) -> bool:
    of_name = mention.use in {Use.NAME, Use.CAPITAL}
    return of_name and _VISITED.search(text[start : mention.span.start]) is not None


def represented(context: Context, link: OfficeMention) -> set[Entity]:
    """The state for which somebody signs, or whose delegation he or she leads."""
    found = only({*_before(context, link), *_behind(context, link)})
    return {found} if found else set()


def _before(context: Context, link: OfficeMention) -> Iterator[Entity | None]:
    """Of "For Chad, Minister X signed", "On the Chadian side, it was signed by Minister X"."""
    text, sentence = context.document.text, context.document.sentence_at(link.span.start)
    for mention in sentence.mentions if sentence else ():
        if mention.span.end > link.span.start or not _is_state(mention):
            continue
        before = text[max(mention.span.start - 40, 0) : mention.span.start]
        if _LED_BY.fullmatch(text, mention.span.end, link.span.start):
            yield mention.entity
            continue
        side = _SIDE.search(before) and _SIDE_ENDS.match(text, mention.span.end)
        if not side and not _FOR.search(before):
            continue
        if _TO_OFFICIAL.fullmatch(text, mention.span.end, link.span.start):
            yield mention.entity


def _behind(context: Context, link: OfficeMention) -> Iterator[Entity | None]:
    """Of "Minister X signed on behalf of Chad", "Minister X led the Chadian delegation"."""
    text, sentence = context.document.text, context.document.sentence_at(link.span.start)
    end = link.span.end
    behind = [m for m in sentence.mentions if m.span.start >= end] if sentence else []
    for mention in behind:
        if not _is_state(mention):
            continue
        between = text[end : mention.span.start]
        leads = _REPRESENTS.fullmatch(between)
        if (leads and ("represent" in between or _DELEGATES.match(text, mention.span.end))) or (
            len(between) < 120 and (_BEHALF.search(between) or _SIGNS_FOR.search(between))
        ):
            yield mention.entity


def _is_state(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.kind is Kind.STATE


def commanding(context: Context, done: Sequence[OfficeMention], link: OfficeMention) -> set[Entity]:
    """The state of who sends, names or dismisses the bearer: "President X sent Minister Y"."""
    before = [k for k in done if k.body and k.span.end <= link.span.start]
    last = before[-1] if before else None
    if last is None or last.body is None or last.body.kind not in STATES or last.scope != "state":
        return set()
    between = context.document.text[last.span.end : link.span.start]
    return {last.body} if _commands().fullmatch(between) else set()


def _commands() -> re.Pattern[str]:
    verbs = any_of(wordlists.load("officeverbs.yaml")["commands"], gap="[ ]+")
    return re.compile(
        rf"(?:[ ]+(?:has|had|will|also|on|\w+day|then))*[ ]+{verbs}[ ]+"
        r"(?:(?:the|his|her|then|former|new)[ ]+)*"
    )
