"""Who held which office: from the officials, offices and tenures of the facts."""

from __future__ import annotations

from collections.abc import Iterator

from comity.fuse.titles import is_single
from tests.oracle.days import HELD, Days, Span, tenure
from tests.oracle.known import Known, Node, Row
from tests.oracle.reading import concept, iris, text


def holder_on(known: Known, office: str, date: str) -> Iterator[Row]:
    for iri, node in known.of("Tenure"):
        answer = tenure(Span.of(node, _taken(known, node)), date)
        status = concept(node, "officeStatus")
        if text(node, "office") != office or answer not in HELD or status in _NOT_YET:
            continue
        holder, known_from = text(node, "holder"), text(node, "attestedFrom")
        values = {
            "holder": holder,
            "status": status,
            "answer": answer,
            "known_from": known_from,
            "known_until": text(node, "attestedUntil"),
        }
        order = (answer != "certain", answer, known_from, holder)
        yield Row(values, frozenset({iri}), order=order)


def officials(known: Known, body: str | None = None, official: str | None = None) -> Iterator[Row]:
    for iri, node in known.of("Tenure"):
        office, holder = str(text(node, "office")), text(node, "holder")
        of = text(known.facts[office], "officeOf")
        if body in (None, of) and official in (None, holder):
            values = {"official": holder, "office": office, "body": of, **_tenure(node)}
            order = (of, office, values["known_from"], holder)
            yield Row(values, frozenset({iri}), order=order)


def names(known: Known, person: str) -> Iterator[Row]:
    """A row rests on the claims that give the name; on all, where none gives just this one."""
    official = known.who.get(person, person)
    node = known.facts.get(official, {})
    for use, property_ in (("preferred", "foaf:name"), ("also", "alsoNamed")):
        for name in iris(node, property_):
            claims = {
                key for key in iris(node, "supportedBy") if known.claims[key].claim.text == name
            }
            values = {"name": name, "use": use}
            order = (use != "preferred", name)
            yield Row(values, frozenset({official}), frozenset(claims), order)
    if not node and person in known.local:
        values = {"name": known.local[person].name, "use": "preferred"}
        yield Row(values, frozenset(_appearances(known, person)))


def _appearances(known: Known, person: str) -> list[str]:
    """The claims about somebody of one article, and what they say there; or nothing but them."""
    claims = [iri for iri, said in known.claims.items() if known.subject(said) == person]
    spoken = [iri for iri, said in known.quotations.items() if known.voice(said) == person]
    return [*claims, *spoken] or [person]


def succession(known: Known, office: str) -> Iterator[Row]:
    for iri, node in known.of("Tenure"):
        if text(node, "office") == office:
            holder, times = text(node, "holder"), _tenure(node)
            by = times["known_from"] or text(node, "startLatest") or text(node, "endLatest")
            yield Row({"holder": holder, **times}, frozenset({iri}), order=(by, holder))


def _taken(known: Known, of: Node) -> list[Days]:
    """The days that are certainly another's, in an office that one person holds at a time.

    Those of which sources speak are told as `notHeldOn`. Who acts for another takes no time.
    """
    office = str(text(of, "office"))
    if not is_single(str(text(known.facts[office], "title"))) or _is_acting(of):
        return []
    return [
        days
        for _, node in known.of("Tenure")
        if text(node, "office") == office and text(node, "holder") != text(of, "holder")
        for days in ([] if _is_acting(node) else Span.of(node).core)
    ]


def _is_acting(tenure: Node) -> bool:
    return concept(tenure, "officeStatus") == "acting"


_NOT_YET = ("elect", "candidate")


def _tenure(node: Node) -> dict[str, str | None]:
    return {
        "status": concept(node, "officeStatus"),
        "start": text(node, "startEdtf"),
        "end": text(node, "endEdtf"),
        "known_from": text(node, "attestedFrom"),
        "known_until": text(node, "attestedUntil"),
    }
