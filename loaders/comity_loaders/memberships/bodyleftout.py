"""Which body a verb or noun of joining and leaving means where it names none."""

from __future__ import annotations

import re

from comity.model import Entity, Kind, Predicate, Span
from comity_loaders.document import Sentence
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.lastbody import began_before, headed, last_body, near_body, topic
from comity_loaders.memberships.told import Told

OF_TREATIES = {Predicate.ACCEDED, Predicate.SIGNED, Predicate.RATIFIED}
"""What is done to a treaty rather than to the body that it sets up."""
_BODIES = (Kind.ORGANISATION, Kind.TREATY)
_MOVES = {Predicate.JOINED, Predicate.LEFT, Predicate.READMITTED}
_TROOPS = re.compile(
    r"\b(?:[Tt]roops|[Ss]oldiers|[Aa]rm(?:y|ies)|[Pp]eacekeep\w+|[Ii]nva(?:de|sion)\w*|[Bb]attalions?"
    r"|[Oo]ccup(?:y|ied|ation)|[Cc]ontingents?|[Gg]arrisons?)\b"
)
_DEAL = re.compile(r"\b(?:deal|accord|pact|treaty|convention)\b")
_FOR = re.compile(r"\b(?:for|to (?:join|enter)|in favou?r of|upon joining|on joining)(?: the)? $")
_SIGNED_IT = re.compile(r"\b(?:signed|ratified|acceded to|initialled) it\b[^.;]*$")
_STATUTE = re.compile(r"(?i)(?:statute|charter|constitution|covenant|treaty)\b.*\bof\b")


def body_left_out(found: Told) -> Entity | None:
    """The body that a verb or noun is about where its sentence leaves it unsaid.

    Args:
        found: what is told, without a body.
    """
    if _is_of_troops(found):
        return None
    body = _told_before(found)
    if body and (_is_left_for(found, body) or not _may_be_called(found, body)):
        return None
    if body and _is_of_deal(found, body):
        return None
    of_treaty = found.frame.kind is Kind.TREATY or found.frame.predicate in OF_TREATIES
    return body if body is None or of_treaty else _set_up_by(found, body)


def _may_be_called(found: Told, body: Entity) -> bool:
    """Whether a body may be called by the noun: an organisation is no treaty unless it says so."""
    if body.kind is Kind.TREATY or found.noun not in words("no_organisation"):
        return True
    entry = found.marked.sentence.document.gazetteer.entry
    own = () if body.local else entry(body).short_forms
    return found.noun in own or found.noun in body.name.lower().split()


def _is_of_deal(found: Told, body: Entity) -> bool:
    """Whether a deal was told of since the organisation was named, and may be meant."""
    sentence, at = found.marked.sentence, found.trigger.start
    mentions = [m for m in sentence.document.mentions if m.span.end <= at]
    last = max((m.span.end for m in mentions if m.entity == body), default=at)
    deals = _DEAL.finditer(sentence.document.text, last, at)
    named = [m.span for m in mentions]
    return body.kind is Kind.ORGANISATION and any(
        not any(place.overlaps(Span(*deal.span())) for place in named) for deal in deals
    )


def _is_of_troops(found: Told) -> bool:
    """Whether soldiers are spoken of, or a land they came into: "entered Gaza … and left"."""
    sentence, sentences = found.marked.sentence, found.marked.sentence.document.sentences
    before = sentences[max(sentences.index(sentence) - 1, 0)]
    bare = found.frame.objects is None and found.frame.state == ("subject",)
    if found.frame.predicate not in _MOVES or found.noun or not bare:
        return False
    return any(_TROOPS.search(near.text) for near in (sentence, before))


def _is_left_for(found: Told, body: Entity) -> bool:
    """Whether it is what a state left another body for: "left it for the union"."""
    if found.frame.predicate is not Predicate.LEFT:
        return False
    sentence, end = found.marked.sentence, found.trigger.end
    ahead = (m for m in sentence.mentions if m.entity == body and m.span.start >= end)
    return any(_FOR.search(sentence.document.text, end, m.span.start) for m in ahead)


def _set_up_by(found: Told, body: Entity) -> Entity:
    """The organisation of a statute that bears its name: who "joined" then joined that."""
    if body.kind is not Kind.TREATY or not _STATUTE.match(body.name):
        return body
    mentions = found.marked.sentence.document.mentions
    bodies = (m.entity for m in mentions if m.entity and m.entity.kind is Kind.ORGANISATION)
    return next((b for b in bodies if f" {b.name.lower()}" in body.name.lower()), body)


def _told_before(found: Told) -> Entity | None:
    """The body told of before: what one accedes to is a treaty, if there is one."""
    sentence, at, noun = found.marked.sentence, found.trigger.start, found.noun
    page, near = headed(sentence.document), near_body(sentence, at, noun=noun)
    if found.frame.kind:
        return last_body(sentence, at, found.frame.kind, noun=noun)
    if _SIGNED_IT.search(sentence.document.text, sentence.span.start, at):
        return last_body(sentence, at, Kind.TREATY, noun=noun)
    of_page = page and page.kind is not Kind.TREATY and found.frame.predicate not in OF_TREATIES
    if near and began_before(sentence, near) and not (of_page and near.kind is Kind.TREATY):
        return near
    if page:
        return last_body(sentence, at, page.kind, noun=noun)
    if found.frame.predicate in OF_TREATIES:
        treaty = near_body(sentence, at, Kind.TREATY, noun=noun)
        return treaty or _own(sentence, at) or topic(sentence.document, noun=noun)
    return last_body(sentence, at, Kind.ORGANISATION, noun=noun) or last_body(
        sentence, at, noun=noun
    )


def _own(sentence: Sentence, at: int) -> Entity | None:
    """The last body that the sentence itself names before a place."""
    named = [m.entity for m in sentence.mentions if m.span.end <= at and m.can_be(*_BODIES)]
    return named[-1] if named else None
