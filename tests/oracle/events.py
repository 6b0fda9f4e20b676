"""What happened, or did not: agendas from the claims of the model, the rest from the facts."""

from __future__ import annotations

from collections.abc import Iterator

from comity.model import Polarity, Predicate
from tests.oracle.known import Known, Node, Row
from tests.oracle.reading import concept, iris, one, or_none, text


def agenda(known: Known, topic: str) -> Iterator[Row]:
    disputed = {claim for _, node in known.of("Conflict") for claim in iris(node, "relates")}
    for said in known.saying(Predicate.ON_AGENDA):
        item = said.claim.text
        if item is not None and topic.lower() in item.lower():
            answer = "no" if said.claim.polarity is Polarity.DENIED else "yes"
            values = {
                "item": item,
                "answer": answer,
                "manner": said.claim.modality.value,
                "meeting": known.subject(said),
                "disputed": "yes" if said.iri in disputed else "no",
                "said_by": known.speaker(said),
            }
            yield Row(values, frozenset({said.iri}), order=(item, answer, said.iri))


def interventions(known: Known, body: str) -> Iterator[Row]:
    for iri, node in known.of("Intervention"):
        if text(node, "body") == body:
            for place in or_none(iris(node, "place")):
                values = {"body": body, **_happening(node), "place": place}
                order = (text(node, "earliest"), values["when"], place, values["happened"])
                yield Row(values, frozenset({iri}), order=order)


def requests(known: Known, member: str) -> Iterator[Row]:
    for iri, node in known.of("AssistanceRequest"):
        if text(node, "requester") == member:
            over = text(node, "text")
            values = {
                "requester": member,
                "addressee": text(node, "addressee"),
                "over": over,
                **_happening(node),
            }
            yield Row(values, frozenset({iri}), order=(values["when"], over, values["happened"]))


def meetings(known: Known, body: str) -> Iterator[Row]:
    holders = {body, *(organ for organ, whole in known.parents.items() if whole == body)}
    for iri, node in known.of("Meeting"):
        if text(node, "body") not in holders:
            continue
        for place in or_none(iris(node, "place")):
            for attendance in _attendances(known, iri):
                yield _attended(iri, node, place, attendance)


def _attended(iri: str, node: Node, place: str | None, attendance: tuple[str, Node] | None) -> Row:
    facts = {iri} | ({attendance[0]} if attendance else set())
    who = attendance[1] if attendance else {}
    values = {
        "meeting": iri,
        "held_by": text(node, "body"),
        "place": place,
        "when": text(node, "edtf"),
        "attendee": text(who, "attendee"),
        "attended": one(who, "attended"),
    }
    # Those who came stand before those who did not; who is not named sorts as SPARQL has it.
    came = {True: 0, False: 1, None: 2}[bool(values["attended"]) if who else None]
    order = (text(node, "earliest"), values["when"], iri, came, values["attendee"], place)
    return Row(values, frozenset(facts), order=order)


def _attendances(known: Known, meeting: str) -> list[tuple[str, Node] | None]:
    of = [(iri, node) for iri, node in known.of("Attendance") if text(node, "meeting") == meeting]
    return [*of] or [None]


def _happening(node: Node) -> dict[str, str | int | bool | None]:
    return {
        "happened": one(node, "happened"),
        "when": text(node, "edtf"),
        "independent_sources": one(node, "independentSourceCount"),
    }


def signatories(known: Known, body: str) -> Iterator[Row]:
    """Each row rests on what is claimed of that signatory, and no more."""
    for iri, node in _actions(known, body, "signature"):
        for party in iris(node, "party"):
            claims = {
                claim
                for claim in iris(node, "supportedBy")
                if known.subject(known.claims[claim]) == party
            }
            for place in or_none(iris(node, "place")):
                when = text(node, "edtf")
                values = {"signatory": party, "when": when, "place": place}
                yield Row(values, frozenset({iri}), frozenset(claims), (when, party, place))


def entry_into_force(known: Known, body: str) -> Iterator[Row]:
    for iri, node in _actions(known, body, "entry-into-force"):
        when, earliest = text(node, "edtf"), text(node, "earliest")
        values = {"when": when, "earliest": earliest, "latest": text(node, "latest")}
        yield Row(values, frozenset({iri}), order=(earliest, when))


def _actions(known: Known, treaty: str, action: str) -> list[tuple[str, Node]]:
    return [
        (iri, node)
        for iri, node in known.of("TreatyAction")
        if text(node, "treaty") == treaty and concept(node, "action") == action
    ]
