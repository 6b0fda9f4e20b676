"""Who holds, held or is to hold which office, and by which names people are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comity.dates import When
from comity.model import (
    Abstention,
    Claim,
    Entity,
    Modality,
    OfficeStatus,
    Polarity,
    Predicate,
    Span,
)
from comity_loaders import wordlists
from comity_loaders.dates.founddates import DateKind
from comity_loaders.document import Document
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.held import offices
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import people_in
from comity_loaders.sentences.stance import Stance, stance
from comity_loaders.titles import titlewords
from comity_loaders.titles.officewords import CHOICE
from comity_loaders.titles.titles import Title

_LONG_AGO = 2
"""Years after which what happened is no news any more."""
_SURE: Stance = (Polarity.AFFIRMED, Modality.ASSERTED)


def find(document: Document) -> Iterator[Claim | Abstention]:
    """The offices and the names in a document, each said once."""
    seen: set[tuple[object, ...]] = set()
    for office in (*offices(document), *_described(document)):
        finding = _office(document, office)
        if isinstance(finding, Claim):
            key = (
                finding.subject,
                finding.object,
                (finding.text or "").lower(),
                finding.status,
                finding.when,
                finding.since,
                finding.until,
                finding.polarity,
                finding.modality,
            )
            if key in seen:
                continue
            seen.add(key)
        yield finding
    yield from _names(document)


def _office(document: Document, office: OfficeMention) -> Claim | Abstention:
    passage = _passage(document, office.span)
    rule = f"office/{office.pattern}"
    if office.body is None:
        reason = f"whose {office.title} {office.person.name} is cannot be told"
        return Abstention(passage, reason, rule)
    polarity, modality = _stance(document, office)
    return Claim(
        predicate=Predicate.HOLDS_OFFICE,
        subject=office.person,
        object=office.body,
        text=office.title,
        status=office.status,
        when=_when(document, office),
        since=office.since,
        until=office.until,
        passage=passage,
        rule=rule,
        polarity=polarity,
        modality=modality,
    )


def _when(document: Document, office: OfficeMention) -> When | None:
    """The day of what a sentence tells of years ago: its president is not today's.

    Not where somebody says it: then the day is that of what is said, and not of the saying. Nor
    of who succeeds: the day is as likely that on which the other one went.
    """
    if office.pattern == "succession":
        return None
    sentence = document.sentence_at(office.span.start)
    if sentence is None or office.since or office.until or office.status is OfficeStatus.FORMER:
        return None
    dates = [d for d in sentence.dates if d.kind is DateKind.ON]
    past = dates[0].past if len(dates) == 1 and dates[0].stated else None
    anchor = document.article.anchor
    year = anchor.date.year if anchor else None
    if past is None or past.date.year is None or (year and past.date.year > year - _LONG_AGO):
        return None
    says = set(re.findall(r"[a-z]+", sentence.text)) & titlewords.saying()
    return None if says or document.quote_around(office.span) else past


def _stance(document: Document, office: OfficeMention) -> Stance:
    """How it is meant: a title beside a name is taken for granted, a verb can be denied."""
    sentence = document.sentence_at(office.trigger.start)
    if not office.predicated or sentence is None:
        return _SURE
    polarity, modality = stance(sentence, office.trigger)
    if modality is Modality.PLANNED and _is_settled(document, office):
        return polarity, Modality.ASSERTED
    if office.status is OfficeStatus.CANDIDATE and modality is Modality.ASSERTED:
        return polarity, Modality.HOPED
    if office.status is OfficeStatus.ELECT and modality is Modality.ASSERTED:
        return polarity, Modality.PLANNED
    return polarity, modality


def _is_settled(document: Document, office: OfficeMention) -> bool:
    """Whether the verb before a choice settles it: "approved the appointment of X as envoy"."""
    at = office.trigger.start
    is_choice = re.fullmatch(CHOICE, office.trigger.of(document.text), re.IGNORECASE)
    return bool(is_choice and _settles().search(document.text, max(at - 60, 0), at))


@cache
def _settles() -> re.Pattern[str]:
    verbs = "|".join(wordlists.load("officeverbs.yaml")["settles"])
    open_to = r"(?<!to )(?<!will )(?<!would )(?<!not )(?<!be )(?<!may )(?<!must )"
    return re.compile(
        rf"{open_to}\b(?:{verbs})[ ]+(?:(?:the|his|her|its|a)[ ]+)?(?:[a-z-]+[ ]+){{0,2}}$"
    )


def _described(document: Document) -> Iterator[OfficeMention]:
    """Offices that a description adds: "the former mayor", of somebody named before."""
    tied = [office.span for office in offices(document)]
    for title in people_in(document).titles:
        if title.determiner != "the" or title.plural or title.body is None:
            continue
        if title.status is not OfficeStatus.FORMER or any(s.overlaps(title.core) for s in tied):
            continue
        person = resolve(document, title.span)
        if person and not _is_known(document, person, title):
            yield OfficeMention(
                person=person,
                title=title.text,
                head=title.head,
                classes=title.classes,
                scope=title.scope,
                body=title.body,
                status=title.status,
                span=title.span,
                trigger=title.core,
                pattern="description",
            )


def _is_known(document: Document, person: Entity, title: Title) -> bool:
    return any(
        o.person == person and o.body == title.body and o.title.lower() == title.text.lower()
        for o in offices(document)
    )


def _names(document: Document) -> Iterator[Claim]:
    """Every form of name of those who matter: who hold an office, or are named again."""
    holders = {office.person for office in offices(document)}
    counts = [mention.entity for mention in people_in(document).mentions]
    seen: set[tuple[Entity, str]] = set()
    for person, name, span in sorted(_called(document), key=lambda called: called[2]):
        if (person, name) in seen or not (person in holders or counts.count(person) > 1):
            continue
        seen.add((person, name))
        yield Claim(
            predicate=Predicate.NAMED,
            subject=person,
            text=name,
            passage=_passage(document, span),
            rule="office/named",
        )


def _called(document: Document) -> Iterator[tuple[Entity, str, Span]]:
    """Names as written, and definite titles by which somebody is called instead."""
    for mention in people_in(document).mentions:
        yield mention.entity, mention.name, mention.span
    tied = [office.span for office in offices(document)]
    for title in people_in(document).titles:
        if title.plural or any(span.overlaps(title.core) for span in tied):
            continue
        person = resolve(document, title.span)
        if person and (title.determiner == "the" or title.body):
            words = re.sub(r"\s+", " ", title.span.of(document.text))
            named = words if words.lower().startswith("the ") else f"{title.determiner} {words}"
            yield person, named.strip(), title.span


def _passage(document: Document, span: Span) -> Span:
    """The sentence, or inside a quotation the part of it that is quoted."""
    sentence = document.sentence_at(span.start)
    if sentence is None:
        return span
    quote = document.quote_around(span)
    if quote is None:
        return sentence.span
    start, end = (
        max(sentence.span.start, quote.inner.start),
        min(sentence.span.end, quote.inner.end),
    )
    return Span(start, end)
