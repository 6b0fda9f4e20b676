"""Correlates of War IGO data: state-year and IGO-year tables of membership codes.

Codebook: https://correlatesofwar.org/data-sets/igos/ (version 3.0 and those before it). A cell is
a code for one state, one organisation and one year; here a run of years with one code is a line.

What a code says of days, which the codebook leaves open, is read so that it holds under either
reading, "at some time of the year" and "at its end": who has code 1 first in 1973 joined in 1973,
and who has it last in 1992 left in 1992 or 1993. Where the row before is missing, or says that
nobody knows, or that the state was none, the start is left open. Years before 1965 that were not
looked up but filled in from a grid of five years are as vague as that grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby, islice, pairwise
from pathlib import Path
from typing import NamedTuple

import yaml

from comity.dates import PartialDate, When
from comity.errors import SourceError
from comity.model import Kind, Metadata, Predicate
from comity_datasets.dates import MISSING, external, inferred
from comity_datasets.naming import cow_state, states, turns
from comity_datasets.rows import Row, csv_head, csv_rows, whole
from comity_datasets.said import Line, Name, Said, Table, table

NAME = "cow-igo"
OUTLET = "Correlates of War IGO"

_NONE, _ABSENT, _MISSING = 0, -1, -9
_SHIFT = 16
_HELD = {1: Predicate.MEMBER, 2: Predicate.ASSOCIATE, 3: Predicate.OBSERVER}
_WORDS = {
    1: "full membership",
    2: "associate membership",
    3: "observer",
    0: "no membership",
    -9: "missing data",
}
_QUICK = {str(code): code for code in (*_WORDS, _ABSENT)}
_GRID_END = 1965
_GRID = 5
_BESIDE = {"ccode", "year", "state", "country", "version", "stateabb", "statenme"}
"""Columns of state-year data that are no organisations."""


class _Record(NamedTuple):
    """A row: whose it is, its year and number, whether filled in, and a code a column.

    Codes are bytes above `_SHIFT`: whole tables are kept until the last row is read, as nothing
    says that they are sorted.
    """

    year: int
    row: int
    imputed: bool
    codes: bytes

    def code(self, column: int) -> int:
        """The code in a column."""
        return self.codes[column] - _SHIFT


@dataclass
class _Body:
    """An organisation: its abbreviation, its name, the years in which it began and ended."""

    short: str
    name: Name
    began: int | None = None
    ended: int | None = None


def fits(columns: Sequence[str]) -> bool:
    """Whether a file with these columns is IGO-year or state-year data."""
    return _is_igo_year(columns) or _is_state_year(columns)


def needs(columns: Sequence[str]) -> list[str]:
    """The columns that a file lacks to be IGO-year or state-year data, whichever lacks fewer."""
    igo = [name for name in ("ioname", "year") if name not in columns]
    state = [name for name in ("ccode", "state", "year") if name not in columns]
    return min(igo, state, key=len) or ["the columns of states or organisations"]


def tables(path: Path, given: Metadata) -> Iterator[Table | SourceError]:
    """A table an organisation, in the order in which the file first names them."""
    columns = csv_head(path)
    read = _IgoYear(columns) if _is_igo_year(columns) else _StateYear(columns)
    for row in csv_rows(path):
        try:
            if isinstance(row, SourceError):
                raise row
            yield from read.take(row)
        except SourceError as error:
            yield error
    for body, series in read.bodies():
        yield _table(path, body, series, read.state_year, given)


def _is_igo_year(columns: Sequence[str]) -> bool:
    return {"ioname", "year"} <= set(columns) and bool(set(columns) & set(states()["columns"]))


def _is_state_year(columns: Sequence[str]) -> bool:
    known = {"ccode", "year"} <= set(columns) and bool({"state", "stateabb"} & set(columns))
    return known and "leader" not in columns and bool(set(columns) - _BESIDE)


_Series = tuple[int, int, list[_Record]]
"""The number of a state, the column of its codes, and the rows in which they stand, by year."""


class _IgoYear:
    """Takes in rows of IGO-year data."""

    state_year = False

    def __init__(self, columns: Sequence[str]) -> None:
        numbers = states()["columns"]
        self._columns = [name for name in columns if name in numbers]
        self._numbers = [numbers[name] for name in self._columns]
        self._bodies: dict[str, tuple[_Body, list[_Record]]] = {}

    def take(self, row: Row) -> Iterator[SourceError]:
        """Take in one row; cells that are no codes are errors, one by one."""
        short, year = row.cell("ioname"), row.read("year", whole)
        if not short:
            raise SourceError("it names no organisation", where=f"{row.where}, column ioname")
        words = tuple(w for w in (row.cell("longorgname"), row.cell("orgname"), short) if w)
        body, records = self._bodies.setdefault(short, (_Body(short, _body(short, words)), []))
        body.began, body.ended = (_year(row, name) for name in ("sdate", "deaddate"))
        said = row.cell("imputed", "imputation")
        imputed = year < _GRID_END and said not in {"0", "0.0"}
        errors: list[SourceError] = []
        records.append(_Record(year, row.number, imputed, _codes(row, self._columns, errors)))
        yield from errors

    def bodies(self) -> Iterator[tuple[_Body, Iterator[_Series]]]:
        """The organisations, each with the codes of its states."""
        for body, records in self._bodies.values():
            rows = sorted(records)
            yield body, ((number, at, rows) for at, number in enumerate(self._numbers))


class _StateYear:
    """Takes in rows of state-year data, which do not say which years were filled in."""

    state_year = True

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = [name for name in columns if name not in _BESIDE and name]
        self._states: dict[int, list[_Record]] = {}

    def take(self, row: Row) -> Iterator[SourceError]:
        """Take in one row; cells that are no codes are errors, one by one."""
        number, year = row.read("ccode", whole), row.read("year", whole)
        errors: list[SourceError] = []
        codes = _codes(row, self._columns, errors)
        record = _Record(year, row.number, year < _GRID_END, codes)
        self._states.setdefault(number, []).append(record)
        yield from errors

    def bodies(self) -> Iterator[tuple[_Body, Iterator[_Series]]]:
        """The organisations, each with the codes of its states."""
        rows = {number: sorted(records) for number, records in self._states.items()}
        for at, short in enumerate(self._columns):
            body = _Body(short, _body(short, (short,)))
            yield body, ((number, at, records) for number, records in rows.items())


def _codes(row: Row, columns: Sequence[str], errors: list[SourceError]) -> bytes:
    """The codes in these columns; for what is none, an error is added, and missing data stands."""
    found = bytearray()
    for column in columns:
        code = _QUICK.get(row.cells[column])
        if code is None:
            try:
                code = _code(row, column)
            except SourceError as error:
                errors.append(error)
                code = _MISSING
        found.append(code + _SHIFT)
    return bytes(found)


def _code(row: Row, column: str) -> int:
    """A cell's code; a blank one, as in tables made anew by other programs, says "no such state".

    Raises:
        SourceError: where it is none of the codebook's.
    """
    if row.cell(column) in {"", "NA", "."}:
        return _ABSENT
    number = row.read(column, whole)
    if number not in _WORDS and number != _ABSENT:
        raise SourceError(
            f"{number} is no code of membership",
            where=f"{row.where}, column {column}",
            hint="the codebook has 0, 1, 2, 3, -9 and -1",
        )
    return number


def _year(row: Row, column: str) -> int | None:
    return None if row.cell(column).lower() in MISSING else row.read(column, whole)


def _body(short: str, words: Sequence[str]) -> Name:
    """An organisation: by the table of abbreviations, or by its name, never by a mere acronym."""
    key = _bodies().get(short.lower(), short if "/" in short else "")
    full = tuple(word for word in words if " " in word)
    return Name(Kind.ORGANISATION, full or (f"{short.upper()} (COW)",), key)


@cache
def _bodies() -> dict[str, str]:
    text = files("comity_datasets").joinpath("cow-bodies.yaml").read_text(encoding="utf-8")
    bodies: dict[str, str] = yaml.safe_load(text)["bodies"]
    return bodies


def _table(
    path: Path, body: _Body, series: Iterable[_Series], state_year: bool, given: Metadata
) -> Table:
    runs = (run for one in series for run in _runs(one, body, state_year))
    lines = [run.line() for run in runs if run.code != _ABSENT]
    title = body.name.words[0]
    if f"({body.short})" not in title:
        title = f"{title} ({body.short})"
    head = title, "state | years | code | rows"
    return table(NAME, f"{path.stem}-{body.short}", head, lines, OUTLET, given)


@dataclass(frozen=True, slots=True)
class _Run:
    """Years in a row with one code, of one state in one organisation.

    Args:
        since: when the status began; None where nobody says.
        until: when it ended; None where nobody says, or it goes on.
    """

    body: Name
    state: Name
    code: int
    records: Sequence[_Record]
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
        text = f"{self.state.words[0]} | {years} | {self.code} {_WORDS[self.code]} | {rows}"
        if self.code not in _HELD:
            return Line(text, silent=f"code {self.code}: {_WORDS[self.code]}")
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
            predicate=_HELD[self.code],
            subject=self.state,
            object=self.body,
            rule=f"{NAME}/code-{self.code}",
            when=when,
            since=since,
            until=until,
        )


def _turned(pairs: Iterable[tuple[_Record, _Record]]) -> Iterator[_Record]:
    """The later row of each pair of rows that follow one another and were both looked up."""
    for pair in pairs:
        one, two = sorted(pair)
        if two.year == one.year + 1 and not (one.imputed or two.imputed):
            yield two


def _runs(series: _Series, body: _Body, state_year: bool) -> Iterator[_Run]:
    """The runs of one state; where its number begins to mean another state, a run is cut."""
    number, at, records = series
    groups = _groups(records, at, turns(number))
    called = _called(number)
    for place, group in enumerate(groups):
        before = groups[place - 1][-1] if place else None
        after = groups[place + 1][0] if place + 1 < len(groups) else None
        code = group[0].code(at)
        if before is not None and not _tells(before.code(at), code, state_year):
            before = None
        if after is not None and not _tells(after.code(at), code, state_year):
            after = None
        ends = place + 1 == len(groups)
        yield _Run(
            body.name,
            cow_state(number, group[0].year, called),
            code,
            group,
            _since(group[0], before) if before else _founded(group[0], body),
            _until(group[-1], after) if after else _dissolved(group[-1], body) if ends else None,
        )


def _groups(records: Sequence[_Record], at: int, cuts: Sequence[int]) -> list[list[_Record]]:
    """The rows of each run: of one code, and on one side of the ends of these years."""

    def of_run(record: _Record) -> tuple[int, int]:
        return record.codes[at], sum(year < record.year for year in cuts)

    return [list(group) for _, group in groupby(records, of_run)]


def _since(first: _Record, before: _Record) -> PartialDate:
    """When a run began: after the row before it, and by its first."""
    earliest, latest = before.year + 1, first.year
    if first.imputed or before.imputed:
        earliest = min(earliest, _grid_floor(first.year) + 1)
        latest = max(latest, _grid_ceiling(first.year))
    return _between(earliest, latest)


def _until(last: _Record, after: _Record) -> PartialDate:
    """When a run ended: within its last year, or by the row after it."""
    earliest, latest = last.year, after.year
    if last.imputed or after.imputed:
        earliest = min(earliest, _grid_floor(after.year))
        latest = max(latest, _grid_ceiling(after.year))
    return _between(earliest, latest)


def _founded(first: _Record, body: _Body) -> PartialDate | None:
    """The year of the organisation's foundation, if the run begins with it."""
    if body.began != first.year or first.imputed:
        return None
    return PartialDate(f"{first.year:04d}")


def _dissolved(last: _Record, body: _Body) -> PartialDate | None:
    """The end of the organisation, where it is in its last row, or after it."""
    if body.ended is None or body.ended < last.year:
        return None
    return _between(body.ended, body.ended + 1)


def _tells(beside: int, code: int, state_year: bool) -> bool:
    """Whether a row beside a run says that its status did not hold then.

    In state-year data, -1 says that the organisation was none; in IGO-year data, that the state
    was none, and there are states that were members before they were counted as states.
    """
    known = beside in {*_HELD, _NONE} or (beside == _ABSENT and state_year)
    return known and beside != code


def _grid_floor(year: int) -> int:
    return (year - 1) // _GRID * _GRID


def _grid_ceiling(year: int) -> int:
    return -(-year // _GRID) * _GRID


def _between(first: int, last: int) -> PartialDate:
    return PartialDate.between(PartialDate(f"{first:04d}"), PartialDate(f"{last:04d}"))


@cache
def _called(number: int) -> tuple[str, ...]:
    """The data set's own names of a state, written as names."""
    names = [name for name, code in states()["columns"].items() if code == number]
    return tuple(name.capitalize() for name in names)
