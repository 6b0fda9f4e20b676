"""Data in which memberships point at people, organisations and posts by their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from comity.dates import PartialDate
from comity.errors import SourceError
from comity.model import Kind, OfficeStatus
from comity_datasets.claims import belongs, check_order, holds, status_of
from comity_datasets.dates import of_text
from comity_datasets.offices import office
from comity_datasets.rows.cells import in_column
from comity_datasets.said import Line, Name, Said


@dataclass(frozen=True, slots=True)
class Thing:
    """Somebody or something with an id.

    Args:
        names: what it is called, the best first.
        person: whether it is a human being; None where nobody says.
        key: a code that the reference knows it by.
        body: of a post, the id of whose it is.
    """

    names: tuple[str, ...]
    person: bool | None = None
    key: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A membership, or the holding of an office, as it stands in the data.

    Args:
        dataset: the data set's short name.
        where: the file and the place in it.
        text: the line that shows it.
        member: who it is about.
        body: the organisation; None where only a post is named.
        post: the post; None where there is none.
        roles: roles in the organisation, in words.
        behalf: of whom the member is there on behalf; empty where it is there for itself.
        starts, ends: the dates as they stand there.
        status: whether the office is still held, where the data says so.
    """

    dataset: str
    where: str
    text: str
    member: Thing
    body: Thing | None = None
    post: Thing | None = None
    roles: tuple[str, ...] = ()
    behalf: str = ""
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    status: OfficeStatus | None = None

    @property
    def about(self) -> str:
        """What its article is about: the organisation, or the post."""
        named = self.body or self.post
        return named.names[0] if named else ""

    def line(self) -> Line:
        """The line, with what it claims.

        Raises:
            SourceError: where a date is none, or the end is before the start.
        """
        dates = _dates(self, "startDate", self.starts), _dates(self, "endDate", self.ends)
        if len(dates[0]) == len(dates[1]) == 1:
            check_order(self.where, "endDate", dates[0][0], dates[1][0])
        said, silent = self._said(*dates)
        return Line(self.text, tuple(said), silent)

    def _said(
        self, starts: list[PartialDate], ends: list[PartialDate]
    ) -> tuple[Iterable[Said], str]:
        if self.member.person:
            return self._office(starts, ends)
        if self.body is None:
            return (), "it is no person's, and names no organisation"
        if self.behalf:
            return (), f"it is on behalf of {self.behalf}: nothing says whose the membership is"
        member = Name(
            Kind.GROUP if self.member.person is None else Kind.ORGANISATION,
            self.member.names,
            self.member.key,
            actor=True,
        )
        body = Name(Kind.ORGANISATION, self.body.names, self.body.key)
        # Who has a post is not thereby a member: a state that holds the chair.
        roles = (*self.roles, *(self.post.names[:1] if self.post else ()))
        return belongs(f"{self.dataset}/membership", member, body, starts, ends, roles)

    def _office(
        self, starts: list[PartialDate], ends: list[PartialDate]
    ) -> tuple[Iterable[Said], str]:
        label = self.post.names[0] if self.post else next(iter(self.roles), "")
        if self.post is None and status_of([label]):
            return (), "a person's membership without an office: comity has none such"
        home = self.body or Thing(("",))
        key = home.key or (self.post.key if self.post else "")
        held = office(label, home.names[0], key)
        if held is None:
            return (), "the post does not say whose it is"
        person = Name(Kind.PERSON, self.member.names)
        rule = f"{self.dataset}/office"
        return holds(rule, person, *held, starts, ends, self.status), ""


def found(things: dict[str, Thing], key: str, what: str, where: str) -> Thing:
    """What an id points at.

    Raises:
        SourceError: where nothing in the file has the id.
    """
    if key not in things:
        raise SourceError(
            f"its {what} {key!r} is not in the file",
            where=where,
            hint="export it together with what it points at",
        )
    return things[key]


def _dates(link: Link, column: str, texts: Iterable[str]) -> list[PartialDate]:
    read: Callable[[str], PartialDate | None] = of_text
    dates: Iterator[PartialDate | None] = (
        in_column(link.where, column, read, text) for text in texts
    )
    return _narrowest([date for date in dates if date])


def _narrowest(dates: list[PartialDate]) -> list[PartialDate]:
    """Without those that only say more vaguely what another says."""
    distinct = sorted(set(dates), key=str)
    return [
        date
        for date in distinct
        if not any(date is not other and date.covers(other) for other in distinct)
    ]
