"""Tables on pages that have a body's name for their title."""

from __future__ import annotations

from pathlib import Path

from reading import MODEL, document, gazetteer, needs_model

from comity.model import Claim, Metadata, Predicate
from comity_loaders.memberships.membertables import member_tables
from comity_loaders.parsing import read
from comity_loaders.rules import membership
from comity_loaders.text import article_of

TABLE = """{title}

It opened for signature in 1997.

| State | Signed | Ratified |
| --- | --- | --- |
| Peru | 3 December 1997 | 17 June 1998 |
| Poland | 4 December 1997 | — |
"""


def told(title: str, tmp_path: Path) -> list[tuple[str, str, str]]:
    article = article_of(TABLE.format(title=title), tmp_path / "page.txt", Metadata())
    claims: list[Claim] = list(member_tables(read(article, gazetteer(), MODEL)))
    return [
        (str(c.predicate), c.subject.name, c.when.date.edtf) for c in claims if c.subject and c.when
    ]


def test_a_table_tells_who_signed_and_ratified(tmp_path: Path) -> None:
    assert told("Ottawa Treaty", tmp_path) == [
        ("signed", "Peru", "1997-12-03"),
        ("ratified", "Peru", "1998-06-17"),
        ("signed", "Poland", "1997-12-04"),
    ]


def test_a_table_on_a_page_about_no_treaty_tells_nothing(tmp_path: Path) -> None:
    assert told("Treaties of the nineties", tmp_path) == []
    assert told("NATO", tmp_path) == []


STATUSES = """BRICS

Its leaders meet once a year.

| Country | Joined | Status |
| --- | --- | --- |
| Brazil | 2006 | founding member |
| South Africa | 2010 | member |
| Egypt | 1 January 2024 | member |
| Belarus | 2025 | partner |
"""


def test_a_table_tells_years_and_what_each_state_is_called(tmp_path: Path) -> None:
    article = article_of(STATUSES, tmp_path / "page.txt", Metadata())
    rows = member_tables(read(article, gazetteer(), MODEL))
    assert [(str(c.predicate), c.subject.name, c.when.date.edtf) for c in rows if c.subject] == [
        ("founded", "Brazil", "2006"),
        ("joined", "South Africa", "2010"),
        ("joined", "Egypt", "2024-01-01"),
        ("partner", "Belarus", "2025"),
    ]


TIMELINE = """The community has grown since it was founded. The table below
shows how it has grown, and what came of that in each of the years in
which it took somebody in, as far as anybody who was there remembers,
and as far as those who were not could find out from the papers since.

Date | Event
---|---
1 May 1979 | Peru and Chile join the Andean Community
7 - 10 June 1981 | First election of its parliament
1 July 1984 | Bolivia ( 6 ) joins the Andean Community
"""


@needs_model
def test_a_row_that_tells_a_story_is_dated_by_its_first_cell() -> None:
    found = {
        (claim.subject.key, str(claim.when.date) if claim.when else "")
        for claim in membership.find(document(TIMELINE))
        if isinstance(claim, Claim) and claim.predicate is Predicate.JOINED
    }
    assert found == {
        ("state/per", "1979-05-01"),
        ("state/chl", "1979-05-01"),
        ("state/bol", "1984-07-01"),
    }
