"""Tables whose dates R's messydates reads: ISO 8601-2 with ranges.

`treaties.csv` has the columns of manytreaties' memberships; `organisations.csv` is the same for
organisations, with a status. A date that is known by its bounds only is a range, one that is known
on one side only is open there (`..2024-03-07`), and NA is nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.export.field import FieldSink
from comity.export.holdings import Holdings
from comity.export.records import Held, Moment, Thing, grouped
from comity.show.lines import csv_text

_TREATY = ["stateID", "StateName", "treatyID", "Title", "StateSignature", "StateRatification"]
_TREATY += ["StateForce", "StateEnd", "fact"]
_BODY = ["stateID", "StateName", "organisationID", "Title", "Status", "Begin", "End", "fact"]
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_YEARLESS = re.compile(r"XXXX(-\d\d){1,2}", re.ASCII)


class MessyDates(FieldSink):
    """The format; see the module."""

    form = "messydates"

    def write(self, holdings: Holdings) -> None:
        """See `FieldSink.write`."""
        kept = [held for held in holdings.intervals if self._has_place(held)]
        treaties = grouped(held for held in kept if held.is_treaty)
        rows = [row for _, several in treaties for row in _treaty(several)]
        self._put("treaties", csv_text(_TREATY, rows))
        self._put("organisations", csv_text(_BODY, [_body(h) for h in kept if not h.is_treaty]))

    def _put(self, name: str, text: str) -> None:
        about = f"A row a state and {name[:-1].replace('treatie', 'treaty')}."
        path = f"{self.form}/{name}.csv"
        self.shelf.put(path, text.encode(), "text/csv", self.form, about=about)

    def _has_place(self, held: Held) -> bool:
        if held.body is None or held.body.is_local:
            self.left.out(held.iri, "the body is known in one article only")
        elif not held.who.alpha3:
            self.left.out(held.iri, "the member has no code of ISO 3166")
        else:
            return True
        return False


def messy(moment: Moment) -> str:
    """A moment as messydates writes it."""
    if _PLAIN.fullmatch(moment.edtf) or _YEARLESS.fullmatch(moment.edtf):
        return moment.edtf
    if moment.earliest and moment.earliest == moment.latest:
        return moment.earliest
    if moment.earliest or moment.latest:
        return f"{moment.earliest}..{moment.latest}"
    return "NA"


def _treaty(several: Sequence[Held]) -> list[list[str]]:
    """A row a participation; a state that signed and then was a party has one row."""
    signed = [held for held in several if held.status == "signatory"]
    parties = [held for held in several if held.status == "party"]
    rows = []
    for number in range(max(len(signed), len(parties))):
        signature = signed[number] if number < len(signed) else None
        party = parties[number] if number < len(parties) else None
        rows.append(_row(signature, party))
    return rows


def _row(signature: Held | None, party: Held | None) -> list[str]:
    held = party or signature
    assert held is not None  # noqa: S101 # one of the two is there
    assert held.body is not None  # noqa: S101 # else it was left out
    ratified = party is not None and "ratified" in party.began
    begun = messy(party.start) if party else "NA"
    return [
        *_member(held.who),
        held.body.key.removeprefix("treaty/"),
        held.body.name,
        messy(signature.start) if signature else "NA",
        begun if ratified else "NA",
        "NA" if ratified else begun,
        messy(party.end) if party else "NA",
        held.iri,
    ]


def _body(held: Held) -> list[str]:
    assert held.body is not None  # noqa: S101 # else it was left out
    name = held.body.key.removeprefix("org/"), held.body.name
    dates = messy(held.start), messy(held.end)
    return [*_member(held.who), *name, held.status, *dates, held.iri]


def _member(state: Thing) -> tuple[str, str]:
    return state.alpha3, state.name
