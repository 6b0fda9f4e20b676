"""Who was in what, and when: from the intervals, rosters and origins of the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from comity.model import Modality, Polarity, Predicate
from tests.oracle.days import HELD, Span, membership, strongest
from tests.oracle.known import Cell, Known, Node, Row, Said
from tests.oracle.reading import concept, iris, one, text

_JOINING = ("joined", "acceded", "founded", "ratified", "readmitted")
_MEMBER = ("member", "party")
_OTHERS = (
    *("signatory", "observer", "candidate", "associate", "partner", "withdrawing", "withdrawn"),
    *("expelled", "membership-suspended"),
)
_DENIABLE = (
    *(Predicate.MEMBER, Predicate.NOTIFIED_WITHDRAWAL, Predicate.LEFT),
    *(Predicate.MEMBERSHIP_SUSPENDED, Predicate.PARTICIPATION_SUSPENDED),
)


def joined_in(
    known: Known,
    year: int | None = None,
    since: str | None = None,
    until: str | None = None,
    member: str | None = None,
    body: str | None = None,
) -> Iterator[Row]:
    first = since or (f"{year:04d}-01-01" if year else "0001-01-01")
    last = until or (f"{year:04d}-12-31" if year else "9999-12-31")
    for iri, node, whole in _intervals(known, body=body, member=member):
        earliest, latest = text(node, "startEarliest"), text(node, "startLatest")
        how = concept(node, "startEvent")
        if earliest is None or latest is None or not (earliest <= last and first <= latest):
            continue
        if concept(node, "status") not in _MEMBER or how not in _JOINING:
            continue
        certain = first <= earliest and latest <= last
        values = {
            "member": text(whole, "member"),
            "body": text(whole, "body"),
            "how": how,
            "when": text(node, "startEdtf") or f"{earliest}/{latest}",
            "answer": "certain" if certain else "possible",
        }
        claims = {
            key
            for key in iris(node, "supportedBy")
            if known.claims[key].claim.predicate.value in _JOINING
        }
        order = (earliest, values["body"], values["member"])
        yield Row(values, frozenset({iri}), frozenset(claims), order)


def left_in(
    known: Known,
    year: int | None = None,
    since: str | None = None,
    until: str | None = None,
    member: str | None = None,
    body: str | None = None,
) -> Iterator[Row]:
    first = since or (f"{year:04d}-01-01" if year else "0001-01-01")
    last = until or (f"{year:04d}-12-31" if year else "9999-12-31")
    for iri, node, whole in _intervals(known, body=body, member=member):
        earliest, latest = text(node, "startEarliest"), text(node, "startLatest")
        how = concept(node, "startEvent")
        if how is None or concept(node, "status") not in ("withdrawn", "expelled"):
            continue
        if (earliest or "") > last or (latest or "~") < first:
            continue
        inside = bool(earliest and latest and first <= earliest and latest <= last)
        values = {
            "member": text(whole, "member"),
            "body": text(whole, "body"),
            "how": how,
            "when": text(node, "startEdtf") or _between(earliest, latest),
            "answer": "certain" if inside or not (year or since or until) else "possible",
        }
        order = (earliest, values["body"], values["member"])
        yield Row(values, frozenset({iri}), order=order)


def _between(earliest: str | None, latest: str | None) -> str | None:
    return f"{earliest}/{latest}" if earliest and latest else None


def member_count(known: Known, body: str) -> Iterator[Row]:
    for iri, node in known.of("BodyCount"):
        if text(node, "body") == body:
            when, count = text(node, "edtf"), one(node, "count")
            values = {"members": count, "when": when, "how": "count"}
            yield Row(values, frozenset({iri}), order=(when, "count", count))
    for iri, node in known.of("BodyRoster"):
        if text(node, "rosterOf") == body and one(node, "complete") is True:
            day, count = text(node, "rosterDate"), len(iris(node, "rosterMember"))
            values = {"members": count, "when": day, "how": "roster"}
            yield Row(values, frozenset({iri}), order=(day, "roster", count))


def status_on(known: Known, member: str, body: str, date: str) -> Iterator[Row]:
    held = list(_intervals(known, body=body, member=member))
    against = _last_outs(known, member, body, date)
    for status in ("member", *_OTHERS):
        words = {
            iri: membership(Span.of(node), date) for iri, node, _ in held if _status(node) == status
        }
        answer = strongest([*words.values()]) if words else _unheld(against, date)
        if status == "member" or (words and answer in HELD):
            values = {"member": member, "body": body, "date": date}
            facts = _winning(words, answer)
            may = {*words, *(against[1] if against and answer in _AGAINST else ())}
            order = (status != "member", status)
            values |= {"status": status, "answer": answer}
            yield Row(values, facts, order=order, may=frozenset(may))


def members_on(known: Known, body: str, date: str) -> Iterator[Row]:
    words: dict[tuple[str, str], dict[str, str]] = {}
    for iri, node, whole in _intervals(known, body=body):
        if concept(node, "track") == "legal":
            pair = (str(text(whole, "member")), _status(node))
            words.setdefault(pair, {})[iri] = membership(Span.of(node), date)
    for (member, status), said in words.items():
        answer = strongest([*said.values()])
        if answer in HELD:
            values = {"member": member, "status": status, "answer": answer}
            order = (status != "member", status, answer != "certain", answer, member)
            yield Row(values, _winning(said, answer), order=order, may=frozenset(said))


def overlap(known: Known, body: str, other: str, date: str) -> Iterator[Row]:
    here, there = (_in(known, one_, date) for one_ in (body, other))
    for member in sorted({*here} & {*there}):
        first, second = here[member], there[member]
        values = {"member": member, "in_body": first[0], "in_other": second[0]}
        yield _of_both(values, first, second, (member,))


def shared_by(known: Known, member: str, date: str) -> Iterator[Row]:
    for body in {str(text(whole, "body")) for _, _, whole in _intervals(known, member=member)}:
        within = _in(known, body, date)
        for other in sorted({*within} - {member}) if member in within else ():
            mine, theirs = within[member], within[other]
            values = {"other": other, "body": body, "answer": mine[0], "other_answer": theirs[0]}
            yield _of_both(values, mine, theirs, (other, body))


def history(known: Known, member: str, body: str | None = None) -> Iterator[Row]:
    for iri, node, whole in _intervals(known, body=body, member=member):
        bounds = {
            f"{which}{suffix}": text(node, f"{which}{part}")
            for which in ("start", "end")
            for suffix, part in (("", "Edtf"), ("_earliest", "Earliest"), ("_latest", "Latest"))
        }
        values = {
            "body": text(whole, "body"),
            "track": concept(node, "track"),
            "status": concept(node, "status"),
            "began": concept(node, "startEvent"),
            "ended": concept(node, "endEvent"),
            **bounds,
            "attested_from": text(node, "attestedFrom"),
            "attested_until": text(node, "attestedUntil"),
        }
        yield Row(values, frozenset({iri}), order=(values["body"], values["track"] != "legal"))


def missing_from_roster(known: Known, body: str) -> Iterator[Row]:
    for roster, listed, day in _latest_rosters(known, body):
        for joined, iri, node, whole in _once_in(known, body):
            member, status = text(whole, "member"), concept(node, "status")
            if status not in (*_MEMBER, "signatory") or member in listed:
                continue
            since = text(node, "startEdtf")
            values = {
                "member": member,
                "joined_body": joined,
                "status": status,
                "since": since,
                "withdrawal": concept(node, "endEvent") or "not stated",
                "roster_body": body,
                "roster_date": day,
            }
            facts = frozenset({iri, roster, *_stated_origin(known, body, joined)})
            yield Row(values, facts, order=(member, since, status))


def original_still_in(known: Known, body: str) -> Iterator[Row]:
    for roster, listed, day in _latest_rosters(known, body):
        for joined, iri, node, whole in _once_in(known, body):
            member, how = text(whole, "member"), concept(node, "startEvent")
            if how not in ("signed", "founded") or member not in listed:
                continue
            when = text(node, "startEdtf")
            values = {
                "member": member,
                "original_body": joined,
                "how": how,
                "when": when,
                "roster_date": day,
            }
            facts = frozenset({iri, roster, *_stated_origin(known, body, joined)})
            yield Row(values, facts, order=(member, when, how))


def standing(known: Known, member: str, body: str) -> Iterator[Row]:
    for iri, node, _ in _intervals(known, body=body, member=member):
        if text(node, "endLatest") is None:
            values = {
                "track": concept(node, "track"),
                "status": concept(node, "status"),
                "holds": "yes",
                "since": text(node, "startEdtf"),
                "attested_from": text(node, "attestedFrom"),
                "attested_until": text(node, "attestedUntil"),
            }
            for key in iris(node, "supportedBy"):
                yield _standing(known, member, iri, known.claims[key], values)
    for said in known.saying(*_DENIABLE, Predicate.COMMITMENTS_IN_FORCE):
        if (known.subject(said), known.object(said)) == (member, body) and _bears(said):
            claim = said.claim
            values = {
                "track": "legal",
                "status": claim.predicate.value,
                "holds": "no" if claim.polarity is Polarity.DENIED else "yes",
                "since": claim.when.date.edtf if claim.when else None,
                "attested_from": None,
                "attested_until": None,
            }
            yield _standing(known, member, said.iri, said, values)


# --- Parts ---

_AGAINST = ("no", "presumed-not")


def _intervals(
    known: Known, body: str | None = None, member: str | None = None
) -> Iterator[tuple[str, Node, Node]]:
    """The intervals of memberships: their IRI, themselves, and the membership."""
    for iri, node in known.of("MembershipInterval"):
        whole = known.facts[str(text(node, "intervalOf"))]
        if body in (None, text(whole, "body")) and member in (None, text(whole, "member")):
            yield iri, node, whole


def _status(node: Node) -> str:
    status = str(concept(node, "status"))
    return "member" if status == "party" else status


def _last_outs(known: Known, member: str, body: str, date: str) -> tuple[str, set[str]] | None:
    """The last day by then on which a list or a denial has the member outside, and their IRIs."""
    found: dict[str, set[str]] = {}
    for iri, node in known.of("BodyRoster", "NonMembership"):
        day = str(text(node, "rosterDate") or text(node, "notMemberOn"))
        out = text(node, "nonMember") == member or (
            one(node, "complete") is True and member not in iris(node, "rosterMember")
        )
        if out and body in iris(node, "rosterOf", "notMemberOf") and day <= date:
            found.setdefault(day, set()).add(iri)
    return max(found.items(), default=None)


def _unheld(against: tuple[str, set[str]] | None, date: str) -> str:
    if against is None:
        return "unknown"
    return "no" if against[0] == date else "presumed-not"


def _winning(words: Mapping[str, str], answer: str) -> frozenset[str]:
    """The intervals that say just this: a row rests on them, and may show the others."""
    return frozenset(iri for iri, word in words.items() if word == answer)


def _of_both(values: Mapping[str, Cell], one_: _Held, other: _Held, order: tuple[Cell, ...]) -> Row:
    facts = _winning(one_[1], one_[0]) | _winning(other[1], other[0])
    return Row(values, facts, order=order, may=frozenset({*one_[1], *other[1]}))


_Held = tuple[str, dict[str, str]]
"""How one was a member on a day: the word that counts, and the words of its intervals."""


def _in(known: Known, body: str, date: str) -> dict[str, _Held]:
    """Who was or may have been a member of a body on a day."""
    words: dict[str, dict[str, str]] = {}
    for iri, node, whole in _intervals(known, body=body):
        if _status(node) == "member":
            said = words.setdefault(str(text(whole, "member")), {})
            said[iri] = membership(Span.of(node), date)
    found = {member: (strongest([*said.values()]), said) for member, said in words.items()}
    return {member: held for member, held in found.items() if held[0] in HELD}


def _latest_rosters(known: Known, body: str) -> list[tuple[str, list[str], str]]:
    """The complete rosters of the last day that has one: IRI, members, day."""
    found = [
        (iri, iris(node, "rosterMember"), str(text(node, "rosterDate")))
        for iri, node in known.of("BodyRoster")
        if text(node, "rosterOf") == body and one(node, "complete") is True
    ]
    last = max((day for _, _, day in found), default="")
    return [roster for roster in found if roster[2] == last]


def _once_in(known: Known, body: str) -> Iterator[tuple[str, str, Node, Node]]:
    """The intervals in a body and in all that it goes back to."""
    olders, todo = {body}, [body]
    while todo:
        here = todo.pop()
        for _, node in known.of("BodyOrigin"):
            older = str(text(node, "origin"))
            if text(node, "body") == here and older not in olders:
                olders.add(older)
                todo.append(older)
    for older in olders:
        for iri, node, whole in _intervals(known, body=older):
            yield older, iri, node, whole


def _stated_origin(known: Known, body: str, older: str) -> list[str]:
    return [
        iri
        for iri, node in known.of("BodyOrigin")
        if (text(node, "body"), text(node, "origin")) == (body, older)
    ]


def _bears(said: Said) -> bool:
    """Whether it says something of the standing that no interval tells."""
    claim = said.claim
    if claim.modality is not Modality.ASSERTED:
        return False
    return claim.predicate is Predicate.COMMITMENTS_IN_FORCE or claim.polarity is Polarity.DENIED


def _standing(
    known: Known, member: str, fact: str, said: Said, values: dict[str, str | None]
) -> Row:
    voice = known.speaker(said)
    own = voice == member or any(
        text(known.facts[str(text(node, "office"))], "officeOf") == member
        for _, node in known.of("Tenure")
        if voice and text(node, "holder") == voice
    )
    legal = values["track"] == "legal"
    order = (not legal, values["status"], values["since"], values["attested_from"], voice)
    every = {**values, "said_by": voice, "by_member": "yes" if own else "no"}
    return Row(every, frozenset({fact}), order=order)
