"""Since when a status lasts, where that is not told right behind it.

"Since 2004 Chad has been a member", "which has, since 2004, been part of it", "as of today
it is the 80th member".
"""

from __future__ import annotations

import re

from comity.model import Predicate
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.document import Sentence
from comity_loaders.memberships.statuslinks import Tie

_LASTING = (Predicate.MEMBER, Predicate.OBSERVER, Predicate.CANDIDATE, Predicate.ASSOCIATE)
_OPENS = re.compile(r"(?:(?:[Aa]nd|[Bb]ut|[Ee]ver|[Tt]hus),? )?")
_TO_STATES = re.compile(r",? (?:the )?")
_HELPERS = re.compile(r"(?:,? (?:which|who|that|has|have|is|are|it|also|now|already|only),?)*,? ?")
_TO_STATUS = re.compile(
    r"(?:,? (?:has|have|is|are|been|also|now|already|long|an?|the|its|one|part|of|full|belonged|to"
    r"|in|within|\d+(?:st|nd|rd|th)|(?:newest|latest|youngest)),?)* ?[\w -]{0,30}"
)
_NTH = re.compile(r"(?i)\b(?:\d+(?:st|nd|rd|th)|\w+(?:th|first|second|third)|newest|latest)\b")


def since(sentence: Sentence, tie: Tie) -> FoundDate | None:
    """The date since which a status lasts, told behind it or before it."""
    if tie.phrase.predicate not in _LASTING:
        return None
    date = tie.phrase.date
    if date is not None:
        back = date.words.lower().startswith("back to")  # "its membership dates back to 1990"
        return date if back or date.kind is DateKind.SINCE else None
    if tie.link.presupposed:
        return None
    return next((d for d in sentence.dates if _lasts(d) and _is_before(sentence, tie, d)), None)


def enters(tie: Tie, begun: FoundDate | None) -> bool:
    """Whether who "is as of today the 162nd member" has become one on that day."""
    news = begun is not None and begun.stated is None and begun.past is not None
    return news and tie.phrase.predicate is Predicate.MEMBER and bool(_NTH.search(tie.phrase.words))


def _lasts(date: FoundDate) -> bool:
    """Whether it tells when something began; "as of today" does, "as of 2004" may not."""
    today = date.stated is None and date.words.lower().startswith(("as of", "as from"))
    return date.past is not None and (today or date.kind is DateKind.SINCE)


def _is_before(sentence: Sentence, tie: Tie, date: FoundDate) -> bool:
    """Whether a date opens the clause of a status, or stands among its helping verbs."""
    text, states, status = sentence.document.text, tie.states.span, tie.phrase.trigger
    if date.span.end <= states.start:
        opens = _OPENS.fullmatch(text, sentence.span.start, date.span.start)
        return bool(opens and _TO_STATES.fullmatch(text, date.span.end, states.start))
    if not states.end <= date.span.start < status.start:
        return False
    helpers = _HELPERS.fullmatch(text, states.end, date.span.start)
    return bool(helpers and _TO_STATUS.fullmatch(text, date.span.end, status.start))
