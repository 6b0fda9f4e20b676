"""Who is what in which body, told by a noun: a member, an observer, a candidate, a founder.

`statusphrases` finds the nouns with their bodies, `statuslinks` the states they are about; here
they become claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comity.dates import When
from comity.model import Claim, Entity, Kind, Modality, Polarity, Predicate
from comity_loaders.dates.founddates import DateKind, FoundDate
from comity_loaders.document import Sentence
from comity_loaders.memberships import begun
from comity_loaders.memberships.continuations import going_on
from comity_loaders.memberships.finds import masked_with_standins
from comity_loaders.memberships.homelands import is_homeland
from comity_loaders.memberships.owndays import own_days
from comity_loaders.memberships.signingdays import day_before
from comity_loaders.memberships.statuslinks import Tie, ties
from comity_loaders.memberships.statusphrases import Phrase, phrased
from comity_loaders.sentences.masking import Masked
from comity_loaders.sentences.passages import passage
from comity_loaders.sentences.stance import stance
from comity_loaders.sentences.unfolding import unfold

_NEGATED = re.compile(r"\b(?:not|no longer|never|cannot|neither|nor)\b|n't")
_ONLY = re.compile(r"(?:the|its) only\b")
_NOT = (" not", "n't")
_TO_WELCOME = re.compile(
    r"\b(?:(?:will|shall|would|'ll)(?: be)?"
    r"|(?:is|are|was|were|set|due|expected|scheduled|slated|about) to"
    r"|(?:plan|hop|expect|prepar)\w* to|look\w* forward to) "
    r"(?:\w+ly |soon |then |also |be |formally )*"
    r"(?:greet|welcom|admit|receiv|accept|embrac|seat|includ|add|hail|induct|see)\w*\b[^.;:]{0,120}$"
)
_COMPANY = re.compile(r",\s+(?:along|together) with\b|\bjoined by\b")
_AS = re.compile(r"\bas\b")
_NEW = re.compile(r"(?i)\b(?:new|newest|latest|next|full|\w+th|\w+st|\w+nd)\b")
_UNNAMED = re.compile(r"(?i)member|observer|candidate|signator|\bpart(?:y|ies)\b")
_BODIES = (Kind.ORGANISATION, Kind.TREATY, Kind.ORGAN)
_TIMED = (Predicate.FOUNDED, Predicate.SIGNED)


def statuses(sentence: Sentence) -> Iterator[Claim]:
    """The claims of status in a sentence."""
    unnamed = bool(_UNNAMED.search(sentence.text))
    if not unnamed and not any(m.can_be(*_BODIES) for m in sentence.mentions):
        return
    masked = masked_with_standins(sentence)
    if not any(name[0] in "SNX" for name in masked.slots):
        return
    for clause in (masked, *unfold(masked)):
        found = [phrased(clause, sentence)]
        found += [phrased(clause, sentence, unnamed=True)] if unnamed else []
        for tie in (tie for one in found for tie in ties(one)):
            homeland = is_homeland(sentence, tie.states)
            claims = [] if homeland else list(_claims(sentence, tie))
            yield from claims
            yield from _continued(clause, tie, claims)


def _claims(sentence: Sentence, tie: Tie) -> Iterator[Claim]:
    phrase, polarity, modality = _meant(sentence, tie)
    if sentence.text.rstrip("\"') ").endswith("?") and not tie.link.presupposed:
        return
    if tie.link.closed and not _is_closed(sentence, tie):
        return
    timed = phrase.date if phrase.predicate in _TIMED and not _ends(phrase.date) else None
    if phrase.predicate is Predicate.SIGNED and timed is None:
        timed = day_before(sentence, phrase.bodies[0])
    since = begun.since(sentence, tie)
    if begun.enters(tie, since):
        phrase, timed, since = replace(phrase, predicate=Predicate.JOINED), since, None
    own = own_days(tie.states)
    for state in _own_states(sentence, tie):
        for body in phrase.bodies:
            day = own.get(state) if body.kind is not Kind.ORGAN else None
            entered = day is not None and phrase.predicate is Predicate.MEMBER
            if state != body:
                yield Claim(
                    predicate=Predicate.JOINED if entered else phrase.predicate,
                    subject=state,
                    object=body,
                    passage=passage(sentence.document, phrase.trigger),
                    rule=f"membership/{tie.link.name}",
                    when=_when(phrase.predicate, day, timed),
                    since=since.when if since and not day else None,
                    polarity=polarity,
                    modality=modality,
                )


def _meant(sentence: Sentence, tie: Tie) -> tuple[Phrase, Polarity, Modality]:
    """The status and how it is meant; "is no longer a member" denies it of today."""
    phrase, (polarity, modality) = tie.phrase, _stance(sentence, tie)
    is_former = phrase.predicate is Predicate.LEFT and not tie.link.presupposed
    if is_former and "no longer" in phrase.words.lower():
        return replace(phrase, predicate=Predicate.MEMBER), Polarity.DENIED, modality
    return phrase, polarity, modality


def _when(told: Predicate, own: When | None, timed: FoundDate | None) -> When | None:
    """A day in brackets where it is that of what is told: "signatories include Chad (1992)"."""
    if own and told in (Predicate.MEMBER, Predicate.SIGNED):
        return own
    return timed.past if timed else None


def _ends(date: FoundDate | None) -> bool:
    """Whether it is the end of something: "was a founding member until 1979"."""
    return date is not None and date.kind in (DateKind.UNTIL, DateKind.BEFORE)


def _continued(masked: Masked, tie: Tie, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Further bodies and states since further dates: "of A since 1960, and of B since 1975"."""
    dates = (
        name for name, slot in masked.slots.items() if slot.date and slot.date is tie.phrase.date
    )
    at = next((masked.text.find(f"<{name}>") + len(name) + 2 for name in dates), 0)
    begun = [claim for claim in claims if claim.since]
    if at and begun:
        yield from going_on(masked, at, begun)


def _own_states(sentence: Sentence, tie: Tie) -> tuple[Entity, ...]:
    """The states that a tie is about: of "EU members Malta and Italy, along with Peru" but two."""
    if not tie.link.presupposed or tie.states.span.start < tie.phrase.trigger.start:
        return tie.states.entities
    text, last = sentence.document.text, tie.states.span.start
    own: list[Entity] = []
    for mention in tie.states.mentions:
        if _COMPANY.search(text, last, mention.span.start):
            break
        last = mention.span.end
        own += [mention.entity] if mention.entity else []
    return tuple(dict.fromkeys(own))


def _is_welcomed_later(sentence: Sentence, tie: Tie) -> bool:
    """Whether what would be presupposed is yet to come: "will welcome Malta as a member"."""
    first = min(tie.phrase.trigger.start, tie.states.span.start)
    last = max(tie.phrase.trigger.start, tie.states.span.start)
    text = sentence.document.text
    ahead = _TO_WELCOME.search(text[sentence.span.start : first])
    return bool(ahead and (_AS.search(text[first:last]) or _NEW.search(tie.phrase.words)))


def _is_closed(sentence: Sentence, tie: Tie) -> bool:
    """Whether a list is whole, and not the middle of a longer one: it has its "and"."""
    words = tie.states.span.of(sentence.document.text)
    return len(tie.states.entities) == 1 or bool(re.search(r"\band\b|&", words))


def _stance(sentence: Sentence, tie: Tie) -> tuple[Polarity, Modality]:
    if tie.link.presupposed:
        planned = _is_welcomed_later(sentence, tie)
        return Polarity.AFFIRMED, Modality.PLANNED if planned else Modality.ASSERTED
    if _ONLY.match(tie.phrase.words) and tie.aux.endswith(_NOT):
        return Polarity.AFFIRMED, Modality.ASSERTED  # "is not the only member to resist"
    polarity, modality = stance(sentence, tie.phrase.trigger)
    return (Polarity.DENIED if _NEGATED.search(tie.aux) else polarity), modality
