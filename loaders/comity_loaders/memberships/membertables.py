"""Tables of what each state did, and when: "| State | Signed | Ratified |".

What the columns tell is of the body in the heading above, or of the one that is the page's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from comity.dates import PartialDate, When
from comity.model import Claim, Entity, Kind, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.memberships.eventdates import is_after
from comity_loaders.memberships.frameforms import FILE
from comity_loaders.memberships.lastbody import headed
from comity_loaders.memberships.sections import lines, section_at
from comity_loaders.sentences import patterns

_CELL = re.compile(r"[^|\t]+")
_RULED = re.compile(r"[\s|:+=_–—-]*")
_COLUMNS = {
    Predicate.SIGNED: "signed",
    Predicate.RATIFIED: "ratified",
    Predicate.ACCEDED: "acceded",
    Predicate.JOINED: "joined",
    Predicate.LEFT: "left",
    Predicate.MEMBER: "member",
}
_STATUS = Predicate.MEMBER
"""What a column tells that says what each state is."""
_YEAR = re.compile(r"[\s*_]*(?P<year>1[89]\d\d|20\d\d)[\s*_]*")
_STATES = (Kind.STATE, Kind.TERRITORY)


def member_tables(document: Document) -> Iterator[Claim]:
    """What the rows of an article's tables tell of states, with the dates in their cells."""
    if "|" not in document.text:
        return
    columns: Mapping[int, Predicate] = {}
    for line in lines(document):
        text = line.of(document.text)
        body = _body(document, line)
        if "|" not in text:
            columns = {}
        elif not _RULED.fullmatch(text) and body:
            new = _columns(document, line, body)
            yield from _of_row(document, line, columns, body) if not new else ()
            columns = new or columns


def _body(document: Document, line: Span) -> Entity | None:
    section = section_at(document, line.start)
    named = section.body if section and not section.planned and not section.titled else None
    return named or (headed(document) if section is None or section.titled else None)


def _cells(document: Document, line: Span) -> list[Span]:
    return [Span(*m.span()) for m in _CELL.finditer(document.text, line.start, line.end)]


def _columns(document: Document, line: Span, body: Entity) -> dict[int, Predicate]:
    """What the columns tell, by a line that names them; empty for any other line."""
    found = {}
    for at, cell in enumerate(_cells(document, line)):
        words = cell.of(document.text).strip(" *_")
        for predicate, name in _COLUMNS.items():
            if at and patterns.expression(FILE, "columns", name).fullmatch(words):
                found[at] = predicate
    of_treaty = {Predicate.SIGNED, Predicate.RATIFIED} & set(found.values())
    return {} if of_treaty and body.kind is not Kind.TREATY else found


def _of_row(
    document: Document, line: Span, columns: Mapping[int, Predicate], body: Entity
) -> Iterator[Claim]:
    cells = _cells(document, line)
    state = _state(document, cells[:2]) if columns else None
    status = _status(document, cells)
    if (
        state
        and status
        and Predicate.JOINED not in columns.values()
        and _STATUS in columns.values()
    ):
        yield _claim(line, status, state, body, None)
    for at, predicate in columns.items() if state else ():
        if predicate is _STATUS:
            continue
        day = _day(document, cells[at]) if at < len(cells) else None
        if day and not is_after(document, day):
            own = status if status and predicate is Predicate.JOINED else predicate
            yield _claim(line, predicate if own is _STATUS else own, state, body, day)


def _claim(
    line: Span, predicate: Predicate, state: Entity | None, body: Entity, day: When | None
) -> Claim:
    return Claim(
        predicate=predicate,
        subject=state,
        object=body,
        passage=Span(line.start, line.end),
        rule="membership/table",
        when=day,
    )


def _day(document: Document, cell: Span) -> When | None:
    """The one date in a cell, which may be a bare year."""
    year = _YEAR.fullmatch(cell.of(document.text))
    if year:
        return When(PartialDate(year["year"]), words=year["year"])
    dates = [d for d in document.dates if cell.contains(d.span) and d.past]
    return dates[0].past if len(dates) == 1 else None


def _status(document: Document, cells: Sequence[Span]) -> Predicate | None:
    """What a cell calls the state where that is no mere member: "observer", "founding member"."""
    said = [cell.of(document.text).strip(" *_") for cell in cells]
    named = wordlists.load(FILE)["row_statuses"].items()
    return next((Predicate(p) for p, w in named for cell in said if re.fullmatch(w, cell)), None)


def _state(document: Document, cells: Sequence[Span]) -> Entity | None:
    """The one state in the first cells of a row."""
    named = [m for m in document.mentions if any(c.contains(m.span) for c in cells)]
    states = {m.entity for m in named if m.entity and m.entity.kind in _STATES}
    return next(iter(states)) if len(states) == 1 else None
