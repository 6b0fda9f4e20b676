"""Which mentions speak of one and the same meeting."""

from __future__ import annotations

from collections.abc import Sequence

from comity.dates import When
from comity.model import Entity
from comity_loaders.document import Document
from comity_loaders.meetings.meeting import Meeting
from comity_loaders.meetings.meetingstance import HELD
from comity_loaders.meetings.meetingwords import words
from comity_loaders.meetings.mentions import MeetingMention

_RECENT = 60
"""Days after which a meeting is no news any more."""
_NEAR = 3
"""Days by which two mentions of one meeting may differ: meetings last."""


def meant(mention: MeetingMention, found: Sequence[Meeting], document: Document) -> Meeting | None:
    """The meeting told of before that a mention means; the last one that fits best."""
    fitting = [m for m in reversed(found) if _fits(mention, m, document)]
    if not fitting:
        return None
    if mention.is_bare and not mention.when:
        fitting = [m for m in fitting if not _is_past(m, mention, document)] or fitting
    named = [m for m in fitting if any(mention.noun == other.noun for other in m.mentions)]
    return (named or fitting)[0]


def _is_past(meeting: Meeting, mention: MeetingMention, document: Document) -> bool:
    """Whether a meeting was told of as history, and not just now: "the meeting" is not that one."""
    anchor = document.article.anchor
    today = anchor.date.earliest if anchor else None
    lasts = [when.date.latest for when in meeting.whens]
    between = document.text[meeting.mentions[-1].sentence.span.end : mention.sentence.span.start]
    if today is None or not lasts or not between.strip():
        return False
    return all(last is not None and (today - last).days > _RECENT for last in lasts)


def _fits(mention: MeetingMention, meeting: Meeting, document: Document) -> bool:
    if _clash(mention, meeting, document):
        return False
    if mention.is_other:
        return any(m.name == mention.name for m in meeting.mentions)
    shares = _shares(mention, meeting)
    if not mention.is_definite:
        return shares
    if _is_named(mention) and not shares and not _names_alike(mention, meeting):
        return False
    nouns = {m.noun for m in meeting.mentions}
    return mention.noun in nouns or mention.noun in words("generic") or shares


def _is_named(mention: MeetingMention) -> bool:
    """Whether it has a name of its own: "the Business Energy Summit", with capitals."""
    written = mention.span.of(mention.sentence.document.text).split()
    return not mention.is_bare and written[-1][:1].isupper() and written[-2][:1].isupper()


def _names_alike(mention: MeetingMention, meeting: Meeting) -> bool:
    """Whether a word of its name, or its body, was told of the meeting before."""
    if mention.body is not None and mention.body == meeting.body:
        return True
    places = [m.place.name for m in meeting.mentions if m.place]
    told = " ".join([*(m.name for m in meeting.mentions), *places]).casefold().split()
    own = [word.casefold() for word in mention.name.split() if word[:1].isupper()]
    return bool(set(own) & set(told) - words("nouns"))


def _shares(mention: MeetingMention, meeting: Meeting) -> bool:
    """Whether a place, a date, a person or the whole name is the same."""
    if mention.ordinal and any(mention.ordinal == m.ordinal for m in meeting.mentions):
        return mention.body == meeting.body or None in (mention.body, meeting.body)
    if mention.people and any(set(mention.people) & set(m.people) for m in meeting.mentions):
        return True
    where = mention.place and meeting.place and mention.place.name == meeting.place.name
    when = mention.when and any(_agree(mention.when, w) for w in meeting.whens)
    one_body = mention.body is None or meeting.body is None or mention.body == meeting.body
    return bool(one_body and (where or when) and not (mention.people or _people(meeting)))


def _clash(mention: MeetingMention, meeting: Meeting, document: Document) -> bool:
    """Whether the two cannot be one: other place, date, body, people or number."""
    there = [m.place for m in meeting.mentions if m.place]
    if mention.place and not all(mention.place.may_be(place) for place in there):
        return True
    if mention.is_planned and any(m.stance == HELD for m in meeting.mentions):
        return True
    when = mention.when
    if when and any(not _agree(when, other) for other in meeting.whens):
        return True
    if mention.body and meeting.body and not _related(mention.body, meeting.body, document):
        return True
    people = _people(meeting)
    if mention.people and not people & set(mention.people):
        return True
    ordinals = {m.ordinal for m in meeting.mentions if m.ordinal}
    return bool(mention.ordinal and ordinals and mention.ordinal not in ordinals)


def _people(meeting: Meeting) -> set[Entity]:
    return {person for m in meeting.mentions for person in m.people}


def tells(one: When, other: When) -> bool:
    """Whether all that `other` says of a date is said by `one`; a year left out says nothing."""
    if other.date.year is None:
        return one.date.edtf[4:].startswith(other.date.edtf[4:])
    return other.date.covers(one.date)


def _agree(one: When, other: When) -> bool:
    if tells(one, other) or tells(other, one):
        return True
    first, last = one.date.earliest, other.date.earliest
    both_days = one.date.day is not None and other.date.day is not None
    return bool(both_days and first and last and abs((first - last).days) <= _NEAR)


def _related(one: Entity, other: Entity, document: Document) -> bool:
    """Whether they are one body, or one is the other's organ."""
    keys = [{e.key, document.gazetteer.entry(e).organ_of} - {""} for e in (one, other)]
    return bool(keys[0] & keys[1])
