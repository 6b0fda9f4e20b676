"""For whom an agreement came into force: "it took effect for Peru on 19 May and for Chile in June".

A state is a party from that day on. Who is still to follow is told in the same words, so the
stance of the verb counts; that the agreement *is* in force between states makes them parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.model import Claim, Entity, Modality, Predicate, Span
from comity_loaders.dates.founddates import FoundDate
from comity_loaders.document import Sentence
from comity_loaders.memberships.eventdates import is_after, is_yearless, when
from comity_loaders.memberships.finds import masked_with_standins
from comity_loaders.memberships.unsaidbody import is_agreement, unsaid_treaty
from comity_loaders.sentences.masking import Masked
from comity_loaders.sentences.passages import passage
from comity_loaders.sentences.stance import stance

_FORCE = (
    r"(?:(?:enter|c[ao]m|go|went)\w* in ?to (?:full |legal )?(?:force|effect|operation)"
    r"|(?:took|take[sn]?|taking) (?:full )?(?:effect|force)"
    r"|(?:bec[ao]me[s]?|was|were|been|be) (?:effective|operational|(?:legally )?binding"
    r"|applicable))"
)
_LIGHT = r"(?:(?:,? (?:first|initially|provisionally|fully|formally|only|also|both|then|later))* )"
_DATE = r"(?:,? (?:on |in |from |as of |since )?<(?:D\d+)>,?| \(<D\d+>\))"
_COUNTED = r"(?:[a-z]+ ){1,6}(?:countries|states|parties|nations|signatories)[^<;.]{0,60}?[:,–—-]+ "
_WHOM = rf"(?:for|between|among) (?:the |both |all |{_COUNTED})*<S\d+>"
_FOR = re.compile(
    rf"\b(?P<t>{_FORCE})(?P<main>{_DATE})?{_LIGHT}(?P<list>{_WHOM}{_DATE}?"
    rf"(?:(?:,|;|,? and|,? followed by){_LIGHT}?(?:{_DATE}{_LIGHT})?(?:for )?(?:the )?<S\d+>"
    rf"{_DATE}?)*)"
)
_FRONTED = re.compile(
    rf"\b(?P<list>[Ff]or (?:the )?<S\d+>),? (?P<subject>[^.;<]{{0,60}}(?:<B\d+>)?[^.;<]{{0,40}})"
    rf"\b(?P<t>{_FORCE})(?P<main>{_DATE})"
)
_IN_FORCE = re.compile(
    r"<B\d+>(?: \([^()<]{1,30}\))? (?:is|are|has been|have been|remains?) (?:\w+ ){0,2}?"
    rf"(?P<t>in (?:force|effect)) (?P<list>{_WHOM}|in (?:the )?<S\d+>)"
)
_PART = re.compile(r"<S\d+>|<D\d+>|\bfor\b|\bin\b")
_BODY = re.compile(r"<B\d+>")
_OF = re.compile(r"\b(?:to|of|in|under|from|with) (?:the |this |that )?$")
_NOT_WHOLE = re.compile(
    r"\b(?:tariff|cut|amendment|annex|provision|change|ban|rule|reform|law|sanction|measure)s?\b"
)
_CUE = re.compile(r"\b(?:force|effect|effective|operation\w*|binding|applicable)\b")


def in_force_for(sentence: Sentence) -> Iterator[Claim]:
    """The states for which an agreement came into force, or is in force."""
    if not _CUE.search(sentence.text):
        return
    masked = masked_with_standins(sentence)
    for pattern in (_FOR, _FRONTED, _IN_FORCE):
        for match in pattern.finditer(masked.text):
            trigger = masked.place(*match.span("t"))
            body = _agreement(sentence, masked, match, trigger)
            if body:
                yield from _claims(sentence, masked, match, trigger, body)


def _agreement(
    sentence: Sentence, masked: Masked, match: re.Match[str], trigger: Span
) -> Entity | None:
    """The agreement: the last body named before the verb, or what "it" and "the pact" mean."""
    before = masked.text[: match.start("t")]
    clause = re.split(r"[;]|, (?:and|but|while) (?=for\b)", before)[-1]
    if _NOT_WHOLE.search(clause[-60:]):
        return None
    named = list(_BODY.finditer(before))
    if not named:
        return unsaid_treaty(sentence, trigger)
    if _OF.search(before[: named[-1].start()]):
        return None
    bodies = masked.slots[named[-1][0][1:-1]].entities
    return bodies[0] if len(bodies) == 1 and is_agreement(bodies[0]) else None


def _claims(
    sentence: Sentence, masked: Masked, match: re.Match[str], trigger: Span, body: Entity
) -> Iterator[Claim]:
    polarity, modality = stance(sentence, trigger)
    lasting = "main" not in match.re.groupindex
    for states, found in _pairs(masked, match):
        day = when(found, modality) if found else None
        future = day is not None and is_after(sentence.document, day)
        planned = future and modality is Modality.ASSERTED
        for state in states:
            yield Claim(
                predicate=Predicate.MEMBER if lasting else Predicate.JOINED,
                subject=state,
                object=body,
                passage=passage(sentence.document, trigger),
                rule="membership/in-force-for",
                when=None if lasting or (day and is_yearless(day)) else day,
                polarity=polarity,
                modality=Modality.PLANNED if planned else modality,
            )


def _pairs(
    masked: Masked, match: re.Match[str]
) -> Iterator[tuple[tuple[Entity, ...], FoundDate | None]]:
    """The states, each list with the date behind it, before it, or of the verb."""
    main = _date(masked, match.groupdict().get("main") or "")
    parts = [p[0][1:-1] for p in _PART.finditer(match["list"]) if p[0].startswith("<")]
    for at, name in enumerate(parts):
        if name[0] != "S":
            continue
        behind = parts[at + 1] if at + 1 < len(parts) else ""
        found = masked.slots[behind].date if behind.startswith("D") else None
        yield masked.slots[name].entities, found or main


def _date(masked: Masked, words: str) -> FoundDate | None:
    mark = re.search(r"<(D\d+)>", words)
    return masked.slots[mark[1]].date if mark else None
