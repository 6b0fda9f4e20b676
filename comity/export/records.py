"""What the field's formats speak of, as plain records: things, moments, memberships, tenures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """A member, a body, an official.

    Args:
        key: its path below `id/`; its IRI where it lies elsewhere.
        iri: its IRI.
        name: what it is called.
        kind: its class; empty where the graph does not say.
        others: its other names.
        acronyms: its acronyms.
        alpha2: of a state, its two letters of ISO 3166.
        alpha3: of a state, its three letters.
    """

    key: str
    iri: str
    name: str
    kind: str = ""
    others: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    alpha2: str = ""
    alpha3: str = ""

    @property
    def is_local(self) -> bool:
        """Whether one article alone knows it."""
        return self.key.startswith("article/")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something began or ended: as said, and the days between which it lies."""

    edtf: str = ""
    earliest: str = ""
    latest: str = ""

    def __bool__(self) -> bool:
        return bool(self.edtf or self.earliest or self.latest)

    @property
    def partial(self) -> str:
        """A year, a month or a day that holds all it can mean, as ISO 8601; empty where none does.

        So a date is never made surer than it is, only vaguer.
        """
        if not self.earliest or not self.latest:
            return ""
        for length in (10, 7, 4):
            if self.earliest[:length] == self.latest[:length]:
                return self.earliest[:length]
        return ""


@dataclass(frozen=True, slots=True)
class Held:
    """A status of a membership, or a tenure.

    Args:
        iri: the interval, or the tenure.
        who: the member, or the official.
        body: the organisation or treaty, or whose office it is; None where nobody says.
        status: a concept of the scheme status, or office-status.
        start, end: when; the end is the first day without it.
        began, ended: the events, where they are stated.
        attested: the first and the last day on which a source says that it held.
        office: of a tenure, the office.
        title: of a tenure, what the office is called without whose it is.
        is_treaty: whether it is of a treaty.
    """

    iri: str
    who: Thing
    body: Thing | None
    status: str
    start: Moment
    end: Moment
    began: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()
    office: Thing | None = None
    title: str = ""
    is_treaty: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with one answer to whether a member had a status.

    Args:
        member, body: whose, and of what.
        status: a concept of the scheme status.
        answer: a concept of the scheme answer.
        first: the first day; None where there is none.
        after: the day after the last; None where there is no last.
        held: days of it on which it certainly held.
    """

    member: Thing
    body: Thing
    status: str
    answer: str
    first: dt.date | None
    after: dt.date | None
    held: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """Where something was read."""

    iri: str
    title: str
    published: str
    outlet: str
    url: str


def grouped(several: Iterable[Held]) -> list[tuple[tuple[str, str], Sequence[Held]]]:
    """By member and body, in the order of their keys."""
    groups: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in several:
        if held.body:
            groups[held.who.key, held.body.key].append(held)
    return sorted(groups.items())
