"""The meetings of an article: mentions put together that speak of one and the same meeting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from comity.model import Kind
from comity_loaders.document import Document, Sentence
from comity_loaders.meetings import mentions as meetingmentions
from comity_loaders.meetings import verbs as meetingverbs
from comity_loaders.meetings.coreference import meant
from comity_loaders.meetings.meeting import Meeting
from comity_loaders.meetings.meetingstance import HELD
from comity_loaders.meetings.meetingwords import words
from comity_loaders.meetings.mentions import MeetingMention

_PAST = re.compile(
    r"\b(?:took place|was held|were held|has ended|has concluded|opened|met) (?:in|on|at)\b"
    r"|(?<!to be )(?<!be )\b(?:held|hosted|wrapped up|concluded|attended)\b"
)
"""What in a headline tells of a meeting that was: others tell of what is to come as well."""
_LEAD = 2000
"""How far into an article "here" tells what the dispatch is about."""
_HERE = re.compile(
    r"\b[a-z]+(?:,? (?:on )?[A-Z][a-z]+day)? here\b(?! (?:and there|is|are|it|we)\b)"
)


def meetings(document: Document) -> tuple[Meeting, ...]:
    """The meetings of an article, in the order in which it speaks of them; found once."""
    return document.once(_found)


def _found(document: Document) -> tuple[Meeting, ...]:
    found: list[Meeting] = []
    for sentence in document.sentences:
        for mention in _mentions(document, sentence):
            meeting = meant(mention, found, document)
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
