"""The meetings of an article: mentions put together that speak of one and the same meeting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from comity.dates import When
from comity.model import Entity, Kind, local_entity
from comity_loaders.document import Document, Sentence
from comity_loaders.meetings import mentions as meetingmentions
from comity_loaders.meetings import verbs as meetingverbs
from comity_loaders.meetings.meetingstance import HELD
from comity_loaders.meetings.meetingwords import words
from comity_loaders.meetings.mentions import MeetingMention
from comity_loaders.meetings.places import Place

_PAST = re.compile(
    r"\b(?:took place|was held|were held|has ended|has concluded|opened|met) (?:in|on|at)\b"
)
"""What in a headline tells of a meeting that was: others tell of what is to come as well."""
_LEAD = 2000
"""How far into an article "here" tells what the dispatch is about."""
_HERE = re.compile(
    r"\b[a-z]+(?:,? (?:on )?[A-Z][a-z]+day)? here\b(?! (?:and there|is|are|it|we)\b)"
)
_RECENT = 60
"""Days after which a meeting is no news any more."""
_NEAR = 3
"""Days by which two mentions of one meeting may differ: meetings last."""


@dataclass
class Meeting:
    """One meeting of an article.

    Attributes:
        mentions: what speaks of it, in order of place.
        label: its name, with place or date where the article has two of one name.
    """

    mentions: list[MeetingMention] = field(default_factory=list)
    label: str = ""

    @property
    def entity(self) -> Entity:
        """It, as the subject or object of claims."""
        return local_entity(Kind.MEETING, self.label)

    @property
    def body(self) -> Entity | None:
        """The body or organ whose meeting it is; an organ rather than its body."""
        found = [m.body for m in self.mentions if m.body]
        return next((b for b in found if b.kind is Kind.ORGAN), found[0] if found else None)

    @property
    def place(self) -> Place | None:
        """Where it takes place; a city rather than its country."""
        found = [m.place for m in self.mentions if m.place]
        return next((p for p in found if not p.is_country), found[0] if found else None)

    @property
    def whens(self) -> list[When]:
        """Its dates."""
        return [m.when for m in self.mentions if m.when]


def meetings(document: Document) -> tuple[Meeting, ...]:
    """The meetings of an article, in the order in which it speaks of them; found once."""
    return document.once(_found)


def _found(document: Document) -> tuple[Meeting, ...]:
    found: list[Meeting] = []
    for sentence in document.sentences:
        for mention in _mentions(document, sentence):
            meeting = _same(mention, found, document)
            if meeting:
                meeting.mentions.append(mention)
            elif not _is_vague(mention) or is_here(mention):
                found.append(Meeting([mention]))
    for meeting in found:
        meeting.mentions = _headed(meeting.mentions, document)
        meeting.label = _label(meeting, document)
    _tell_apart(found)
    return tuple(found)


def is_here(mention: MeetingMention) -> bool:
    """Whether it is what a dispatch is about: one that sits where the article says "here"."""
    document = mention.sentence.document
    is_one = (mention.is_definite or mention.body is not None) and not mention.is_other
    sits = mention.noun in words("sittings") and not (mention.is_bare and mention.noun == "meeting")
    is_current = is_one and sits and mention.stance == HELD
    return is_current and document.article.place is not None and document.once(_says_here)


def _says_here(document: Document) -> bool:
    return bool(_HERE.search(document.text[:_LEAD]))


def _headed(mentions: list[MeetingMention], document: Document) -> list[MeetingMention]:
    """The mentions, the headline's ("Summit in Minsk") taken as the text takes the meeting."""
    is_held = any(m.stance == HELD for m in mentions)
    return [
        replace(m, stance=HELD)
        if is_held and m.stance is None and _is_headline(document, m.sentence)
        else m
        for m in mentions
    ]


def _is_headline(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is the headline, and no full sentence that a text begins with."""
    title = document.article.title
    if title is None or not title.overlaps(sentence.span) or sentence.text.endswith("."):
        return False
    return sentence.span.end <= title.end + 1


def _mentions(document: Document, sentence: Sentence) -> Iterable[MeetingMention]:
    both = [*meetingmentions.find(sentence), *meetingverbs.find(sentence)]
    if _is_headline(document, sentence):
        nominal = [m for m in both if m.stance is None and m.span.start <= sentence.span.start + 5]
        both = [m for m in both if m.stance == HELD and _PAST.search(sentence.text)] or nominal
    return sorted(both, key=lambda mention: mention.span)


def meeting_at(found: Sequence[Meeting], sentence: Sentence, at: int) -> Meeting | None:
    """The meeting that words at a place are about.

    Args:
        found: the meetings of the article.
        sentence: where the words stand.
        at: their offset.

    Returns:
        The one named next in the sentence, or before in it, or last before it; the article's only
        one where none comes before.
    """
    placed = sorted(
        ((m.span.start, index) for index, meeting in enumerate(found) for m in meeting.mentions),
    )
    inside = [p for p in placed if sentence.span.start <= p[0] < sentence.span.end]
    after = [p for p in inside if p[0] >= at]
    before = [p for p in placed if p[0] < at]
    chosen = after[:1] or inside[-1:] or before[-1:] or (placed[:1] if len(found) == 1 else [])
    return found[chosen[0][1]] if chosen else None


def _is_vague(mention: MeetingMention) -> bool:
    """Whether it says too little to be a meeting of its own: "the talks", "tough negotiations"."""
    is_told = mention.stance is not None and not mention.is_definite
    return mention.is_bare and not (mention.place or mention.when or is_told)


def _same(mention: MeetingMention, found: Sequence[Meeting], document: Document) -> Meeting | None:
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
    nouns = {m.noun for m in meeting.mentions}
    return mention.noun in nouns or mention.noun in words("generic") or shares


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


def _telling(mention: MeetingMention) -> tuple[int, int, int]:
    """How much a mention tells of which meeting it is; the first one wins where equal."""
    is_organ = mention.body is not None and mention.body.kind is Kind.ORGAN
    return (not mention.is_bare) + (mention.body is not None) + is_organ, bool(mention.people), 0


def _label(meeting: Meeting, document: Document) -> str:
    """Its name, with its body where the name does not tell whose meeting it is."""
    mention = max(meeting.mentions, key=_telling)
    entry = document.gazetteer.entry(meeting.body) if meeting.body else None
    if entry is None or mention.names_body:
        return mention.name
    return f"{entry.acronym or entry.entity.name} {mention.name}"


def _tell_apart(found: Sequence[Meeting]) -> None:
    """Give meetings of one name their place, date or number."""
    names = Counter(meeting.label for meeting in found)
    taken: Counter[str] = Counter()
    for meeting in found:
        label = meeting.label
        if names[label] > 1 or label in words("nouns"):
            where = meeting.place.name if meeting.place else ""
            when = meeting.whens[0].date.edtf if meeting.whens else ""
            label = ", ".join(filter(None, (label, where, when)))
        taken[label] += 1
        meeting.label = label if taken[label] == 1 else f"{label} ({taken[label]})"
