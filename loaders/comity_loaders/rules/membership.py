"""Who joined, left, founded, signed or belongs to what.

The readers are in `comity_loaders.memberships`, each for one way of telling it: lists, tables,
frames of verbs and nouns, wordings, statuses. This module has each say what those before did not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from comity.dates import When
from comity.model import Abstention, Claim, Entity, Kind, Predicate, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.bodylines import body_lines
from comity_loaders.memberships.bodylists import body_lists
from comity_loaders.memberships.dignitaries import members_by_dignitaries
from comity_loaders.memberships.fields import fields, in_field
from comity_loaders.memberships.findclaims import claims_of
from comity_loaders.memberships.finds import Find, find_matches
from comity_loaders.memberships.frameclaims import frame_claims
from comity_loaders.memberships.headlines import alike, unrepeated
from comity_loaders.memberships.inforcefor import in_force_for
from comity_loaders.memberships.memberlists import member_lists
from comity_loaders.memberships.membertables import member_tables
from comity_loaders.memberships.remarked import with_remarks
from comity_loaders.memberships.sequels import gone_on
from comity_loaders.memberships.stateentries import state_entries
from comity_loaders.memberships.statefields import in_state_field, state_fields
from comity_loaders.memberships.statuses import statuses
from comity_loaders.memberships.told import Told

_ENTAILING = {Predicate.JOINED, Predicate.ACCEDED, Predicate.FOUNDED, Predicate.READMITTED}
_GONE = {Predicate.LEFT, Predicate.EXPELLED, Predicate.MEMBERSHIP_SUSPENDED}
Pair = tuple[Entity | None, Entity | None]
Known = Mapping[Pair, Mapping[Predicate, When | None]]
"""What was told of a state and a body so far, and of which day first."""


def find(document: Document) -> Iterator[Claim | Abstention]:
    """The claims of membership in a document, and the places where one was left out."""
    yield from unrepeated(document, gone_on(document, list(_find(document))))


def _find(document: Document) -> Iterator[Claim | Abstention]:
    yield from fields(document)
    yield from member_lists(document)
    yield from member_tables(document)
    yield from state_fields(document)
    yield from state_entries(document)
    yield from body_lists(document)
    yield from body_lines(document)
    yield from members_by_dignitaries(document)
    previous: Claim | None = None
    told: dict[Pair, dict[Predicate, When | None]] = {}
    for sentence in document.sentences:
        if in_field(document, sentence.span) or in_state_field(sentence):
            continue
        if previous and not _same_paragraph(document, previous.passage, sentence):
            previous = None
        findings: list[Claim | Abstention] = []
        framed = list(frame_claims(sentence))
        for claim in _sure(framed, told):
            _note(told, claim)
            findings.append(claim)
        # What a clause leaves unsaid is known from others, so those are read first.
        for match in sorted(find_matches(sentence), key=_leans):
            if _is_framed(match, framed):
                continue
            last = _told_ahead(match, findings) or previous
            new = [f for f in claims_of(match, last) if _is_told(match, f, told)]
            for claim in (f for f in new if isinstance(f, Claim)):
                _note(told, claim)
            findings += new
        findings += _not_told(in_force_for(sentence), findings)
        # Of one status told twice, that which says since when.
        status = sorted(statuses(sentence), key=lambda claim: claim.since is None)
        findings += _not_told(status, findings)
        findings = list(with_remarks(document, sentence.span, findings))
        yield from _unique(_without_noise(findings))
        previous = next((f for f in reversed(findings) if isinstance(f, Claim)), previous)


def _note(told: dict[Pair, dict[Predicate, When | None]], claim: Claim) -> None:
    pair = (claim.subject, claim.object)
    told.setdefault(pair, {}).setdefault(claim.predicate, claim.when)


def _told_ahead(match: Find, findings: Sequence[Claim | Abstention]) -> Claim | None:
    """The last claim that the sentence itself makes ahead of a wording."""
    claims = [f for f in findings if isinstance(f, Claim) and f.is_asserted]
    ahead = [claim for claim in claims if claim.passage.end <= match.trigger.start]
    return max(ahead, key=lambda claim: claim.passage.start, default=None)


def _is_framed(match: Find, framed: Sequence[tuple[Told, list[Claim]]]) -> bool:
    """Whether the parse told the same of the same words, and no less than the wording does."""
    return any(
        any(claim.is_asserted or not match.pattern.presupposed for claim in claims)
        and read.trigger.overlaps(match.trigger)
        and alike(read.frame.predicate) is alike(match.pattern.predicate)
        for read, claims in framed
    )


def _not_told(claims: Iterable[Claim], before: Sequence[Claim | Abstention]) -> Iterator[Claim]:
    """The claims of status that the sentence does not already make in other words."""
    told = {(c.predicate, c.subject, c.object) for c in before if isinstance(c, Claim)}
    told |= {
        (Predicate.MEMBER, member, c.subject)
        for c in before
        if isinstance(c, Claim)
        for member in c.members
    }
    told |= {
        (Predicate.MEMBER, c.subject, c.object)
        for c in before
        if isinstance(c, Claim) and c.is_asserted and c.predicate in _ENTAILING
    }
    for claim in claims:
        if (claim.predicate, claim.subject, claim.object) not in told:
            told.add((claim.predicate, claim.subject, claim.object))
            yield claim


def _sure(framed: Sequence[tuple[Told, list[Claim]]], known: Known) -> Iterator[Claim]:
    """The claims of frames; of a return that leaves the body unsaid, where it was left before."""
    for read, claims in framed:
        leans = read.frame.unsaid == "gone" and not read.bodies
        for claim in claims:
            if _is_signed(claim, known):
                continue
            sure = not leans or (claim.when and not read.frame.needs_date)
            if sure or _GONE & known.get((claim.subject, claim.object), {}).keys():
                yield claim


def _is_signed(claim: Claim, known: Known) -> bool:
    """Whether a treaty's newcomer is welcomed whose signature was told before."""
    joined = claim.predicate is Predicate.JOINED and claim.object is not None
    of_treaty = joined and claim.object is not None and claim.object.kind is Kind.TREATY
    before = known.get((claim.subject, claim.object), {})
    signed = before.get(Predicate.SIGNED)
    later = claim.when and signed and signed.date.year != claim.when.date.year
    return of_treaty and Predicate.SIGNED in before and not later


def _leans(found: Find) -> bool:
    """Whether it is a claim only where the article tells of the same two elsewhere."""
    return not {"known", "gone"}.isdisjoint(found.pattern.needs)


def _is_told(found: Find, finding: Claim | Abstention, told: Known) -> bool:
    if not _leans(found):
        return True
    before = told.get((finding.subject, finding.object)) if isinstance(finding, Claim) else None
    return bool(before and (_GONE & before.keys() if "gone" in found.pattern.needs else before))


def _without_noise(findings: Sequence[Claim | Abstention]) -> Sequence[Claim | Abstention]:
    """No reason why there is no claim, where the same sentence has one."""
    return [f for f in findings if isinstance(f, Claim)] or findings


def _unique(findings: Iterable[Claim | Abstention]) -> Iterator[Claim | Abstention]:
    """Each claim once, by whichever rule came first, and each reason for none."""
    seen = set()
    for finding in findings:
        key: Claim | Abstention = replace(finding, rule="")
        if isinstance(key, Claim):
            key = replace(key, complete=None)
        if key not in seen:
            seen.add(key)
            yield finding


def _same_paragraph(document: Document, place: Span, sentence: Sentence) -> bool:
    return document.paragraphs[sentence.paragraph].contains(place)
