"""For which states those sign that are only named: "President Chirac", of whom all know."""

from __future__ import annotations

from spacy.tokens import Token

from comity.model import Kind, Span
from comity_loaders.document import Document
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.marked import Marked
from comity_loaders.names.mentions import Mention, Use
from comity_loaders.offices.held import offices
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.sentences.masking import Slot


def signers(marked: Marked, token: Token | None) -> Slot | None:
    """The states of those who sign, by the offices that the article tells of them.

    Args:
        marked: the sentence.
        token: the head of the words for who signs.
    """
    if token is None or token.pos_ != "PROPN":
        return None
    document = marked.sentence.document
    people = [token, *(t for t in token.conjuncts if t.i > token.i)]
    mentions = tuple(m for person in people if (m := _state(document, person)))
    if len(mentions) < len(people):
        return None
    return Slot("S", Span(mentions[0].span.start, mentions[-1].span.end), mentions)


def _state(document: Document, person: Token) -> Mention | None:
    """The state for which somebody speaks, in the place of the name or of the surname alone."""
    place = Span(person.idx, person.idx + len(person.text))
    links = [k for k in offices(document) if _speaks(k)]
    named = [k for k in links if k.name is not None and k.name.contains(place)]
    meant = named or [k for k in links if k.person.name.split()[-1] == person.text]
    states = {k.body for k in meant}
    state = states.pop() if len(states) == 1 else None
    return Mention(place, state, Use.NAME) if state else None


def _speaks(link: OfficeMention) -> bool:
    """Whether somebody has an office by which one signs for a state."""
    of_state = link.body is not None and link.body.kind is Kind.STATE
    return of_state and link.head.split()[-1] in words("speaks_for")
