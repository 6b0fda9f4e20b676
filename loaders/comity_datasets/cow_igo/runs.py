"""Runs of years in which a state has one code in one organisation, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice, pairwise

from comity.dates import PartialDate, When
from comity_datasets.cow_igo import bounds
from comity_datasets.cow_igo.bodies import Body
from comity_datasets.cow_igo.codes import HELD, NAME, WORDS, Record, Series
from comity_datasets.dates import external, inferred
from comity_datasets.naming import cow_state, states, turns
from comity_datasets.said import Line, Name, Said


@dataclass(frozen=True, slots=True)
class Run:
    """Years in a row with one code, of one state in one organisation.

    Args:
        since: when the status began; None where nobody says.
        until: when it ended; None where nobody says, or it goes on.
    """

    body: Name
    state: Name
    code: int
    records: Sequence[Record]
    since: PartialDate | None = None
    until: PartialDate | None = None

    @property
    def turns(self) -> list[PartialDate]:
        """The first and the last new year between two rows, on which it held; none, one or two."""
        found = (
            PartialDate(f"{two.year:04d}-01-01")
            for pairs in (pairwise(self.records), pairwise(reversed(self.records)))
            for two in islice(_turned(pairs), 1)
        )
        return list(dict.fromkeys(found))

    def line(self) -> Line:
        """The line that shows it, and what it claims."""
        first, last = self.records[0], self.records[-1]
        several = len(self.records) > 1
        years = f"{first.year}-{last.year}" if several else f"{first.year}"
        rows = f"rows {first.row}-{last.row}" if several else f"row {first.row}"
        text = f"{self.state.words[0]} | {years} | {self.code} {WORDS[self.code]} | {rows}"
        if self.code not in HELD:
            return Line(text, silent=f"code {self.code}: {WORDS[self.code]}")
        return Line(text, tuple(self._said()))

    def _said(self) -> Iterator[Said]:
        """That it held since and until; where one is open, on a day on which it certainly did."""
        days = self.turns
        when = inferred(days[-1]) if days and not self.until else None
        if not days and not (self.since or self.until):
            year = PartialDate(f"{self.records[-1].year:04d}")
            when = external(year, str(year))
        yield self._claim(when, external(self.since), external(self.until))
        if days and not self.since and (self.until or len(days) > 1):
            yield self._claim(inferred(days[0]))

    def _claim(
        self, when: When | None, since: When | None = None, until: When | None = None
    ) -> Said:
        return Said(
            predicate=HELD[self.code],
            subject=self.state,
            object=self.body,
            rule=f"{NAME}/code-{self.code}",
            when=when,
            since=since,
            until=until,
        )


def _turned(pairs: Iterable[tuple[Record, Record]]) -> Iterator[Record]:
    """The later row of each pair of rows that follow one another and were both looked up."""
    for pair in pairs:
        one, two = sorted(pair)
        if two.year == one.year + 1 and not (one.imputed or two.imputed):
            yield two


def runs_of(series: Series, body: Body, state_year: bool) -> Iterator[Run]:
    """The runs of one state; where its number begins to mean another state, a run is cut."""
    number, column, records = series
    groups = _groups(records, column, turns(number))
    called = _called(number)
    for before, group, after in zip((None, *groups), groups, (*groups[1:], None), strict=False):
        code = group[0].code(column)
        earlier = before[-1] if before else None
        later = after[0] if after else None
        if earlier and not bounds.tells(earlier.code(column), code, state_year):
            earlier = None
        known = later is None or bounds.tells(later.code(column), code, state_year)
        yield Run(
            body.name,
            cow_state(number, group[0].year, called),
            code,
            group,
            since=bounds.since(group[0], earlier, body),
            until=bounds.until(group[-1], later, body) if known else None,
        )


def _groups(records: Sequence[Record], at: int, cuts: Sequence[int]) -> list[list[Record]]:
    """The rows of each run: of one code, and on one side of the ends of these years."""

    def of_run(record: Record) -> tuple[int, int]:
        return record.codes[at], sum(year < record.year for year in cuts)

    return [list(group) for _, group in groupby(records, of_run)]


@cache
def _called(number: int) -> tuple[str, ...]:
    """The data set's own names of a state, written as names."""
    names = [name for name, code in states()["columns"].items() if code == number]
    return tuple(name.capitalize() for name in names)
