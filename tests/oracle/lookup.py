"""What things are called: from the entities of the model, the reference and the facts."""

from __future__ import annotations

from collections.abc import Iterator

from comity.model import Kind
from comity.terms import PREFIXES
from tests.oracle.known import Known, Row
from tests.oracle.reading import iris, one, text

_NAMES = (
    *("skos:prefLabel", "skos:altLabel", "acronym", "shortForm", "ambiguousName"),
    *("foaf:name", "alsoNamed", "rdfs:label", "dcterms:title", "dcterms:identifier"),
)
_LABELS = ("skos:prefLabel", "foaf:name", "rdfs:label", "dcterms:title")
_OF_BODIES = ("skos:prefLabel", "skos:altLabel", "acronym", "shortForm", "demonym")


def known_names(known: Known, **given: str) -> Iterator[Row]:
    wanted = given["class"].rpartition("#")[2]
    for thing in {*known.names, *known.facts, *known.reference}:
        if wanted in _classes(known, thing):
            for property_, name in known.names.get(thing, ()):
                if property_ in _NAMES:
                    values = {"thing": thing, "name": name, "property": _iri(property_)}
                    yield Row(values, order=(thing, values["property"], name))


_ALL_NAMES = (
    *("skos:prefLabel", "skos:altLabel", "acronym", "ambiguousName", "demonym"),
    *("foaf:name", "alsoNamed"),
)


def all_names(known: Known) -> Iterator[Row]:
    for thing, several in known.names.items():
        for property_, name in several:
            if property_ in _ALL_NAMES:
                values = {"thing": thing, "name": name, "property": _iri(property_)}
                yield Row(values, order=(thing, values["property"], name))


def articles(known: Known) -> Iterator[Row]:
    for article in known.articles:
        titles = [name for of, name in known.names.get(article, ()) if of == "dcterms:title"]
        for title in titles or [None]:
            yield Row({"article": article, "title": title}, order=(article, title or ""))


def offices(known: Known) -> Iterator[Row]:
    for office, node in known.of("Office"):
        for body in iris(node, "officeOf"):
            labels = [name for of, name in known.names.get(office, ()) if of == "rdfs:label"]
            for label in labels:
                post = node["title"][0]
                values = {"office": office, "post": post, "body": body, "label": label}
                yield Row(values, order=(office, post, body, label))


def origins(known: Known, body: str) -> Iterator[Row]:
    steps = [
        (iri, str(text(node, "body")), str(text(node, "origin")))
        for iri, node in known.of("BodyOrigin")
    ]
    older = {(younger, origin) for _, younger, origin in steps}
    for near in _reached(body, older):
        for iri, younger, origin in steps:
            if younger == near and origin != body:
                yield _origin(iri, origin, body, near)
    for near in _reached(body, {(origin, younger) for younger, origin in older}):
        for iri, younger, origin in steps:
            if origin == near and younger != body:
                yield _origin(iri, younger, younger, near)


def _origin(fact: str, kin: str, younger: str, near: str) -> Row:
    values = {"kin": kin, "younger": younger, "near": near}
    return Row(values, frozenset({fact}), order=(kin, younger, near, fact))


def _reached(start: str, steps: set[tuple[str, str]]) -> set[str]:
    """All that steps lead to from a body, and the body itself."""
    found, new = {start}, {start}
    while new := {end for begin, end in steps if begin in new} - found:
        found |= new
    return found


def rosters(known: Known, body: str) -> Iterator[Row]:
    for iri, node in known.of("BodyRoster"):
        day = text(node, "rosterDate")
        if text(node, "rosterOf") == body and one(node, "complete") is True and day:
            for listed in iris(node, "rosterMember"):
                yield Row({"date": day, "listed": listed}, frozenset({iri}))


def described(known: Known, **given: str) -> Iterator[Row]:
    """Of what the model has (outlets, passages), from the model; of facts, their triples."""
    wanted = given["class"].rpartition("#")[2]
    for thing, node in {**known.facts, **known.reference, **known.source}.items():
        if wanted in _classes(known, thing):
            for property_, several in node.items():
                for value in several:
                    yield Row({"thing": thing, "property": _iri(property_), "value": value})


def labels(known: Known, thing: str) -> Iterator[Row]:
    for property_, name in known.names.get(thing, ()):
        if property_ in _LABELS:
            values = {"thing": thing, "label": name, "property": _iri(property_)}
            yield Row(values, order=(thing, values["property"], name))


def office_names(known: Known) -> Iterator[Row]:
    for office, node in known.of("Office"):
        for body in iris(node, "officeOf"):
            for property_, name in known.names.get(body, ()):
                if property_ in _OF_BODIES:
                    full = f"{name} {node['title'][0]}"
                    values = {"thing": office, "name": full, "property": _iri(property_)}
                    yield Row(values, order=(office, values["property"], full))


def _classes(known: Known, thing: str) -> set[str]:
    """The classes of a thing, as they are asserted, by their own names."""
    nodes = [of.get(thing, {}) for of in (known.facts, known.reference, known.source)]
    found = {iri.rpartition("#")[2] for node in nodes for iri in iris(node, "rdf:type")}
    if thing in known.articles:
        found.add("Article")
    if thing in known.local:
        found.add("Mention")
        found |= {"Organisation"} if known.local[thing].kind is Kind.ORGANISATION else set()
    return found


def _iri(property_: str) -> str:
    prefix, marked, local = property_.rpartition(":")
    return PREFIXES[prefix if marked else "comity"] + local
