"""Popolo, FollowTheMoney and schema.org: entities, and what links them.

Their dates are one year, month or day. Where comity knows two bounds, the narrowest of these that
holds both is written; where there is none, no date is, and the words say when. None of them has a
place for a status that is no membership, for a treaty, or for what one article alone knows: such
facts are left out, and named in a file.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from comity.export.field import FieldSink
from comity.export.holdings import Holdings
from comity.export.records import Held, Moment, Thing

_STATES = {"State", "Territory"}
_SCHEMA = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
"""schema.org's terms without a context that would have to be fetched."""
_OCCUPANCY = {"current": "current", "acting": "current", "former": "ended"}


class _Linked(FieldSink):
    """What the three have in common."""

    def memberships(self, holdings: Holdings) -> list[Held]:
        """The memberships in organisations that have a place."""
        return [held for held in holdings.intervals if self._is_membership(held)]

    def tenures(self, holdings: Holdings) -> list[Held]:
        """The tenures that have a place: those of offices that are somebody's."""
        return [held for held in holdings.tenures if self._is_tenure(held)]

    def _is_membership(self, held: Held) -> bool:
        if held.is_treaty:
            self.left.out(held.iri, "it is of a treaty, and the format knows organisations")
        elif held.body is None or held.body.is_local or held.who.is_local:
            self.left.out(held.iri, "the body or the member is known in one article only")
        elif held.status != "member":
            self.left.out(held.iri, f"the status {held.status} is no membership")
        else:
            return True
        return False

    def _is_tenure(self, held: Held) -> bool:
        if held.body is None or held.body.is_local or not held.title:
            self.left.out(held.iri, "nobody says whose office it is, but in one article")
        elif held.status in ("elect", "candidate"):
            self.left.out(held.iri, f"the status {held.status} is no holding of an office")
        else:
            return True
        return False


class Popolo(_Linked):
    """Popolo 1.0 as one JSON file."""

    form = "popolo"

    def write(self, holdings: Holdings) -> None:
        """See `FieldSink.write`."""
        members, tenures = self.memberships(holdings), self.tenures(holdings)
        content = {
            "persons": [_popolo_person(one) for one in _distinct(h.who for h in tenures)],
            "organizations": [_popolo_body(one) for one in _bodies(members, tenures)],
            "posts": [
                {"id": h.office.key, "label": office_name(h), "organization_id": h.body.key}
                for h in _by_office(tenures)
                if h.office and h.body
            ],
            "memberships": [
                *(self._membership(held, holdings) for held in members),
                *(self._tenure(held, holdings) for held in tenures),
            ],
        }
        data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        self.shelf.put("popolo/popolo.json", data, "application/json", self.form)

    def _membership(self, held: Held, holdings: Holdings) -> dict[str, Any]:
        member = {"@type": "Organization", "id": held.who.key, "name": held.who.name}
        body = held.body.key if held.body else ""
        return {"id": held.iri, "member": member, "organization_id": body} | _popolo_said(
            held, holdings
        )

    def _tenure(self, held: Held, holdings: Holdings) -> dict[str, Any]:
        ends = {
            "person_id": held.who.key,
            "post_id": held.office.key if held.office else None,
            "organization_id": held.body.key if held.body else None,
            "role": held.title,
        }
        return {"id": held.iri, **ends} | _popolo_said(held, holdings)


class FollowTheMoney(_Linked):
    """FollowTheMoney entities, one JSON object a line."""

    form = "ftm"

    def write(self, holdings: Holdings) -> None:
        """See `FieldSink.write`."""
        members, tenures = self.memberships(holdings), self.tenures(holdings)
        entities = [
            *(_ftm_body(one) for one in _bodies(members, tenures)),
            *(_entity(p.key, "Person", _names(p)) for p in _distinct(h.who for h in tenures)),
            *(_ftm_post(held) for held in _by_office(tenures)),
            *(_ftm_membership(held, holdings) for held in members),
            *(_ftm_occupancy(held, holdings) for held in tenures),
        ]
        data = "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entities).encode()
        self.shelf.put("ftm/entities.ftm.json", data, "application/json", self.form)


class SchemaOrg(_Linked):
    """schema.org as one file of JSON-LD, with roles between the ends of a membership."""

    form = "schemaorg"

    def write(self, holdings: Holdings) -> None:
        """See `FieldSink.write`."""
        members, tenures = self.memberships(holdings), self.tenures(holdings)
        cited = {p.article.value for h in (*members, *tenures) for p in _pieces(h, holdings)}
        graph = [
            *(_schema_body(one) for one in _bodies(members, tenures)),
            *(_schema_person(one) for one in _distinct(h.who for h in tenures)),
            *(_role(held, holdings) for held in (*members, *tenures)),
            *(_news(iri, holdings) for iri in sorted(cited & {*holdings.articles})),
        ]
        content = {"@context": _SCHEMA, "@graph": graph}
        data = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        media = "application/ld+json"
        self.shelf.put("schemaorg/schemaorg.jsonld", data, media, self.form)


def office_name(held: Held) -> str:
    """An office's title and whose it is: "secretary general of the …" as other loaders read it."""
    title = held.title[:1].upper() + held.title[1:]
    return f"{title} of {held.body.name}" if held.body else title


def _popolo_said(held: Held, holdings: Holdings) -> dict[str, Any]:
    sources = [
        {"url": article.url, "note": piece.quote or None}
        for piece in _pieces(held, holdings)
        if (article := holdings.articles.get(piece.article.value)) and article.url
    ]
    dates = {"start_date": held.start.partial, "end_date": held.end.partial}
    return {key: value for key, value in dates.items() if value} | {"sources": sources}


def _popolo_person(person: Thing) -> dict[str, Any]:
    return {
        "id": person.key,
        "name": person.name,
        "other_names": [{"name": name} for name in person.others],
    }


def _popolo_body(body: Thing) -> dict[str, Any]:
    codes = [{"scheme": "ISO 3166-1 alpha-3", "identifier": body.alpha3}] if body.alpha3 else []
    return {
        "id": body.key,
        "name": body.name,
        "classification": _classification(body),
        "other_names": [{"name": name} for name in (*body.others, *body.acronyms)],
        "identifiers": [*codes, {"scheme": "comity", "identifier": body.iri}],
    }


def _classification(body: Thing) -> str:
    return body.kind.lower() if body.kind in _STATES else "international organisation"


def _ftm_body(body: Thing) -> dict[str, Any]:
    said = _names(body) | {"weakAlias": list(body.acronyms), "notes": [body.iri]}
    if body.kind in _STATES:
        return _entity(body.key, "PublicBody", said | {"country": _filled(body.alpha2.lower())})
    return _entity(body.key, "Organization", said)


def _ftm_post(held: Held) -> dict[str, Any]:
    body = held.body
    said = {"name": [office_name(held)], "organization": [_id(body.key)] if body else []}
    country = _filled(body.alpha2.lower()) if body else []
    return _entity(held.office.key if held.office else "", "Position", said | {"country": country})


def _ftm_membership(held: Held, holdings: Holdings) -> dict[str, Any]:
    ends = {
        "member": [_id(held.who.key)],
        "organization": [_id(held.body.key if held.body else "")],
    }
    return _entity(held.iri, "Membership", ends | {"role": ["member"]} | _ftm_said(held, holdings))


def _ftm_occupancy(held: Held, holdings: Holdings) -> dict[str, Any]:
    post = held.office.key if held.office else ""
    ends = {"holder": [_id(held.who.key)], "post": [_id(post)]}
    status = {"status": _filled(_OCCUPANCY.get(held.status, ""))}
    return _entity(held.iri, "Occupancy", ends | status | _ftm_said(held, holdings))


def _ftm_said(held: Held, holdings: Holdings) -> dict[str, list[str]]:
    pieces = list(_pieces(held, holdings))
    articles = [a for p in pieces if (a := holdings.articles.get(p.article.value))]
    return {
        "startDate": _filled(held.start.partial),
        "endDate": _filled(held.end.partial),
        "sourceUrl": _once(article.url for article in articles),
        "publisher": _once(article.outlet for article in articles),
        "summary": _once(piece.quote for piece in pieces),
        "recordId": [held.iri],
    }


def _entity(key: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    kept = {name: values for name, values in properties.items() if values}
    return {"id": _id(key), "schema": schema, "properties": kept}


def _id(key: str) -> str:
    """An id that FollowTheMoney takes: without slashes and colons."""
    tail = key.rpartition("/id/")[2]
    return "comity-" + tail.replace("/", "-").replace(":", "-")


def _names(thing: Thing) -> dict[str, list[str]]:
    return {"name": [thing.name], "alias": list(thing.others)}


def _schema_body(body: Thing) -> dict[str, Any]:
    kind = "Country" if body.kind == "State" else "Organization"
    names = _once((*body.others, *body.acronyms))
    return {"@type": kind, "@id": body.iri, "name": body.name} | _unless_empty(alternateName=names)


def _schema_person(person: Thing) -> dict[str, Any]:
    said = {"@type": "Person", "@id": person.iri, "name": person.name}
    return said | _unless_empty(alternateName=list(person.others))


def _role(held: Held, holdings: Holdings) -> dict[str, Any]:
    """The role between a member and a body; its end is the last day with it."""
    about = [{"@id": iri} for iri in _once(p.article.value for p in _pieces(held, holdings))]
    node = {
        "@type": "OrganizationRole",
        "@id": held.iri,
        "roleName": held.title or held.status,
        "member": {"@id": held.who.iri},
        "memberOf": {"@id": held.body.iri if held.body else ""},
    }
    dates = {"startDate": held.start.partial, "endDate": _last_day(held.end)}
    return node | _unless_empty(**dates, subjectOf=about)


def _last_day(end: Moment) -> str:
    """The last day before an end that is one day; of a vaguer end, the year or month it lies in."""
    if len(end.partial) == 10:
        return (dt.date.fromisoformat(end.partial) - dt.timedelta(days=1)).isoformat()
    return end.partial


def _news(iri: str, holdings: Holdings) -> dict[str, Any]:
    article = holdings.articles[iri]
    outlet = {"@type": "Organization", "name": article.outlet} if article.outlet else None
    said = _unless_empty(
        headline=article.title,
        datePublished=article.published,
        url=article.url,
        publisher=outlet,
    )
    return {"@type": "NewsArticle", "@id": iri} | said


def _unless_empty(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _pieces(held: Held, holdings: Holdings) -> Iterator[Any]:
    yield from holdings.evidence.get(held.iri, ())


def _bodies(members: Iterable[Held], tenures: Iterable[Held]) -> list[Thing]:
    ends = [t for h in members for t in (h.who, h.body)] + [h.body for h in tenures]
    return _distinct(thing for thing in ends if thing)


def _distinct(things: Iterable[Thing]) -> list[Thing]:
    return [thing for _, thing in sorted({thing.key: thing for thing in things}.items())]


def _by_office(tenures: Iterable[Held]) -> list[Held]:
    """One tenure of each office, in the order of the offices."""
    found = {held.office.key: held for held in tenures if held.office}
    return [held for _, held in sorted(found.items())]


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _filled(text: str) -> list[str]:
    return [text] if text else []
