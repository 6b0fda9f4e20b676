"""Where an article speaks of a meeting: "the emergency summit of the bloc in Accra on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity.dates import When
from comity.model import Entity, Modality, Polarity, Span
from comity_loaders.dates.founddates import FoundDate
from comity_loaders.document import Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.adjectives import with_adjectives
from comity_loaders.meetings.meetingwords import noun, words
from comity_loaders.meetings.names import Head, body_of, grow, label
from comity_loaders.meetings.nouns import is_meeting, nouns
from comity_loaders.meetings.places import Place
from comity_loaders.meetings.series import further, listed
from comity_loaders.meetings.setting import date_of, place_before
from comity_loaders.meetings.tail import Tail, read_tail
from comity_loaders.people.people import people_in
from comity_loaders.sentences.masking import Masked, mask

_DECADE = re.compile(r"\d+X")


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """Words that speak of a meeting.

    Args:
        sentence: where they stand.
        span: their place, without what follows the noun.
        noun: what it is called: "summit", "talks".
        name: all that the words call it, without article, place and date.
        body: the body or organ whose meeting it is.
        people: who is said to meet, as far as they are named.
        place: where.
        date: when.
        names_body: whether its name tells whose meeting it is, by a body or by people.
        is_definite: whether it can be one that was spoken of before.
        is_other: whether it is another one than those spoken of before.
        is_bare: whether nothing but the noun says which it is.
        ordinal: which of a series it is: "13th".
        stance: whether it took place; None where the words do not tell.
    """

    sentence: Sentence
    span: Span
    noun: str
    name: str
    body: Entity | None = None
    people: tuple[Entity, ...] = ()
    place: Place | None = None
    date: FoundDate | None = None
    names_body: bool = False
    is_definite: bool = False
    is_other: bool = False
    is_bare: bool = False
    ordinal: str = ""
    stance: meetingstance.Stance | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it is yet to come, or never will."""
        return self.stance is not None and self.stance != meetingstance.HELD

    @property
    def when(self) -> When | None:
        """Its date, read by whether it is past or to come."""
        if self.date is None:
            return None
        to_come = self.stance is not None and self.stance[1] is not Modality.ASSERTED
        when = self.date.future if to_come else self.date.past
        if when is not None and _DECADE.match(when.date.edtf):
            return None
        vague = when is not None and when.date.month is None
        return None if vague and self.noun in words("processes") else when


def find(sentence: Sentence) -> Iterator[MeetingMention]:
    """The meetings that nouns in a sentence name, in order of place."""
    masked = mask(sentence)
    end = 0
    for match in nouns(masked, sentence.document.text):
        head = with_adjectives(sentence, masked, grow(masked, match))
        if head.start >= end and is_meeting(masked, head):
            mention = _mention(sentence, masked, head)
            if mention:
                end = match.end()
                yield mention
                yield from _others(mention, masked, match)


def _mention(sentence: Sentence, masked: Masked, head: Head) -> MeetingMention | None:
    document = sentence.document
    tail = read_tail(masked, document, head.end)
    if tail.of and _is_of_meeting(masked, *tail.of):
        return None  # "the closing session of the summit": the summit will be found
    if tail.partner and _is_public(masked.text[slice(*tail.partner)]):
        return None
    if tail.of and masked.text[slice(*tail.of)].lower().split()[-1] in words("private_bodies"):
        return None  # "a meeting of the People's Party"
    context = meetingstance.context(masked, head)
    names = _names(sentence, masked, tail)
    if _is_accession(masked, head, tail):
        return None
    date = date_of(masked, head, tail, context)
    return MeetingMention(
        sentence=sentence,
        span=masked.place(head.start, head.end),
        noun=head.noun,
        name=label(masked, document, head, tail, names),
        body=body_of(masked, head, tail, context.before),
        people=names,
        place=tail.place or place_before(sentence, masked, head, context),
        date=date,
        names_body=bool(
            tail.of or tail.partner or any(s.mark in "BON" for s in head.marks(masked))
        ),
        is_definite=_is_definite(head),
        is_other=_is_other(head),
        is_bare=not head.marks(masked) and not tail.of and not tail.partner and not head.ordinal,
        ordinal=head.ordinal,
        stance=_dated_stance(
            sentence, meetingstance.decide(sentence, masked, head, tail, context), date
        ),
    )


def _others(
    mention: MeetingMention, masked: Masked, match: re.Match[str]
) -> Iterator[MeetingMention]:
    """Of "the summits in Oslo and Riga" those that were not in the first place."""
    document = mention.sentence.document
    if not match.groupdict().get("plural"):
        return
    tail = read_tail(masked, document, match.end())
    settings = (
        further(masked, document.text, tail.settled)
        if mention.place
        else listed(masked, document.text, tail.end)
    )
    for setting in settings:
        yield replace(mention, place=setting.place, date=setting.date)


def _is_of_meeting(masked: Masked, start: int, end: int) -> bool:
    """Whether a meeting is named between: a "ministerial" only where no noun comes behind it."""
    found = noun().finditer(masked.text, start, end)
    return any(
        match["noun"].lower() not in words("adjectives")
        or not re.match(r" [a-z]", masked.text[match.end() : end])
        for match in found
    )


def _names(sentence: Sentence, masked: Masked, tail: Tail) -> tuple[Entity, ...]:
    spans = [masked.place(*at) for at in (tail.partner, tail.of) if at]
    found = [
        m.entity
        for m in people_in(sentence.document).mentions
        if any(s.contains(m.span) for s in spans)
    ]
    return tuple(dict.fromkeys(found))


def _is_accession(masked: Masked, head: Head, tail: Tail) -> bool:
    """Whether it is a process of years: "accession talks began in 2005"."""
    is_process = head.noun in words("processes")
    is_entry = any(word.lower() in words("accession_before") for word in head.words)
    verb_before = re.search(
        r"\b(?:open|start|beg[aiu]n|launch|resum)\w*(?: \w+)? $", masked.text[: head.start]
    )
    starts = tail.verb in {"began", "begun", "opened", "started", "resumed", "launched", "begin"}
    return is_process and is_entry and bool(starts or verb_before or tail.place is None)


def _is_public(partner: str) -> bool:
    return any(partner.lower().startswith(word) for word in words("public"))


def _is_definite(head: Head) -> bool:
    """Whether it can be one spoken of before: "the talks", "Monday's talks"."""
    possessive = bool(head.words) and re.search(r"['’]s?$", head.words[0]) is not None
    return head.determiner in words("definite") or (not head.determiner and possessive)


def _is_other(head: Head) -> bool:
    return head.determiner == "another" or any(
        w.lower() in words("other_before") for w in head.words
    )


def _dated_stance(
    sentence: Sentence, stance: meetingstance.Stance | None, date: FoundDate | None
) -> meetingstance.Stance | None:
    """What lies after the article's day has not happened."""
    anchor = sentence.document.article.anchor
    stated = date.stated if date else None
    if stance != meetingstance.HELD or anchor is None or stated is None:
        return stance
    first, today = stated.date.earliest, anchor.date.latest
    is_to_come = first is not None and today is not None and first > today
    return (Polarity.AFFIRMED, Modality.PLANNED) if is_to_come else stance
