"""What names in a description tell of who is meant: "the Vermont senator", "the Tory leader"."""

from __future__ import annotations

import re

from comity.model import Entity, Span
from comity_loaders.document import Document
from comity_loaders.people.people import people_in
from comity_loaders.statements.voicewords import speaker_words

_BESIDE = 80
"""How far from a name, in code points, the names stand that tell whose it is."""

_TOLD = re.compile(r"\d-year-old|\b(?:former|veteran|young|retired|outgoing|new)\b|\s[A-Z]")


def has_its_names(document: Document, span: Span, person: Entity) -> bool:
    """Whether the names in a description stand near the person's before it.

    A party's need not, where no other party stands there.
    """
    words = span.of(document.text)
    places = [m.span for m in document.mentions if span.contains(m.span)]
    known = {word for place in places for word in place.of(document.text).split()}
    names = {w for w in words.split()[1:] if w[0].isupper()} - known
    if is_of_party(document, span, person):
        return False
    near = _near(document, span, person)
    free = names - set(speaker_words("parties_of"))
    return all(any(name in words_ for words_ in near) for name in free)


def is_of_party(document: Document, span: Span, person: Entity) -> bool:
    """Whether a description tells of one party, and the text of another beside the name."""
    known = set(speaker_words("parties_of"))
    told = known & set(re.findall(r"[\w-]+", span.of(document.text)))
    words = (re.findall(r"[\w-]+", near) for near in _near(document, span, person))
    beside = known & {word for found in words for word in found}
    return bool(told and beside) and not told & beside


def may_be_new(document: Document, span: Span) -> bool:
    """Whether news brings such people in by "the" without a name: "The judge said"."""
    words = span.of(document.text)
    return words.split()[-1].lower() in speaker_words("brought_in") and not _TOLD.search(words)


def _near(document: Document, span: Span, person: Entity) -> list[str]:
    """What stands around the places where somebody is named, up to the description."""
    return [
        document.text[max(m.span.start - _BESIDE, 0) : min(m.span.end + _BESIDE, span.start)]
        for m in people_in(document).mentions
        if m.entity == person and m.span.end <= span.start and not document.quote_around(m.span)
    ]
