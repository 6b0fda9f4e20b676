"""What announces a list of states, one a line: a label, a heading, or a sentence that a colon ends.

"Member states", "These are the members of the union:", "The following countries joined the fund:",
"Who signed the pact?"
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from comity.dates import PartialDate, When
from comity.model import Entity, Kind, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.language.numberwords import number
from comity_loaders.memberships.fields import announced
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.labels import Label, body_at
from comity_loaders.memberships.lastbody import last_body, near_body, topic
from comity_loaders.memberships.sections import FILE
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked, mask

_LONGEST = 160
"""A longer line is no head, but for one that a colon ends."""
_LONGEST_WITH_COLON = 300

_HEADS = {
    Predicate.MEMBER: r"(?:full )?members?|member (?:states|countries|nations)|membership",
    Predicate.OBSERVER: r"observers?(?: states| countries| members)?",
    Predicate.CANDIDATE: r"candidates?(?: states| countries| members)?",
    Predicate.ASSOCIATE: r"associate (?:members|states|countries)|associated states",
}
_PARTIAL = re.compile(
    r"\b(?:former|founding|future|some|include|including|among|non-members?|partner|suspended"
    r"|applicants?|prospective|new|original|join\w*|admit\w*|acced\w+|invit\w+|becom\w+|became|not|staff|board|delegation|committee|parliament)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"[:?][*_ ]*$")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_LEAD = 12
"""So far from its beginning, a sentence names what it is about."""
EVENTS = {
    Predicate.JOINED,
    Predicate.SIGNED,
    Predicate.RATIFIED,
    Predicate.FOUNDED,
    Predicate.LEFT,
    Predicate.APPLIED,
}
"""What happens on a day."""
_BODIES = (Kind.ORGANISATION, Kind.TREATY)
LEAST = 3
"""Fewer lines are no list of members below a heading that only speaks of them."""


def head(document: Document, line: Span, above: Span | None) -> tuple[Label, int] | None:
    """What a line announces, and how many states below it make a list at the least.

    Args:
        document: where it stands.
        line: the line.
        above: the line before it, which may be the date of what it tells.
    """
    last = _last_sentence(document, line)
    labelled = announced(document, line) or (last and announced(document, last))
    told = labelled or _told(document, line)
    if told and told.when is None and told.predicate in EVENTS:
        told = replace(told, when=_day(document, above))
    if told:
        return told, 1 if told.predicate in EVENTS and not labelled else 2
    spoken = _spoken(document, _closing(document, line))
    return (spoken, LEAST) if spoken else None


def _last_sentence(document: Document, line: Span) -> Span | None:
    """The last sentence of a line that a colon ends."""
    inside = [s.span for s in document.sentences if line.contains(s.span)]
    return inside[-1] if inside and _OPEN.search(line.of(document.text)) else None


def _day(document: Document, line: Span | None) -> When | None:
    """The date that is all of a line: "2004:"."""
    text = line.of(document.text).strip(" *#_:=-–—") if line else ""
    if _YEAR.fullmatch(text):
        return When(PartialDate(text), words=text)
    dates = [d for d in document.dates if line and line.contains(d.span)]
    alone = len(dates) == 1 and dates[0].words == text
    return dates[0].past if alone else None


def _told(document: Document, line: Span) -> Label | None:
    """What a whole sentence tells of the states below it: "These countries joined the fund:"."""
    inside = [s for s in document.sentences if line.contains(s.span)]
    if not inside or not _OPEN.search(line.of(document.text)):
        return None
    masked = mask(inside[-1])
    said = masked.text.strip(" *_#")
    for predicate, part, pattern in _announcements():
        match = pattern.fullmatch(said)
        body = _body(inside[-1], masked, match) if match else None
        if match and body:
            count = _group(match, "n")
            days = [slot.date.past for slot in masked.slots.values() if slot.date]
            when = days[0] if len(days) == 1 else None
            return Label(predicate, body, number(count) if count else None, when, part)
    return None


def _body(sentence: Sentence, masked: Masked, match: re.Match[str]) -> Entity | None:
    """The body that a sentence names; the one told of before it, if it names none."""
    named = [slot for slot in masked.slots.values() if slot.mark == "B"]
    if named:
        return named[0].entities[0] if len(named) == len(named[0].entities) == 1 else None
    if _group(match, "it"):
        return _subject_before(sentence)
    noun = _group(match, "noun")
    if noun in {"", "it"}:
        return body_at(sentence.document, sentence.span.start)
    near = near_body(sentence, sentence.span.start, noun=noun)
    usual = noun in words("organisation_nouns") | words("treaty_nouns")
    return near or (last_body(sentence, sentence.span.start, noun=noun) if usual else None)


def _group(match: re.Match[str], name: str) -> str:
    """What a group matched, or one of its numbered twins; empty where none did."""
    return next((v for k, v in match.groupdict().items() if v and k.split("_")[0] == name), "")


def _subject_before(sentence: Sentence) -> Entity | None:
    """The body that the sentence before begins with."""
    sentences = sentence.document.sentences
    before = sentences[max(sentences.index(sentence) - 1, 0)]
    first = before.mentions[0] if before.mentions else None
    opens = first and first.can_be(*_BODIES) and first.span.start - before.span.start < _LEAD
    return first.entity if first and opens else None


def _spoken(document: Document, line: Span) -> Label | None:
    """What a heading or an unfinished sentence speaks of: whose members, or observers."""
    text = line.of(document.text).strip().strip("=#*| ")
    longest = _LONGEST_WITH_COLON if text.endswith(":") else _LONGEST
    if not text or len(text) > longest or not (text[-1] == ":" or text[-1].isalnum()):
        return None
    named = [m for m in document.mentions if line.contains(m.span)]
    predicate = next((p for p, nouns in _HEADS.items() if _says(nouns, text)), None)
    if predicate is None or any(m.can_be(Kind.STATE) for m in named) or _PARTIAL.search(text):
        return None
    bodies = {m.entity for m in named if m.can_be(*_BODIES)}
    body = next(iter(bodies)) if len(bodies) == 1 else None
    if not bodies and re.fullmatch(rf"(?i)(?:current |full |the )*(?:{_HEADS[predicate]}):?", text):
        body = topic(document)
    count = re.search(rf"(?i)\b([\w-]+) (?:{_HEADS[predicate]})\b", text)
    return Label(predicate, body, number(count[1]) if count else None) if body else None


def _closing(document: Document, line: Span) -> Span:
    """The last two sentences of a paragraph that a colon ends; any other line as it is."""
    if not line.of(document.text).rstrip().endswith(":"):
        return line
    starts = [s.span.start for s in document.sentences if line.contains(s.span)]
    return Span(starts[-2:][0], line.end) if starts else line


def _says(nouns: str, text: str) -> bool:
    found = re.search(rf"(?i)\b(?:{nouns})\b", text)
    others = any(re.search(rf"(?i)\b(?:{n})\b", text) for n in _HEADS.values() if n != nouns)
    return bool(found) and not others


@cache
def _announcements() -> tuple[tuple[Predicate, bool, re.Pattern[str]], ...]:
    """What sentences announce, whether only in part, and the whole of the sentence."""
    data = wordlists.load(FILE)["announcements"]
    return tuple(
        (
            Predicate(item["predicate"]),
            bool(item.get("part")),
            patterns.expression(FILE, "announcements", name, "pattern"),
        )
        for name, item in data.items()
    )
