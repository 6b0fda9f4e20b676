"""Who attended a meeting, and who did not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from comity.model import Claim, Entity, Kind, Polarity, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.meeting import Meeting
from comity_loaders.meetings.meetings import meeting_at
from comity_loaders.people.people import people_in
from comity_loaders.sentences import stance
from comity_loaders.sentences.masking import Masked, mask
from comity_loaders.sentences.passages import passage

_LINK = re.compile(
    r"\s+(?:(?:in|at|from)\s+)?(?:part of\s+|the (?:opening|closing|start|end) of\s+)?"
)
_GENERIC = re.compile(r"(?:the|this|that) (?:\w+ )?(?:event|gathering)\b")


def attendance_claims(document: Document, found: Sequence[Meeting]) -> Iterator[Claim]:
    """Claims that somebody attended or was absent from one of the meetings found."""
    if not found:
        return
    title = document.article.title
    for sentence in document.sentences:
        if not (title and title.overlaps(sentence.span)):
            yield from _in_sentence(document, sentence, found)


def _in_sentence(
    document: Document, sentence: Sentence, found: Sequence[Meeting]
) -> Iterator[Claim]:
    masked = mask(sentence)
    told: set[tuple[Entity, Span]] = set()
    for predicate, place, pattern in _patterns():
        for match in pattern.finditer(masked.text):
            trigger = masked.place(*match.span("t"))
            who = _behind(masked, match) if place == "behind" else _ahead(sentence, masked, match)
            meeting = _meeting(sentence, masked, match, found) if who else None
            if meeting is None:
                continue
            polarity, modality = _stance(
                sentence, trigger, keeps=place == "keeps" or match["t"] in ("No", "no")
            )
            for actor in who:
                if (actor, trigger) not in told and not any(
                    s.overlaps(trigger) for a, s in told if a == actor
                ):
                    told.add((actor, trigger))
                    yield Claim(
                        predicate=predicate,
                        subject=actor,
                        object=meeting.entity,
                        polarity=polarity,
                        modality=modality,
                        passage=passage(document, trigger),
                        rule=f"meeting/{predicate}",
                    )


def _stance(sentence: Sentence, trigger: Span, *, keeps: bool) -> stance.Stance:
    polarity, modality = stance.stance(sentence, trigger)
    return (Polarity.AFFIRMED, modality) if keeps else (polarity, modality)


def _behind(masked: Masked, match: re.Match[str]) -> tuple[Entity, ...]:
    slot = masked.slot(match, "who")
    return slot.entities if slot else ()


def _ahead(sentence: Sentence, masked: Masked, match: re.Match[str]) -> tuple[Entity, ...]:
    """Those who stand right before the words: states, by name or by their leaders, or people."""
    end = match.start("t")
    while modified := _expression("between", " $").search(masked.text[:end]):
        end = modified.start()
    subject = meetingstance.BOUNDARY.split(masked.text[:end])[-1].rstrip(" ,")
    start = end - len(meetingstance.BOUNDARY.split(masked.text[:end])[-1])
    states = _subject().search(subject)
    of_body = states and "<B" in states.group() and " of " in subject[: states.start() + 1]
    if states and states.lastgroup and not of_body:
        at = states.span(states.lastgroup)
        return tuple(e for s in masked.slots_in(start + at[0], start + at[1]) for e in s.entities)
    return _people(sentence, masked.place(start, end)) if end > start else ()


def _people(sentence: Sentence, span: Span) -> tuple[Entity, ...]:
    """The people listed right before the words, with their titles."""
    text = sentence.document.text
    inside = [m for m in people_in(sentence.document).mentions if span.contains(m.span)]
    if not inside or text[inside[-1].span.end : span.end].strip(" ,"):
        return ()
    return tuple(dict.fromkeys(m.entity for m in inside if m.entity.kind is Kind.PERSON))


def _meeting(
    sentence: Sentence, masked: Masked, match: re.Match[str], found: Sequence[Meeting]
) -> Meeting | None:
    """The meeting meant; None where something else is attended."""
    trigger = masked.place(*match.span("t"))
    meeting = meeting_at(found, sentence, trigger.start)
    if meeting is None or not _expression("transitive").match(match["t"]):
        return meeting
    after, text = masked.text[match.end("t") :], sentence.document.text
    near = [
        m
        for one in found
        for m in one.mentions
        if m.sentence is sentence
        and trigger.start <= m.span.start
        and (m.span.start <= trigger.end or _LINK.fullmatch(text, trigger.end, m.span.start))
    ]
    is_alone = re.match(r"(?: in(?: it)?)?\s*(?:[.,;:!?)\"]|$)| by (?!a|an\b)", after)
    return meeting if near or is_alone or _GENERIC.search(after[:40]) else None


@cache
def _expression(name: str, behind: str = "") -> re.Pattern[str]:
    words = "|".join(wordlists.load("attendance.yaml")[name])
    return re.compile(rf"(?:{words}){behind}")


@cache
def _subject() -> re.Pattern[str]:
    roles = "|".join(wordlists.load("attendance.yaml")["roles"])
    behind = rf"(?:[a-z]+ ){{0,2}}(?:{roles})"
    return re.compile(rf"(?:(?P<who><[SB]\d+>)(?:['’]s? {behind})?|(?P<of><N\d+>) {behind})$")


@cache
def _patterns() -> tuple[tuple[Predicate, str, re.Pattern[str]], ...]:
    lists = wordlists.load("attendance.yaml")
    noun = "|".join(lists["roles"])
    roles = (
        rf"(?:the |its |their |all |both )?(?:[a-z-]+ ){{0,2}}(?:{noun}) (?:of|from) (?:the |all )?"
    )
    return tuple(
        (
            Predicate(predicate),
            place,
            re.compile(source.replace("{ROLES}", roles).replace("{WHO}", r"(?P<who><S\d+>)")),
        )
        for predicate in ("absent", "attended")
        for place in ("keeps", "behind", "ahead")
        for source in lists[predicate].get(place, ())
    )
