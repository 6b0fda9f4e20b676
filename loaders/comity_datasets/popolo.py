"""Popolo JSON: persons, organizations, posts and the memberships that link them.

http://www.popoloproject.com/specs/: a membership has a person or another member, an organization,
perhaps a post or a role, and imprecise dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from comity.errors import SourceError
from comity.model import Metadata
from comity_datasets.grouping import Groups, stem_of
from comity_datasets.linked import Link, Thing, found
from comity_datasets.rows.jsonfiles import compact, json_file
from comity_datasets.said import Table

NAME = "popolo"
OUTLET = "Popolo"

_COLLECTIONS = {"persons": True, "organizations": False, "areas": False, "posts": False}
"""The collections that memberships point at, and whether they hold people."""

_OWN = re.compile(r'"(persons|organizations|posts)"\s*:\s*\[')
_LINK = re.compile(r'"(person|member|organization|post)(_id"\s*:|"\s*:\s*\{)')
"""What a membership points at, or holds itself."""


class Popolo:
    """A file of Popolo."""

    name = NAME

    def fits_json(self, opening: str) -> bool:
        """Whether JSON that begins so is Popolo.

        Memberships alone are not enough: annotations of articles have them, too.
        """
        linked = '"memberships"' in opening and _LINK.search(opening)
        return opening.lstrip().startswith("{") and bool(_OWN.search(opening) or linked)

    def tables(self, path: Path, given: Metadata) -> Iterator[Table | SourceError]:
        """A table an organisation, or a post.

        Raises:
            SourceError: where the file is no Popolo, or has no membership.
        """
        content = json_file(path)
        if not isinstance(content, Mapping):
            raise SourceError("it is no JSON object", where=str(path), hint="is it Popolo?")
        things = {key: thing for name in _COLLECTIONS for key, thing in _things(content, name)}
        groups = Groups(NAME, OUTLET, "memberships of the file")
        memberships = [*_objects(content, "memberships"), *_nested(content)]
        if not memberships:
            raise SourceError("it has no memberships", where=str(path), hint="export them too")
        for number, membership in enumerate(memberships):
            try:
                link = _link(number, membership, things, f"{path}, memberships[{number}]")
                groups.add(link.about, f"{link.about} ({OUTLET})", link.line())
            except SourceError as error:
                yield error
        yield from groups.tables(stem_of(path), given)


def _objects(content: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    several = content.get(name)
    return [one for one in several if isinstance(one, Mapping)] if isinstance(several, list) else []


def _nested(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Memberships that stand inside the person or the organization that they are of."""
    for name, key in (("persons", "person_id"), ("organizations", "organization_id")):
        for one in _objects(content, name):
            for membership in _objects(one, "memberships"):
                yield {key: one.get("id"), **membership}


def _things(content: Mapping[str, Any], collection: str) -> Iterator[tuple[str, Thing]]:
    for one in _objects(content, collection):
        yield str(one.get("id", "")), _thing(one, _COLLECTIONS[collection])


def _thing(one: Mapping[str, Any], person: bool | None) -> Thing:
    others = [other.get("name") for other in _objects(one, "other_names")]
    names = [one.get("name") or one.get("label") or one.get("role") or one.get("id"), *others]
    return Thing(
        names=tuple(str(name) for name in names if name),
        person=person,
        body=str(one.get("organization_id") or ""),
    )


def _link(number: int, membership: Mapping[str, Any], things: dict[str, Thing], where: str) -> Link:
    member = _pointed(membership, ("person", "member"), things, where)
    if member is None:
        raise SourceError("it names no person and no member", where=where, hint="give person_id")
    post = _pointed(membership, ("post",), things, where)
    body = _pointed(membership, ("organization",), things, where)
    if body is None and post and post.body:
        body = found(things, post.body, "organization_id", where)
    if body is None and post is None:
        raise SourceError("it names no organization", where=where, hint="give organization_id")
    return Link(
        dataset=NAME,
        where=where,
        text=f"memberships[{number}] | {compact(membership)}",
        member=member,
        body=body,
        post=post,
        roles=tuple(
            str(role) for role in [membership.get("role") or membership.get("label")] if role
        ),
        behalf=_behalf(membership, things),
        starts=_date(membership, "start_date"),
        ends=_date(membership, "end_date"),
    )


def _pointed(
    membership: Mapping[str, Any], names: Sequence[str], things: dict[str, Thing], where: str
) -> Thing | None:
    """What a membership points at by its id, or holds itself; None where it does neither."""
    for name in names:
        key, held = membership.get(f"{name}_id"), membership.get(name)
        if key:
            return found(things, str(key), f"{name}_id", where)
        if isinstance(held, Mapping):
            return things.get(str(held.get("id"))) or _thing(held, name == "person")
    return None


def _behalf(membership: Mapping[str, Any], things: dict[str, Thing]) -> str:
    """The name or the id of whom a membership is on behalf; empty where it names nobody."""
    held = membership.get("on_behalf_of")
    shown = _thing(held, None).names if isinstance(held, Mapping) else (str(held or ""),)
    key = str(membership.get("on_behalf_of_id") or "")
    known = things.get(key)
    return known.names[0] if known else key or next(iter(shown), "")


def _date(membership: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = membership.get(name)
    return (str(value),) if value else ()
