"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and others publish them.

https://followthemoney.tech/docs/: Person, Organization and Position are what Membership and
Occupancy point at. The file is read twice, so that what is pointed at may stand anywhere; only
what a link needs is kept. Properties have several values, one a source: dates that collide become
claims that collide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from comity.errors import SourceError
from comity.model import Metadata, OfficeStatus
from comity_datasets.grouping import Groups, stem_of
from comity_datasets.linked import Link, Thing, found
from comity_datasets.rows.jsonfiles import json_lines
from comity_datasets.said import Table

NAME = "followthemoney"
OUTLET = "FollowTheMoney"

_LINKS = {
    "Membership": ("member", "organization"),
    "Occupancy": ("holder", "post"),
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
}
"""Schemata that link two entities, and the properties that do."""
_PEOPLE = {"Person"}
_UNSAID = {"LegalEntity", "Thing"}
"""Schemata that do not say whether it is a person."""
_STATUS = {"current": OfficeStatus.CURRENT, "ended": OfficeStatus.FORMER}


class FollowTheMoney:
    """Entities of FollowTheMoney."""

    name = NAME

    def fits_json(self, opening: str) -> bool:
        """Whether JSON Lines that begin so are entities."""
        first = opening.lstrip().partition("\n")[0]
        return first.startswith("{") and '"schema"' in first and '"properties"' in first

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table an organisation, or a post."""
        things = _pointed_at(path)
        groups = Groups(NAME, OUTLET, "lines of the file")
        for one in json_lines(path):
            try:
                if isinstance(one, SourceError):
                    raise one
                number, text, entity = one
                if entity.get("schema") in _LINKS:
                    link = _link(number, text, entity, things, f"{path}, line {number}")
                    groups.add(link.about, f"{link.about} ({OUTLET})", link.line())
            except SourceError as error:
                yield error
        if not groups.groups:
            raise SourceError(
                "it has no membership and no holding of an office",
                where=str(path),
                hint=f"comity reads {', '.join(_LINKS)}",
            )
        yield from groups.tables(stem_of(path), given)


def _links(path: Path) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The entities that link two others, each with its line and the line's number."""
    for one in json_lines(path):
        if not isinstance(one, SourceError) and one[2].get("schema") in _LINKS:
            yield one


def _ends(entity: Mapping[str, Any]) -> Iterator[str]:
    for name in _LINKS[entity["schema"]]:
        yield from _values(entity, name)


def _pointed_at(path: Path) -> dict[str, Thing]:
    """What links point at, by their ids, and the organisations whose posts these are."""
    things = _things(path, {key for _, _, entity in _links(path) for key in _ends(entity)})
    homes = {thing.body for thing in things.values() if thing.body} - set(things)
    return things | _things(path, homes) if homes else things


def _things(path: Path, needed: set[str]) -> dict[str, Thing]:
    """What has one of these ids."""
    things: dict[str, Thing] = {}
    for one in json_lines(path):
        if isinstance(one, SourceError) or one[2].get("id") not in needed:
            continue
        entity = one[2]
        schema = str(entity.get("schema"))
        countries = _values(entity, "country") or _values(entity, "jurisdiction")
        post = schema == "Position"
        things[str(entity["id"])] = Thing(
            names=tuple(_values(entity, "name") or _values(entity, "label") or [str(entity["id"])]),
            person=None if schema in _UNSAID else schema in _PEOPLE,
            key=f"alpha2:{countries[0].upper()}" if post and len(countries) == 1 else "",
            body=next(iter(_values(entity, "organization")), "") if post else "",
        )
    return things


def _link(
    number: int, text: str, entity: Mapping[str, Any], things: dict[str, Thing], where: str
) -> Link:
    member, body = _LINKS[entity["schema"]]
    ids = [next(iter(_values(entity, name)), "") for name in (member, body)]
    who, what = found(things, ids[0], member, where), found(things, ids[1], body, where)
    post = entity["schema"] == "Occupancy"
    home = things.get(what.body) if post else what
    return Link(
        dataset=NAME,
        where=where,
        text=f"line {number} | {text}",
        member=who,
        body=home,
        post=what if post else None,
        roles=_roles(entity, who),
        starts=tuple(_values(entity, "startDate") or _values(entity, "date")),
        ends=tuple(_values(entity, "endDate")),
        status=_STATUS.get(next(iter(_values(entity, "status")), "")),
    )


def _roles(entity: Mapping[str, Any], who: Thing) -> tuple[str, ...]:
    """The roles of a link; of a company that is a director, also that: it makes no member."""
    roles = tuple(_values(entity, "role"))
    plain = who.person or entity["schema"] in {"Membership", "Occupancy"}
    return roles if plain else (*roles, entity["schema"])


def _values(entity: Mapping[str, Any], name: str) -> list[str]:
    properties = entity.get("properties")
    values = properties.get(name) if isinstance(properties, Mapping) else None
    several = values if isinstance(values, list) else [values]
    return [str(value) for value in several if isinstance(value, str | int) and str(value).strip()]
