"""A table of states and years in the style of the Correlates of War's IGO data, version 3.

Codes: 1 full member, 2 associate, 3 observer, 0 none, -9 unknown. A year has the code of a status
that is certain or presumed on one of its days; 0 where every day of it is certainly or presumably
without membership; -9 for all else: missing is not no. `-1`, that an organisation does not exist,
is never said, as the graph does not know when organisations were founded and ended.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from comity.export.field import FieldSink
from comity.export.holdings import Holdings
from comity.export.records import Stretch
from comity.show.lines import csv_text

UNKNOWN, NONE = -9, 0
CODES = {"member": 1, "associate": 2, "observer": 3}
_HELD = {"certain", "presumed"}
_WITHOUT = {"no", "presumed-not"}
_TABLE = "cow/state-year.csv"


class Cow(FieldSink):
    """The format; see the module."""

    form = "cow"

    def write(self, holdings: Holdings) -> None:
        """See `FieldSink.write`."""
        several = [s for s in holdings.stretches if s.status in CODES]
        kept = [s for s in several if self._has_place(s)]
        bodies = {s.body.key: s.body for s in kept}
        head, lines = table(kept)
        about = "A row a state and year, a column an organisation, by its id."
        self._put(_TABLE, csv_text(head, lines), about)
        rows = [[b.key, b.iri, b.name, " ".join(b.acronyms)] for _, b in sorted(bodies.items())]
        text = csv_text(["column", "organisation", "name", "acronyms"], rows)
        self._put("cow/organisations.csv", text, "The organisations of the columns.")

    def _put(self, path: str, text: str, about: str) -> None:
        self.shelf.put(path, text.encode(), "text/csv", self.form, about=about)

    def _has_place(self, stretch: Stretch) -> bool:
        fact = f"{stretch.member.iri} in {stretch.body.iri}"
        if stretch.body.is_local:
            self.left.out(fact, "the organisation is known in one article only")
        elif stretch.member.key not in states():
            self.left.out(fact, "the member has no number in the list of states")
        else:
            return True
        return False


@dataclass(frozen=True, slots=True)
class Number:
    """A state's number, and the years in which it is that state's."""

    number: int
    name: str
    since: int = 0
    until: int = 9999


@cache
def states() -> Mapping[str, Sequence[Number]]:
    """The numbers of states, by the keys of comity's reference."""
    text = files(__package__).joinpath("cow-states.yaml").read_text(encoding="utf-8")
    given: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)
    return {key: tuple(Number(**one) for one in several) for key, several in given.items()}


def table(stretches: Sequence[Stretch]) -> tuple[list[str], list[list[Any]]]:
    """The names of the columns, and the rows: from the first to the last year known of a state."""
    bodies = sorted({stretch.body.key for stretch in stretches})
    of_state: dict[str, dict[str, list[Stretch]]] = defaultdict(lambda: defaultdict(list))
    for stretch in stretches:
        of_state[stretch.member.key][stretch.body.key].append(stretch)
    last = max((year for s in stretches for year in _years(s)), default=0)
    rows: list[list[Any]] = []
    for state, by_body in of_state.items():
        known = [year for several in by_body.values() for s in several for year in _years(s)]
        for year in range(min(known, default=1), last + 1 if known else 1):
            codes = [code(by_body.get(body, ()), year) for body in bodies]
            if any(number != UNKNOWN for number in codes):
                rows += [[n.number, year, n.name, *codes] for n in _numbers(state, year)]
    return ["ccode", "year", "state", *bodies], sorted(rows, key=lambda row: (row[0], row[1]))


def code(stretches: Sequence[Stretch], year: int) -> int:
    """The code of a state in an organisation in a year."""
    found = {
        CODES[status]: _answer([s for s in stretches if s.status == status], year)
        for status in CODES
    }
    held = [number for number, answer in found.items() if answer]
    if held:
        return min(held)
    return NONE if found[CODES["member"]] is False else UNKNOWN


def _answer(stretches: Sequence[Stretch], year: int) -> bool | None:
    """Whether a status held on a day of the year; None where that is not known."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    within = [s for s in stretches if _overlaps(s, first, after)]
    answers = {stretch.answer for stretch in within}
    held = any(first <= day < after for stretch in within for day in stretch.held)
    if "disputed" in answers:
        return None
    if held or answers & _HELD:
        return True
    return False if answers and answers <= _WITHOUT else None


def _overlaps(stretch: Stretch, first: dt.date, after: dt.date) -> bool:
    return (stretch.first is None or stretch.first < after) and (
        stretch.after is None or first < stretch.after
    )


def _years(stretch: Stretch) -> Iterator[int]:
    """The years that the bounds of a stretch and its days name."""
    for day in (stretch.first, *stretch.held):
        if day:
            yield day.year
    if stretch.after:
        yield (stretch.after - dt.timedelta(days=1)).year


def _numbers(state: str, year: int) -> Iterator[Number]:
    yield from (number for number in states()[state] if number.since <= year <= number.until)
