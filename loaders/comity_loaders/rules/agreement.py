"""Agreements between states that the reference does not know: signed, and in force."""

from __future__ import annotations

from collections.abc import Iterator

from comity.model import Claim, Entity, Predicate
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.agreements import Action, entries_into_force, signings
from comity_loaders.sentences.passages import passage
from comity_loaders.sentences.stance import stance


def find(document: Document) -> Iterator[Claim]:
    """The signings of agreements, one claim a signatory, and their entries into force."""
    for sentence in document.sentences:
        for action in signings(sentence):
            yield from _signed(document, sentence, action)
        for action in entries_into_force(sentence):
            if action.when:
                yield _claim(document, sentence, action, action.treaty, None)


def _signed(document: Document, sentence: Sentence, action: Action) -> Iterator[Claim]:
    """Of two or more, and with a place or a date: one alone signs what others have signed."""
    if len(action.actors) > 1 and (action.place or action.when):
        for actor in action.actors:
            yield _claim(document, sentence, action, actor, action.treaty)


def _claim(
    document: Document, sentence: Sentence, action: Action, subject: Entity, treaty: Entity | None
) -> Claim:
    polarity, modality = stance(sentence, action.verb)
    return Claim(
        predicate=Predicate.SIGNED if treaty else Predicate.ENTERED_INTO_FORCE,
        subject=subject,
        object=treaty,
        when=action.when,
        place=action.place.name if action.place else None,
        polarity=polarity,
        modality=modality,
        passage=passage(document, action.verb),
        rule="agreement/signed" if treaty else "agreement/in-force",
    )
