"""Requests for assistance, and interventions: made, and just as often not made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from comity.dates import DateBasis, When
from comity.model import Claim, Entity, Kind, Modality, Polarity, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.dates.founddates import DateKind
from comity_loaders.document import Document, Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.actors import actors_before
from comity_loaders.meetings.places import place_of
from comity_loaders.sentences import patterns, stance
from comity_loaders.sentences.masking import Masked, mask, stretch
from comity_loaders.sentences.passages import passage
from comity_loaders.sentences.patterns import Pattern

_FILE = "requests.yaml"
_REACH = 3
"""Sentences before "such a request" in which assistance must have been spoken of."""


def find(document: Document) -> Iterable[Claim]:
    """The requests for assistance and the interventions that an article tells of."""
    title = document.article.title
    for index, sentence in enumerate(document.sentences):
        if title and title.overlaps(sentence.span):
            continue
        masked = mask(sentence)
        yield from _requests(document, sentence, masked, index)
        yield from _interventions(document, sentence, masked, index)


def _requests(
    document: Document, sentence: Sentence, masked: Masked, index: int
) -> Iterator[Claim]:
    taken: list[Span] = []
    for pattern in _patterns(Predicate.REQUESTED_ASSISTANCE):
        for match in pattern.search(masked.text):
            trigger = masked.place(*match.span("t"))
            who = _who(masked, match)
            speaks = _speaks_of_aid(document, sentence, match, index, pattern.needs)
            if not who or not speaks or any(trigger.overlaps(t) for t in taken):
                continue
            taken.append(trigger)
            whom = _whom(document, masked, match)
            for actor in who:
                if actor != whom:
                    yield _request(document, sentence, masked, match, pattern, actor, whom)


def _request(
    document: Document,
    sentence: Sentence,
    masked: Masked,
    match: re.Match[str],
    pattern: Pattern,
    actor: Entity,
    whom: Entity | None,
) -> Claim:
    trigger = masked.place(*match.span("t"))
    polarity, modality = stance.stance(sentence, trigger)
    if pattern.name in wordlists.load(_FILE)["denied"]:
        polarity = Polarity.DENIED
    if {"sent", "granted"} & set(pattern.needs) and modality is Modality.HOPED:
        modality = Modality.ASSERTED  # the request is hoped for by nature, and was granted
    return Claim(
        predicate=Predicate.REQUESTED_ASSISTANCE,
        subject=actor,
        object=whom,
        text=_over(document, masked, match),
        when=_when(masked, match, modality),
        polarity=polarity,
        modality=modality,
        passage=passage(document, trigger),
        rule=f"request/{pattern.name}",
    )


def _who(masked: Masked, match: re.Match[str]) -> tuple[Entity, ...]:
    slot = masked.slot(match, "who")
    if slot:
        return slot.entities
    if "who" in match.re.groupindex:
        return ()
    return tuple(e for e in actors_before(masked, match.start("t")) if e.kind is not Kind.TREATY)


def _whom(document: Document, masked: Masked, match: re.Match[str]) -> Entity | None:
    """Who is asked; of an organ, the body that it belongs to."""
    slot = masked.slot(match, "whom")
    if slot is None or len(slot.entities) != 1:
        return None
    entity = slot.entities[0]
    if entity.kind is Kind.TREATY:
        return None
    owner = document.gazetteer.entries.get(document.gazetteer.entry(entity).organ_of)
    return owner.entity if owner else entity


def _speaks_of_aid(
    document: Document, sentence: Sentence, match: re.Match[str], index: int, needs: Sequence[str]
) -> bool:
    """Whether "such a request" is one for assistance, by the sentences before it."""
    if "sent" in needs:
        return bool(
            re.search(
                r"\b(?:sent|deployed|dispatched|intervened|arrived|troops|peacekeepers)\b",
                sentence.text,
            )
        )
    if "aid" not in needs or _aid().search(match.group()):
        return True
    earlier = document.sentences[max(index - _REACH, 0) : index]
    return any(_aid().search(s.text) for s in (*earlier, sentence))


def _over(document: Document, masked: Masked, match: re.Match[str]) -> str | None:
    """What the request is about, in the article's words."""
    behind = patterns.expression(_FILE, "over").search(masked.text[match.end() :])
    if not behind:
        return None
    start, end = (match.end() + offset for offset in behind.span("over"))
    words = masked.place(start, end).of(document.text)
    return " ".join(words.split()).strip(" ,") or None


def _interventions(
    document: Document, sentence: Sentence, masked: Masked, index: int
) -> Iterator[Claim]:
    for pattern in _patterns(Predicate.INTERVENED):
        for match in pattern.search(masked.text):
            slot = masked.slot(match, "b")
            bodies = [e for e in slot.entities if e.kind is Kind.ORGANISATION] if slot else []
            trigger = masked.place(*match.span("t"))
            polarity, modality = _governed(match, stance.stance(sentence, trigger))
            when = _when(masked, match, modality) or _inherited(document, sentence, index, polarity)
            for body in bodies:
                yield Claim(
                    predicate=Predicate.INTERVENED,
                    subject=body,
                    place=_place(document, masked, match),
                    when=when,
                    polarity=polarity,
                    modality=modality,
                    passage=passage(document, trigger),
                    rule=f"request/{pattern.name}",
                )


def _place(document: Document, masked: Masked, match: re.Match[str]) -> str | None:
    """Where it intervened, as the article calls it."""
    at = stretch(match, "place")
    slots = masked.slots_in(*at) if at else ()
    if at is None or not slots:
        return masked.text[slice(*at)] if at else None
    place = place_of(document.text, slots[0])
    return place.name if place else None


def _governed(match: re.Match[str], found: stance.Stance) -> stance.Stance:
    """The stance by the verb between a body and its intervention, where a parse did not tell."""
    gap, lists = match["gap"], wordlists.load(_FILE)
    polarity, modality = found
    if any(word in gap for word in lists["refused"]):
        polarity = Polarity.DENIED
    elif modality is Modality.ASSERTED and any(word in gap for word in lists["announced"]):
        modality = Modality.PLANNED
    return polarity, modality


def _when(masked: Masked, match: re.Match[str], modality: Modality) -> When | None:
    """The date of the clause: behind the words, at the head of the sentence, or before the verb."""
    behind = meetingstance.BOUNDARY.split(masked.text[match.start("t") :])[0]
    before = masked.text[: match.start("t")]
    found = re.search(r"<(D\d+)>", behind) or re.search(r"<(D\d+)>,? (?:\w+ )?$", before)
    if not found and not meetingstance.BOUNDARY.search(before):
        found = re.match(r"^\W*(?:\w+ ){0,3}<(D\d+)>,? ", before)
    date = masked.slots[found[1]].date if found else None
    if date is None or date.kind not in (DateKind.ON, DateKind.RANGE):
        return None
    return date.past if modality is Modality.ASSERTED else date.future


def _inherited(
    document: Document, sentence: Sentence, index: int, polarity: Polarity
) -> When | None:
    """The date of what a body did not react to, told right before: "But in July … It did not"."""
    if polarity is not Polarity.DENIED or len(sentence.text.split()) > 8 or not index:
        return None
    before = document.sentences[index - 1]
    contrasts = tuple(wordlists.load(_FILE)["contrast"])
    dates = [d.past for d in before.dates if d.past and d.kind in meetingstance.DATED]
    is_near = before.paragraph == sentence.paragraph
    if (
        not is_near
        or len(dates) != 1
        or not (before.text + "|" + sentence.text).startswith(contrasts)
    ):
        return None
    return replace(dates[0], basis=DateBasis.INFERRED)


@cache
def _patterns(predicate: Predicate) -> tuple[Pattern, ...]:
    return tuple(p for p in patterns.load(_FILE) if p.predicate is predicate)


@cache
def _aid() -> re.Pattern[str]:
    return re.compile(r"(?i)\b" + wordlists.load(_FILE)["macros"]["AID"])
