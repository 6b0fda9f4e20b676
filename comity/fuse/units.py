"""What can be fused apart: units, and what each of them needs of an article.

Facts of different units never depend on one another, but for two things that every unit may ask:
which official a local person is, and which quotations are one statement. A unit is named by a
word, which says what is made of it, and by what it is about: `body org/nato`, `person stoltenberg`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from comity.fuse.meetings import homes, meeting_of
from comity.fuse.memberships import body_of
from comity.fuse.people import surname
from comity.fuse.records import ClaimRecord, QuotationRecord, Sources, kind_of
from comity.fuse.statuses import FAMILY
from comity.fuse.topics import PLACES
from comity.model import Kind, Predicate

P = Predicate
_WITH_TOPICS = ("meeting ", "request ", "intervention ")
"""Units that compare topics, for which they must know what is a name."""


def needs(article: Sources) -> dict[str, set[str]]:
    """The units that an article has to do with: of each, the keys of what it needs of it."""
    found: dict[str, set[str]] = defaultdict(set)
    whose = homes(article)
    for claim in article.claims:
        for unit in _units_of(claim, article, whose):
            found[unit] |= _needed(claim, article)
    for quotation in article.quotations.values():
        found[f"statement {_name(quotation.speaker, article)}"] |= _said(quotation)
    for key in article.names:
        if kind_of(key) is Kind.PERSON:
            found[person_unit(key, article)].add(key)
    places = {key for key in article.names if kind_of(key) in PLACES}
    for unit, keys in found.items():
        if unit.startswith(_WITH_TOPICS):
            keys |= places
    return found


def person_unit(key: str, sources: Sources) -> str:
    """The unit that tells who a person is."""
    return f"person {_name(key, sources)}"


def office_units(claims: Iterable[ClaimRecord]) -> set[str]:
    """The units of the offices that people are said to hold."""
    return {
        f"office {claim.object}"
        for claim in claims
        if claim.predicate is P.HOLDS_OFFICE and claim.object
    }


def _name(key: str, sources: Sources) -> str:
    """The surname of a person; of anything else its key."""
    return surname(sources.label(key)) if kind_of(key) is Kind.PERSON else key


def _units_of(claim: ClaimRecord, article: Sources, whose: Mapping[str, str]) -> Iterator[str]:
    body, subject = body_of(claim, article), claim.subject or ""
    if claim.predicate in FAMILY and body:
        yield f"body {body}"
    if claim.predicate in {P.MEMBER_COUNT, P.ORIGINATES_FROM}:
        yield f"body {article.root(subject)}"
    if claim.predicate in {P.HOLDS_OFFICE, P.NAMED} and kind_of(subject) is Kind.PERSON:
        yield person_unit(subject, article)
        yield from office_units([claim])
    if claim.predicate is P.REQUESTED_ASSISTANCE:
        yield f"request {article.root(subject)}"
    if claim.predicate is P.INTERVENED:
        yield f"intervention {article.root(subject)}"
    if claim.predicate in {P.SIGNED, P.ENTERED_INTO_FORCE}:
        yield f"treaty {claim.object if claim.predicate is P.SIGNED else subject}"
    if meeting := meeting_of(claim):
        yield f"meeting {whose[meeting]}"


def _needed(claim: ClaimRecord, article: Sources) -> set[str]:
    """The keys of a claim, of the quotation it is said in, and of what the article names in it."""
    quotation = article.quotations.get(claim.said_in or "")
    named = {claim.subject or "", claim.object or "", *claim.members} & set(article.names)
    return {claim.key, *named} | (_said(quotation) if quotation else set())


def _said(quotation: QuotationRecord) -> set[str]:
    local = quotation.speaker.startswith("article/")
    return {quotation.key, quotation.speaker} if local else {quotation.key}
