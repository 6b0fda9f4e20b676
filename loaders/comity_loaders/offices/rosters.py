"""Offices told by a list of names under a heading: "Secretaries-General", then a name a line.

A list of who headed an organisation has the years behind each name: "Ada Borg (Malta), 1997–2002",
"3 | Ada Borg | Malta | 1997–2002". Without years a line tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from comity.dates import DateBasis, PartialDate, When
from comity.model import Entity, Kind, OfficeStatus, Span, local_entity
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.document import Document
from comity_loaders.offices.context import Context, only
from comity_loaders.offices.offices import OfficeMention, office_of
from comity_loaders.people.namescan import Name, Scanner
from comity_loaders.people.people import People
from comity_loaders.titles import officewords
from comity_loaders.titles.titles import Title

_HEADING = re.compile(
    r"[ ]*(?:#+[ ]*|=+[ ]*|\*\*)?(?:(?:List|Former|Past|Previous) (?:of )?(?:the )?)?$",
    re.IGNORECASE,
)
_HEADING_ENDS = re.compile(
    r"[ ]*(?:\[[a-z ]+\]|=+|\*\*|:)?(?:[ ]+(?:of|since)[ ][^.\n]{2,60})?[ ]*", re.IGNORECASE
)
_ITEM = re.compile(r"[ ]*(?:[-*•|]+[ ]*)?(?:\d{1,2}[.)]?[ ]*[|.)]?[ ]*)?(?:\|[ ]*)?")
_YEARS = re.compile(r"(?<![\d-])(?P<from>(?:19|20)\d\d)[ ]?[-–—][ ]?(?P<to>(?:19|20)\d\d)(?![\d-])")
_MOST_LINES, _LONGEST_ITEM = 60, 140


def roster_offices(people: People) -> Iterator[OfficeMention]:
    """The offices of everybody in a list with years, under a heading that is a title."""
    lines = list(_lines(people.document.text))
    scanner, context = Scanner(people.document, people.titles), Context(people)
    for index, line in enumerate(lines):
        title = _heading(people, line)
        if title:
            for item in lines[index + 1 : index + _MOST_LINES]:
                if _heading(people, item) or _ends_list(item.of(people.document.text)):
                    break
                yield from _item(people, scanner, context, title, item)


def _ends_list(line: str) -> bool:
    """Whether a line is a heading, or a paragraph, and no item of a list."""
    return line.startswith("#") or len(line) > _LONGEST_ITEM


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            yield Span(match.start(), match.end())


def _heading(people: People, line: Span) -> Title | None:
    """The title that a line consists of."""
    text = people.document.text
    title = next((t for t in people.titles if line.contains(t.span)), None)
    if title is None or title.scope == "none" or line.end - line.start > 90:
        return None
    opens = _HEADING.fullmatch(text, line.start, title.core.start)
    ends = _HEADING_ENDS.fullmatch(text, title.core.end, line.end)
    return title if opens and ends else None


def _item(
    people: People, scanner: Scanner, context: Context, title: Title, line: Span
) -> Iterator[OfficeMention]:
    """The office of the one who is named in a line, if years stand behind the name."""
    document = people.document
    start = _ITEM.match(document.text, line.start)
    name = scanner.name_at(start.end()) if start else None
    years = _years(document, line)
    if not name or len(name.words) < 2 or years is None or years.span.start < name.span.end:
        return
    office = office_of(_person(people, name), title, "roster")
    head = officewords.singular(title.text, title.head) if title.plural else title.text
    told = _topic(people) or context.organisation(office) if title.scope != "state" else None
    body = title.body or told
    past = years.end is not None
    yield replace(
        office,
        title=head,
        body=body,
        status=OfficeStatus.FORMER if past else OfficeStatus.CURRENT,
        span=Span(name.span.start, years.span.end),
        trigger=name.span,
        name=name.span,
        since=years.when,
        until=years.end,
    )


def _years(document: Document, line: Span) -> FoundDate | None:
    """The years in a line: "1997–2002", "since 2010"."""
    inside = [d for d in document.dates if line.contains(d.span) and d.when]
    if inside:
        return inside[0] if len(inside) == 1 else None
    match = _YEARS.search(document.text, line.start, line.end)
    if match is None:
        return None
    began, ended = (
        When(PartialDate(match[part]), DateBasis.STATED, match.group()) for part in ("from", "to")
    )
    span = Span(match.start(), match.end())
    return FoundDate(span, DateKind.ON, began, began, began, ended, match.group())


def _topic(people: People) -> Entity | None:
    """The organisation of which the whole page is: the one that its title names."""
    title = people.document.article.title
    named = [m.entity for m in people.document.mentions if title and title.contains(m.span)]
    return only(e for e in named if e and e.kind is Kind.ORGANISATION)


def _person(people: People, name: Name) -> Entity:
    """Who is named in full in a line: a surname alone elsewhere may be somebody else's."""
    known, written = people.at(name.span), name.span.of(people.document.text)
    is_full = known is not None and " " in known.name
    return known if known and is_full else local_entity(Kind.PERSON, written)
