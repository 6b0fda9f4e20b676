"""Offices that are told before who held them: "It is led by a director. X held the post in 2009".

The office is the one that the paragraph told of last, but for what somebody had been before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from comity.model import OfficeStatus, Span
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import OPENS_SENTENCE
from comity_loaders.titles.titles import Title

_ASIDE = r"(?:,[ ]+[^,.;:\"\n]{3,80},|[ ]+of[ ]+(?:the[ ]+)?[A-Z][\w'-]+(?:[ ]+[A-Z][\w'-]+)*)?"
_ADVERBS = r"(?:(?:has|had|have|also|then|later|previously|now|currently|who)[ ]+)*"
_POST = r"(?:the|this|that)[ ]+(?:post|office|position|role|job|chair|chairmanship)\b"
_HELD = re.compile(
    rf"{_ASIDE}[ ]+{_ADVERBS}(?P<verb>"
    r"(?:was|is)[ ]+the[ ]+(?:[\w-]+[ ]+){1,2}to[ ]+(?:hold|fill|occupy)"
    rf"|held|holds|occupied|occupies|filled|fills|took[ ]+up|took[ ]+over)[ ]+{_POST}"
)
_SERVED = re.compile(
    rf"{_ASIDE}[ ]+{_ADVERBS}(?P<verb>served[ ]+(?=(?:from|between|until|since)[ ])"
    r"|(?:been|was|remained)[ ]+in[ ]+(?:office|(?:the|this)[ ]+post)"
    r"(?=[ ]+(?:from|since|between|until)[ ]))"
)
_OVER = re.compile(r"[ ]*(?:from|between|until)[ ]|[ ]*\(|,[ ]+from[ ]")
# What a paragraph on those who had an office has told before one who only "served".
_OF_HOLDERS = re.compile(r"\b(?:headed|led|appoint\w*|elect\w*|h[eo]ld|succeeded|replaced|term)\b")
_BESIDE = re.compile(r",[ ]+(?:(?:an?|the|its|then|now)[ ]+)*(?:(?:former|ex-)[ ]*)?$")


def held_posts(people: People) -> Iterator[OfficeMention]:
    """The offices of those who "held the post" in one article."""
    for mention in people.mentions:
        told = _told(people, mention)
        title = _last_title(people, mention) if told else None
        if told and title:
            place = Span(told.start("verb"), told.end("verb"))
            over = _OVER.match(people.document.text, told.end())
            status = OfficeStatus.FORMER if over else OfficeStatus.CURRENT
            office = office_of(mention.entity, title, "held-post")
            span = Span(mention.span.start, told.end())
            yield replace(office, status=status, span=span, trigger=place, predicated=True)


def _told(people: People, mention: PersonMention) -> re.Match[str] | None:
    """The words behind a name by which its bearer had an office that is told of before."""
    text, end = people.document.text, mention.span.end
    held = _HELD.match(text, end)
    sentence = people.document.sentence_at(mention.span.start)
    if held or sentence is None:
        return held
    opens = OPENS_SENTENCE.fullmatch(text, sentence.span.start, mention.span.start)
    start = people.document.paragraphs[sentence.paragraph].start
    is_of_holders = _OF_HOLDERS.search(text, start, sentence.span.start)
    return _SERVED.match(text, end) if opens and is_of_holders else None


def _last_title(people: People, mention: PersonMention) -> Title | None:
    """The office that the paragraph told of last before a name."""
    document, at = people.document, mention.span.start
    sentence = document.sentence_at(at)
    if sentence is None:
        return None
    start = document.paragraphs[sentence.paragraph].start
    before = [t for t in people.titles if start <= t.span.start and t.span.end <= at]
    before = [t for t in before if not (t.plural or t.scope == "none" or _is_beside(people, t))]
    return before[-1] if before else None


def _is_beside(people: People, title: Title) -> bool:
    """Whether it is what somebody is or was besides: "X, a former minister of Chad, held"."""
    text, start = people.document.text, min(title.span.start, title.core.start)
    beside = _BESIDE.search(text[max(start - 40, 0) : start])
    return title.status is OfficeStatus.FORMER or bool(beside)
