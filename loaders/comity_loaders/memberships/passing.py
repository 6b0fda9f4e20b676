"""Bodies that are named before a place, and that what follows is not about.

One is part of another noun ("ten OECD members"), told as an example or as what another grew from,
put in an insertion, one more body of a state, or only the treaty that set a body up.
"""

from __future__ import annotations

import re

from comity.model import Kind
from comity_loaders.document import Document, Sentence
from comity_loaders.names.mentions import Mention
from comity_loaders.sentences.insertions import is_inserted

BEGAN = re.compile(r"\b(?:signed|founded|established|created|formed|set up|concluded|launched)\b")
"""How it is told that a body began."""
_SET_UP = re.compile(
    r"\b(?:established|created|founded|formed|set up|constituted|instituted|launched"
    r"|came into (?:being|existence))\b[^.;]{0,60}?\b(?:by|under|through|with|following|upon"
    r"|on the basis of|pursuant to|in accordance with)\b[^.;]{0,30}$"
)
_FROM = re.compile(
    r"\b(?:(?:origins?|roots?|beginnings) (?:back )?(?:to|in)"
    r"|(?:grew|grown|evolved|arose) (?:out of|from)"
    r"|successors? (?:to|of)|replac(?:es?|ed|ing)|supersed(?:es?|ed|ing)|emerged from|formerly"
    r"|predecessors?(?: was|,)?|transformed from)(?: the)? $"
)
_BEFORE_IT = re.compile(
    r"\b(?:(?:go(?:es|ing)?|went|dat(?:es?|ed|ing)|trac(?:es?|ed|ing)|reach(?:es|ed|ing)?) back to"
    r"|(?:meeting|met|meet|began|begun|started|life|launched|formed|conceived) as)(?: the)? $"
)
_PREDECESSOR = re.compile(r"\b(?:predecessors?|forerunners?)(?: was|,)?(?: the)? $")
_PART = re.compile(
    r"(?:'s?)? (?:(?:\w+-)?members?|(?:member )?(?:states|countries|nations|allies|partners)"
    r"|(?:\w+ )?(?:talks|negotiations|aid|sanctions|candidates?|country|ally|assembly|envoys?"
    r"|peacekeepers))\b"
)
_MEMBER_OF = re.compile(r"\b(?:only|other|all(?: the)?|fellow) (?:\w+ )?members? of(?: the)? $")
_SPOKEN_TO = re.compile(
    r"\b(?:told|inform\w*|notif\w+|asked|addressed|petitioned|(?:wr[oi]te\w*|complained|appealed"
    r"|letter|speech|report\w*|complaint) to|(?:spoke|speaking|spoken|speech|vote|ambassador|envoy)"
    r" (?:at|in|to)|(?:declared|recogni[sz]ed|adopted|proclaimed|sponsored|brokered|mediated"
    r"|condemned|supervised|monitored|organi[sz]ed) by)(?: the)? $"
)
_BACKGROUND = re.compile(
    r"\b(?:when|after|before|until|once|on|upon|while)\b (?:(?!\b(?:and|but)\b)[^,;.]){0,40}"
    r"\b(?:join|enter|acced|le(?:ft|av)|withdr[ae]w)\w*(?: from)?(?: the)? $"
)
_AN_EVENT_OF = re.compile(
    r"\b(?:at|during|after|before|outside|following|of) an?(?: [\w-]+){0,2}? $"
)
_EVENT = re.compile(
    r"(?:'s?)? (?:\w+ )?(?:summit|meeting|conference|session|gathering|event|forum)\b"
)
_SINCE = re.compile(r"\b(?:[Ss]ince|[Aa]fter|[Bb]efore|[Uu]ntil)(?: the)? (?:\d{4} )?$")
_EXAMPLE = re.compile(
    r"\b(?:blocs|groups|groupings|organi[sz]ations|alliances|bodies|unions|communities|associations"
    r"|institutions|agreements|treaties)(?:,? such as|,? including| like) [^.;:()]{0,60}$"
)
_ALSO_OF = re.compile(
    r", (?:which|who) (?:(?:also|both) [a-z]+|(?:is|was|are|were) also)(?: [a-z]+){0,4} (?:the )?$"
)
_PREFERRED = re.compile(r"\b(?:concentrat|focus)\w* (?:its efforts |instead )?on (?:the )?$")
_LONGEST = 120
"""So long an insertion may be."""


def is_part(near: list[Mention], mention: Mention, sentence: Sentence) -> bool:
    """Whether a sentence before is not about a body: "ten OECD members", "told the UN that".

    So it is of one whose membership only dates what another tells of: "it left the pact when it
    joined the union". Who leads its sentence is what that is about.
    """
    text, at = sentence.document.text, mention.span.start
    start = max(text.rfind(". ", 0, at) + 2, text.rfind("\n", 0, at) + 1, 0)
    if at - start <= len("Now the "):
        return False
    before = text[start:at]
    if _PREDECESSOR.search(before):
        return True
    if _PART.match(text, mention.span.end) or _MEMBER_OF.search(before):
        return True
    others = any(start <= m.span.start < at and m.entity != mention.entity for m in near)
    return bool(_SPOKEN_TO.search(before) or (others and _BACKGROUND.search(before)))


def is_passing(document: Document, mention: Mention) -> bool:
    """Whether a body is told as what another came from, or as an example: "blocs like the".

    So is a treaty that only dates something: "since the"; whose meeting it was: "at a G7 summit".

    One of which the sentence goes on to tell how it began is not told in passing.
    """
    text, (at, end) = document.text, (mention.span.start, mention.span.end)
    before = text[max(at - 90, 0) : at]
    if _BEFORE_IT.search(before) or (_AN_EVENT_OF.search(before) and _EVENT.match(text, end)):
        return True
    stop = text.find(".", end)
    began = BEGAN.search(text, end, stop if stop >= 0 else len(text))
    of_treaty = mention.entity is not None and mention.entity.kind is Kind.TREATY
    dates = of_treaty and _SINCE.search(before)
    return bool(_EXAMPLE.search(before) or ((_FROM.search(before) or dates) and not began))


def is_aside(document: Document, mention: Mention) -> bool:
    """Whether it stands in an insertion: "the Forum, whose rules are those of the EU, has"."""
    start, end = mention.span.start, mention.span.end
    first = max(start - _LONGEST, 0)
    near = document.text[first : end + _LONGEST]
    return is_inserted(near, start - first, end - first, shared=False)


def is_beside(document: Document, mention: Mention) -> bool:
    """Whether it is one more body of a state: "Chad, which also belongs to the union, left"."""
    text, start = document.text, mention.span.start
    before = text[max(start - _LONGEST, 0) : start]
    inserted = _ALSO_OF.search(before) and text[mention.span.end : mention.span.end + 1] == ","
    return bool(inserted or _PREFERRED.search(before))


def only_set_up(document: Document, mention: Mention, before: int) -> bool:
    """Whether a treaty is told as what set a body up: "it was established by the Treaty of"."""
    if not mention.entity or mention.entity.kind is not Kind.TREATY:
        return False
    at = mention.span.start
    told = _SET_UP.search(document.text, max(at - 110, 0), at)
    return bool(told) and document.text.find(".", at, before) >= 0
