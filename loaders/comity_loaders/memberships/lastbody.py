"""Which bodies a match is about, also where it names none: "Malta and Cyprus joined in 2004"."""

from __future__ import annotations

from collections import Counter

from comity.model import Entity, Kind, Predicate
from comity_loaders.document import Document
from comity_loaders.memberships.finds import Find
from comity_loaders.names.mentions import Mention

_NEAR = 2
"""How many sentences back the body may stand."""


def bodies_of(found: Find) -> tuple[Entity, ...]:
    """The bodies named in the match; for a pattern without one, the last named before it."""
    if found.pattern.predicate is Predicate.ORIGINATES_FROM:
        return found.entities("s")[:1]
    if found.group("b"):
        return found.entities("b")
    body = _last_body(found) if found.pattern.body == "last" else _body_of_organ(found)
    return (body,) if body else ()


def _body_of_organ(found: Find) -> Entity | None:
    organ = found.entities("o")
    gazetteer = found.document.gazetteer
    key = gazetteer.entry(organ[0]).organ_of if organ else ""
    return gazetteer.entries[key].entity if key in gazetteer.entries else None


def _last_body(found: Find) -> Entity | None:
    """The last body named before the match, near it or if it is what the article is about."""
    document, sentence = found.document, found.sentence
    named = [m for m in document.mentions if _is_body(m) and m.span.end <= found.trigger.start]
    wanted = {"treaty": Kind.TREATY, "org": Kind.ORGANISATION}.get(found.pattern.kind)
    if wanted:
        named = [m for m in named if m.entity and m.entity.kind is wanted]
    if not named:
        return None
    last = named[-1]
    opening = document.sentences[max(document.sentences.index(sentence) - _NEAR, 0)]
    near = last.span.start >= max(opening.span.start, document.paragraphs[sentence.paragraph].start)
    return last.entity if near or last.entity == _topic(document) else None


def _topic(document: Document) -> Entity | None:
    """The body that an article names most; None where two are named as often."""
    counts = Counter(m.entity for m in document.mentions if _is_body(m)).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]


def _is_body(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.kind in (Kind.ORGANISATION, Kind.TREATY)
