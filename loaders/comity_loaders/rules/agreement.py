"""Agreements between states: signed, and in force."""

from __future__ import annotations

from collections.abc import Iterator

from comity.dates import When
from comity.model import Claim, Entity, Modality, Polarity, Predicate
from comity_loaders.document import Document, Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.memberships.ceremonies import ceremonies
from comity_loaders.memberships.eventdates import is_yearless
from comity_loaders.memberships.finds import find_matches
from comity_loaders.memberships.inforce import Entry, entries_into_force
from comity_loaders.memberships.signings import Signing, signings
from comity_loaders.sentences.passages import passage
from comity_loaders.sentences.stance import Stance, stance


def find(document: Document) -> Iterator[Claim]:
    """The signings of agreements, one claim a signatory that is named, and entries into force.

    What the rules on membership tell of a treaty that the reference knows is left to them, but for
    the place.
    """
    for sentence in document.sentences:
        for signing in (*signings(sentence), *ceremonies(sentence)):
            yield from _signed(document, sentence, signing)
        for entry in entries_into_force(sentence):
            if not _is_told(sentence, Predicate.ENTERED_INTO_FORCE, entry.treaty):
                yield _entered(document, sentence, entry)


def _signed(document: Document, sentence: Sentence, signing: Signing) -> Iterator[Claim]:
    if not (signing.place or (signing.when and not is_yearless(signing.when))):
        return
    polarity, modality = _stance(sentence, signing)
    is_told = bool(signing.actors) and _is_told(sentence, Predicate.SIGNED, signing.treaty)
    if is_told and not signing.place:
        return
    for actor in (None,) if is_told else signing.actors or (None,):
        yield Claim(
            predicate=Predicate.SIGNED,
            subject=actor,
            object=signing.treaty,
            when=signing.when,
            place=signing.place.name if signing.place else None,
            polarity=polarity,
            modality=modality,
            passage=passage(document, signing.verb),
            rule="agreement/signed",
        )


def _stance(sentence: Sentence, signing: Signing) -> Stance:
    """What lies ahead of the article's day is a plan, however it is told."""
    if _is_ahead(sentence, signing.when):
        return meetingstance.PLANNED
    if signing.is_denied:
        return Polarity.DENIED, Modality.ASSERTED
    if signing.is_given:
        return Polarity.AFFIRMED, Modality.ASSERTED
    return stance(sentence, signing.verb)


def _is_ahead(sentence: Sentence, when: When | None) -> bool:
    """Whether a date lies after the article's day."""
    published = sentence.document.article.published
    first = when.date.earliest if when else None
    today = published.date.latest if published else None
    return bool(first and today and first > today)


def _entered(document: Document, sentence: Sentence, entry: Entry) -> Claim:
    polarity, modality = meetingstance.HELD if entry.is_given else stance(sentence, entry.verb)
    if _is_ahead(sentence, entry.when):
        polarity, modality = meetingstance.PLANNED
    return Claim(
        predicate=Predicate.ENTERED_INTO_FORCE,
        subject=entry.treaty,
        when=entry.when,
        place=entry.place.name if entry.place else None,
        polarity=polarity,
        modality=modality,
        passage=passage(document, entry.verb),
        rule="agreement/in-force",
    )


def _is_told(sentence: Sentence, predicate: Predicate, treaty: Entity) -> bool:
    """Whether a rule on membership tells the same of the same treaty."""
    return any(
        found.pattern.predicate is predicate
        and treaty in (*found.entities("b"), *found.entities("s"))
        for found in find_matches(sentence)
    )
