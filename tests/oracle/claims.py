"""What some queries must answer by the claims alone, without a look at the facts.

These are the families whose making is simple enough to be said twice: requests, interventions,
signings, counts, entries into force, joinings that nothing else is said about, and how many
independent sources a fact has. The rules are those of `docs/fusion.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from comity.fuse.statuses import FAMILY
from comity.model import Claim, Entity, Kind, Modality, Polarity, Predicate
from tests.oracle.known import Known, Said

P = Predicate
ACTORS = {Kind.STATE, Kind.TERRITORY, Kind.ORGANISATION}
JOINING = {P.JOINED, P.ACCEDED, P.FOUNDED}


def asserted(said: Said) -> bool:
    claim = said.claim
    return (claim.polarity, claim.modality) == (Polarity.AFFIRMED, Modality.ASSERTED)


def denied(said: Said) -> bool:
    claim = said.claim
    return (claim.polarity, claim.modality) == (Polarity.DENIED, Modality.ASSERTED)


def root(known: Known, iri: str | None) -> str | None:
    """The organisation that an organ is part of; anything else is its own."""
    return known.parents.get(iri, iri) if iri else None


def happened(
    known: Known, predicate: Predicate, about: str, kinds: Iterable[Kind]
) -> dict[bool, set[str]]:
    """The claims that it happened, and those that it did not, of one whom they are about."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for said in known.saying(predicate):
        if root(known, known.subject(said)) == about and _kind(said.claim.subject) in kinds:
            if asserted(said):
                found[True].add(said.iri)
            elif denied(said):
                found[False].add(said.iri)
    return found


def signatories(known: Known, treaty: str) -> dict[str, set[str]]:
    """The claims that they signed, by those who signed."""
    found: dict[str, set[str]] = {}
    for said in known.saying(P.SIGNED):
        who, can_sign = known.subject(said), _kind(said.claim.subject) in ACTORS
        if who and can_sign and known.object(said) == treaty and asserted(said):
            found.setdefault(who, set()).add(said.iri)
    return found


def counts(known: Known, body: str) -> dict[tuple[int, str | None], set[str]]:
    """The claims of how many members a body has, by the number and its date."""
    found: dict[tuple[int, str | None], set[str]] = {}
    for said in known.saying(P.MEMBER_COUNT):
        if root(known, known.subject(said)) == body and asserted(said):
            assert said.claim.count is not None
            found.setdefault((said.claim.count, _day(known, said)), set()).add(said.iri)
    return found


def only_joinings(known: Known) -> dict[tuple[str, str], Said]:
    """Members and bodies of which nothing is said but one joining, with a date that has bounds.

    Where the body has a complete roster, or a part of it is spoken of, more is known.
    """
    about: dict[tuple[str | None, str | None], list[Said]] = {}
    rosters = {root(known, known.subject(said)) for said in known.saying(P.ROSTER)}
    for said in known.saying(*(FAMILY - {P.ROSTER})):
        pair = known.subject(said), root(known, known.object(said))
        about.setdefault(pair, []).append(said)
    return {
        (member, body): several[0]
        for (member, body), several in about.items()
        if member and body and len(several) == 1 and body not in rosters and _joins(several[0])
    }


def origins(known: Known, support: Iterable[str]) -> set[str]:
    """Who first said it: the speaker, or the outlet, or the article itself."""
    said = [known.claims.get(iri) or known.quotations[iri] for iri in support]
    return {known.speaker(one) or known.outlet(one.article) or one.article for one in said}


def _joins(said: Said) -> bool:
    claim = said.claim
    kinds = (_kind(claim.subject), _kind(claim.object))
    dated = claim.when is not None and claim.when.date.earliest is not None
    bodies = (Kind.ORGANISATION, Kind.TREATY)
    return (
        asserted(said)
        and claim.predicate in JOINING
        and dated
        and kinds in product(ACTORS, bodies)
        and claim.subject != claim.object
    )


def _kind(entity: Entity | None) -> Kind | None:
    return entity.kind if entity else None


def _day(known: Known, said: Said) -> str | None:
    """The date given, or else the day of the article."""
    claim: Claim = said.claim
    if claim.when or claim.until:
        return claim.when.date.edtf if claim.when else None
    published = known.articles[said.article].published
    return published.date.edtf if published and published.date.is_day else None
