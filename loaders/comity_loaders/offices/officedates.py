"""Since when and until when somebody holds an office, where the article says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from comity.dates import PartialDate, When
from comity.model import Entity, OfficeStatus, Span
from comity_loaders import wordlists
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.offices.coreference import resolve
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.people.people import People
from comity_loaders.titles.officewords import ASIDE

# What may stand between an office and the date that belongs to it.
_GAP = re.compile(r"[ ,(]*(?:(?:in office|in power|in the post|elected|appointed|serving)[ ,]*)?")
_YEARS = re.compile(
    r"[ ,]*\(?(?P<first>1[89]\d\d|20\d\d)[ ]?[-–][ ]?(?P<last>\d\d(?:\d\d)?)(?=[).,;\n]|$)"
)
"""Years of office, as notes and lists have them: "1936-40"."""
_OPENS = re.compile(r"\W*")
_OPENING = (DateKind.ON, DateKind.SINCE, DateKind.RANGE)
_HOLDS = (OfficeStatus.CURRENT, OfficeStatus.ACTING)


def dated(people: People, links: Sequence[OfficeMention]) -> tuple[OfficeMention, ...]:
    """The offices, with the dates that the words beside them or a verb of office give."""
    found = [_beside(people, link) for link in links]
    for person, since, date in _verbs(people):
        index = _meant(found, person, date)
        if index is not None:
            found[index] = _with(found[index], date, since=since)
    return tuple(found)


def _beside(people: People, link: OfficeMention) -> OfficeMention:
    """The office with the date right behind it, or that its sentence opens with."""
    sentence = people.document.sentence_at(link.span.start)
    years = _YEARS.match(people.document.text, link.span.end)
    if years and link.name and link.name.end <= link.trigger.start:
        return _in_years(link, int(years["first"]), years["last"])
    for date in sentence.dates if sentence else ():
        gap = people.document.text[link.span.end : date.span.start]
        if date.span.start >= link.span.end and _GAP.fullmatch(gap):
            return _placed(people, link, date)
        opening = people.document.text[sentence.span.start : date.span.start] if sentence else "-"
        if link.predicated and date.kind in _OPENING and _OPENS.fullmatch(opening):
            return _placed(people, link, date)
    return link


def _in_years(link: OfficeMention, first: int, last: str) -> OfficeMention:
    """The office of "X, Latvian foreign minister 1936-40"."""
    end = int(str(first)[: 4 - len(last)] + last)
    if end < first:
        return link
    since, until = (When(PartialDate(str(year))) for year in (first, end))
    return replace(link, since=since, until=until, status=_past(link.status))


def _placed(people: People, link: OfficeMention, date: FoundDate) -> OfficeMention:
    if date.kind is DateKind.SINCE and date.when:
        return replace(link, since=date.when)
    in_brackets = people.document.text[link.span.end : date.span.start].endswith("(")
    if (date.kind is DateKind.RANGE or (in_brackets and date.end)) and date.when:
        return replace(link, since=date.when, until=date.end, status=_past(link.status))
    if date.kind is DateKind.UNTIL and date.when:
        return replace(link, until=date.when, status=_past(link.status))
    verb = link.trigger.of(people.document.text).lower()
    if date.kind is DateKind.ON and link.predicated and date.when:
        if _starts().search(verb):
            return replace(link, since=date.when)
        if _ends().search(verb):
            return replace(link, until=date.when)
    return link


def _verbs(people: People) -> Iterator[tuple[Entity, bool, FoundDate]]:
    """Who took or left office, whether it was taken, and when: "took office in 2014"."""
    document = people.document
    by_end = {m.span.end: m.entity for m in people.mentions}
    for match in _office_verb().finditer(document.text):
        sentence = document.sentence_at(match.start())
        date = (
            next((d for d in sentence.dates if d.span.start == match.end()), None)
            if sentence
            else None
        )
        person = _subject(people, by_end, match.start())
        if date and person and date.when:
            yield person, match["start"] is not None, date


def _subject(people: People, by_end: dict[int, Entity], at: int) -> Entity | None:
    """Whose verb it is: a name or pronoun right before it, or the name before ", who"."""
    text = people.document.text
    before = re.search(
        r"(?:,[ ]+who|,?[ ]+and|[ ]+who)?(?:[ ]+(?:first|also|had|has))*[ ]+$",
        text[max(at - 40, 0) : at],
    )
    end = at - len(before.group()) if before else at
    if end in by_end:
        return by_end[end]
    pronoun = re.search(r"\b(?:he|she)$", text[max(end - 4, 0) : end], re.IGNORECASE)
    if pronoun:
        return resolve(people.document, Span(end - len(pronoun.group()), end))
    for mention in people.mentions:
        aside = ASIDE.match(text, mention.span.end)
        if aside and aside.end() == end:
            return mention.entity
    sentence = people.document.sentence_at(at)
    named = {
        m.entity
        for m in people.mentions
        if sentence and sentence.span.contains(m.span) and m.span.end <= at
    }
    relative = before is not None and "who" in before.group()
    return next(iter(named)) if relative and len(named) == 1 else None


def _meant(links: Sequence[OfficeMention], person: Entity, date: FoundDate) -> int | None:
    """Which office of a person a verb without an object means: the one held, nearest before."""
    own = [i for i, k in enumerate(links) if k.person == person and k.status in _HOLDS]
    titles = {(links[i].title.lower(), links[i].body) for i in own}
    if len(titles) == 1:
        return own[0]
    before = [i for i in own if links[i].span < date.span]
    return max(before, key=lambda i: links[i].span) if before else None


def _with(link: OfficeMention, date: FoundDate, *, since: bool) -> OfficeMention:
    when: When | None = date.when
    if since:
        return link if link.since else replace(link, since=when)
    return replace(link, until=when, status=_past(link.status))


def _past(status: OfficeStatus) -> OfficeStatus:
    return OfficeStatus.FORMER if status in _HOLDS else status


@cache
def _starts() -> re.Pattern[str]:
    return _pattern("starts")


@cache
def _ends() -> re.Pattern[str]:
    return _pattern("ends")


def _pattern(name: str) -> re.Pattern[str]:
    words: list[str] = wordlists.load("officeverbs.yaml")[name]
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@cache
def _office_verb() -> re.Pattern[str]:
    lists = wordlists.load("officeverbs.yaml")
    return re.compile(
        rf"\b(?:(?P<start>{'|'.join(lists['takes_office'])})|(?P<end>{'|'.join(lists['leaves_office'])}))"
        r"[ ]+"
    )
