"""What the brackets behind the states of a list tell of them: "Belgium, Chad (left in 1960)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.dates import PartialDate, When
from comity.model import Abstention, Claim, Entity, Kind, Predicate, Span
from comity_loaders.document import Document
from comity_loaders.names.mentions import Mention
from comity_loaders.sentences.remarks import Remark, Told, remark_at

# What a bracket says that has words which are not known.
_GONE = re.compile(
    r"[*_ ]*\([^()]*\b(?:former|withdr\w+|left|expelled|suspended|until|quit|exited)\b"
)
_OUT = (Predicate.LEFT, Predicate.EXPELLED, Predicate.MEMBERSHIP_SUSPENDED)
_INSTEAD = (Predicate.OBSERVER, Predicate.ASSOCIATE, Predicate.CANDIDATE)
"""What a state is that is no member."""
_YEAR = re.compile(r"\d{4}")
_RULE = "membership/remark"

Finding = Claim | Abstention


def is_called_gone(text: str, mention: Mention) -> bool:
    """Whether the bracket behind a name says that it is out, or suspended."""
    remark = remark_at(text, mention.span.end)
    if remark:
        return _is_gone(remark)
    return bool(_GONE.match(text, mention.span.end))


def _is_gone(remark: Remark) -> bool:
    told = [one.predicate for one in remark.told if one.predicate]
    return bool(told) and told[-1] in (*_OUT, *_INSTEAD)


def with_remarks(document: Document, place: Span, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a sentence, with what brackets tell of single states in its lists.

    A state whose bracket says that it is out is no member; what a verb in a bracket tells is told
    of the state before it alone.

    Args:
        document: the article.
        place: the sentence.
        findings: what was found in it.
    """
    named = [m for m in document.mentions if m.entity and place.contains(m.span)]
    gone = {m.entity for m in named if m.entity and is_called_gone(document.text, m)}
    told = [one for one in findings if isinstance(one, Claim) and one.is_asserted]
    for finding in findings:
        less = _less(finding, gone)
        if less:
            yield less
    for mention in named:
        remark = remark_at(document.text, mention.span.end)
        if mention.entity and remark:
            yield from _claims(document, mention.entity, remark, told)


def _less(finding: Finding, gone: set[Entity]) -> Finding | None:
    """A finding, less the membership of those that are out."""
    if not isinstance(finding, Claim):
        return finding
    if finding.predicate is Predicate.MEMBER and finding.subject in gone:
        return None
    if finding.predicate is not Predicate.ROSTER:
        return finding
    members = tuple(state for state in finding.members if state not in gone)
    return replace(finding, members=members) if members else None


def _claims(
    document: Document, state: Entity, remark: Remark, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """What a remark tells of a state, in the one body that the state is listed for."""
    listing = [claim for claim in claims if state in (claim.subject, *claim.members)]
    bodies = {c.subject if c.members else c.object for c in listing}
    body = next(iter(bodies)) if len(bodies) == 1 else None
    if body is None or body.kind not in (Kind.ORGANISATION, Kind.TREATY):
        return
    known = {(c.predicate, c.when and c.when.date) for c in listing}
    for told in remark.told:
        day = _day(document, told)
        if told.predicate and (told.predicate, day and day.date) not in known:
            yield Claim(
                predicate=told.predicate,
                subject=state,
                object=body,
                passage=listing[0].passage,
                rule=_RULE,
                when=day,
            )


def _day(document: Document, told: Told) -> When | None:
    """The day of a remark: a year alone, or what the article's dates make of its words."""
    if told.day is None:
        return None
    words = told.day.of(document.text)
    if told.short:
        century = document.text[: told.day.start].rstrip("-–—/ ")[-4:-2]
        words = f"{century}{words}"
    if _YEAR.fullmatch(words):
        return When(PartialDate(words), words=told.day.of(document.text))
    return next((date.past for date in document.dates if date.span.overlaps(told.day)), None)
