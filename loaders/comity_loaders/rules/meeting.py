"""Meetings: that they were held, where and when, who came, who stayed away, and what about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from comity.model import Abstention, Claim, Modality, Predicate
from comity_loaders.document import Document
from comity_loaders.meetings.agendas import agenda_claims
from comity_loaders.meetings.attendance import attendance_claims
from comity_loaders.meetings.coreference import tells
from comity_loaders.meetings.meeting import Meeting
from comity_loaders.meetings.meetings import is_here, meetings
from comity_loaders.meetings.meetingstance import PLANNED
from comity_loaders.meetings.mentions import MeetingMention
from comity_loaders.sentences.passages import passage


def find(document: Document) -> Iterable[Claim | Abstention]:
    """The meetings of an article, with their attendance and agenda."""
    found = meetings(document)
    told = [*attendance_claims(document, found), *agenda_claims(document, found)]
    yield from told
    spoken_of = {
        e for claim in told if isinstance(claim, Claim) for e in (claim.subject, claim.object)
    }
    to_come = {c.subject for c in told if isinstance(c, Claim) and c.modality is Modality.PLANNED}
    for meeting in found:
        claims = list(_held(document, meeting)) or list(_held_here(document, meeting))
        yield from claims
        if not claims and meeting.entity in spoken_of:
            claim = _claim(document, meeting, meeting.mentions[0])
            yield replace(claim, modality=Modality.PLANNED) if meeting.entity in to_come else claim
        elif not claims:
            yield _abstention(document, meeting)


def _held(document: Document, meeting: Meeting) -> Iterator[Claim]:
    """One claim for each mention that adds a place, a date, or that it did not take place."""
    said: list[Claim] = []
    for mention in meeting.mentions:
        if mention.stance is None or not (mention.place or mention.when):
            continue
        claim = _claim(document, meeting, mention)
        if not any(_adds_nothing(claim, other) for other in said):
            said.append(claim)
            yield claim


def _held_here(document: Document, meeting: Meeting) -> Iterator[Claim]:
    """The one that a dispatch is about, where it says "here" and of the meeting nothing else.

    "Ministers welcomed the newcomer here on Monday. The conference then turned to fish."
    """
    here = next((mention for mention in meeting.mentions if is_here(mention)), None)
    if here:
        claim = _claim(document, meeting, here)
        yield replace(claim, place=document.article.place, rule="meeting/held-here")


def _adds_nothing(claim: Claim, other: Claim) -> bool:
    same_stance = (claim.polarity, claim.modality) == (other.polarity, other.modality)
    same_place = claim.place in (None, other.place)
    same_time = claim.when is None or (other.when is not None and tells(other.when, claim.when))
    return same_stance and same_place and same_time


def _claim(document: Document, meeting: Meeting, mention: MeetingMention) -> Claim:
    polarity, modality = mention.stance or PLANNED
    return Claim(
        predicate=Predicate.HELD,
        subject=meeting.entity,
        object=meeting.body,
        text=mention.noun,
        place=mention.place.name if mention.place else None,
        when=mention.when,
        polarity=polarity,
        modality=modality,
        passage=passage(document, mention.span),
        rule="meeting/held",
    )


def _abstention(document: Document, meeting: Meeting) -> Abstention:
    mention = meeting.mentions[0]
    known = [m for m in meeting.mentions if m.stance is not None]
    reason = "neither place nor date is told" if known else "nothing tells whether it took place"
    return Abstention(passage(document, mention.span), f"{mention.name}: {reason}", "meeting/held")
