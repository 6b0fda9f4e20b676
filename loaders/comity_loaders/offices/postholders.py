"""Offices told by "the post", of a title just spoken of: "X has been in the post since 2004".

Charters and encyclopaedias tell first that there is a secretary general, and then of whoever is it.
Whoever follows another there without a title holds that office as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.model import OfficeStatus, Span
from comity_loaders import wordlists
from comity_loaders.offices.around import Around
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.offices.successionwords import PLANNED, SUCCEEDED
from comity_loaders.people.people import People, PersonMention
from comity_loaders.titles.officewords import PUT
from comity_loaders.titles.titles import Title

_POST = re.compile(
    r"(?:,?[ ]+who)?(?:[ ]+(?:currently|now|also|first|since))?[ ]+"
    rf"(?P<verb>{'|'.join(wordlists.load('officeverbs.yaml')['posts'])})(?![\w-])"
)


def postholders(people: People, known: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices of those whom the words put into a post that was just spoken of."""
    around = Around(people)
    told = {link.person for link in known}
    for mention in people.mentions:
        verb = next((v for v in _verbs(people, around, mention) if v), None)
        title = _spoken_of(people, known, mention) if verb and mention.entity not in told else None
        if verb and title:
            office = office_of(mention.entity, title, "clause")
            span = Span(mention.span.start, verb.end)
            yield replace(
                office,
                span=span,
                trigger=verb,
                predicated=True,
                status=OfficeStatus.CURRENT,
            )


def _verbs(people: People, around: Around, mention: PersonMention) -> Iterator[Span | None]:
    """Where somebody is said to be in "the post", or to follow somebody in it."""
    text = people.document.text
    names = {m.span.start for m in people.mentions}
    for end in around.goes_on(mention):
        match = _POST.match(text, end)
        if match:
            yield Span(match.start("verb"), match.end("verb"))
        after = SUCCEEDED.match(text, end) if _was_put(text[mention.span.end : end]) else None
        if after and after.end() in names and not PLANNED.search(after.group()):
            yield Span(after.start("verb"), after.end("verb"))


def _was_put(aside: str) -> bool:
    """Whether an aside tells that somebody was chosen, not for what: "who was named in 2004"."""
    return bool(re.match(rf",[ ]+(?:who[ ]+was[ ]+)?(?:{PUT})\b", aside))


def _spoken_of(
    people: People, known: Sequence[OfficeMention], mention: PersonMention
) -> Title | None:
    """The one office of an organisation of which nobody is named as its holder, just before."""
    document = people.document
    here = document.sentence_at(mention.span.start)
    index = document.sentences.index(here) if here else 0
    first = document.sentences[max(index - 1, 0)].span.start if here else mention.span.start
    tied = [link.span for link in known]
    titles = [
        t
        for t in people.titles
        if first <= t.span.start and t.span.end <= mention.span.start
        if not t.plural and not any(span.overlaps(t.core) for span in tied)
    ]
    texts = {t.text.lower() for t in titles}
    is_one = len(texts) == 1 and titles[-1].scope == "org"
    return titles[-1] if is_one and titles[-1].determiner in {"the", "a", "an"} else None
